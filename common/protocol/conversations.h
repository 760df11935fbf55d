// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/chat.h"

#include <QByteArray>

#include <optional>
#include <string_view>
#include <vector>

namespace miniqq::protocol {

/// How far a member has come in a conversation's log. Both only ever grow, and read never passes received.
struct Positions
{
    qint64 received = 0; ///< every message up to this seq reached one of the member's sessions
    qint64 read = 0;     ///< and up to this one was seen by them

    friend bool operator==(const Positions &, const Positions &) = default;
};

/// One conversation of the account that asks.
struct ConversationInfo
{
    QByteArray conversation;
    qint64 lastSeq = 0; ///< 0: nothing was said yet; groups: the last one that this account may read
    Positions mine;
    Positions peer;                               ///< direct conversations: the other side's
    std::optional<ChatMessage> last;              ///< the newest message
    QByteArray title = {};                        ///< groups
    std::optional<GroupRole> role = std::nullopt; ///< groups: none if the account is no longer in it

    friend bool operator==(const ConversationInfo &, const ConversationInfo &) = default;
};

/// Asks for all conversations of this account. Answered by conversation.page, several if need be.
struct ConversationGet
{
    static constexpr std::string_view type = "conversation.get";
    std::optional<QByteArray> after; ///< continue behind this conversation

    void toJson(JsonWriter &out) const;
    static ConversationGet fromJson(ObjectReader &in);
};

struct ConversationPage
{
    static constexpr std::string_view type = "conversation.page";
    static constexpr int maxConversations = 200;
    std::vector<ConversationInfo> conversations; ///< in ascending order of their keys
    bool more = false; ///< ask again with `after` = the last conversation of this page

    void toJson(JsonWriter &out) const;
    static ConversationPage fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
