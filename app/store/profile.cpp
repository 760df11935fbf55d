// SPDX-License-Identifier: MIT
#include "app/store/profile.h"

#include <QByteArrayView>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxNameLength = 64;
constexpr qsizetype maxRecentServers = 8;
constexpr qint64 maxSmallFile = 256 * 1024;
constexpr QByteArrayView ofKey = "key ";
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && name.size() <= maxNameLength && !name.startsWith(u'.') &&
           std::none_of(name.begin(), name.end(), [](QChar c) {
               return c == u'/' || c == u'\\' || c.category() == QChar::Other_Control;
           });
}

/// Replaces a small secret file in one step; it never exists with wider rights than its owner's.
bool writeOwnerOnly(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    return file.setPermissions(ownerOnly) && file.write(bytes) == bytes.size() && file.commit();
}

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(maxSmallFile) : QByteArray();
}

/// Nothing if there is something that cannot be read, or more than is read.
std::optional<QByteArray> readAllOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.exists() ? std::nullopt : std::optional(QByteArray());
    if (file.size() > maxSmallFile)
        return std::nullopt;
    QByteArray all = file.readAll();
    return file.error() == QFileDevice::NoError ? std::optional(std::move(all)) : std::nullopt;
}

} // namespace

Profile::Profile(const QString &directory)
    : m_directory(directory)
    , m_lock(directory + u"/lock"_s)
{
    m_lock.setStaleLockTime(0); // a lock is as old as its messenger runs; only a dead owner makes it stale
}

Result<std::unique_ptr<Profile>, ProfileError> Profile::openNamed(const QString &name)
{
    if (!isPlainName(name))
        return ProfileError{ProfileError::Kind::BadName,
                            u"A profile's name has 1 to 64 characters, no slash, and no dot in front."_s};
    const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return open(data + u"/miniqq/profiles/"_s + name);
}

Result<std::unique_ptr<Profile>, ProfileError> Profile::open(const QString &directory)
{
    const QString path = QDir(directory).absolutePath();
    const auto rights = ownerOnly | QFile::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, rights))
        return ProfileError{ProfileError::Kind::NotWritable, u"The folder "_s + path + u" cannot be made."_s};

    std::unique_ptr<Profile> profile(new Profile(path));
    if (!profile->m_lock.tryLock(0)) {
        if (profile->m_lock.error() == QLockFile::LockFailedError)
            return ProfileError{ProfileError::Kind::Locked,
                                u"The profile is in use by another running messenger."_s};
        return ProfileError{ProfileError::Kind::NotWritable,
                            u"The folder "_s + path + u" cannot be written."_s};
    }
    profile->m_settings = std::make_unique<QSettings>(profile->path("settings.ini"), QSettings::IniFormat);
    return profile;
}

QString Profile::path(const char *file) const
{
    return m_directory + u'/' + QString::fromLatin1(file);
}

ServerAddress Profile::lastServer() const
{
    const auto server = ServerAddress::parse(m_settings->value(u"signin/server"_s).toString());
    return server ? *server : ServerAddress();
}

QByteArray Profile::lastAccount() const
{
    return m_settings->value(u"signin/account"_s).toString().toUtf8();
}

void Profile::setLastSignIn(const ServerAddress &server, const QByteArray &account)
{
    QStringList recent = m_settings->value(u"signin/recent"_s).toStringList();
    recent.removeAll(server.toText());
    recent.prepend(server.toText());
    m_settings->setValue(u"signin/server"_s, server.toText());
    m_settings->setValue(u"signin/account"_s, QString::fromUtf8(account));
    m_settings->setValue(u"signin/recent"_s,
                         QStringList(recent.first(qMin(recent.size(), maxRecentServers))));
}

QList<ServerAddress> Profile::recentServers() const
{
    QList<ServerAddress> servers;
    const QStringList texts = m_settings->value(u"signin/recent"_s).toStringList();
    for (const QString &text : texts) {
        if (const auto server = ServerAddress::parse(text))
            servers.append(*server);
    }
    return servers;
}

std::optional<RememberedSignIn> Profile::rememberedSignIn() const
{
    const QList<QByteArray> lines = readSmall(path("token")).split('\n');
    if (lines.size() < 3)
        return std::nullopt;
    const auto server = ServerAddress::parse(QString::fromUtf8(lines[0]));
    if (!server || lines[1].isEmpty() || lines[2].isEmpty())
        return std::nullopt;
    return RememberedSignIn{*server, lines[1], lines[2]};
}

bool Profile::remember(const RememberedSignIn &signIn)
{
    const QByteArray lines =
        signIn.server.toText().toUtf8() + '\n' + signIn.account + '\n' + signIn.token + '\n';
    return writeOwnerOnly(path("token"), lines);
}

void Profile::forgetSignIn()
{
    QFile::remove(path("token"));
}

// A line is "ADDRESS key AB:CD:..."; one without "key" is of a messenger that remembered certificates.
ServerPin Profile::pin(const ServerAddress &server) const
{
    const QByteArray wanted = server.toText().toUtf8() + ' ';
    const std::optional<QByteArray> written = readAllOf(path("known_servers"));
    if (!written)
        return {ServerPin::Of::Unreadable, {}};
    for (const QByteArray &line : written->split('\n')) {
        if (!line.startsWith(wanted))
            continue;
        const QByteArray known = line.sliced(wanted.size());
        const bool isKey = known.startsWith(ofKey);
        const QByteArray fingerprint = isKey ? known.sliced(ofKey.size()) : known;
        if (fingerprint.isEmpty())
            return {ServerPin::Of::Unreadable, {}};
        return {isKey ? ServerPin::Of::Key : ServerPin::Of::Certificate, QString::fromLatin1(fingerprint)};
    }
    return {};
}

bool Profile::setPin(const ServerAddress &server, const QString &keyFingerprint)
{
    const QByteArray key = server.toText().toUtf8() + ' ';
    const std::optional<QByteArray> written = readAllOf(path("known_servers"));
    if (!written)
        return false; // writing would forget all others
    QByteArray kept;
    for (const QByteArray &line : written->split('\n')) {
        if (!line.isEmpty() && !line.startsWith(key))
            kept += line + '\n';
    }
    const QByteArray line = key + ofKey.toByteArray() + keyFingerprint.toLatin1() + '\n';
    return writeOwnerOnly(path("known_servers"), kept + line);
}

QString Profile::storePath(const ServerAddress &server, const QByteArray &account) const
{
    const QByteArray name = server.toText().toUtf8() + '\n' + account;
    const QByteArray hash = QCryptographicHash::hash(name, QCryptographicHash::Sha256).toHex().first(24);
    return m_directory + u"/messages-" + QString::fromLatin1(hash) + u".sqlite";
}

} // namespace miniqq::client
