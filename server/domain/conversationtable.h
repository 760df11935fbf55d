// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/conversations.h"
#include "server/domain/accounttable.h"

#include <QHash>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace miniqq::server {

/// A conversation as the logic thread holds it: everything but its messages.
struct Conversation
{
    ConversationRow row;
    QByteArray key;
    ConversationKind kind = ConversationKind::Lobby;
    std::vector<Account *> members; ///< empty in the lobby: everyone
    qint64 lastSeq = 0;             ///< of the messages that were delivered
    std::set<qint64>
        undelivered; ///< below lastSeq: reported as failed by the store, perhaps on disk all the same
    std::optional<protocol::ChatMessage> last; ///< the newest message, where it was needed already
    QHash<AccountId, protocol::Positions> positions;

    bool isLobby() const { return kind == ConversationKind::Lobby; }
};

/// What an account may do with a key.
struct ConversationAccess
{
    bool allowed = false;                 ///< it is a member, or would be one
    Conversation *conversation = nullptr; ///< null: allowed, but nothing was said there yet
    Account *peer = nullptr;              ///< the other side of a direct conversation
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

    Conversation *find(const QByteArray &key) const;
    /// `key` as `me` named it. Not allowed looks the same whether the conversation exists or not.
    ConversationAccess access(const Account &me, const QByteArray &key) const;
    /// The conversations of `me` behind the key `after` in the order of their keys, at most `max`.
    std::vector<Conversation *> of(const Account &me, const QByteArray &after, int max) const;
    int count() const { return int(m_byKey.size()); }

private:
    AccountTable &m_accounts;
    QHash<QByteArray, Conversation *> m_byKey;
    std::map<ConversationRow, std::unique_ptr<Conversation>> m_byRow;
    QHash<AccountId, std::map<QByteArray, Conversation *>> m_byMember;
    std::map<QByteArray, Conversation *> m_open; // those of everyone
};

} // namespace miniqq::server
