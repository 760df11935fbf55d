// SPDX-License-Identifier: MIT
#include "server/ctl/ctlsocket.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int backlog = 128;
constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

Error cannot(const CtlAddress &address, int errorNumber)
{
    return {u"The local socket %1 cannot be made: %2."_s.arg(address.path, net::errnoText(errorNumber))};
}

} // namespace

Result<CtlAddress> CtlAddress::of(const QString &dataDir)
{
    CtlAddress address;
    address.path = QDir(dataDir).absoluteFilePath(u"ctl.sock"_s);
    const QByteArray path = QFile::encodeName(address.path);
    constexpr qsizetype longest = sizeof address.name.sun_path - 1;
    if (path.size() > longest)
        return Error{u"%1 is too long for a local socket (%2 bytes, at most %3): choose a data folder with a "
                     "shorter path."_s.arg(address.path)
                         .arg(path.size())
                         .arg(longest)};
    address.name.sun_family = AF_UNIX;
    std::memcpy(address.name.sun_path, path.constData(), size_t(path.size()));
    return address;
}

Result<net::Descriptor> listenOn(const CtlAddress &address)
{
    struct stat status = {};
    if (::lstat(address.name.sun_path, &status) == 0) {
        if (!S_ISSOCK(status.st_mode))
            return Error{u"%1 is in the way of the local socket: it is none."_s.arg(address.path)};
        if (::unlink(address.name.sun_path) != 0)
            return cannot(address, errno);
    }
    net::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    // The mode of the descriptor becomes that of the name; chmod() behind bind() would leave a gap.
    if (!fd.isValid() || ::fchmod(fd.get(), ownerOnly) != 0 ||
        ::bind(fd.get(), address.get(), address.size()) != 0 ||
        ::chmod(address.name.sun_path, ownerOnly) != 0 || ::listen(fd.get(), backlog) != 0)
        return cannot(address, errno);
    return fd;
}

Result<net::Descriptor> connectTo(const CtlAddress &address)
{
    net::Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (fd.isValid() && ::connect(fd.get(), address.get(), address.size()) == 0)
        return fd;
    const QString folder = QFileInfo(address.path).path();
    if (errno == ENOENT || errno == ECONNREFUSED)
        return Error{
            u"No server runs on the data folder %1. Start it, or name another folder with --data."_s.arg(
                folder)};
    if (errno == EACCES)
        return Error{
            u"The server on %1 belongs to somebody else; ask as that user, or as root."_s.arg(folder)};
    return Error{u"%1 cannot be reached: %2."_s.arg(address.path, net::errnoText(errno))};
}

bool isOurOwn(int fd)
{
    ucred peer = {};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || size != sizeof peer)
        return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

} // namespace miniqq::server
