// SPDX-License-Identifier: MIT
#include "app/lab/lessons/stepwords.h"

#include <QRegularExpression>

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct OptionRow
{
    const char *name;
    SocketOption (*option)();
};

constexpr OptionRow optionRows[] = {
    {"SO_REUSEADDR", options::reuseAddress},
    {"SO_BROADCAST", options::broadcast},
    {"SO_KEEPALIVE", options::keepAlive},
    {"SO_SNDBUF", options::sendBuffer},
    {"SO_RCVBUF", options::receiveBuffer},
    {"SO_ERROR", options::pendingError},
    {"TCP_NODELAY", options::noDelay},
    {"TCP_MAXSEG", options::maxSegment},
    {"IP_TTL", options::ttl},
    {"IP_MULTICAST_TTL", options::multicastTtl},
    {"IP_MULTICAST_LOOP", options::multicastLoop},
    {"IPV6_V6ONLY", options::v6Only},
};

} // namespace

const QStringList &actionWords()
{
    static const QStringList words = {
        u"open"_s,   u"bind"_s,     u"listen"_s,     u"connect"_s,    u"await-connect"_s,  u"accept"_s,
        u"send"_s,   u"recv"_s,     u"silence"_s,    u"decode"_s,     u"frames"_s,         u"shutdown"_s,
        u"close"_s,  u"reset"_s,    u"setsockopt"_s, u"getsockopt"_s, u"getsockname"_s,    u"getpeername"_s,
        u"sendto"_s, u"recvfrom"_s, u"join"_s,       u"leave"_s,      u"multicast-from"_s, u"wait"_s,
        u"start"_s,  u"stop"_s,     u"output"_s,     u"state"_s};
    return words;
}

QString actionWord(Action action)
{
    return actionWords().value(int(action));
}

std::optional<SocketOption> optionFromName(const QString &name)
{
    for (const OptionRow &row : optionRows) {
        if (name == QLatin1String(row.name))
            return row.option();
    }
    return std::nullopt;
}

QStringList optionNames()
{
    QStringList names;
    for (const OptionRow &row : optionRows)
        names.append(QLatin1String(row.name));
    return names;
}

bool isSocketName(const QString &name)
{
    static const QRegularExpression form(u"^[a-z][a-z0-9-]{0,29}(\\.[a-z0-9][a-z0-9-]{0,29})?$"_s);
    return form.match(name).hasMatch();
}

std::optional<Place> placeFromText(const QString &text)
{
    if (isSocketName(text))
        return Place{{}, 0, text};
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return std::nullopt;
    QString address = text.first(colon);
    if (address.startsWith(u'[') && address.endsWith(u']'))
        address = address.sliced(1, address.size() - 2);
    const QString behind = text.sliced(colon + 1);
    if (!SocketName::fromNumeric(address, 0))
        return std::nullopt;
    if (isSocketName(behind))
        return Place{address, 0, behind};
    bool isNumber = false;
    const quint16 port = behind.toUShort(&isNumber);
    if (!isNumber)
        return std::nullopt;
    return Place{address, port, {}};
}

QString placeText(const Place &place)
{
    const QString port = place.socket.isEmpty() ? QString::number(place.port) : place.socket;
    if (place.address.isEmpty())
        return port;
    return (place.address.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(place.address, port);
}

} // namespace miniqq::lab
