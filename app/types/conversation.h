// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/message.h"
#include "common/protocol/conversationid.h"

#include <optional>

namespace miniqq::client {

using protocol::ConversationKind;

/// What the conversation list knows of one conversation.
struct Conversation
{
    QByteArray key;
    ConversationKind kind = ConversationKind::Lobby;
    QByteArray peer;       ///< Direct: the account of the other side.
    qint64 lastSeq = 0;    ///< End of the server's log as far as known.
    qint64 synced = 0;     ///< Everything from here back reached this account; up to here nothing is missing.
    qint64 myReceived = 0; ///< What the server knows this account has received ...
    qint64 myRead = 0;     ///< ... and what the user has read, here or elsewhere.
    qint64 peerReceived = 0; ///< Direct: the other side's positions.
    qint64 peerRead = 0;
    int unread = 0;              ///< Messages of others behind myRead; stops counting at maxUnread.
    std::optional<Message> last; ///< The newest message; one that is lost if there is no other.
    QString draft;
    Uuid log; ///< The history that all of this belongs to, as the server named it; null: not known.
    bool hasLost = false; ///< There are messages that the server has no more (Message::isLost()).

    static constexpr int maxUnread = 1000;

    /// When something last happened; 0: never.
    qint64 lastActivityMs() const { return last ? last->timeMs : 0; }

    friend bool operator==(const Conversation &, const Conversation &) = default;
};

} // namespace miniqq::client
