// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/conversations.h"
#include "server/domain/accounttable.h"
#include "server/domain/groupcounts.h"

#include <QHash>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace miniqq::server {

/// A group as the logic thread holds it: as the store has it, and on its way to what it will be.
struct Group : GroupRecord
{
    bool isChanging = false; ///< a change is on its way to the disk: what depends on members waits for it
    int waitingChanges = 0;  ///< that wait for their turn
};

/// A conversation as the logic thread holds it: everything but its messages.
struct Conversation
{
    ConversationRow row;
    QByteArray key;
    ConversationKind kind = ConversationKind::Lobby;
    std::vector<Account *> members; ///< empty in the lobby: everyone; groups: who is in it
    qint64 lastSeq = 0;             ///< of the messages that were delivered
    std::set<qint64>
        undelivered; ///< below lastSeq: reported as failed by the store, perhaps on disk all the same
    std::optional<protocol::ChatMessage> last; ///< the newest message, where it was needed already
    QHash<AccountId, protocol::Positions> positions;
    std::unique_ptr<Group> group; ///< groups only

    bool isLobby() const { return kind == ConversationKind::Lobby; }
    bool isChanging() const { return group && group->isChanging; }
    /// The other side of a direct conversation of `me`.
    Account *peerOf(const Account &me) const;
    /// The entry `seq` is on disk: whether nobody was told of it yet.
    bool takeUndelivered(qint64 seq);
    /// Whether the entry `seq`, perhaps told long after it was made, is for `member`: whoever came to a
    /// group behind it was not there.
    bool isFor(const Account &member, qint64 seq) const;
};

/// What an account may do with a key.
struct ConversationAccess
{
    bool allowed = false;                      ///< it is a member, or would be one
    Conversation *conversation = nullptr;      ///< null: allowed, but nothing was said there yet
    Account *peer = nullptr;                   ///< the other side of a direct conversation
    const GroupMemberRecord *member = nullptr; ///< groups: who asks; perhaps not in it any more

    /// Whether what happens there is still theirs to hear, and to answer.
    bool isIn() const { return allowed && (!member || member->isIn()); }
    /// The last entry that they may read.
    qint64 end() const
    {
        if (!conversation)
            return 0;
        return isIn() ? conversation->lastSeq : member->leftSeq;
    }
};

/// All conversations, and the only place that answers "is this yours?".
class ConversationTable
{
public:
    explicit ConversationTable(AccountTable &accounts)
        : m_accounts(accounts)
    {}

    /// The conversation, or the one that was there already. Pointers stay valid.
    Conversation *add(const ConversationRecord &record);
    void setPositions(const PositionRecord &record);

    /// Does `edit` to a group: it is the entry `seq` of its log.
    void apply(Conversation &group, const GroupEdit &edit, qint64 seq);
    /// The group is as the store says, not as it was thought to be.
    void replace(Conversation &group, const GroupRecord &record);

    Conversation *find(const QByteArray &key) const;
    Conversation *find(ConversationRow row) const;
    /// The group that can be joined with `code`.
    Conversation *findByCode(const QByteArray &code) const { return m_byCode.value(code); }
    const GroupCounts &groupCounts() const { return m_groupCounts; }
    /// `key` as `me` named it. Not allowed looks the same whether the conversation exists or not.
    ConversationAccess access(const Account &me, const QByteArray &key) const;
    /// The conversations of `me` behind the key `after` in the order of their keys, at most `max`; with
    /// groups that `me` was in, or without any.
    std::vector<Conversation *> of(const Account &me, const QByteArray &after, int max,
                                   bool withGroups) const;
    int count() const { return int(m_byKey.size()); }

private:
    void setGroup(Conversation &conversation, const GroupRecord &record);
    void count(const GroupRecord &record, int by);

    AccountTable &m_accounts;
    QHash<QByteArray, Conversation *> m_byKey;
    std::map<ConversationRow, std::unique_ptr<Conversation>> m_byRow;
    QHash<AccountId, std::map<QByteArray, Conversation *>> m_byMember;
    std::map<QByteArray, Conversation *> m_open; // those of everyone
    QHash<QByteArray, Conversation *> m_byCode;
    GroupCounts m_groupCounts;
};

} // namespace miniqq::server
