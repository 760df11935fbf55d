// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/serveraddress.h"
#include "app/types/serverpin.h"
#include "common/base/result.h"

#include <QByteArray>
#include <QLockFile>
#include <QSettings>
#include <QString>

#include <memory>
#include <optional>

namespace miniqq::client {

/// Why a profile cannot be used.
struct ProfileError
{
    enum class Kind {
        BadName,     ///< the name is empty, hidden, too long or holds a separator
        Locked,      ///< another running messenger uses it
        NotWritable, ///< its folder cannot be made or written
    };
    Kind kind = Kind::NotWritable;
    QString text; ///< One sentence in English.
};

/// What signs in again without a password: good for one server and one account only.
struct RememberedSignIn
{
    ServerAddress server;
    QByteArray account;
    QByteArray token;
};

/// The folder of one user of this messenger: settings, remembered sign-in, known servers, message
/// stores. Readable by its owner only (0700), and locked, so that two processes never share one. Small files,
/// read and written in the GUI thread.
class Profile
{
public:
    /// The folder "NAME" below `XDG_DATA_HOME/miniqq/profiles`.
    static Result<std::unique_ptr<Profile>, ProfileError> openNamed(const QString &name);
    /// A folder of the caller's choice; made if it is not there.
    static Result<std::unique_ptr<Profile>, ProfileError> open(const QString &directory);
    Q_DISABLE_COPY_MOVE(Profile)

    QString directory() const { return m_directory; }

    /// For windows: geometry, language, theme. Keys belong to whoever writes them.
    QSettings &settings() { return *m_settings; }

    /// Server and account of the last successful sign-in; null and empty at first.
    ServerAddress lastServer() const;
    QByteArray lastAccount() const;
    void setLastSignIn(const ServerAddress &server, const QByteArray &account);
    /// Servers signed in to before, the latest first.
    QList<ServerAddress> recentServers() const;

    std::optional<RememberedSignIn> rememberedSignIn() const;
    /// Written at once (0600, replaced in one step); false if the disk did not take it.
    bool remember(const RememberedSignIn &signIn);
    void forgetSignIn();

    /// By what this server is known again; its fingerprint is empty if it is not known.
    ServerPin pin(const ServerAddress &server) const;
    /// From now on it is known by the key with this fingerprint; false if the disk did not take it.
    bool setPin(const ServerAddress &server, const QString &keyFingerprint);

    /// File of the message store of one account on one server.
    QString storePath(const ServerAddress &server, const QByteArray &account) const;

private:
    explicit Profile(const QString &directory);

    QString path(const char *file) const;

    QString m_directory;
    QLockFile m_lock;
    std::unique_ptr<QSettings> m_settings;
};

} // namespace miniqq::client
