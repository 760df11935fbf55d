// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/conversationtable.h"
#include "server/domain/ratelimiter.h"
#include "server/domain/replies.h"

namespace miniqq::server {

/// What a message may point at: entries that its sender may read, and people who are there.
class LinkRules
{
public:
    LinkRules(const Clock &clock, const Limits &limits, const AccountTable &accounts)
        : m_clock(clock)
        , m_limits(limits)
        , m_accounts(accounts)
    {}

    /// Why `sender`, who may speak there, may not say this now; nothing if they may. Whoever may mention
    /// everybody has used up a part of their group's rate then.
    std::optional<Refusal> judge(const Conversation &conversation, const Account &sender,
                                 const protocol::MessageLinks &links);
    void tick() { m_rates.prune(m_clock.monotonicNs()); }

private:
    static bool mayReplyTo(qint64 seq, const Conversation &conversation, const Account &sender);
    bool isThere(const QByteArray &name, const Conversation &conversation) const;
    std::optional<Refusal> mentionAll(const Conversation &conversation, const Account &sender);

    const Clock &m_clock;
    const Limits &m_limits;
    const AccountTable &m_accounts;
    KeyedRateLimiter m_rates; // by key of the group
};

} // namespace miniqq::server
