// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/domain/limits.h"

#include <QString>
#include <QStringList>

namespace miniqq::server {

/// Everything an operator can choose.
struct ServerConfig
{
    static constexpr quint16 defaultPort = 6477;
    static constexpr int maxIoThreads = 64;

    QString listenAddress = QStringLiteral("0.0.0.0"); ///< Numeric; empty: all IPv6 and IPv4 addresses.
    quint16 port = defaultPort;                        ///< 0: the system chooses.
    QString dataDir = defaultDataDir();
    QString logDir;            ///< Where the log is written as files; empty: nowhere (stderr has it, too).
    QString name;              ///< What clients show as the server's name; the host's name if empty.
    bool plain = false;        ///< No TLS: whoever is on the way can read and change everything.
    bool registration = true;  ///< New accounts are taken.
    QString registrationCode;  ///< What they must know for it; empty: nothing.
    bool trustLoopback = true; ///< This computer is held to Limits::connectionsPerTrustedAddress alone, and
                               ///< may register any number of accounts.
    int ioThreads = defaultIoThreads();    ///< 1 to maxIoThreads; 1: the logic thread serves the connections.
    quint32 passwordMemoryKiB = 19 * 1024; ///< Argon2id. Less protects less: only tests have reason to.
    quint32 passwordIterations = 2;
    quint32 passwordQueue = 64; ///< Sign-ins that may wait for it; more are told to try again.
    Limits limits;
    QByteArray
        databaseVfs; ///< Name of the SQLite VFS; empty for the system's. For tests; no key of the file.

    /// One for every two processors of this computer, at least 1, at most 8.
    static int defaultIoThreads();
    QString effectiveName() const; ///< `name`, or the host's.
    /// $XDG_DATA_HOME/miniqq-server, by default ~/.local/share/miniqq-server.
    static QString defaultDataDir();
};

/// "192.0.2.7:6477", "[2001:db8::7]:6477", "[::]:0": a numeric address and a port.
struct ListenAddress
{
    QString address;
    quint16 port = 0;
};
Result<ListenAddress> parseListenAddress(const QString &text);

/// Reads a file of lines `key = value`, with `#` comments, over `base`:
///
///     listen = 0.0.0.0:6477    name = Class 7b    plain = no    registration = yes    data = /srv/miniqq
///     io-threads = 2           limit.connections = 5000         limit.messages.perSecond = 5 ...
///
/// Fails closed: a file that cannot be read, is empty, is cut off (its last line does not end), an unknown or
/// repeated key, or a value out of range is an error that names file, line and key, and nothing is taken from
/// it. configKeys() lists the keys; those of limits are the members of Limits.
Result<ServerConfig> readConfigFile(const QString &path, const ServerConfig &base = {});

/// Sets one key as a line of the file would. The error says what the value should have been, or that there is
/// no such key.
Result<Done> applySetting(ServerConfig &config, const QString &key, const QString &value);

/// Every key a configuration file may hold, in the order of the documentation.
QStringList configKeys();

} // namespace miniqq::server
