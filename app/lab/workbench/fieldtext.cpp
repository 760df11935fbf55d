// SPDX-License-Identifier: MIT
#include "app/lab/workbench/fieldtext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace miniqq::lab::fieldtext {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::FieldText)
};

constexpr double longestSeconds = 86'400; // a day

QString shown(const QString &text)
{
    constexpr qsizetype most = 60;
    if (text.isEmpty())
        return Words::tr("nothing");
    return text.size() <= most ? text : QString(text.first(most) + u'…');
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

} // namespace

Result<quint16> port(const QString &text)
{
    const QString typed = text.trimmed();
    bool ok = false;
    const int value = typed.toInt(&ok);
    if (!ok || value < 0 || value > 65535)
        return Error{Words::tr("A port is a number from 0 to 65535, not %1.").arg(shown(typed))};
    return quint16(value);
}

Result<quint16> portToDial(const QString &text)
{
    const Result<quint16> value = port(text);
    if (value && *value == 0)
        return Error{
            Words::tr("Nobody is reached at port 0; it means “any” when binding. Write the server's.")};
    return value;
}

Result<QList<quint16>> ports(const QString &text)
{
    static const QRegularExpression between(u"[\\s,;]+"_s);
    QList<quint16> ports;
    for (const QString &part : text.split(between, Qt::SkipEmptyParts)) {
        const Result<quint16> one = port(part);
        if (!one)
            return one.error();
        ports.append(*one);
    }
    if (ports.isEmpty())
        return port({}).error();
    if (ports.size() > 2)
        return Error{Words::tr("Two ports are the most; leave the others out.")};
    return ports;
}

Result<int> number(const QString &text, int least, int most)
{
    const QString typed = text.trimmed();
    bool ok = false;
    const int value = typed.toInt(&ok);
    if (!ok || value < least || value > most) {
        return Error{Words::tr("This must be a number from %1 to %2, not %3.")
                         .arg(QString::number(least), QString::number(most), shown(typed))};
    }
    return value;
}

Result<int> seconds(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return 0;
    bool ok = false;
    const double value = typed.toDouble(&ok);
    if (!ok || !(value >= 0.0 && value <= longestSeconds))
        return Error{Words::tr("This must be seconds from 0 to 86400, not %1.").arg(shown(typed))};
    return int(value * 1000.0);
}

Result<SocketName> address(const QString &text, quint16 port)
{
    const QString typed = text.trimmed();
    if (const auto name = SocketName::fromNumeric(typed, port))
        return *name;
    return Error{
        Words::tr("%1 is no address. One to bind to is written in numbers, such as 127.0.0.1, 0.0.0.0 "
                  "for all of this computer's, or ::1.")
            .arg(shown(typed))};
}

Result<SocketName> addressAndPort(const QString &text)
{
    const QString typed = text.trimmed();
    if (const auto bare = SocketName::fromNumeric(typed, 0); bare && !typed.isEmpty())
        return *bare;
    const qsizetype colon = typed.lastIndexOf(u':');
    if (colon < 0)
        return address(typed.isEmpty() ? u"-"_s : typed, 0);
    const Result<quint16> number = port(typed.mid(colon + 1));
    if (!number)
        return number.error();
    QString host = typed.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    return address(host, *number);
}

Result<Encoding> encoding(const QString &text)
{
    const Result<Encoding> known = encodingFromName(text.trimmed());
    if (known)
        return known;
    return Error{Words::tr("There is no encoding %1 here. There are utf-8, gbk, gb18030 and latin-1.")
                     .arg(shown(text.trimmed()))};
}

Result<QString> host(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return Error{Words::tr("Write the computer's address or name here, such as 127.0.0.1.")};
    const bool digits = std::all_of(typed.begin(), typed.end(),
                                    [](QChar c) { return c == u'.' || (c >= u'0' && c <= u'9'); });
    if (digits && !SocketName::fromNumeric(typed, 0)) {
        return Error{Words::tr("%1 is no address: an IPv4 address is four numbers from 0 to 255 with dots "
                               "between.")
                         .arg(shown(typed))};
    }
    if (typed.size() > 253 || typed.contains(u' '))
        return Error{Words::tr("%1 is no name of a computer.").arg(shown(typed))};
    return typed;
}

Result<QByteArray> hexBytes(const QString &text)
{
    QByteArray digits;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool prefix =
            i + 1 < text.size() && text[i + 1] == u'x' && digits.size() % 2 == 0 && (c == u'0' || c == u'\\');
        if (prefix) {
            ++i;
        } else if (isHexDigit(c)) {
            digits.append(c.toLatin1());
        } else if (!c.isSpace() && c != u',' && c != u':') {
            return Error{Words::tr("“%1” is no hexadecimal digit; there are 0 to 9 and a to f, two for "
                                   "each byte.")
                             .arg(c)};
        }
    }
    if (digits.size() % 2 != 0) {
        return Error{Words::tr("These are %1 digits, an odd number: each byte takes two, so one is missing "
                               "or too many.")
                         .arg(digits.size())};
    }
    return QByteArray::fromHex(digits);
}

} // namespace miniqq::lab::fieldtext
