// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace miniqq::protocol {

/// Conversations are named by readable keys; both ends can make the first two without asking:
///
///     lobby            everyone on the server
///     d:alice:bob      the direct conversation of two accounts; the names in ascending order of their UTF-8
///     bytes
///     g:k7m2x9q4w8v3t6zp   a group; the server chose the signs behind the colon, and they mean nothing
inline constexpr char lobbyKey[] = "lobby";

enum class ConversationKind : quint8 { Lobby, Direct, Group };

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

/// Signs behind "g:", each one of groupKeyAlphabet.
inline constexpr int groupKeyLength = 16;
inline constexpr char groupKeyAlphabet[] = "abcdefghijkmnpqrstuvwxyz23456789";

/// Nothing if `key` has none of these forms.
std::optional<ConversationKind> conversationKind(QByteArrayView key);

/// The other side of a direct conversation, seen from `me`; empty if it is none or `me` is not in it.
QByteArray directPeer(QByteArrayView key, QByteArrayView me);

} // namespace miniqq::protocol
