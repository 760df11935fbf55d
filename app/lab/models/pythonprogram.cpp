// SPDX-License-Identifier: MIT
#include "app/lab/models/pythonprogram.h"

#include "app/lab/core/pythontext.h"
#include "app/lab/core/socketname.h"
#include "app/lab/models/callparts.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace miniqq::lab {

namespace {

using namespace Qt::Literals::StringLiterals;

struct PythonProgramWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::PythonProgram)
};

/// Everything that becomes part of a program's text is a number, a name from our own tables or a literal
/// that is quoted here: bytes and paths come from others.
QString quoted(const QString &text)
{
    QString literal = u"'"_s;
    for (const char32_t c : text.toUcs4()) {
        if (c == U'\'' || c == U'\\')
            literal += u'\\';
        if (QChar::isPrint(c))
            literal += QString::fromUcs4(&c, 1);
        else
            literal += u"\\U%1"_s.arg(uint(c), 8, 16, QLatin1Char('0'));
    }
    return literal + u'\'';
}

bool isConstant(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
    });
}

/// A number as it is written in Python; bytes in hexadecimal that are digits only are none.
bool isNumber(const QString &text)
{
    bool ok = false;
    return text == QString::number(text.toLongLong(&ok)) && ok;
}

/// "SO_REUSEADDR" as "socket.SO_REUSEADDR", a number as it is.
QString constant(const QString &name)
{
    if (isNumber(name))
        return name;
    return isConstant(name) ? u"socket."_s + name : u"0"_s;
}

QString addressOf(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(std::max<qsizetype>(colon, 0));
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    if (colon > 0 && isNumber(text.mid(colon + 1))) {
        if (const auto name = SocketName::fromNumeric(host, text.mid(colon + 1).toUShort()))
            return u"(%1, %2)"_s.arg(quoted(host), QString::number(name->port()));
    }
    return quoted(text);
}

QString optionValue(const QStringList &values)
{
    const QString value = values.join(u", "_s);
    if (isNumber(value))
        return value;
    if (value.startsWith(u'{')) {
        const QStringList pair = value.mid(1, value.size() - 2).split(u", "_s);
        if (pair.size() == 2 && isNumber(pair[0]) && isNumber(pair[1]))
            return u"struct.pack('ii', %1, %2)"_s.arg(pair[0], pair[1]);
    }
    const QByteArray bytes = QByteArray::fromHex(value.toLatin1());
    return u"bytes.fromhex('%1')"_s.arg(QString::fromLatin1(bytes.toHex()));
}

/// What failed once may fail again, and must not end the program.
QString tried(const QString &line, const QByteArray &call)
{
    return u"try:\n    %1\nexcept OSError as error:\n    print('%2:', error)"_s.arg(
        line, QString::fromLatin1(call));
}

class Writer
{
public:
    void write(const CallLaneModel::Entry &entry);
    QStringList lines() const { return m_lines; }
    bool needsStruct() const { return m_needsStruct; }

private:
    QString &variableOf(const CallLaneModel::Entry &entry, const CallParts &parts);
    QString payload(const CallLaneModel::Entry &entry);
    QString statement(const CallLaneModel::Entry &entry, const CallParts &parts);
    void accept(const tap::TrafficEvent &event, const QString &listener);

    QStringList m_lines;
    QHash<qint64, QString> m_variables;     // by the socket's number
    QHash<int, QString> m_accepted;         // by descriptor, until its first call
    QHash<qint64, qsizetype> m_bindLine;    // where a socket was bound to port 0
    QHash<qint64, qsizetype> m_connectLine; // where its connect() began, until it is answered
    int m_sockets = 0;
    int m_connections = 0;
    bool m_needsStruct = false;
};

QString &Writer::variableOf(const CallLaneModel::Entry &entry, const CallParts &parts)
{
    QString &name = m_variables[entry.event.connection.value()];
    if (name.isEmpty() && parts.is("socket"))
        name = ++m_sockets == 1 ? u"s"_s : u"s%1"_s.arg(m_sockets);
    if (name.isEmpty())
        name = m_accepted.take(parts.fd);
    return name;
}

QString Writer::payload(const CallLaneModel::Entry &entry)
{
    const QByteArray &bytes = entry.event.frame;
    const qint64 length = entry.event.length;
    const bool uniform = !bytes.isEmpty() && bytes.count(bytes.front()) == bytes.size();
    const QByteArray head = QByteArray(1, uniform ? bytes.front() : '\0');
    if (bytes.size() == length && (!uniform || length < 40))
        return QString::fromLatin1(pythonRepr(bytes));
    if (!uniform && !bytes.isEmpty())
        m_lines.append(
            u"# "_s + PythonProgramWords::tr("only the first %1 of these bytes were kept").arg(bytes.size()));
    if (!uniform && !bytes.isEmpty())
        return QString::fromLatin1(pythonRepr(bytes)) + u" + bytes(%1)"_s.arg(length - bytes.size());
    if (bytes.isEmpty())
        m_lines.append(u"# "_s + PythonProgramWords::tr("these bytes were not kept"));
    return QString::fromLatin1(pythonRepr(head)) + u" * %1"_s.arg(length);
}

