// SPDX-License-Identifier: MIT
#include "app/lab/address/ipv4text.h"

#include "app/lab/address/addresswords.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxLength = 80; // 32 binary digits with separators, and room to mistype

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

bool isBit(QChar c)
{
    return c == u'0' || c == u'1';
}

template<class Test>
bool allOf(QStringView text, Test test)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), test);
}

/// The value of digits that were checked already; none if it needs more than 64 bits.
std::optional<quint64> number(QStringView digits, int base)
{
    bool fits = false;
    const quint64 value = digits.toULongLong(&fits, base);
    return fits ? std::optional(value) : std::nullopt;
}

/// The groups between single separators of one kind; empty if there are none.
QStringList groups(const QString &text, QStringView separators)
{
    for (const QChar separator : separators) {
        if (text.contains(separator))
            return text.split(separator);
    }
    return {};
}

Result<Ipv4Reading> fromGroups(const QStringList &list, int base, Ipv4Form form)
{
    quint32 value = 0;
    for (const QString &group : list)
        value = value << 8 | quint32(*number(group, base));
    return Ipv4Reading{value, form};
}

Result<Ipv4Reading> fromWhole(QStringView digits, int base, Ipv4Form form)
{
    const std::optional<quint64> value = number(digits, base);
    if (!value || *value > 0xffffffff)
        return Error{
            AddressWords::tr("An IPv4 address is a number from 0 to 4294967295 (32 bits); this is larger.")};
    return Ipv4Reading{quint32(*value), form};
}

QString oddReading(const QString &text)
{
    const Result<quint32> odd = readLikeInetAton(text);
    return odd ? u' ' +
                     AddressWords::tr("Old programs (inet_aton) would take it for %1.").arg(dottedText(*odd))
               : QString();
}

Result<Ipv4Reading> fromDotted(const QString &text)
{
    const QStringList list = text.split(u'.');
    for (const QString &group : list) {
        if (group.isEmpty())
            return Error{
                AddressWords::tr("Between two dots stands nothing: an IPv4 address has 4 groups of digits.")};
        if (group.startsWith("0x"_L1, Qt::CaseInsensitive) && allOf(QStringView(group).sliced(2), isHexDigit))
            return Error{
                AddressWords::tr("The group \"%1\" is hexadecimal; an IPv4 address is written in decimal.")
                    .arg(group) +
                oddReading(text)};
        if (!allOf(group, isDigit))
            return Error{
                AddressWords::tr("\"%1\" is no group of an IPv4 address: only digits may stand there.")
                    .arg(group)};
    }
    if (list.size() != 4)
        return Error{AddressWords::tr("An IPv4 address has 4 groups with dots between them; this has %1.")
                         .arg(list.size()) +
                     oddReading(text)};
    for (const QString &group : list) {
        if (group.size() > 1 && group.startsWith(u'0'))
            return Error{
                AddressWords::tr("The group \"%1\" begins with 0: some programs would read it as octal.")
                    .arg(group) +
                oddReading(text)};
        const std::optional<quint64> value = number(group, 10);
        if (group.size() > 3 || !value || *value > 255)
            return Error{
                AddressWords::tr("Each group of an IPv4 address is 0 to 255; \"%1\" is larger.").arg(group)};
    }
    return fromGroups(list, 10, Ipv4Form::Dotted);
}

std::optional<quint64> atonNumber(const QString &text)
{
    if (text.startsWith("0x"_L1, Qt::CaseInsensitive))
        return allOf(QStringView(text).sliced(2), isHexDigit) ? number(QStringView(text).sliced(2), 16)
                                                              : std::nullopt;
    if (!allOf(text, isDigit))
        return std::nullopt;
    return number(text, text.size() > 1 && text.startsWith(u'0') ? 8 : 10); // 08 is no octal number: refused
}

} // namespace

Result<quint32> readLikeInetAton(const QString &input)
{
    const QStringList list = input.trimmed().split(u'.');
    if (list.size() > 4)
        return Error{AddressWords::tr("More than 4 groups.")};
    quint64 address = 0;
    for (qsizetype at = 0; at < list.size(); ++at) {
        const std::optional<quint64> value = atonNumber(list[at]);
        const bool last = at + 1 == list.size();
        // The last number fills all the bytes that are left.
        const quint64 limit = last ? (quint64(1) << 8 * (5 - list.size())) : 256;
        if (!value || *value >= limit)
            return Error{AddressWords::tr("\"%1\" is no number that fits.").arg(list[at])};
        address = last ? address << 8 * (5 - list.size()) | *value : address << 8 | *value;
    }
    return quint32(address);
}

