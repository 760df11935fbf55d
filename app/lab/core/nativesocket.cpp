// SPDX-License-Identifier: MIT
#include "app/lab/core/nativesocket.h"

#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace miniqq::lab {
namespace {

struct Word
{
    int value;
    const char *text;
};

Word wordOf(Family family)
{
    switch (family) {
    case Family::Inet6:
        return {AF_INET6, "AF_INET6"};
    case Family::Unix:
        return {AF_UNIX, "AF_UNIX"};
    case Family::Inet:
        break;
    }
    return {AF_INET, "AF_INET"};
}

Word wordOf(Kind kind)
{
    switch (kind) {
    case Kind::Datagram:
        return {SOCK_DGRAM, "SOCK_DGRAM"};
    case Kind::SeqPacket:
        return {SOCK_SEQPACKET, "SOCK_SEQPACKET"};
    case Kind::Raw:
        return {SOCK_RAW, "SOCK_RAW"};
    case Kind::Stream:
        break;
    }
    return {SOCK_STREAM, "SOCK_STREAM"};
}

Word wordOf(NativeSocket::Half half)
{
    switch (half) {
    case NativeSocket::Half::Receive:
        return {SHUT_RD, "SHUT_RD"};
    case NativeSocket::Half::Send:
        return {SHUT_WR, "SHUT_WR"};
    case NativeSocket::Half::Both:
        break;
    }
    return {SHUT_RDWR, "SHUT_RDWR"};
}

const sockaddr *sockaddrOf(const SocketName &name)
{
    return reinterpret_cast<const sockaddr *>(name.bytes().constData());
}

socklen_t lengthOf(const SocketName &name)
{
    return socklen_t(name.bytes().size());
}

/// Room for the kernel to write a name into.
struct NameRoom
{
    sockaddr_storage storage = {};
    socklen_t size = sizeof storage;

    sockaddr *get() { return reinterpret_cast<sockaddr *>(&storage); }
    SocketName name() const
    {
        return SocketName::fromBytes(QByteArray(reinterpret_cast<const char *>(&storage), qsizetype(size)));
    }
};

} // namespace

bool CallResult::wouldBlock() const
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

bool CallResult::inProgress() const
{
    return error == EINPROGRESS;
}

/// A call that was made, with what must be taken down before anything else happens.
struct NativeSocket::Made
{
    qint64 beganNs = 0;
    qint64 value = -1;
    int error = 0;
};

template<class Call>
NativeSocket::Made NativeSocket::make(Call call) const
{
    Made made;
    made.beganNs = m_context.clock().monotonicNs();
    made.value = call();
    made.error = made.value < 0 ? errno : 0;
    return made;
}

