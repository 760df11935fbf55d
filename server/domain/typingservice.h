// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "server/domain/delivery.h"
#include "server/domain/replies.h"

#include <map>
#include <tuple>

namespace miniqq::server {

/// Passes on who is writing. A hint, not a message: nothing is stored, what comes too fast is not passed on,
/// and it lapses by itself. Nobody learns that an invisible person writes.
class TypingService
{
public:
    TypingService(const Clock &clock, const Limits &limits, const AccountTable &accounts,
                  const ConversationTable &conversations, SessionRegistry &registry, Outbound &out,
                  Delivery &delivery, Replies &replies)
        : m_clock(clock)
        , m_limits(limits)
        , m_accounts(accounts)
        , m_conversations(conversations)
        , m_registry(registry)
        , m_out(out)
        , m_delivery(delivery)
        , m_replies(replies)
    {}

    void set(const Session &session, const Request &request, const protocol::TypingSet &message);
    /// Ends what lapsed, and what its owner left without ending.
    void tick();

private:
    struct Writer
    {
        QByteArray conversation;
        AccountId account;

        friend auto operator<=>(const Writer &a, const Writer &b)
        {
            return std::tie(a.account, a.conversation) <=> std::tie(b.account, b.conversation);
        }
    };

    void tell(const Account &writer, const ConversationAccess &access, const QByteArray &key, bool typing);

    const Clock &m_clock;
    const Limits &m_limits;
    const AccountTable &m_accounts;
    const ConversationTable &m_conversations;
    SessionRegistry &m_registry;
    Outbound &m_out;
    Delivery &m_delivery;
    Replies &m_replies;
    std::map<Writer, qint64> m_lapseNs; // those that others think are writing
    KeyedRateLimiter m_rates;
};

} // namespace miniqq::server
