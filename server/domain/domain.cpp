// SPDX-License-Identifier: MIT
#include "server/domain/domain.h"

#include "common/protocol/codec.h"
#include "common/protocol/textrules.h"
#include "server/domain/domainparts.h"

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

constexpr int pruneTokensEveryTicks = 3'600;

/// What an operator wrote, fit for a bye.
QByteArray explanationOf(const QString &text)
{
    return text.left(protocol::explanation.maxCodePoints).remove(QChar(u'\0')).toUtf8();
}

using Tokens = std::vector<QByteArray>;

/// One after the other; `then` hears of the first that could not be removed.
void removeTokens(DomainParts &m, Tokens tokens, const AccountStore::WriteHandler &then)
{
    if (tokens.empty()) {
        then(Done{});
        return;
    }
    const QByteArray token = tokens.back();
    tokens.pop_back();
    m.accountStore.removeToken(token,
                               m.turn.callback([&m, tokens, then](const Result<Done, StoreError> &removed) {
                                   if (removed)
                                       removeTokens(m, tokens, then);
                                   else
                                       then(removed.error());
                               }));
}

void endForGood(DomainParts &m, ConnectionId connection, const QByteArray &text,
                const Domain::CountHandler &then)
{
    const Session *session = m.registry.find(connection);
    if (!session) {
        then(0);
        return;
    }
    Tokens tokens{session->tokenSha256, session->usedTokenSha256};
    std::erase_if(tokens, [](const QByteArray &token) { return token.isEmpty(); });
    removeTokens(
        m, tokens,
        [&m, connection, text, then, removed = session->tokenSha256](const Result<Done, StoreError> &result) {
            if (!result) {
                then(result.error());
                return;
            }
            const Session *still = m.registry.find(connection);
            if (still && still->tokenSha256 != removed) { // it was given another one meanwhile
                endForGood(m, connection, text, then);
                return;
            }
            m.sessions.end(connection, ErrorCode::SignedOut, text);
            then(1);
        });
}

} // namespace

Domain::Domain(const Parts &parts, const Limits &limits, const ServerProfile &profile)
    : m(std::make_unique<DomainParts>(parts, limits, profile))
{}

Domain::~Domain() = default;

void Domain::start(const ServerState &state)
{
    for (const AccountRecord &account : state.accounts)
        m->accounts.add(account);
    for (const ConversationRecord &conversation : state.conversations)
        m->conversations.add(conversation);
    for (const PositionRecord &position : state.positions)
        m->conversations.setPositions(position);
    for (const BanRecord &ban : state.bans)
        m->bans.add(ban);
    m->accountStore.pruneTokens(m->clock.wallMs(), {});
    m->files.start(state);
    m->hello.setLog(state.log);
    m->endTurn();
}

void Domain::handle(std::vector<Inbound> &&batch)
{
    for (const Inbound &inbound : batch) {
        if (const auto *arrived = std::get_if<MessageArrived>(&inbound)) {
            if (!m->isStopping)
                m->router.route(*arrived);
        } else if (const auto *opened = std::get_if<ConnectionOpened>(&inbound)) {
            m->sessions.opened(*opened);
            if (m->isStopping)
                m->sessions.end(opened->connection, ErrorCode::ShuttingDown, m->goodbye);
            else if (const BanRecord *ban = m->bans.address(opened->peer.address))
                m->sessions.end(opened->connection, ErrorCode::Banned, banWords(*ban));
        } else if (const auto *closed = std::get_if<ConnectionClosed>(&inbound)) {
            m->sessions.closed(*closed);
        } else if (const auto *chunk = std::get_if<ChunkArrived>(&inbound)) {
            if (!m->isStopping)
                m->files.chunk(*chunk);
        } else if (const auto *rejected = std::get_if<MessageRejected>(&inbound)) {
            ++m->counters.refused(rejected->code);
        }
    }
    m->endTurn();
}

void Domain::tick()
{
    const qint64 now = m->clock.monotonicNs();
    if (now > m->lastTickNs) {
        const auto stored = double(m->counters.messagesStored - m->messagesAtLastTick);
        m->messagesPerSecond = stored * 1e9 / double(now - m->lastTickNs);
        m->messagesAtLastTick = m->counters.messagesStored;
        m->lastTickNs = now;
    }
    if (m->isStopping)
        ++m->stoppingTicks;
    if (++m->ticks % pruneTokensEveryTicks == 0)
        m->accountStore.pruneTokens(m->clock.wallMs(), {});
    m->presence.tick();
    m->typing.tick();
    m->chat.tick();
    m->recalls.tick();
    m->groups.tick();
    m->history.tick();
    m->files.tick();
    m->registration.tick();
    m->guard.prune();
    m->log.tick();
    m->endTurn();
}

