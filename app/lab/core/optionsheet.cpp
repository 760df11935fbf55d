// SPDX-License-Identifier: MIT
#include "app/lab/core/optionsheet.h"

#include "app/lab/core/failure.h"

#include <QCoreApplication>

#include <climits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::OptionSheet)
};

enum For : unsigned {
    Tcp = 1,
    Udp = 2,
    Unix = 4,
    Inet = 8,
    Inet6 = 16,
    EveryKind = Tcp | Udp | Unix,
    EveryFamily = 0,
};

/// An option the panel knows. `kinds` and `families` say for which sockets it is.
struct Known
{
    SocketOption option;
    const char *level;
    const char *name;
    OptionRow::Type type;
    int least;
    int most;
    unsigned kinds;
    unsigned families;
    const char *meaning;
};

constexpr int oneGigabyte = 1 << 30;

// clang-format off
constexpr Known known[] = {
    {{SOL_SOCKET, SO_TYPE}, "SOL_SOCKET", "SO_TYPE", OptionRow::Type::Shown, 0, 0, EveryKind, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "kind of socket")},
    {{SOL_SOCKET, SO_DOMAIN}, "SOL_SOCKET", "SO_DOMAIN", OptionRow::Type::Shown, 0, 0, EveryKind, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "address family")},
    {{SOL_SOCKET, SO_ACCEPTCONN}, "SOL_SOCKET", "SO_ACCEPTCONN", OptionRow::Type::Shown, 0, 0, Tcp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "1: it listens")},
    {{SOL_SOCKET, SO_REUSEADDR}, "SOL_SOCKET", "SO_REUSEADDR", OptionRow::Type::Flag, 0, 1, EveryKind, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "bind although the port is in TIME_WAIT")},
    {{SOL_SOCKET, SO_REUSEPORT}, "SOL_SOCKET", "SO_REUSEPORT", OptionRow::Type::Flag, 0, 1, Tcp | Udp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "several sockets share one port")},
    {{SOL_SOCKET, SO_BROADCAST}, "SOL_SOCKET", "SO_BROADCAST", OptionRow::Type::Flag, 0, 1, Udp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "may send to broadcast addresses")},
    {{SOL_SOCKET, SO_KEEPALIVE}, "SOL_SOCKET", "SO_KEEPALIVE", OptionRow::Type::Flag, 0, 1, Tcp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "ask now and then whether the other side is still there")},
    {{SOL_SOCKET, SO_LINGER}, "SOL_SOCKET", "SO_LINGER", OptionRow::Type::Linger, 0, 0, Tcp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "0: close() resets (RST) instead of ending (FIN); off: it does not")},
    {{SOL_SOCKET, SO_SNDBUF}, "SOL_SOCKET", "SO_SNDBUF", OptionRow::Type::Number, 1, oneGigabyte, EveryKind, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "bytes of the send buffer")},
    {{SOL_SOCKET, SO_RCVBUF}, "SOL_SOCKET", "SO_RCVBUF", OptionRow::Type::Number, 1, oneGigabyte, EveryKind, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "bytes of the receive buffer")},
    {{SOL_SOCKET, SO_RCVLOWAT}, "SOL_SOCKET", "SO_RCVLOWAT", OptionRow::Type::Number, 1, INT_MAX, Tcp, EveryFamily,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "readable only from so many bytes up")},
    {{IPPROTO_TCP, TCP_NODELAY}, "IPPROTO_TCP", "TCP_NODELAY", OptionRow::Type::Flag, 0, 1, Tcp, Inet | Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "send small pieces at once (Nagle off)")},
    {{IPPROTO_TCP, TCP_MAXSEG}, "IPPROTO_TCP", "TCP_MAXSEG", OptionRow::Type::Number, 88, 32767, Tcp, Inet | Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "most bytes in one segment")},
    {{IPPROTO_TCP, TCP_KEEPIDLE}, "IPPROTO_TCP", "TCP_KEEPIDLE", OptionRow::Type::Number, 1, 32767, Tcp, Inet | Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "seconds of silence before the first question")},
    {{IPPROTO_TCP, TCP_KEEPINTVL}, "IPPROTO_TCP", "TCP_KEEPINTVL", OptionRow::Type::Number, 1, 32767, Tcp, Inet | Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "seconds between questions")},
    {{IPPROTO_TCP, TCP_KEEPCNT}, "IPPROTO_TCP", "TCP_KEEPCNT", OptionRow::Type::Number, 1, 127, Tcp, Inet | Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "unanswered questions until it is given up")},
    {{IPPROTO_TCP, TCP_USER_TIMEOUT}, "IPPROTO_TCP", "TCP_USER_TIMEOUT", OptionRow::Type::Number, 0, INT_MAX, Tcp,
     Inet | Inet6, QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "ms without an ACK until it is given up; 0: the system's")},
    {{IPPROTO_IP, IP_TTL}, "IPPROTO_IP", "IP_TTL", OptionRow::Type::Number, 1, 255, Tcp | Udp, Inet,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "routers a packet may pass")},
    {{IPPROTO_IP, IP_TOS}, "IPPROTO_IP", "IP_TOS", OptionRow::Type::Number, 0, 255, Tcp | Udp, Inet,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "the kind of traffic, for routers that care")},
    {{IPPROTO_IP, IP_MULTICAST_TTL}, "IPPROTO_IP", "IP_MULTICAST_TTL", OptionRow::Type::Number, 0, 255, Udp, Inet,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "the same for multicast; 1: this network only")},
    {{IPPROTO_IP, IP_MULTICAST_LOOP}, "IPPROTO_IP", "IP_MULTICAST_LOOP", OptionRow::Type::Flag, 0, 1, Udp, Inet,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "own multicast comes back to this computer")},
    {{IPPROTO_IPV6, IPV6_V6ONLY}, "IPPROTO_IPV6", "IPV6_V6ONLY", OptionRow::Type::Flag, 0, 1, Tcp | Udp, Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "no IPv4 through this socket")},
    {{IPPROTO_IPV6, IPV6_UNICAST_HOPS}, "IPPROTO_IPV6", "IPV6_UNICAST_HOPS", OptionRow::Type::Number, -1, 255, Tcp | Udp,
     Inet6, QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "routers a packet may pass")},
    {{IPPROTO_IPV6, IPV6_MULTICAST_HOPS}, "IPPROTO_IPV6", "IPV6_MULTICAST_HOPS", OptionRow::Type::Number, -1, 255, Udp,
     Inet6, QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "the same for multicast; 1: this network only")},
    {{IPPROTO_IPV6, IPV6_MULTICAST_LOOP}, "IPPROTO_IPV6", "IPV6_MULTICAST_LOOP", OptionRow::Type::Flag, 0, 1, Udp, Inet6,
     QT_TRANSLATE_NOOP("miniqq::lab::OptionSheet", "own multicast comes back to this computer")},
};
// clang-format on

