// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"
#include "common/protocol/attachment.h"
#include "common/protocol/groupchange.h"
#include "common/protocol/messagelinks.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// One entry of a conversation's log, as everyone in it sees it.
struct ChatMessage
{
    qint64 seq = 0;  ///< place in the conversation, from 1 without gaps; given by the server
    QByteArray from; ///< account of the sender: the session's, never a field's
    Uuid uuid;       ///< as the sender named it
    qint64 time = 0; ///< the server's wall clock when it was stored, ms since 1970 UTC
    QByteArray text; ///< UTF-8; empty if and only if this is one of the following
    std::shared_ptr<const GroupChange> change = nullptr; ///< groups: `from` did this to it
    qint64 recalls = 0;      ///< `from` took back the message in this place; 0: no
    bool isRecalled = false; ///< its text was taken back
    std::shared_ptr<const Attachment> attachment = nullptr; ///< a file that came with the text
    std::shared_ptr<const MessageLinks> links = nullptr;    ///< what the text points at; null: nothing

    friend bool operator==(const ChatMessage &, const ChatMessage &);
};

void writeChatMessage(JsonWriter &out, const ChatMessage &message);
/// What somebody said.
ChatMessage readChatMessage(ObjectReader &in);
/// What somebody did to a group.
ChatMessage readGroupEntry(ObjectReader &in);
/// That somebody took a message back.
ChatMessage readRecallEntry(ObjectReader &in);
/// Any of them.
ChatMessage readEntry(ObjectReader &in);

/// Says something. Answered by chat.ack once it is on the server's disk, or by error. The same uuid with the
/// same content may be sent again as often as needed: it is stored once and each time answered with the same
/// chat.ack.
struct ChatSend
{
    static constexpr std::string_view type = "chat.send";
    QByteArray conversation;
    Uuid uuid;
    QByteArray text;
    Uuid file = {};                                      ///< one of the sender's own, stored; null: none
    std::shared_ptr<const MessageLinks> links = nullptr; ///< null: none

    void toJson(JsonWriter &out) const;
    static ChatSend fromJson(ObjectReader &in);
};

/// The message is committed and synced to the server's disk.
struct ChatAck
{
    static constexpr std::string_view type = "chat.ack";
    QByteArray conversation;
    Uuid uuid;
    qint64 seq = 0;
    qint64 time = 0;

    void toJson(JsonWriter &out) const;
    static ChatAck fromJson(ObjectReader &in);
};

/// Pushed to every session of every member except the session that sent it.
struct ChatDeliver
{
    static constexpr std::string_view type = "chat.deliver";
    QByteArray conversation;
    ChatMessage message;

    void toJson(JsonWriter &out) const;
    static ChatDeliver fromJson(ObjectReader &in);
};

/// Asks for a page of a conversation's log: the newest, those before a seq, or those after one (catching up).
struct HistoryGet
{
    static constexpr std::string_view type = "history.get";
    QByteArray conversation;
    std::optional<qint64> before; ///< messages with a smaller seq, the nearest ones
    std::optional<qint64> after; ///< messages with a larger seq, the nearest ones; not together with `before`
    int limit = 50;              ///< more than the server's historyPage is cut to it

    void toJson(JsonWriter &out) const;
    static HistoryGet fromJson(ObjectReader &in);
};

struct HistoryPage
{
    static constexpr std::string_view type = "history.page";
    static constexpr int maxMessages = 200;
    QByteArray conversation;
    std::vector<ChatMessage> messages; ///< in ascending order of seq
    bool more = false;                 ///< whether the log goes on in the direction asked for

    void toJson(JsonWriter &out) const;
    static HistoryPage fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
