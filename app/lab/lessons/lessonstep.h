// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/core/textcodec.h"
#include "app/lab/lessons/bothlanguages.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace miniqq::lab {

/// What a step does: as a rule one call of a lesson's program. resources/lessons/README.md tells what each
/// takes.
enum class Action {
    Open,          ///< socket()
    Bind,          ///< bind()
    Listen,        ///< listen()
    Connect,       ///< connect(), and the answer to it
    AwaitConnect,  ///< the answer to a connect that was still open
    Accept,        ///< accept()
    Send,          ///< send()
    Receive,       ///< recv()
    Silence,       ///< nothing comes for a while
    Decode,        ///< bytes.decode(), or an incremental decoder
    Frames,        ///< cuts what was received into messages
    Shutdown,      ///< shutdown()
    Close,         ///< close()
    Reset,         ///< SO_LINGER {1, 0} and close(): RST
    SetOption,     ///< setsockopt()
    GetOption,     ///< getsockopt()
    LocalName,     ///< getsockname()
    PeerName,      ///< getpeername()
    SendTo,        ///< sendto()
    ReceiveFrom,   ///< recvfrom()
    Join,          ///< IP_ADD_MEMBERSHIP
    Leave,         ///< IP_DROP_MEMBERSHIP
    MulticastFrom, ///< IP_MULTICAST_IF
    Wait,          ///< time passes
    Start,         ///< a service of the tutorials is started
    Stop,          ///< and ended
    Output,        ///< a service has printed something
    State          ///< the state of a TCP socket, from TCP_INFO or, if it is gone, from the kernel's table
};

/// An address and port, perhaps those of a socket of the lesson.
struct Place
{
    QString address; ///< numeric; empty: that of `socket`, 127.0.0.1 where that is 0.0.0.0
    quint16 port = 0;
    QString socket; ///< whose port it is; empty: `port` counts
};

/// What the step is expected to bring. Only what is set counts, and that there is no error.
struct Expectation
{
    QString error;           ///< "ECONNREFUSED"; empty: the call succeeds
    bool pending = false;    ///< Connect: no answer within the step's limit
    std::optional<bool> end; ///< Receive: the peer's end, b''
    std::optional<QByteArray> bytes;
    std::optional<qint64> count;   ///< of bytes moved
    std::optional<qint64> atLeast; ///< bytes moved
    std::optional<qint64> atMost;
    std::optional<qint64> soFar; ///< Receive: bytes this socket has received in the run
    QList<qint64> pieces;        ///< bytes each call moved; empty: not looked at
    std::optional<QString> text; ///< decoded; Output: part of what was printed
    QString problem;             ///< part of what Python says of bytes that it cannot decode
    std::optional<QStringList> frames;
    std::optional<qint64> left;       ///< Decode, Frames: bytes that wait for more
    QString state;                    ///< "CLOSE_WAIT"; "CLOSED" for no longer there
    std::optional<int> value;         ///< GetOption
    std::optional<qint64> fullLength; ///< ReceiveFrom: of the datagram
    QString portOf;                   ///< LocalName, PeerName, ReceiveFrom: the port is that of this socket
    std::optional<int> msAtLeast;     ///< how long the step takes
    std::optional<int> msAtMost;
    /// Machines may differ here, and why: this step does not fail the lesson. If a time is expected, only the
    /// time may differ.
    BothLanguages otherwise;
};

struct LessonStep
{
    enum class Wants { Once, Total, End, Empty }; ///< Receive: how often it is called
    enum class Sends { All, Once, UntilFull };    ///< Send: as sendall() does, one call, until EAGAIN
    enum class Decoding { Strict, Replace, Incremental };
    enum class Framing { None, Line, Length }; ///< newline; four bytes of length, big-endian

    static constexpr int defaultLimitMs = 5000;

    Action action = Action::Wait;
    QString on;        ///< the socket: "server", "server.ann"; the part before the dot is the end's name
    QString as;        ///< Accept: the new socket
    BothLanguages say; ///< a remark for the class; may be empty
    int limitMs = defaultLimitMs; ///< after which it counts as not having happened
    int ms = 0;                   ///< Wait, Silence

    Family family = Family::Inet; ///< Open
    Kind kind = Kind::Stream;     ///< Open
    Place place;                  ///< Bind, Connect, SendTo, Join, Leave
    QString interface;            ///< Join, Leave, MulticastFrom
    int backlog = 5;              ///< Listen
    QByteArray data;              ///< Send, SendTo: framed and encoded already
    QString text;                 ///< what `data` was made of; empty if it was not a text
    Sends sends = Sends::All;
    QString reader;        ///< Send: this socket receives meanwhile
    qsizetype size = 1024; ///< Receive, ReceiveFrom: n of recv(n)
    Wants wants = Wants::Once;
    qsizetype total = 0;   ///< Receive, Wants::Total: bytes
    qsizetype waiting = 0; ///< Receive: called once so many bytes wait in the kernel
    bool awaits = true;    ///< Receive, ReceiveFrom, Accept: false calls at once, whatever is there
    Encoding encoding = Encoding::Utf8; ///< Decode; Send: of the text
    Decoding decoding = Decoding::Strict;
    bool everything = false;         ///< Decode: all bytes since the last decoding, not the last receive
    Framing framing = Framing::None; ///< Frames, Send
    NativeSocket::Half half = NativeSocket::Half::Send;
    SocketOption option;
    int value = 0; ///< SetOption

    QString service; ///< Start: its name
    QString engine;  ///< "iterative", "threads", "loop"; empty: the tutorial's
    bool asPrinted = false;
    QStringList replies; ///< what the operator answers
    int idleMs = 0;
    int perAddress = 0;
    int pauseMs = 0; ///< what `hello` waits before each answer

    Expectation expect;

    QString end() const { return on.section(QLatin1Char('.'), 0, 0); }
};

} // namespace miniqq::lab
