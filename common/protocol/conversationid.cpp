// SPDX-License-Identifier: MIT
#include "common/protocol/conversationid.h"

#include <algorithm>

namespace miniqq::protocol {
namespace {

struct Names
{
    QByteArrayView first;
    QByteArrayView second;
};

/// The two names in a direct conversation's key; nothing if it is none.
std::optional<Names> namesIn(QByteArrayView key)
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
    return Names{first, second};
}

bool isGroupKey(QByteArrayView key)
{
    if (!key.startsWith("g:") || key.size() != 2 + groupKeyLength)
        return false;
    const QByteArrayView alphabet(groupKeyAlphabet);
    const QByteArrayView signs = key.sliced(2);
    return std::all_of(signs.begin(), signs.end(), [alphabet](char c) { return alphabet.contains(c); });
}

} // namespace

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
    const std::optional<Names> names = namesIn(key);
    if (!names)
        return std::nullopt;
    return DirectPair{names->first.toByteArray(), names->second.toByteArray()};
}

std::optional<ConversationKind> conversationKind(QByteArrayView key)
{
    if (key == QByteArrayView(lobbyKey))
        return ConversationKind::Lobby;
    if (namesIn(key))
        return ConversationKind::Direct;
    if (isGroupKey(key))
        return ConversationKind::Group;
    return std::nullopt;
}

QByteArray directPeer(QByteArrayView key, QByteArrayView me)
{
    const std::optional<Names> names = namesIn(key);
    if (!names)
        return {};
    if (me == names->first)
        return names->second.toByteArray();
    return me == names->second ? names->first.toByteArray() : QByteArray();
}

} // namespace miniqq::protocol
