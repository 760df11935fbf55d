// SPDX-License-Identifier: MIT
#include "common/protocol/conversationid.h"

#include <algorithm>

namespace miniqq::protocol {

QByteArray directKey(QByteArrayView oneAccount, QByteArrayView otherAccount)
{
    Q_ASSERT(oneAccount != otherAccount);
    const auto [first, second] = std::minmax(oneAccount, otherAccount);
    QByteArray key;
    key.reserve(3 + first.size() + second.size());
    return key.append("d:").append(first).append(':').append(second);
}

std::optional<DirectPair> parseDirectKey(QByteArrayView key)
{
    if (!key.startsWith("d:"))
        return std::nullopt;
    const QByteArrayView names = key.sliced(2);
    const qsizetype colon = names.indexOf(':');
    if (colon <= 0 || names.indexOf(':', colon + 1) >= 0)
        return std::nullopt;
    const QByteArrayView first = names.first(colon);
    const QByteArrayView second = names.sliced(colon + 1);
    if (second.isEmpty() || !(first < second))
        return std::nullopt;
    return DirectPair{first.toByteArray(), second.toByteArray()};
}

std::optional<ConversationKind> conversationKind(QByteArrayView key)
{
    if (key == QByteArrayView(lobbyKey))
        return ConversationKind::Lobby;
    if (parseDirectKey(key))
        return ConversationKind::Direct;
    return std::nullopt;
}

QByteArray directPeer(QByteArrayView key, QByteArrayView me)
{
    const std::optional<DirectPair> pair = parseDirectKey(key);
    if (!pair)
        return {};
    if (me == pair->first)
        return pair->second;
    return me == pair->second ? pair->first : QByteArray();
}

} // namespace miniqq::protocol
