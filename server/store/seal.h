// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/safefiles.h"

#include <QString>

namespace miniqq::server {

/// The end of a backup file: 16 bytes "MiniQQ backup 1\n", then the SHA-256 of all bytes before those 16. A
/// database notices damage to its structure, not to a text or a key in it; this does.
inline constexpr qint64 sealBytes = 16 + 32;

/// Appends the seal and syncs. Where `goOn` ends it the file is as it was.
Result<Done> sealFile(const QString &path, const GoOn &goOn);
/// The number of bytes before the seal; an error if it is not there or does not fit.
Result<qint64> checkSeal(const QString &path);

} // namespace miniqq::server