void Domain::wake()
{
    m->endTurn();
}

void Domain::shutDown(const QString &text, std::function<void()> done)
{
    m->isStopping = true;
    m->goodbye = explanationOf(text);
    m->whenDown = std::move(done);
    m->endTurn();
}

bool Domain::kick(ConnectionId connection, const QString &text)
{
    const bool found = m->registry.find(connection) != nullptr;
    m->sessions.end(connection, ErrorCode::Kicked, explanationOf(text));
    m->endTurn();
    return found;
}

int Domain::kick(const QByteArray &name, const QString &text)
{
    const Account *account = m->accounts.find(name);
    if (!account)
        return 0;
    const auto sessions = m->registry.sessionsOf(account->id);
    const std::vector<ConnectionId> connections(sessions.begin(), sessions.end());
    for (const ConnectionId connection : connections)
        m->sessions.end(connection, ErrorCode::Kicked, explanationOf(text));
    m->endTurn();
    return int(connections.size());
}

void Domain::endSession(ConnectionId connection, const QString &text, CountHandler then)
{
    endForGood(*m, connection, explanationOf(text), then);
    m->endTurn();
}

int Domain::announce(const QByteArray &text)
{
    const auto everyone = m->registry.everyone();
    m->out.send(everyone, protocol::encodeFrame(protocol::ServerNotice{text, m->clock.wallMs()}));
    m->endTurn();
    return int(everyone.size());
}

void Domain::ban(BanRecord::Kind kind, const QByteArray &subject, const QByteArray &reason, CountHandler then)
{
    const BanRecord ban{kind, subject, explanationOf(QString::fromUtf8(reason)), m->clock.wallMs()};
    m->accountStore.putBan(ban, m->turn.callback([this, ban, then](const Result<Done, StoreError> &result) {
        if (!result) {
            then(result.error());
            return;
        }
        m->bans.add(ban);
        int count = 0;
        for (const ConnectionId connection : m->registry.connections()) {
            const Session &session = *m->registry.find(connection);
            const bool concerned = ban.kind == BanRecord::Kind::Address
                                       ? m->bans.address(session.peer.address) != nullptr
                                       : session.account && session.account->name == ban.subject;
            if (!concerned)
                continue;
            m->sessions.end(connection, ErrorCode::Banned, banWords(ban));
            ++count;
        }
        then(count);
    }));
}

void Domain::unban(BanRecord::Kind kind, const QByteArray &subject, CountHandler then)
{
    m->accountStore.removeBan(
        kind, subject, m->turn.callback([this, kind, subject, then](const Result<Done, StoreError> &result) {
            if (result)
                then(m->bans.remove(kind, subject) ? 1 : 0);
            else
                then(result.error());
        }));
}

std::vector<BanRecord> Domain::bans() const
{
    return m->bans.all();
}

void Domain::setLimits(const Limits &limits)
{
    m->limits = limits;
}

void Domain::setProfile(const ServerProfile &profile)
{
    m->profile = profile;
}

DomainCounts Domain::counts() const
{
    DomainCounts counts;
    counts.connections = m->registry.connectionCount();
    counts.signedIn = m->registry.signedInCount();
    counts.accountsOnline = m->registry.accountsOnlineCount();
    counts.accounts = m->accounts.count();
    counts.conversations = m->conversations.count();
    counts.messagesWaiting = m->chat.waitingCount();
    counts.messagesPerSecond = m->messagesPerSecond;
    counts.since = m->counters;
    return counts;
}

std::vector<SessionInfo> Domain::sessions() const
{
    std::vector<SessionInfo> infos;
    for (const ConnectionId connection : m->registry.connections()) {
        const Session &session = *m->registry.find(connection);
        const Account *account = session.account;
        infos.push_back({connection, session.peer, account ? account->name : QByteArray(),
                         account ? account->display : QByteArray(), session.sinceMs});
    }
    return infos;
}

} // namespace miniqq::server