void Writer::accept(const tap::TrafficEvent &event, const QString &listener)
{
    const QString name = ++m_connections == 1 ? u"conn"_s : u"conn%1"_s.arg(m_connections);
    m_accepted.insert(int(event.result), name);
    m_lines.append(u"%1, addr = %2.accept()"_s.arg(name, listener));
    m_lines.append(u"print('accepted', addr)"_s);
}

QString Writer::statement(const CallLaneModel::Entry &entry, const CallParts &parts)
{
    const QString s = variableOf(entry, parts);
    if (s.isEmpty()) // its beginning is not known any more
        return {};
    if (parts.is("socket"))
        return u"%1 = socket.socket(%2, %3)"_s.arg(s, constant(parts.argument(0)),
                                                   constant(parts.argument(1).section(u" | "_s, 0, 0)));
    if (parts.is("bind") || parts.is("connect"))
        return u"%1.%2(%3)"_s.arg(s, QString::fromLatin1(parts.name), addressOf(parts.all()));
    if (parts.is("listen"))
        return u"%1.listen(%2)"_s.arg(s, isNumber(parts.argument(0)) ? parts.argument(0) : u"5"_s);
    if (parts.is("send"))
        return u"%1.send(%2)"_s.arg(s, payload(entry));
    if (parts.is("sendto"))
        return u"%1.sendto(%2, %3)"_s.arg(s, payload(entry), addressOf(parts.arguments.mid(2).join(u", "_s)));
    if (parts.is("recv") && isNumber(parts.argument(0)))
        return u"print('received', %1.recv(%2%3))"_s.arg(s, parts.argument(0),
                                                         parts.isPeek() ? u", socket.MSG_PEEK"_s : QString());
    if (parts.is("recvfrom") && isNumber(parts.argument(0)))
        return u"print('received', *%1.recvfrom(%2))"_s.arg(s, parts.argument(0));
    if (parts.is("shutdown"))
        return u"%1.shutdown(%2)"_s.arg(s, constant(parts.argument(0)));
    if (parts.is("setsockopt")) {
        const QString value = optionValue(parts.arguments.mid(2));
        m_needsStruct = m_needsStruct || value.startsWith(u"struct"_s);
        return u"%1.setsockopt(%2, %3, %4)"_s.arg(s, constant(parts.argument(0)), constant(parts.argument(1)),
                                                  value);
    }
    if (parts.is("getsockopt") && parts.argument(1) != u"SO_ERROR"_s)
        return u"print(%1.getsockopt(%2, %3))"_s.arg(s, constant(parts.argument(0)),
                                                     constant(parts.argument(1)));
    if (parts.is("close"))
        return u"%1.close()"_s.arg(s);
    return {};
}

void Writer::write(const CallLaneModel::Entry &entry)
{
    const tap::TrafficEvent &event = entry.event;
    const CallParts parts(event);
    const qint64 id = event.connection.value();
    // The port that the kernel chose is the one that others dial.
    if (parts.is("getsockname") && parts.ok && m_bindLine.contains(id))
        m_lines[m_bindLine.take(id)] = u"%1.bind(%2)"_s.arg(m_variables.value(id), addressOf(parts.all()));
    if (parts.is("getsockopt") && parts.argument(1) == u"SO_ERROR"_s && m_connectLine.contains(id)) {
        QString &line = m_lines[m_connectLine.take(id)];
        if (parts.argument(2) != u"0"_s)
            line = tried(line, "connect");
        return;
    }
    const bool begins = parts.is("connect") && wouldWait(event);
    if (!begins && wouldWait(event))
        return;
    if (parts.is("accept4") && parts.ok) {
        if (const QString listener = m_variables.value(id); !listener.isEmpty())
            accept(event, listener);
        return;
    }
    const QString line = statement(entry, parts);
    if (line.isEmpty())
        return;
    if (parts.is("bind") && parts.ok && parts.all().endsWith(u":0"_s))
        m_bindLine.insert(id, m_lines.size());
    if (begins)
        m_connectLine.insert(id, m_lines.size());
    m_lines.append(event.error == 0 || begins ? line : tried(line, parts.name));
}

} // namespace

QString pythonProgram(const LabEnd &end, const std::vector<const CallLaneModel::Entry *> &calls,
                      quint64 dropped)
{
    Writer writer;
    for (const CallLaneModel::Entry *call : calls)
        writer.write(*call);
    QString title = end.title();
    std::replace_if(
        title.begin(), title.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, u' ');
    QStringList lines{
        u"# "_s + PythonProgramWords::tr("The calls that the %1 made in MiniQQ's Network Lab, as a program")
                      .arg(title)};
    if (dropped > 0)
        lines.append(u"# "_s + PythonProgramWords::tr("%n earlier call(s) are not known any more", nullptr,
                                                      int(dropped)));
    lines.append(u"import socket"_s);
    if (writer.needsStruct())
        lines.append(u"import struct"_s);
    lines.append(QString());
    lines.append(writer.lines());
    return lines.join(u'\n') + u'\n';
}

} // namespace miniqq::lab
