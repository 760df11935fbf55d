// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include "server/domain/peoplenews.h"

#include <QTest>

namespace miniqq::testing {

Limits DomainHarness::generousLimits()
{
    Limits limits;
    limits.messages = {};
    limits.historyPages = {};
    limits.requests = {};
    limits.hints = {};
    limits.registrations = {};
    limits.registrationsPerAddress = {};
    limits.mentionsOfAll = {};
    limits.recalls = {};
    limits.groupChanges = {};
    limits.groupPeople = {};
    limits.groupMessages = {};
    return limits;
}

DomainHarness::DomainHarness(const Limits &limits, const ServerProfile &profile, const ServerState &state)
    : accounts(deferred)
    , conversations(deferred)
    , messages(deferred, conversations)
    , files(deferred)
    , blobs(deferred)
    , hasher(deferred)
{
    messages.attach = [this](const Uuid &file, AccountId sender) -> std::shared_ptr<const FileRecord> {
        const auto found = files.files.find(file);
        const bool fits = found != files.files.end() && found->second.owner == sender &&
                          found->second.state == FileState::Whole;
        return fits ? std::make_shared<const FileRecord>(found->second) : nullptr;
    };
    const Domain::Parts parts{clock, accounts, conversations, messages, files,
                              blobs, hasher,   out,           log,      alarm};
    domain = std::make_unique<Domain>(parts, limits, profile);
    ServerState initial = state;
    initial.conversations.push_back({ConversationRow(1), "lobby", ConversationKind::Lobby, {}, 0, 0});
    domain->start(initial);
    settle();
}

ConnectionId DomainHarness::open(const QString &address, bool trusted)
{
    const ConnectionId connection(++m_lastConnection);
    m_taken[connection] = out.events.size();
    domain->handle({ConnectionOpened{connection, {address, 40'000}, {}, trusted, true}});
    return connection;
}

ConnectionId DomainHarness::greeted(const QString &address, bool trusted)
{
    const ConnectionId connection = open(address, trusted);
    say(connection,
        protocol::Hello{
            1, 1, "test", {protocol::groupsFeature, protocol::recallFeature, protocol::filesFeature}});
    (void)takeOne<protocol::Welcome>(connection);
    return connection;
}

ConnectionId DomainHarness::signedIn(const QByteArray &account)
{
    const ConnectionId connection = greeted();
    if (accounts.accounts.contains(account))
        say(connection, protocol::AuthSignIn{account, passwordOf(account)});
    else
        say(connection, protocol::AuthRegister{account, std::nullopt, passwordOf(account)});
    settle();
    passQuietTime();
    if (only<protocol::AuthOk>(take(connection)).size() != 1)
        QTest::qFail("not signed in", __FILE__, __LINE__);
    return connection;
}

void DomainHarness::say(ConnectionId from, const protocol::ClientMessage &message, const QByteArray &id)
{
    domain->handle({MessageArrived{from, id, message}});
}

void DomainHarness::say(ConnectionId from, const std::vector<protocol::ClientMessage> &several)
{
    std::vector<Inbound> batch;
    for (const protocol::ClientMessage &message : several)
        batch.push_back(MessageArrived{from, QByteArray::number(qint64(batch.size())), message});
    domain->handle(std::move(batch));
}

void DomainHarness::close(ConnectionId connection)
{
    domain->handle({ConnectionClosed{connection, QStringLiteral("peer_closed")}});
}

void DomainHarness::passMs(qint64 milliseconds)
{
    constexpr qint64 msInNs = 1'000'000;
    const qint64 endNs = clock.monotonicNs() + milliseconds * msInNs;
    while (alarm.atNs && *alarm.atNs <= endNs) {
        const qint64 waitNs = *std::exchange(alarm.atNs, std::nullopt) - clock.monotonicNs();
        clock.advanceMs(std::max(qint64(0), (waitNs + msInNs - 1) / msInNs));
        domain->wake();
    }
    clock.advanceMs(std::max(qint64(0), (endNs - clock.monotonicNs()) / msInNs));
}

void DomainHarness::passQuietTime()
{
    passMs(2 * server::PeopleNews::intervalNs(domain->counts().signedIn) / 1'000'000);
}

void DomainHarness::passSeconds(int seconds)
{
    for (int i = 0; i < seconds; ++i) {
        passMs(1'000);
        domain->tick();
    }
}

std::vector<Heard> DomainHarness::take(ConnectionId connection)
{
    std::vector<Heard> heard;
    protocol::JsonDocument scratch;
    for (size_t &next = m_taken[connection]; next < out.events.size(); ++next) {
        const RecordingOutbound::Event &event = out.events[next];
        if (event.connection != connection || event.kind == RecordingOutbound::Event::SignedIn ||
            event.kind == RecordingOutbound::Event::Chunk || event.frame.isEmpty())
            continue;
        auto message = protocol::decodeFromServer(QByteArrayView(event.frame).sliced(4), scratch);
        if (message)
            heard.push_back(std::move(*message));
        else
            QTest::qFail(event.frame.constData() + 4, __FILE__, __LINE__);
    }
    return heard;
}

void DomainHarness::takeAll()
{
    for (auto &[connection, next] : m_taken)
        next = out.events.size();
}

std::optional<protocol::ErrorCode> DomainHarness::codeOf(const Heard &heard)
{
    if (const auto *error = std::get_if<protocol::ErrorReply>(&heard.message))
        return error->code;
    if (const auto *bye = std::get_if<protocol::Bye>(&heard.message))
        return bye->reason;
    return std::nullopt;
}

void reportMismatch(const char *expected, const std::vector<Heard> &heard)
{
    QByteArray text = QByteArray("expected one ") + expected + ", heard";
    for (const Heard &each : heard)
        text += ' ' + protocol::encodeFrame(each.message, each.id, each.re).sliced(4);
    QTest::qFail(text.constData(), __FILE__, __LINE__);
}

} // namespace miniqq::testing
