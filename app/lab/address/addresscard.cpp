// SPDX-License-Identifier: MIT
#include "app/lab/address/addresscard.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/ports.h"

#include <QRegularExpression>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxLength = 256; // longer than any name, too (RFC 1035: 253)

std::optional<HardwareCard> readHardwareAddress(const QString &text)
{
    static const QRegularExpression pattern(u"^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    if (!pattern.match(text).hasMatch())
        return std::nullopt;
    HardwareCard card;
    for (int at = 0; at < 6; ++at)
        card.bytes[size_t(at)] = quint8(QStringView(text).sliced(3 * at, 2).toUShort(nullptr, 16));
    return card;
}

bool looksLikeName(const QString &text)
{
    static const QRegularExpression pattern(u"^[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*\\.?$"_s);
    static const QRegularExpression letter(u"\\p{L}"_s);
    return pattern.match(text).hasMatch() && letter.match(text).hasMatch();
}

Result<AddressCard> readV6(const QString &text)
{
    Ipv6Card card;
    QString address = text;
    if (const qsizetype slash = text.indexOf(u'/'); slash >= 0) {
        address = text.first(slash);
        bool isNumber = false;
        const QString prefix = text.sliced(slash + 1);
        card.prefix = prefix.toInt(&isNumber);
        if (!isNumber || prefix.startsWith(u'+') || *card.prefix < 0 || *card.prefix > 128)
            return Error{AddressWords::tr(
                             "\"/%1\" is no prefix of an IPv6 address: it counts one bits, from /0 to /128.")
                             .arg(prefix)};
    }
    Result<Ipv6Reading> reading = readIpv6(address);
    if (!reading)
        return reading.error();
    card.reading = *reading;
    return AddressCard{card, std::nullopt};
}

Result<AddressCard> readV4(const QString &text)
{
    // Spaces stand between address, mask and second address, but also between the bytes of C0 A8 00 01.
    QStringList words = readIpv4(text) ? QStringList{text} : text.simplified().split(u' ');
    Ipv4Card card;
    std::optional<QString> mask;
    QString &first = words.first();
    if (const qsizetype slash = first.indexOf(u'/'); slash >= 0) {
        mask = first.sliced(slash);
        first.truncate(slash);
    } else if (words.size() > 1) {
        mask = words.takeAt(1);
    }
    if (words.size() > 2)
        return Error{AddressWords::tr("That is more than an address, a mask and one other address: \"%1\".")
                         .arg(words[2])};

    const Result<Ipv4Reading> reading = readIpv4(first);
    if (!reading)
        return looksLikeName(first) && !looksLikeIpv4(first)
                   ? Error{AddressWords::tr(
                               "\"%1\" is a name, not an address: resolve it to see its addresses.")
                               .arg(first)}
                   : reading.error();
    card.reading = *reading;
    if (mask) {
        const Result<int> bits = readMask(*mask);
        if (!bits)
            return bits.error();
        card.subnet = Subnet4{card.reading.value, *bits};
    }
    if (words.size() == 2) {
        const Result<Ipv4Reading> other = readIpv4(words[1]);
        if (!other)
            return other.error();
        card.other = other->value;
    }
    return AddressCard{card, std::nullopt};
}

Result<AddressCard> withPort(Result<AddressCard> card, const QString &portText)
{
    if (!card)
        return card;
    const Result<quint16> port = readPort(portText);
    if (!port)
        return port.error();
    card->port = *port;
    return card;
}

} // namespace

Result<AddressCard> readAddress(const QString &input)
{
    const QString text = input.trimmed();
    if (text.isEmpty())
        return Error{AddressWords::tr("There is no address: nothing was typed.")};
    if (text.size() > maxLength)
        return Error{AddressWords::tr("This is too long for an address or a name.")};
    if (const std::optional<HardwareCard> hardware = readHardwareAddress(text))
        return AddressCard{*hardware, std::nullopt};
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0)
            return Error{AddressWords::tr("The bracket is not closed: write [::1]:80.")};
        const QString rest = text.sliced(close + 1);
        const Result<AddressCard> card = readV6(text.sliced(1, close - 1));
        if (rest.isEmpty())
            return card;
        if (!rest.startsWith(u':'))
            return Error{AddressWords::tr("After ] only a colon and a port may follow: write [::1]:80.")};
        return withPort(card, rest.sliced(1));
    }
    const qsizetype colons = text.count(u':');
    if (colons == 1 && !text.startsWith(u':')) {
        const qsizetype colon = text.indexOf(u':');
        return withPort(readV4(text.first(colon)), text.sliced(colon + 1));
    }
    if (colons >= 2 && !readIpv4(text))
        return readV6(text);
    return readV4(text);
}

} // namespace miniqq::lab
