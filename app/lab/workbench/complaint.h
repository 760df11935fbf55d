// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QMetaType>

namespace miniqq::lab {

/// What a person can fill in on the free lab's forms.
enum class Field {
    None, ///< the form as a whole
    Service,
    Address, ///< a numeric one to bind to
    Port,
    Host,
    From, ///< ADDR[:PORT] a client binds to first
    Encoding,
    ReceiveSize,
    TimeLimit,
    IdleTimeout,
    PerAddress,
    Payload, ///< text or hexadecimal digits to send
    File,
    Group,
    Interface,
    Ttl,
    Url,
    Reply,
};

/// Something that was filled in wrongly, or did not work: one sentence that says what to do, to be shown
/// under the field.
struct Complaint
{
    Field field = Field::None;
    QString text;
};

} // namespace miniqq::lab

Q_DECLARE_METATYPE(miniqq::lab::Complaint)
