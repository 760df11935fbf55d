// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/chat.h"

#include <string_view>

namespace miniqq::protocol {

/// The word in hello and welcome. Who does not say it is shown ordinary messages where something was taken
/// back: see inWordsOnly().
inline constexpr char recallFeature[] = "recall";

/// Takes a message back: its text is gone for everybody. Answered by chat.ack, whose seq is that of the entry
/// which says so, once that is on the server's disk, or by error. May be sent again like chat.send.
struct ChatRecall
{
    static constexpr std::string_view type = "chat.recall";
    QByteArray conversation;
    Uuid uuid; ///< of the recall, not of the message
    qint64 seq = 0;

    void toJson(JsonWriter &out) const;
    static ChatRecall fromJson(ObjectReader &in);
};

/// Pushed like chat.deliver.
struct ChatRecalled
{
    static constexpr std::string_view type = "chat.recalled";
    QByteArray conversation;
    ChatMessage entry; ///< its `recalls` is set

    void toJson(JsonWriter &out) const;
    static ChatRecalled fromJson(ObjectReader &in);
};

/// The same entry for whoever knows of no recalls: a text in place of what was taken back, and of the entry
/// that did.
ChatMessage inWordsOnly(ChatMessage message);

} // namespace miniqq::protocol
