// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace miniqq::lab {

/// The whole of a small file of the system (/proc, /etc), at most 16 MiB of it; empty if there is none. Files
/// of /proc are made as they are read, so this never waits for a disk.
QByteArray readSystemFile(const QString &path);

} // namespace miniqq::lab
