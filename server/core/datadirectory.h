// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/net/sockets.h"

#include <QString>

namespace miniqq::server {

/// The folder that holds everything of one server: database, key, certificate. As long as this lives the
/// folder is ours alone: a second server, of this computer at least, is refused.
class DataDirectory
{
public:
    /// Makes the folder (readable by its owner only) where there is none, and locks it. The error says what
    /// to do.
    static Result<DataDirectory> open(const QString &path);

    QString path() const { return m_path; }
    QString databasePath() const;
    QString filesPath() const; ///< of the contents of files

private:
    DataDirectory(const QString &path, net::Descriptor lock);

    QString m_path;
    net::Descriptor m_lock; ///< The kernel lets go of it when the process ends, however that comes about.
};

} // namespace miniqq::server