Result<Ipv4Reading> readIpv4(const QString &input)
{
    const QString text = input.trimmed();
    if (text.isEmpty())
        return Error{AddressWords::tr("There is no address: nothing was typed.")};
    if (text.size() > maxLength)
        return Error{AddressWords::tr("This is too long for an IPv4 address.")};
    const QStringView view(text);

    if (text.startsWith("0b"_L1, Qt::CaseInsensitive)) {
        if (!allOf(view.sliced(2), isBit))
            return Error{AddressWords::tr("After 0b only the digits 0 and 1 may follow.")};
        return fromWhole(view.sliced(2), 2, Ipv4Form::Binary);
    }
    const QStringList parts = groups(text, u". :-");
    const auto eachIs = [&parts](qsizetype digits, auto test) {
        return parts.size() == 4 &&
               std::all_of(parts.begin(), parts.end(), [digits, test](const QString &part) {
                   return part.size() == digits && allOf(part, test);
               });
    };
    if (eachIs(8, isBit))
        return fromGroups(parts, 2, Ipv4Form::BinaryGroups);
    if (text.contains(u'.'))
        return fromDotted(text);
    if (eachIs(2, isHexDigit))
        return fromGroups(parts, 16, Ipv4Form::HexBytes);
    if (text.startsWith("0x"_L1, Qt::CaseInsensitive)) {
        if (!allOf(view.sliced(2), isHexDigit))
            return Error{AddressWords::tr("After 0x only hexadecimal digits (0-9, a-f) may follow.")};
        return fromWhole(view.sliced(2), 16, Ipv4Form::Hex);
    }
    if (text.size() == 32 && allOf(view, isBit))
        return fromWhole(view, 2, Ipv4Form::Binary);
    if (allOf(view, isDigit)) {
        if (text.size() > 1 && text.startsWith(u'0'))
            return Error{AddressWords::tr("The number begins with 0: some programs would read it as octal.") +
                         oddReading(text)};
        return fromWhole(view, 10, Ipv4Form::Integer);
    }
    if (text.size() == 8 && allOf(view, isHexDigit))
        return fromWhole(view, 16, Ipv4Form::HexBytes);
    return Error{
        AddressWords::tr("\"%1\" is no IPv4 address: that would be 4 groups from 0 to 255 with dots between "
                         "them, such as 192.168.0.1.")
            .arg(text)};
}

bool looksLikeIpv4(const QString &input)
{
    const QString text = input.trimmed();
    return !text.isEmpty() &&
           (text.startsWith("0x"_L1, Qt::CaseInsensitive) || text.startsWith("0b"_L1, Qt::CaseInsensitive) ||
            allOf(text, [](QChar c) { return isDigit(c) || c == u'.'; }) || readIpv4(text));
}

const char *ipv4FormCode(Ipv4Form form)
{
    switch (form) {
    case Ipv4Form::Dotted:
        return "dotted";
    case Ipv4Form::Integer:
        return "integer";
    case Ipv4Form::Hex:
        return "hex";
    case Ipv4Form::HexBytes:
        return "hex_bytes";
    case Ipv4Form::Binary:
        return "binary";
    case Ipv4Form::BinaryGroups:
        return "binary_groups";
    }
    Q_UNREACHABLE();
}

namespace {

QString byteWise(quint32 address, int base, int digits, QChar separator)
{
    QString text;
    for (int shift = 24; shift >= 0; shift -= 8) {
        if (shift != 24)
            text += separator;
        text += QString::number(address >> shift & 0xff, base).rightJustified(digits, u'0');
    }
    return text;
}

} // namespace

QString dottedText(quint32 address)
{
    return byteWise(address, 10, 1, u'.');
}

QString hexText(quint32 address)
{
    return byteWise(address, 16, 2, u' ').toUpper();
}

QString binaryText(quint32 address)
{
    return byteWise(address, 2, 8, u'.');
}

} // namespace miniqq::lab
