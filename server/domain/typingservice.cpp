// SPDX-License-Identifier: MIT
#include "server/domain/typingservice.h"

namespace miniqq::server {

void TypingService::set(const Session &session, const Request &request, const protocol::TypingSet &message)
{
    const Account &me = *session.account;
    const ConversationAccess access = m_conversations.access(me, message.conversation);
    if (!access.isIn()) {
        m_replies.refuse(request, protocol::ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    const int readers = access.member ? int(access.conversation->members.size()) : m_accounts.count();
    const bool tooManyReaders = !access.peer && readers > m_limits.typingMembers;
    if (tooManyReaders || me.chosen == protocol::Presence::Invisible)
        return;

    const qint64 now = m_clock.monotonicNs();
    const Writer writer{message.conversation, me.id};
    const auto known = m_lapseNs.find(writer);
    if (!message.typing && known == m_lapseNs.end())
        return;
    if (!m_rates.take(me.name, m_limits.hints, now)) {
        m_replies.hit(LimitHit::Hints);
        if (!message.typing)
            known->second = now; // the end must not get lost: told with the next tick
        return;
    }
    if (message.typing)
        m_lapseNs[writer] = now + qint64(m_limits.typingLapsesMs) * 1'000'000;
    else
        m_lapseNs.erase(known);
    tell(me, access, message.conversation, message.typing);
}

void TypingService::tick()
{
    const qint64 now = m_clock.monotonicNs();
    m_rates.prune(now);
    for (auto it = m_lapseNs.begin(); it != m_lapseNs.end();) {
        const Account *account = m_accounts.find(it->first.account);
        const bool isHere =
            account && account->chosen != protocol::Presence::Invisible && m_registry.isOnline(account->id);
        if (isHere && it->second > now) {
            ++it;
            continue;
        }
        if (account) {
            const QByteArray &key = it->first.conversation;
            tell(*account, m_conversations.access(*account, key), key, false);
        }
        it = m_lapseNs.erase(it);
    }
}

void TypingService::tell(const Account &writer, const ConversationAccess &access, const QByteArray &key,
                         bool typing)
{
    const protocol::TypingChanged changed{key, writer.name, typing};
    if (access.member) {
        const Conversation &group = *access.conversation;
        m_delivery.tell({group, group.members, {}, &writer}, changed);
        return;
    }
    if (access.peer) { // perhaps nothing was said there yet: there is no conversation
        m_out.send(m_registry.sessionsOf(access.peer->id), protocol::encodeFrame(changed));
        return;
    }
    std::vector<ConnectionId> to;
    for (const ConnectionId connection : m_registry.everyone()) { // few: see typingMembers
        const Session *session = m_registry.find(connection);
        if (session && session->account != &writer)
            to.push_back(connection);
    }
    m_out.send(to, protocol::encodeFrame(changed));
}

} // namespace miniqq::server
