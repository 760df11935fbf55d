// SPDX-License-Identifier: MIT
#include "server/domain/delivery.h"

namespace miniqq::server {

bool Delivery::gather(const Audience &audience)
{
    const Conversation &conversation = audience.conversation;
    m_to.clear();
    if (audience.everybody)
        add(audience, m_registry.everyone());
    const bool wereAllThere = audience.seq == 0 || !conversation.group;
    for (const Account *account : audience.accounts) {
        const bool isLeftOut =
            account == audience.butAccount || (!wereAllThere && !conversation.isFor(*account, audience.seq));
        if (isLeftOut)
            continue;
        add(audience, m_registry.sessionsOf(account->id));
    }
    return !m_to.empty();
}

void Delivery::add(const Audience &audience, std::span<const ConnectionId> sessions)
{
    for (const ConnectionId session : sessions) {
        const bool hears = !audience.conversation.group || m_registry.hearsOfGroups(session);
        const bool knows =
            !audience.knowsRecalls || *audience.knowsRecalls == m_registry.knowsRecalls(session);
        if (hears && knows && session != audience.butSession)
            m_to.push_back(session);
    }
}

void Delivery::send(const QByteArray &frame)
{
    if (m_to.size() == 1) // mostly, in direct conversations: no list for it
        m_out.send(m_to.front(), frame);
    else
        m_out.send(m_to, frame);
}

} // namespace miniqq::server
