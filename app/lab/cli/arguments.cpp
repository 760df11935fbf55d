// SPDX-License-Identifier: MIT
#include "app/lab/cli/arguments.h"

namespace miniqq::lab::arguments {

using namespace Qt::Literals::StringLiterals;

Result<quint16> port(const QString &option, const QString &text)
{
    const Result<int> value = number(option, text, 0, 65535);
    if (!value)
        return value.error();
    return quint16(*value);
}

Result<int> number(const QString &option, const QString &text, int least, int most)
{
    bool ok = false;
    const int value = text.toInt(&ok);
    if (!ok || value < least || value > most) {
        return Error{u"%1 must be a number from %2 to %3, not %4."_s.arg(option, QString::number(least),
                                                                         QString::number(most), text)};
    }
    return value;
}

Result<int> milliseconds(const QString &option, const QString &text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    if (!ok || !(seconds >= 0.0 && seconds <= 86'400.0))
        return Error{u"%1 must be seconds from 0 to 86400, not %2."_s.arg(option, text)};
    return int(seconds * 1000.0);
}

Result<SocketName> address(const QString &option, const QString &text, quint16 port)
{
    const auto name = SocketName::fromNumeric(text, port);
    if (!name)
        return Error{u"%1 must be a numeric IPv4 or IPv6 address, not %2."_s.arg(option, text)};
    return *name;
}

Result<SocketName> addressAndPort(const QString &option, const QString &text)
{
    if (const auto bare = SocketName::fromNumeric(text, 0); bare && !text.isEmpty())
        return *bare;
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return address(option, text.isEmpty() ? u"nothing"_s : text, 0);
    const Result<quint16> number = port(option, text.mid(colon + 1));
    if (!number)
        return number.error();
    QString host = text.first(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    return address(option, host, *number);
}

Result<Done> positional(const QCommandLineParser &parser, const QStringList &names)
{
    const QStringList given = parser.positionalArguments();
    if (given.size() < names.size())
        return Error{u"%1 is missing."_s.arg(names[given.size()])};
    if (given.size() > names.size())
        return Error{u"unexpected argument %1."_s.arg(given[names.size()])};
    return Done{};
}

QCommandLineOption encodingOption()
{
    return QCommandLineOption(
        u"encoding"_s,
        u"utf-8, gbk, gb18030 or latin-1; a client may send one and read another: utf-8:gbk."_s, u"E"_s);
}

QCommandLineOption receiveOption()
{
    return QCommandLineOption(u"recv"_s,
                              u"The most bytes that one receive takes, 1 to 65536; default 1024."_s, u"N"_s);
}

Result<Encoding> encoding(const QCommandLineParser &parser, Encoding byDefault)
{
    if (!parser.isSet(u"encoding"_s))
        return byDefault;
    return encodingFromName(parser.value(u"encoding"_s));
}

Result<Encodings> encodings(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"encoding"_s))
        return Encodings{};
    const QString text = parser.value(u"encoding"_s);
    const Result<Encoding> sent = encodingFromName(text.section(u':', 0, 0));
    if (!sent)
        return sent.error();
    const Result<Encoding> read = text.contains(u':') ? encodingFromName(text.section(u':', 1)) : sent;
    if (!read)
        return read.error();
    return Encodings{*sent, *read};
}

Result<int> receiveSize(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"recv"_s))
        return 1024;
    return number(u"--recv"_s, parser.value(u"recv"_s), 1, 65536);
}

} // namespace miniqq::lab::arguments
