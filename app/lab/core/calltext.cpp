// SPDX-License-Identifier: MIT
#include "app/lab/core/calltext.h"

#include "app/lab/core/pythontext.h"
#include "app/lab/core/socketname.h"
#include "common/base/errornames.h"

#include <QStringList>

#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype shownBytes = 48; // of what a call moved

/// A call taken apart: its arguments without the descriptor, as they were reported.
struct Call
{
    const tap::TrafficEvent &event;
    QStringList arguments;

    QString argument(qsizetype i) const { return arguments.value(i); }
    bool is(const char *name) const { return event.type == name; }
};

Call takenApart(const tap::TrafficEvent &event)
{
    Call call{event, event.text.split(u", "_s)};
    if (event.type != "socket")
        call.arguments.removeFirst(); // the descriptor
    return call;
}

/// "AF_INET" as "socket.AF_INET"; the flags that only we set are left out.
QString constant(const QString &name)
{
    const QString first = name.section(u" | "_s, 0, 0);
    const bool number = !first.isEmpty() && (first.front().isDigit() || first.startsWith(u'-'));
    return number ? first : u"socket."_s + first;
}

/// "127.0.0.1:8001" as "('127.0.0.1', 8001)", a path as a string.
QString pythonAddress(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    bool isPort = false;
    const uint port = text.mid(colon + 1).toUInt(&isPort);
    if (colon > 0 && isPort && port <= 0xffff) {
        QString address = text.first(colon);
        if (address.startsWith(u'[') && address.endsWith(u']'))
            address = address.mid(1, address.size() - 2);
        if (const auto name = SocketName::fromNumeric(address, quint16(port)))
            return name->toPython();
    }
    if (const auto name = SocketName::fromPath(text))
        return name->toPython();
    return u"address"_s;
}

QString pythonBytes(const Call &call)
{
    const QByteArray &data = call.event.frame;
    if (data.isEmpty() || data.size() > shownBytes)
        return u"data"_s;
    return QString::fromLatin1(pythonRepr(data));
}

/// The value of a socket option; a structure has to be packed, of others only the name of a variable is left.
QString pythonValue(const QStringList &values)
{
    const QString value = values.join(u", "_s);
    bool isNumber = false; // and not bytes in hexadecimal that are digits only
    if (value == QString::number(value.toLongLong(&isNumber)) && isNumber)
        return value;
    if (!value.startsWith(u'{'))
        return u"value"_s;
    return u"struct.pack('ii', %1)"_s.arg(value.mid(1, value.size() - 2));
}

QString peekFlag(const Call &call)
{
    return call.argument(1) == u"MSG_PEEK"_s ? u", socket.MSG_PEEK"_s : QString();
}

QString pythonLine(const Call &call)
{
    if (call.is("socket"))
        return u"s = socket.socket(%1, %2)"_s.arg(constant(call.argument(0)), constant(call.argument(1)));
    if (call.is("bind") || call.is("connect"))
        return u"s.%1(%2)"_s.arg(QString::fromLatin1(call.event.type),
                                 pythonAddress(call.arguments.join(u", "_s)));
    if (call.is("listen"))
        return u"s.listen(%1)"_s.arg(call.argument(0));
    if (call.is("accept4") || call.is("accept"))
        return u"conn, addr = s.accept()"_s;
    if (call.is("send"))
        return u"s.send(%1)"_s.arg(pythonBytes(call));
    if (call.is("sendto"))
        return u"s.sendto(%1, %2)"_s.arg(pythonBytes(call), pythonAddress(call.argument(2)));
    if (call.is("recv"))
        return u"data = s.recv(%1%2)"_s.arg(call.argument(0), peekFlag(call));
    if (call.is("recvfrom"))
        return u"data, addr = s.recvfrom(%1)"_s.arg(call.argument(0));
    if (call.is("shutdown"))
        return u"s.shutdown(%1)"_s.arg(constant(call.argument(0)));
    if (call.is("setsockopt"))
        return u"s.setsockopt(%1, %2, %3)"_s.arg(constant(call.argument(0)), constant(call.argument(1)),
                                                 pythonValue(call.arguments.mid(2)));
    if (call.is("getsockopt"))
        return u"s.getsockopt(%1, %2)"_s.arg(constant(call.argument(0)), constant(call.argument(1)));
    if (call.is("close") || call.is("getsockname") || call.is("getpeername"))
        return u"s.%1()"_s.arg(QString::fromLatin1(call.event.type));
    return {};
}

