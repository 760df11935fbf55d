// SPDX-License-Identifier: MIT
#include "server/domain/receiptservice.h"

#include <algorithm>

namespace miniqq::server {

using protocol::Positions;

void ReceiptService::set(const Session &session, const Request &request, const protocol::ReceiptSet &message)
{
    const ConversationAccess access = m_conversations.access(*session.account, message.conversation);
    if (!access.allowed) {
        m_replies.refuse(request, protocol::ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    const qint64 end = access.end();
    if (message.positions.read > end || message.positions.received > end) {
        m_replies.refuseField(request, message.positions.read > end ? "read" : "received",
                              "beyond the newest message");
        return;
    }
    if (!access.conversation)
        return; // {0, 0} where nothing was said: nothing new

    Positions &known = access.conversation->positions[session.account->id];
    const Positions before = known;
    known.read = std::max(known.read, message.positions.read);
    known.received = std::max({known.received, message.positions.received, known.read});
    if (known == before)
        return;
    const std::pair<const Conversation *, const Account *> key(access.conversation, session.account);
    const auto same = m_places.constFind(key);
    if (same == m_places.cend()) {
        m_places.insert(key, m_changes.size());
        m_changes.push_back({access.conversation, session.account, session.connection});
    } else if (Change &change = m_changes[*same]; change.from != session.connection) {
        change.from = ConnectionId();
    }
}

void ReceiptService::commit()
{
    if (m_changes.empty())
        return;
    std::vector<PositionRecord> records;
    records.reserve(m_changes.size());
    m_places.clear();
    for (const Change &change : std::exchange(m_changes, {})) {
        const Positions positions = change.conversation->positions.value(change.account->id);
        records.push_back({change.conversation->row, change.account->id, positions.received, positions.read});
        tell(change, positions);
    }
    m_store.savePositions(std::move(records));
}

void ReceiptService::tell(const Change &change, const Positions &positions)
{
    const Conversation &conversation = *change.conversation;
    const Account *const self[] = {change.account};
    const bool isDirect = conversation.kind == ConversationKind::Direct;
    Audience audience{conversation, self, change.from};
    if (isDirect)
        audience.accounts = conversation.members;
    m_delivery.tell(audience, protocol::ReceiptChanged{conversation.key, change.account->name, positions});
}

} // namespace miniqq::server
