// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>

namespace miniqq::protocol {

/// Why a name is refused, as a sentence fragment for an error reply: "must start with a letter".
struct NameError
{
    QByteArray text;
};

/// Account names are what people are told apart by, so they are kept to characters that cannot be mistaken:
/// ASCII letters (lower-cased), digits, '_', '-', '.', and CJK ideographs; 1 to 32 of them, starting with no
/// punctuation. The value is the canonical form.
Result<QByteArray, NameError> canonicalAccountName(QByteArrayView name);

/// What the name looks like at a glance (0 as o, 1 and i as l, "rn" as m, ...): two accounts must not share
/// it.
QByteArray nameSkeleton(QByteArrayView canonicalName);

/// Empty if `name` may be shown as a display name, else what is wrong: no bidirectional controls, no
/// invisible characters on their own, no pile of combining marks (their lines would paint over others).
QByteArray displayNameViolation(QByteArrayView name);

} // namespace miniqq::protocol
