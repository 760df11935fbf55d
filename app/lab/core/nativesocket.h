// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketcontext.h"
#include "app/lab/core/socketname.h"
#include "app/lab/core/socketoption.h"

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace miniqq::lab {

/// Socket types: SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET (AF_UNIX only), SOCK_RAW (for administrators only).
enum class Kind { Stream, Datagram, SeqPacket, Raw };

/// What a call gave.
struct CallResult
{
    qint64 value = -1; ///< its return value
    int error = 0;     ///< errno if it failed, else 0

    bool ok() const { return error == 0; }
    bool wouldBlock() const; ///< EAGAIN: nothing there now, or no room now
    bool inProgress() const; ///< EINPROGRESS: connect() has begun
};

/// What recv or recvfrom brought. A successful empty one on a stream is the end: the peer sent FIN.
struct Received
{
    CallResult result;
    QByteArray bytes;
    SocketName from;          ///< receiveFrom only
    qsizetype fullLength = 0; ///< of the datagram, the part that did not fit included

    bool isEnd() const { return result.ok() && bytes.isEmpty(); }
    bool isTruncated() const { return fullLength > bytes.size(); }
};

/// A non-blocking socket that hides nothing: each function is one system call of that name, reported with its
/// arguments, result, errno and time to the event log. Nothing is repeated, merged, buffered or set on its
/// own: a short send is a short send. Lives in one thread; before it is watched it may be moved to another.
class NativeSocket final : public QObject
{
    Q_OBJECT

public:
    explicit NativeSocket(SocketContext &context, QObject *parent = nullptr);
    ~NativeSocket() override; ///< closes
    Q_DISABLE_COPY_MOVE(NativeSocket)

    ConnectionId id() const { return m_id; }
    bool isOpen() const { return m_fd >= 0; }
    int descriptor() const { return m_fd; }

    /// socket(). The only function that may be called first; close-on-exec and non-blocking from the start.
    CallResult open(Family family, Kind kind);
    CallResult bind(const SocketName &name);
    CallResult listen(int backlog);
    /// Usually inProgress(); writable() follows, and finishConnect() tells how it went.
    CallResult connect(const SocketName &name);
    /// getsockopt(SO_ERROR): what became of a connect. `error` is the connection's, not the call's.
    CallResult finishConnect();
    /// A new socket without parent, or nullptr and the reason in `result`.
    std::unique_ptr<NativeSocket> accept(CallResult &result);

    CallResult send(QByteArrayView bytes);
    CallResult sendTo(QByteArrayView bytes, const SocketName &name);
    Received receive(qsizetype max);
    /// recv() with MSG_PEEK: the bytes stay where they are.
    Received peek(qsizetype max);
    Received receiveFrom(qsizetype max);

    enum class Half { Receive, Send, Both };
    CallResult shutdown(Half half); ///< Half::Send sends FIN and leaves receiving as it is
    CallResult close();
    /// SO_LINGER {1, 0}, then close(): RST instead of FIN.
    CallResult reset();

    CallResult setOption(SocketOption option, const QByteArray &value);
    CallResult setOption(SocketOption option, int value) { return setOption(option, intValue(value)); }
    /// `value` is filled with what the system wrote.
    CallResult option(SocketOption option, QByteArray &value);
    int optionInt(SocketOption option); ///< 0 if it cannot be read

    /// IPv4 or IPv6 multicast; an interface by its name, empty for the system's choice.
    CallResult joinGroup(const SocketName &group, const QString &interfaceName);
    CallResult leaveGroup(const SocketName &group, const QString &interfaceName);
    /// Where multicast leaves from.
    CallResult setMulticastInterface(Family family, const QString &interfaceName);

    SocketName localName(); ///< getsockname(); null if it failed
    /// getpeername(); null if there is no peer, then `result` says why.
    SocketName peerName(CallResult *result = nullptr);

    /// Whom it was accepted from or told to connect to; known without a call, even when the peer has gone.
    const SocketName &peer() const { return m_peer; }

    /// Whether readable() and writable() are emitted. Both are off at first. Level-triggered: while something
    /// is there, readable() comes again.
    void watchReads(bool on);
    void watchWrites(bool on);

Q_SIGNALS:
    void readable();
    void writable();

private:
    struct Made;
    template<class Call>
    Made make(Call call) const;
    CallResult report(const char *name, const QByteArray &arguments, const Made &made,
                      QByteArrayView data = {}, tap::Direction direction = tap::Direction::Out);
    Received receiveWith(qsizetype max, bool peek);
    CallResult changeMembership(bool join, const SocketName &group, const QString &interfaceName);
    void reportOpened(const SocketName &local, const SocketName &peer);
    void adopt(int fd, Kind kind);
    QByteArray withDescriptor(const QByteArray &arguments) const;

    SocketContext &m_context;
    const ConnectionId m_id;
    int m_fd = -1;
    Kind m_kind = Kind::Stream;
    bool m_reportedOpened = false;
    SocketName m_peer;
    QSocketNotifier *m_reads = nullptr; // children of this
    QSocketNotifier *m_writes = nullptr;
};

} // namespace miniqq::lab
