// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/net/sockets.h"

#include <QString>

#include <sys/socket.h>
#include <sys/un.h>

namespace miniqq::server {

/// Where `ctl` finds the server of a data folder: a Unix socket in it (unix(7)), named ctl.sock.
struct CtlAddress
{
    sockaddr_un name = {};
    QString path;

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&name); }
    socklen_t size() const { return sizeof name; }

    /// `dataDir` is taken as it stands, from the current folder. The error says what to do: the system takes
    /// no names of more than 107 bytes.
    static Result<CtlAddress> of(const QString &dataDir);
};

/// Listens there, readable and writable by the owner alone from the first moment on. What a server that was
/// killed left behind is replaced; so the caller must hold the folder's lock. Anything else of that name is
/// an error and stays.
Result<net::Descriptor> listenOn(const CtlAddress &address);

/// Connects, blocking; the error says what to do about it.
Result<net::Descriptor> connectTo(const CtlAddress &address);

/// Whether the process at the other end runs as our own user, or as root (SO_PEERCRED: as it was when it
/// connected).
bool isOurOwn(int fd);

} // namespace miniqq::server
