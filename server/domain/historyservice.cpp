// SPDX-License-Identifier: MIT
#include "server/domain/historyservice.h"

#include "server/domain/pages.h"

namespace miniqq::server {

using protocol::ErrorCode;

void HistoryService::get(const Session &session, const Request &request, const protocol::HistoryGet &message)
{
    const qint64 now = m.clock.monotonicNs();
    const QByteArray &name = session.account->name;
    if (!m_rates.take(name, m.limits.historyPages, now)) {
        const qint64 wait = std::max(qint64(1), m_rates.waitMs(name, m.limits.historyPages, now));
        m.replies.hit(LimitHit::HistoryPages);
        m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many pages in a short time.", wait);
        return;
    }
    const ConversationAccess access = m.conversations.access(*session.account, message.conversation);
    if (!access.allowed) {
        m.replies.refuse(request, ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    const bool nothingBefore =
        message.before && *message.before <= 1; // and 0 would mean the end to the store
    if (!access.conversation || nothingBefore) {
        m.replies.answer(request, protocol::HistoryPage{message.conversation, {}, false});
        return;
    }
    PageQuery query;
    query.conversation = access.conversation->row;
    if (access.member)
        query.reader = session.account->id;
    query.direction = message.after ? PageQuery::After : PageQuery::Before;
    query.seq = message.after ? *message.after : message.before.value_or(0);
    query.limit =
        std::clamp(message.limit, 1, std::min(m.limits.historyPage, protocol::HistoryPage::maxMessages));
    m.store.page(query, m.turn.callback([this, request, key = message.conversation,
                                         query](const Result<MessagePage, StoreError> &result) {
        read(request, key, query, result);
    }));
}

void HistoryService::read(const Request &request, const QByteArray &key, const PageQuery &query,
                          const Result<MessagePage, StoreError> &result)
{
    const Session *session = m.registry.find(request.connection);
    if (!session)
        return;
    if (!result) {
        m.log.write(LogLevel::Error, LogCategory::Store, "history.failed", {}, result.error().text);
        m.replies.refuse(request, ErrorCode::StorageFailed, "The server could not read its disk.");
        return;
    }
    protocol::HistoryPage page{key, {}, result->more};
    for (const StoredMessage &message : result->messages)
        page.messages.push_back(forSession(toChatMessage(message, m.accounts), *session));
    // What does not fit is what lies farthest from where the client stands.
    const auto shorten = [&query](protocol::HistoryPage &long_, size_t fewer) {
        auto &messages = long_.messages;
        if (query.direction == PageQuery::After)
            messages.erase(messages.end() - std::ptrdiff_t(fewer), messages.end());
        else
            messages.erase(messages.begin(), messages.begin() + std::ptrdiff_t(fewer));
        long_.more = true;
    };
    m.out.send(request.connection, encodePage(page, page.messages.size(), request.id, shorten));
}

} // namespace miniqq::server