QString qtCall(const QByteArray &name)
{
    static constexpr struct
    {
        const char *name;
        const char *qt;
    } table[] = {
        {"bind", "QAbstractSocket::bind"},
        {"listen", "QTcpServer::listen"},
        {"connect", "QTcpSocket::connectToHost"},
        {"accept", "QTcpServer::nextPendingConnection"},
        {"accept4", "QTcpServer::nextPendingConnection"},
        {"send", "QTcpSocket::write"},
        {"recv", "QTcpSocket::read"},
        {"sendto", "QUdpSocket::writeDatagram"},
        {"recvfrom", "QUdpSocket::receiveDatagram"},
        {"close", "QTcpSocket::close"},
        {"setsockopt", "QAbstractSocket::setSocketOption"},
        {"getsockopt", "QAbstractSocket::socketOption"},
        {"getsockname", "QAbstractSocket::localAddress"},
        {"getpeername", "QAbstractSocket::peerAddress"},
    };
    for (const auto &row : table) {
        if (name == row.name)
            return QString::fromLatin1(row.qt);
    }
    return {}; // socket() is hidden in them, and a half-close Qt does not have
}

QString titleOf(const Call &call)
{
    const QString name = QString::fromLatin1(call.event.type);
    if (call.is("socket"))
        return u"socket(%1, %2)"_s.arg(call.argument(0), call.argument(1).section(u" | "_s, 0, 0));
    if (call.is("accept4"))
        return u"accept()"_s;
    if (call.is("send"))
        return u"send(%1 B)"_s.arg(call.argument(0));
    if (call.is("sendto"))
        return u"sendto(%1 B, %2)"_s.arg(call.argument(0), call.argument(2));
    if (call.is("recv"))
        return u"recv(%1%2)"_s.arg(call.argument(0),
                                   call.argument(1) == u"MSG_PEEK"_s ? u", MSG_PEEK"_s : u""_s);
    if (call.is("recvfrom"))
        return u"recvfrom(%1)"_s.arg(call.argument(0));
    if (call.is("setsockopt"))
        return u"setsockopt(%1)"_s.arg(call.arguments.mid(1).join(u", "_s));
    if (call.is("getsockopt"))
        return u"getsockopt(%1)"_s.arg(call.argument(1));
    if (call.is("getsockname") || call.is("getpeername") || call.is("close"))
        return name + u"()"_s;
    return u"%1(%2)"_s.arg(name, call.arguments.join(u", "_s));
}

QString shownRepr(const QByteArray &data)
{
    if (data.size() <= shownBytes)
        return QString::fromLatin1(pythonRepr(data));
    return QString::fromLatin1(pythonRepr(data.first(shownBytes))) + u"…"_s;
}

QString resultOf(const Call &call)
{
    const tap::TrafficEvent &event = call.event;
    if (event.error != 0)
        return u"%1 (%2)"_s.arg(QString::fromLatin1(errnoName(event.error))).arg(event.error);
    if (call.is("socket"))
        return u"fd %1"_s.arg(event.result);
    if (call.is("accept4") || call.is("accept"))
        return u"fd %1, %2"_s.arg(event.result).arg(call.argument(0));
    const bool peek = call.argument(1) == u"MSG_PEEK"_s;
    if ((call.is("recv") && !peek) || call.is("recvfrom"))
        return shownRepr(event.frame);
    if (call.is("getsockname") || call.is("getpeername"))
        return call.argument(0);
    if (call.is("getsockopt"))
        return call.arguments.mid(2).join(u", "_s);
    return QString::number(event.result);
}

} // namespace

CallText callText(const tap::TrafficEvent &event)
{
    const Call call = takenApart(event);
    CallText text;
    text.title = titleOf(call);
    text.result = resultOf(call);
    text.python = pythonLine(call);
    text.qt = qtCall(event.type);
    text.waits = event.error == EAGAIN || event.error == EWOULDBLOCK || event.error == EINPROGRESS;
    text.failed = event.error != 0 && !text.waits;
    return text;
}

bool addCall(ByteRuler &ruler, const tap::TrafficEvent &event)
{
    // What was not kept cannot be laid on a ruler.
    const bool kept = event.error == 0 && event.frame.size() == event.result;
    if (event.kind != tap::EventKind::Call || !kept)
        return false;
    if (event.type == "send" && event.result > 0) {
        ruler.addMessage(event.frame);
        return true;
    }
    const Call call = takenApart(event);
    const qint64 asked = call.argument(0).toLongLong();
    if (event.type != "recv" || call.argument(1) == u"MSG_PEEK"_s || asked <= 0)
        return false;
    ruler.addRead(event.frame, asked);
    return true;
}

} // namespace miniqq::lab