NativeSocket::NativeSocket(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_id(context.nextId())
{}

NativeSocket::~NativeSocket()
{
    if (isOpen())
        close();
}

CallResult NativeSocket::report(const char *name, const QByteArray &arguments, const Made &made,
                                QByteArrayView data, tap::Direction direction)
{
    m_context.sink().call(m_id, {name, direction, arguments, made.value, made.error, data, made.beganNs});
    return {made.value, made.error};
}

QByteArray NativeSocket::withDescriptor(const QByteArray &arguments) const
{
    return QByteArray::number(m_fd) + ", " + arguments;
}

void NativeSocket::reportOpened(const SocketName &local, const SocketName &peer)
{
    if (m_reportedOpened)
        return;
    m_reportedOpened = true;
    m_context.sink().opened(m_id, local.endpoint(), peer.endpoint());
}

void NativeSocket::adopt(int fd, Kind kind)
{
    m_fd = fd;
    m_kind = kind;
}

CallResult NativeSocket::open(Family family, Kind kind)
{
    Q_ASSERT(!isOpen());
    const Word domain = wordOf(family);
    const Word type = wordOf(kind);
    const int protocol = kind == Kind::Raw ? int(IPPROTO_ICMP) : 0;
    const Made made =
        make([&] { return ::socket(domain.value, type.value | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol); });
    if (made.value >= 0)
        adopt(int(made.value), kind);
    const QByteArray arguments = QByteArray(domain.text) + ", " + type.text +
                                 " | SOCK_NONBLOCK | SOCK_CLOEXEC, " +
                                 (kind == Kind::Raw ? QByteArray("IPPROTO_ICMP") : QByteArray("0"));
    return report("socket", arguments, made);
}

CallResult NativeSocket::bind(const SocketName &name)
{
    const Made made = make([&] { return ::bind(m_fd, sockaddrOf(name), lengthOf(name)); });
    const CallResult result = report("bind", withDescriptor(name.toText().toUtf8()), made);
    if (result.ok() && m_kind == Kind::Datagram)
        reportOpened(localName(), {});
    return result;
}

CallResult NativeSocket::listen(int backlog)
{
    const Made made = make([&] { return ::listen(m_fd, backlog); });
    const CallResult result = report("listen", withDescriptor(QByteArray::number(backlog)), made);
    if (result.ok())
        reportOpened(localName(), {});
    return result;
}

CallResult NativeSocket::connect(const SocketName &name)
{
    m_peer = name;
    const Made made = make([&] { return ::connect(m_fd, sockaddrOf(name), lengthOf(name)); });
    const CallResult result = report("connect", withDescriptor(name.toText().toUtf8()), made);
    if (result.ok())
        reportOpened(localName(), name);
    return result;
}

CallResult NativeSocket::finishConnect()
{
    QByteArray value;
    CallResult result = option(options::pendingError(), value);
    if (result.ok())
        result.error = toInt(value);
    if (result.ok())
        reportOpened(localName(), m_peer);
    return result;
}

std::unique_ptr<NativeSocket> NativeSocket::accept(CallResult &result)
{
    NameRoom room;
    const Made made =
        make([&] { return ::accept4(m_fd, room.get(), &room.size, SOCK_NONBLOCK | SOCK_CLOEXEC); });
    const QByteArray peer = made.value < 0 ? QByteArray("NULL") : room.name().toText().toUtf8();
    result = report("accept4", withDescriptor(peer + ", SOCK_NONBLOCK | SOCK_CLOEXEC"), made, {},
                    tap::Direction::In);
    if (!result.ok())
        return nullptr;
    auto socket = std::make_unique<NativeSocket>(m_context);
    socket->adopt(int(made.value), m_kind);
    socket->m_peer = room.name();
    socket->reportOpened(socket->localName(), socket->m_peer);
    return socket;
}

CallResult NativeSocket::send(QByteArrayView bytes)
{
    const Made made = make([&] { return ::send(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL); });
    return report("send", withDescriptor(QByteArray::number(bytes.size()) + ", MSG_NOSIGNAL"), made,
                  bytes.first(std::max<qint64>(made.value, 0)));
}

CallResult NativeSocket::sendTo(QByteArrayView bytes, const SocketName &name)
{
    const Made made = make([&] {
        return ::sendto(m_fd, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL, sockaddrOf(name),
                        lengthOf(name));
    });
    const QByteArray arguments =
        QByteArray::number(bytes.size()) + ", MSG_NOSIGNAL, " + name.toText().toUtf8();
    const CallResult result =
        report("sendto", withDescriptor(arguments), made, bytes.first(std::max<qint64>(made.value, 0)));
    if (result.ok())
        reportOpened(localName(), {}); // the kernel bound it just now, if nobody had
    return result;
}

Received NativeSocket::receive(qsizetype max)
{
    return receiveWith(max, false);
}

Received NativeSocket::peek(qsizetype max)
{
    return receiveWith(max, true);
}

Received NativeSocket::receiveWith(qsizetype max, bool peek)
{
    Received received;
    received.bytes.resize(max);
    const Made made =
        make([&] { return ::recv(m_fd, received.bytes.data(), size_t(max), peek ? MSG_PEEK : 0); });
    received.bytes.truncate(std::max<qint64>(made.value, 0));
    received.fullLength = received.bytes.size();
    received.result =
        report("recv", withDescriptor(QByteArray::number(max) + (peek ? ", MSG_PEEK" : ", 0")), made,
               peek ? QByteArrayView() : QByteArrayView(received.bytes), tap::Direction::In);
    return received;
}

Received NativeSocket::receiveFrom(qsizetype max)
{
    Received received;
    NameRoom room;
    received.bytes.resize(max);
    // With MSG_TRUNC Linux tells how long a datagram was, even if the rest of it is lost. A stream would lose
    // its bytes instead.
    const int flags = m_kind == Kind::Stream ? 0 : MSG_TRUNC;
    const Made made = make(
        [&] { return ::recvfrom(m_fd, received.bytes.data(), size_t(max), flags, room.get(), &room.size); });
    received.bytes.truncate(std::max<qint64>(made.value, 0));
    received.fullLength = std::max<qint64>(made.value, 0);
    if (made.value >= 0)
        received.from = room.name();
    const QByteArray sender = made.value < 0 ? QByteArray("NULL") : received.from.toText().toUtf8();
    received.result =
        report("recvfrom",
               withDescriptor(QByteArray::number(max) + (flags == 0 ? ", 0, " : ", MSG_TRUNC, ") + sender),
               made, received.bytes, tap::Direction::In);
    return received;
}

CallResult NativeSocket::shutdown(Half half)
{
    const Word how = wordOf(half);
    const Made made = make([&] { return ::shutdown(m_fd, how.value); });
    return report("shutdown", withDescriptor(how.text), made);
}

CallResult NativeSocket::close()
{
    for (QSocketNotifier **notifier : {&m_reads, &m_writes}) {
        if (*notifier != nullptr) {
            (*notifier)->setEnabled(false); // before its number can mean another file
            (*notifier)->deleteLater();     // it may be the one that brought us here
            *notifier = nullptr;
        }
    }
    const int fd = std::exchange(m_fd, -1);
    const Made made = make([fd] { return ::close(fd); });
    const CallResult result = report("close", QByteArray::number(fd), made);
    if (m_reportedOpened)
        m_context.sink().closed(m_id, {});
    m_reportedOpened = false;
    return result;
}

CallResult NativeSocket::reset()
{
    setOption(options::linger(), lingerValue(true, 0));
    return close();
}

SocketName NativeSocket::localName()
{
    NameRoom room;
    const Made made = make([&] { return ::getsockname(m_fd, room.get(), &room.size); });
    const SocketName name = made.value < 0 ? SocketName() : room.name();
    report("getsockname", withDescriptor(name.toText().toUtf8()), made, {}, tap::Direction::In);
    return name;
}

SocketName NativeSocket::peerName(CallResult *result)
{
    NameRoom room;
    const Made made = make([&] { return ::getpeername(m_fd, room.get(), &room.size); });
    const SocketName name = made.value < 0 ? SocketName() : room.name();
    const CallResult reported =
        report("getpeername", withDescriptor(name.toText().toUtf8()), made, {}, tap::Direction::In);
    if (result != nullptr)
        *result = reported;
    return name;
}

void NativeSocket::watchReads(bool on)
{
    if (m_reads == nullptr && on && isOpen()) {
        m_reads = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
        QObject::connect(m_reads, &QSocketNotifier::activated, this, &NativeSocket::readable);
    } else if (m_reads != nullptr) {
        m_reads->setEnabled(on);
    }
}

void NativeSocket::watchWrites(bool on)
{
    if (m_writes == nullptr && on && isOpen()) {
        m_writes = new QSocketNotifier(m_fd, QSocketNotifier::Write, this);
        QObject::connect(m_writes, &QSocketNotifier::activated, this, &NativeSocket::writable);
    } else if (m_writes != nullptr) {
        m_writes->setEnabled(on);
    }
}

CallResult NativeSocket::setOption(SocketOption option, const QByteArray &value)
{
    const Made made = make([&] {
        return ::setsockopt(m_fd, option.level, option.name, value.constData(), socklen_t(value.size()));
    });
    return report("setsockopt", withDescriptor(optionText(option) + ", " + optionValueText(option, value)),
                  made);
}

CallResult NativeSocket::option(SocketOption option, QByteArray &value)
{
    value.resize(256);
    socklen_t size = socklen_t(value.size());
    const Made made =
        make([&] { return ::getsockopt(m_fd, option.level, option.name, value.data(), &size); });
    value.truncate(made.value < 0 ? 0 : qsizetype(size));
    return report("getsockopt", withDescriptor(optionText(option) + ", " + optionValueText(option, value)),
                  made, {}, tap::Direction::In);
}

int NativeSocket::optionInt(SocketOption wanted)
{
    QByteArray value;
    option(wanted, value);
    return toInt(value);
}

} // namespace miniqq::lab
