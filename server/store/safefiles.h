// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

/// Files that are there whole, for their owner alone, and survive a power cut. Each call blocks on the disk.
namespace miniqq::server {

/// Makes a file of mode 0600 with this content and syncs it. One that is there is an error.
Result<Done> writePrivateFile(const QString &path, const QByteArray &content);
/// The same with the first `bytes` bytes of another file.
Result<Done> copyPrivateFile(const QString &from, const QString &to, qint64 bytes);
Result<Done> syncFile(const QString &path);

/// Asked between the steps of what takes long: false ends it.
using GoOn = std::function<bool()>;
/// The error of what was ended so.
Error notFinished(const QString &path);
/// The same as above, in steps.
Result<Done> syncFile(const QString &path, const GoOn &goOn);
/// Gives a file its final name within its folder and syncs that. One that is there is an error, and stays.
/// If the sync alone fails the file has its new name, and the error says so.
Result<Done> moveIntoPlace(const QString &from, const QString &to);

} // namespace miniqq::server