unsigned kindOf(NativeSocket &socket, int domain)
{
    if (domain == AF_UNIX)
        return Unix;
    return socket.optionInt({SOL_SOCKET, SO_TYPE}) == SOCK_STREAM ? Tcp : Udp;
}

unsigned familyOf(int domain)
{
    if (domain == AF_INET)
        return Inet;
    return domain == AF_INET6 ? Inet6 : Unix;
}

QString constantName(const SocketOption &option, int value)
{
    if (option.name == SO_TYPE) {
        switch (value) {
        case SOCK_STREAM:
            return u"SOCK_STREAM"_s;
        case SOCK_DGRAM:
            return u"SOCK_DGRAM"_s;
        default:
            return u"SOCK_SEQPACKET"_s;
        }
    }
    switch (value) {
    case AF_INET:
        return u"AF_INET"_s;
    case AF_INET6:
        return u"AF_INET6"_s;
    default:
        return u"AF_UNIX"_s;
    }
}

QString valueText(const OptionRow &row, const QByteArray &value)
{
    if (row.type == OptionRow::Type::Linger) {
        struct linger parts = {};
        if (value.size() != qsizetype(sizeof parts))
            return {};
        memcpy(&parts, value.constData(), sizeof parts);
        return parts.l_onoff == 0 ? u"off"_s : QString::number(parts.l_linger);
    }
    // Some options of IP are a single byte to getsockopt on some systems.
    const int number = value.size() == 1 ? quint8(value.at(0)) : toInt(value);
    if (row.option.level == SOL_SOCKET && (row.option.name == SO_TYPE || row.option.name == SO_DOMAIN))
        return constantName(row.option, number);
    return QString::number(number);
}

