// SPDX-License-Identifier: MIT
#include "server/domain/domainparts.h"

namespace miniqq::server {
namespace {

constexpr int maxStoppingTicks = 5;

} // namespace

DomainParts::DomainParts(const Domain::Parts &from, const Limits &initialLimits,
                         const ServerProfile &initialProfile)
    : clock(from.clock)
    , out(from.out)
    , limits(initialLimits)
    , profile(initialProfile)
    , turn([this] { endTurn(); })
    , conversations(accounts)
    , log(from.log, clock)
    , replies(out, counters)
    , delivery(registry, out)
    , guard(clock, limits, counters)
    , news(clock, registry, out, from.alarm)
    , presence(clock, limits, accounts, from.accounts, registry, news)
    , sessions(clock, registry, presence, out, log, counters)
    , hello(clock, limits, profile, replies, sessions)
    , directory(accounts, replies, news)
    , starter({clock, limits, from.accounts, bans, registry, sessions, presence, out, replies, log, counters,
               turn})
    , registration(
          {clock, limits, profile, accounts, from.accounts, from.hasher, starter, news, log, counters, turn})
    , signIn({clock, accounts, from.accounts, from.hasher, guard, bans, registry, sessions, starter, replies,
              log, turn})
    , identity({clock, limits, accounts, from.accounts, from.hasher, guard, registry, sessions, replies, log,
                turn})
    , conversationList({accounts, conversations, from.messages, registry, out, replies, log, turn})
    , linkRules(clock, limits, accounts)
    , chat({clock, limits, conversations, from.conversations, from.messages, registry, out, delivery, replies,
            log, counters, linkRules, turn})
    , recalls({clock, limits, accounts, conversations, delivery, replies, log, chat})
    , groups({clock, limits, accounts, conversations, from.conversations, delivery, replies, log, chat, turn})
    , history({clock, limits, accounts, conversations, from.messages, registry, out, replies, log, turn})
    , receipts(conversations, from.messages, delivery, replies)
    , typing(clock, limits, accounts, conversations, registry, out, delivery, replies)
    , files({clock, limits, accounts, from.files, from.blobs, registry, news, out, replies, log, turn})
    , router({clock,   limits,   registry, sessions,  starter,          replies, hello,   registration,
              signIn,  identity, presence, directory, conversationList, chat,    recalls, groups,
              history, receipts, typing,   files})
    , accountStore(from.accounts)
    , lastTickNs(clock.monotonicNs())
{
    sessions.whenEnded([this](ConnectionId connection) { files.sessionEnded(connection); });
}

void DomainParts::endTurn()
{
    chat.commit();
    receipts.commit();
    const int waiting = chat.waitingCount();
    const bool isDown = whenDown && (waiting == 0 || stoppingTicks > maxStoppingTicks);
    if (isDown) {
        for (const ConnectionId connection : registry.connections())
            sessions.end(connection, protocol::ErrorCode::ShuttingDown, goodbye);
    }
    presence.commit();
    news.publish();
    out.flush();
    if (isDown)
        std::exchange(whenDown, {})();
}

} // namespace miniqq::server
