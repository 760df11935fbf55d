// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/groups.h"
#include "server/domain/chatservice.h"
#include "server/domain/grouprules.h"

namespace miniqq::server {

/// Makes groups and changes them. A change is an entry of the group's log and goes the way of a message; it
/// is true from the moment it is on disk. One change of a group is made after the other, so each is judged by
/// what those before it left.
class GroupService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        const AccountTable &accounts;
        ConversationTable &conversations;
        ConversationStore &conversationStore;
        Delivery &delivery;
        Replies &replies;
        EventLog &log;
        ChatService &chat;
        Turn &turn;
    };

    explicit GroupService(const Parts &parts);

    void ask(const Session &session, const Request &request, const protocol::GroupRequest &asked);
    void get(const Session &session, const Request &request, const protocol::GroupGet &message);
    void tick();

private:
    /// What somebody asked for.
    struct Wish
    {
        Request request;
        const Account *actor = nullptr;
        Conversation *group = nullptr; ///< null: made by this, or not known
        Uuid uuid;
        protocol::GroupChange change;
        QByteArray code = {}; ///< of a group that is joined
    };
    using Edit = std::shared_ptr<const GroupEdit>;

    bool isAcceptable(const Session &session, const Request &request, const protocol::GroupChange &change);
    bool isWithinRates(const Account &account, const Request &request, int people);
    void wait(Wish &&wish);
    void submit(const Wish &wish);
    void submitEdit(const Wish &wish, GroupEdit &&edit);
    void submitRepeat(const Wish &wish, const Refusal &refusal);

    void settled(const Wish &wish, const Edit &edit, qint64 askedMs, const AppendResult &result);
    void stored(const Wish &wish, const Edit &edit, qint64 askedMs, const AppendResult &result);
    void repeated(const Wish &wish, const AppendResult &result);
    void failed(const Wish &wish, const StoreError &error);
    void refuse(const Request &request, const Refusal &refusal);
    void acknowledge(const Wish &wish, const Conversation &group, const AppendResult &result);

    /// The next change of the group, if one waits.
    void goOn(Conversation &group);
    /// What became of a change is not known: finds out.
    void readBack(Conversation &group, const Wish &wish);
    void found(Conversation &group, const Wish &wish, const ConversationRecord &record);
    /// A group that was made although its maker was told that it had failed.
    void adopt(const Wish &wish, const AppendResult &result);

    /// `before`: who was in the group when it was changed.
    void tell(Conversation &group, const std::vector<Account *> &before, ConnectionId asked,
              protocol::ChatMessage &&entry);
    static protocol::ChatMessage entryOf(const Wish &wish, qint64 seq, qint64 timeMs);

    Parts m;
    GroupCounts m_joining; // groups that they come into with a change under way
    GroupRules m_rules;
    KeyedRateLimiter m_rates;
    KeyedRateLimiter m_people;
    std::vector<std::pair<Conversation *, Wish>> m_unread; // to be read back when the disk works again
};

} // namespace miniqq::server
