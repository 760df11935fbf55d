// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/records.h"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace miniqq::server {

/// Takes a message back, if it may be: by its sender, and soon.
struct Recall
{
    qint64 seq = 0;             ///< the message
    AccountId reader = {};      ///< Groups: who has to have been there. Null: not looked at.
    qint64 notBeforeMs = 0;     ///< Older messages stay.
    bool ofOthers = false;      ///< Also what others said ...
    std::vector<AccountId> but; ///< ... but not these.
    QByteArray gone;            ///< The message's details from then on; opaque.
    /// Later ones stay, too: the clock was set back.
    qint64 notAfterMs = std::numeric_limits<qint64>::max();
};

/// What a few entries are beside their texts.
struct EntryExtra
{
    QByteArray details;           ///< Kept with the entry; opaque. Part of what a repeated uuid has to match.
    std::optional<Recall> recall; ///< The entry says that a message was taken back, and `text` is empty.
};

struct NewMessage
{
    ConversationRow conversation;
    AccountId sender;
    Uuid uuid; ///< Chosen by the sender; (sender, uuid) is stored at most once.
    qint64 timeMs = 0;
    QByteArray text;
    quint64 ticket = 0; ///< The caller's handle; comes back in the result, unchanged.
    /// Groups: what is done instead of said, in this place among the messages; `text` is empty then, and a
    /// repeated uuid is a Duplicate if it was for the same GroupEdit::change. `conversation` may be null
    /// where the group is made, or not known any more: then it is not compared.
    std::shared_ptr<const GroupEdit> edit = nullptr;
    std::shared_ptr<const EntryExtra> extra = nullptr; ///< Not together with `edit`.
    Uuid file = {};            ///< One of the sender's, whole, that comes with the text; null: none.
    bool onlyRepeated = false; ///< Stores nothing: answers Duplicate, Conflict or NotStored.
};

struct AppendResult
{
    enum Status : quint8 {
        Stored,    ///< Committed and synced to disk.
        Duplicate, ///< Stored before with the same conversation and text: `seq` and `timeMs` are those of the
                   ///< first time.
        Conflict,  ///< The sender used this uuid before for something else; nothing stored.
        /// Not acknowledged, `error` says why. After a disk error the message may turn out to be stored after
        /// all: the sender's next try is then a Duplicate whose `seq` the caller has not seen before, and is
        /// treated as Stored.
        Failed,
        NotStored, ///< Asked for by NewMessage::onlyRepeated: nobody stored this uuid before. Or a recall
                   ///< that is refused.
        NoFile,    ///< NewMessage::file is no whole file of the sender's; nothing stored.
    };
    enum class Refusal : quint8 {
        None,
        Unknown, ///< No such message, or not for them to read.
        Foreign, ///< Not theirs to take back.
        TooLate,
    };

    quint64 ticket = 0;
    Status status = Failed;
    qint64 seq = 0;
    qint64 timeMs = 0;
    StoreError error;
    ConversationRow group = {}; ///< Of a change that is Stored or Duplicate.
    Refusal refusal = Refusal::None;
    /// A Duplicate of a message that was taken back since; or of a recall of one that another entry (`seq`,
    /// `timeMs`, `overBy`, `overUuid`) took back before.
    bool isOver = false;
    AccountId overBy = {};
    Uuid overUuid = {};
    std::shared_ptr<const FileRecord> file = nullptr; ///< Of a message with one, likewise.
};

struct PageQuery
{
    enum Direction : quint8 {
        Before, ///< The messages next below `seq`; seq 0 means the end of the conversation.
        After,  ///< The messages next above `seq`.
    };

    ConversationRow conversation;
    Direction direction = After;
    qint64 seq = 0;
    int limit = 0; ///< 1 to 1000 messages; clamped.
    /// The page ends before it has more text than this, but holds at least one message.
    qint64 maxTextBytes = 256 * 1024;
    /// Groups: only what this account may read, which is what was said and done while it was in the group.
    /// Null: everything.
    AccountId reader = {};
};

struct MessagePage
{
    std::vector<StoredMessage> messages; ///< Ascending seq, in both directions.
    bool more = false;                   ///< There are more in the direction asked.
};

/// The messages of all conversations on disk: one log, in commit order. Called on the logic thread; callbacks
/// run there too, later (never from within the call), and never after the store is destroyed.
class MessageStore
{
public:
    /// Results of one commit or of several, in the order of the messages handed in.
    using AppendHandler = std::function<void(std::vector<AppendResult> &&)>;
    using PageHandler = std::function<void(const Result<MessagePage, StoreError> &)>;

    virtual ~MessageStore() = default;

    /// Who hears about the messages appended; set once, before the first append().
    virtual void setAppendHandler(AppendHandler handler) = 0;
    /// Hands over a batch. All that was handed over while a commit was running is the next commit; a lone
    /// message is committed at once. Every message gets exactly one result. Order is kept, per conversation
    /// and over all.
    virtual void append(std::vector<NewMessage> &&batch) = 0;
    /// One page of history, including every message whose result was delivered before this call.
    virtual void page(const PageQuery &query, PageHandler then) = 0;
    /// Moves positions forward (never back). Coalesced and written along with the next commit or when the
    /// store is idle.
    virtual void savePositions(std::vector<PositionRecord> &&positions) = 0;
};

} // namespace miniqq::server