void readInto(NativeSocket &socket, OptionRow &row)
{
    QByteArray value;
    const CallResult result = socket.option(row.option, value);
    row.error = result.error;
    row.value = result.ok() ? valueText(row, value) : QString();
}

Result<QByteArray> valueFromText(const OptionRow &row, const QString &text)
{
    const QString typed = text.trimmed();
    if (row.type == OptionRow::Type::Linger && typed == u"off")
        return lingerValue(false, 0);
    bool ok = false;
    const int number = typed.toInt(&ok);
    if (ok && number >= row.least && number <= row.most)
        return row.type == OptionRow::Type::Linger ? lingerValue(true, number) : intValue(number);
    if (row.type == OptionRow::Type::Linger)
        return Error{
            Words::tr("%1 takes 0 or off here: with more seconds close() would wait, and this window "
                      "with it.")
                .arg(row.name)};
    return Error{Words::tr("%1 must be a number from %2 to %3, not %4.")
                     .arg(row.name, QString::number(row.least), QString::number(row.most),
                          typed.isEmpty() ? Words::tr("nothing") : typed)};
}

QString differenceNote(const OptionRow &row)
{
    const int name = row.option.name;
    if (row.option.level == SOL_SOCKET && (name == SO_SNDBUF || name == SO_RCVBUF)) {
        return Words::tr("Linux doubles what is asked for, to have room for its own book-keeping, "
                         "and keeps to a least and a most.");
    }
    return Words::tr("The kernel keeps what suits it, not what was asked for.");
}

} // namespace

std::vector<OptionRow> readOptions(NativeSocket &socket)
{
    std::vector<OptionRow> rows;
    const int domain = socket.optionInt({SOL_SOCKET, SO_DOMAIN});
    const unsigned kind = kindOf(socket, domain);
    const unsigned family = familyOf(domain);
    for (const Known &one : known) {
        if ((one.kinds & kind) == 0 || (one.families != EveryFamily && (one.families & family) == 0))
            continue;
        OptionRow row = {one.option,
                         QLatin1String(one.level),
                         QLatin1String(one.name),
                         one.type,
                         one.least,
                         one.most,
                         {},
                         Words::tr(one.meaning),
                         0};
        readInto(socket, row);
        rows.push_back(row);
    }
    return rows;
}

Result<OptionOutcome> setOptionText(NativeSocket &socket, const OptionRow &row, const QString &text)
{
    if (!socket.isOpen())
        return Error{Words::tr("This socket is closed; its options are gone with it.")};
    const Result<QByteArray> value = valueFromText(row, text);
    if (!value)
        return value.error();
    if (const CallResult result = socket.setOption(row.option, *value); !result.ok())
        return Failure{"setsockopt", result.error, row.name}.toError();
    OptionRow after = row;
    readInto(socket, after);
    OptionOutcome outcome = {text.trimmed(), after.value, {}};
    if (outcome.asked.toInt() != outcome.became.toInt())
        outcome.note = differenceNote(row);
    return outcome;
}

} // namespace miniqq::lab
