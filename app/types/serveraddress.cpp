// SPDX-License-Identifier: MIT
#include "app/types/serveraddress.h"

#include <algorithm>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxHostLength = 253; // RFC 1035, 2.3.4, without the dot at the end

bool isHost(const QString &host)
{
    return !host.isEmpty() && host.size() <= maxHostLength &&
           std::none_of(host.begin(), host.end(), [](QChar c) {
               return c.isSpace() || c.unicode() < 0x21 || c == u'/' || c == u'@' || c == u'[' || c == u']';
           });
}

} // namespace

QString ServerAddress::toText() const
{
    if (isNull())
        return QString();
    QString text = host.contains(u':') ? QString(u'[' % host % u']') : host;
    text += u':' % QString::number(port);
    return tls ? text : QString(u"plain:" % text);
}

Result<ServerAddress> ServerAddress::parse(const QString &input)
{
    QString text = input.trimmed();
    ServerAddress address;
    if (text.startsWith("plain:"_L1)) {
        address.tls = false;
        text = text.sliced(6);
    }

    QString portText;
    const qsizetype colon = text.lastIndexOf(u':');
    if (text.startsWith(u'[')) {
        const qsizetype close = text.indexOf(u']');
        if (close < 0 || (close + 1 < text.size() && text[close + 1] != u':'))
            return Error{u"An IPv6 address is written as [address]:port."_s};
        address.host = text.sliced(1, close - 1);
        if (close + 1 < text.size())
            portText = text.sliced(close + 2);
        else
            portText = QString::number(defaultPort);
    } else if (colon >= 0 && text.count(u':') == 1) {
        address.host = text.first(colon);
        portText = text.sliced(colon + 1);
    } else {
        address.host = text;
        portText = QString::number(defaultPort);
    }

    if (!isHost(address.host))
        return Error{u"This is no host name and no address."_s};
    bool number = false;
    address.port = portText.toUShort(&number);
    if (!number || address.port == 0)
        return Error{u"The port is a number from 1 to 65535."_s};
    return address;
}

} // namespace miniqq::client
