// SPDX-License-Identifier: MIT
#include "server/domain/delivery.h"

namespace miniqq::server {

bool Delivery::gather(const Audience &audience)
{
    const Conversation &conversation = audience.conversation;
    m_to.clear();
    for (const Account *account : audience.accounts) {
        const bool isLeftOut = account == audience.butAccount ||
                               (audience.seq > 0 && !conversation.isFor(*account, audience.seq));
        if (isLeftOut)
            continue;
        for (const ConnectionId session : m_registry.sessionsOf(account->id)) {
            const bool hears = !conversation.group || m_registry.hearsOfGroups(session);
            if (hears && session != audience.butSession)
                m_to.push_back(session);
        }
    }
    return !m_to.empty();
}

void Delivery::send(const QByteArray &frame)
{
    if (m_to.size() == 1) // mostly, in direct conversations: no list for it
        m_out.send(m_to.front(), frame);
    else
        m_out.send(m_to, frame);
}

} // namespace miniqq::server
