// SPDX-License-Identifier: MIT
#include "server/core/serverconfig.h"

#include "server/core/configkeys.h"

#include <QFile>
#include <QHostAddress>
#include <QSet>
#include <QStandardPaths>
#include <QStringDecoder>
#include <QSysInfo>
#include <QThread>

#include <algorithm>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 maxFileBytes = 64 * 1'024;

Result<QString> readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"cannot be read: %1"_s.arg(file.errorString())};
    const QByteArray bytes = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{u"cannot be read: %1"_s.arg(file.errorString())};
    if (bytes.size() > maxFileBytes)
        return Error{u"is larger than 64 KiB: this is no configuration file"_s};
    if (bytes.trimmed().isEmpty())
        return Error{u"is empty; give it at least one setting or do not name it"_s};
    if (!bytes.endsWith('\n'))
        return Error{u"is cut off: its last line does not end"_s};
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(bytes);
    if (decode.hasError() || text.contains(QChar::Null))
        return Error{u"is not UTF-8 text"_s};
    return text;
}

Result<Done> applyLine(const QString &line, ServerConfig &config, QSet<QString> &seen)
{
    const qsizetype equals = line.indexOf(u'=');
    if (equals < 0)
        return Error{u"\"key = value\" is expected"_s};
    const QString name = line.left(equals).trimmed();
    if (seen.contains(name))
        return Error{u"\"%1\" is set twice"_s.arg(name)};
    seen.insert(name);
    const Result<Done> applied = applySetting(config, name, line.mid(equals + 1).trimmed());
    if (!applied)
        return Error{name + u": " + applied.error().text};
    return Done{};
}

} // namespace

QString ServerConfig::defaultDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/miniqq-server";
}

int ServerConfig::defaultIoThreads()
{
    return std::clamp(QThread::idealThreadCount() / 2, 1, 8);
}

QString ServerConfig::effectiveName() const
{
    if (!name.isEmpty())
        return name;
    const QString host = QSysInfo::machineHostName();
    return host.isEmpty() ? u"MiniQQ"_s : host;
}

Result<ListenAddress> parseListenAddress(const QString &text)
{
    const Error error{u"an address and a port are expected, such as 0.0.0.0:6477 or [::1]:6477"_s};
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 1)
        return error;
    QString host = text.left(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.mid(1, host.size() - 2);
    const QHostAddress address(host);
    const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    if (address.isNull() || v6 != bracketed)
        return error;
    bool ok = false;
    const QString portText = text.mid(colon + 1);
    const quint16 port = portText.toUShort(&ok);
    if (!ok || portText.startsWith(u'+'))
        return error;
    return ListenAddress{host, port};
}

Result<ServerConfig> readConfigFile(const QString &path, const ServerConfig &base)
{
    const Result<QString> text = readText(path);
    if (!text)
        return Error{path + u" " + text.error().text};
    ServerConfig config = base;
    QSet<QString> seen;
    int number = 0;
    for (const QString &raw : text.value().split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const Result<Done> applied = applyLine(line, config, seen);
        if (!applied)
            return Error{u"%1, line %2: %3"_s.arg(path, QString::number(number), applied.error().text)};
    }
    if (seen.isEmpty())
        return Error{path + u" holds no setting"};
    if (config.limits.deadAfterMs <= config.limits.pingAfterMs)
        return Error{path + u": limit.deadAfterMs must be longer than limit.pingAfterMs"};
    if (config.limits.writeHardBytes < config.limits.writeSoftBytes)
        return Error{path + u": limit.writeHardBytes must not be less than limit.writeSoftBytes"};
    if (config.limits.frameBytes < config.limits.preAuthFrameBytes)
        return Error{path + u": limit.frameBytes must not be less than limit.preAuthFrameBytes"};
    return config;
}

Result<Done> applySetting(ServerConfig &config, const QString &key, const QString &value)
{
    const auto &table = configKeyTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const ConfigKey &entry) { return entry.name == key; });
    if (found == table.end())
        return Error{u"there is no such setting"_s};
    return found->apply(config, value);
}

QStringList configKeys()
{
    QStringList names;
    for (const ConfigKey &key : configKeyTable())
        names.append(key.name);
    return names;
}

} // namespace miniqq::server
