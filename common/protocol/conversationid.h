// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace miniqq::protocol {

/// Conversations are named by readable keys that both ends can make without asking:
///
///     lobby            everyone on the server
///     d:alice:bob      the direct conversation of two accounts; the names in ascending order of their UTF-8
///     bytes
inline constexpr char lobbyKey[] = "lobby";

enum class ConversationKind : quint8 { Lobby, Direct };

struct DirectPair
{
    QByteArray first;
    QByteArray second;
};

/// Key of the direct conversation between two different accounts, given in any order by their canonical
/// names.
QByteArray directKey(QByteArrayView oneAccount, QByteArrayView otherAccount);

/// The two accounts of a direct key; nothing if `key` is not of that form, or not in order.
std::optional<DirectPair> parseDirectKey(QByteArrayView key);

/// Nothing if `key` has neither form.
std::optional<ConversationKind> conversationKind(QByteArrayView key);

/// The other side of a direct conversation, seen from `me`; empty if it is none or `me` is not in it.
QByteArray directPeer(QByteArrayView key, QByteArrayView me);

} // namespace miniqq::protocol
