// SPDX-License-Identifier: MIT
#include "common/protocol/conversationid.h"
#include "server/domain/gate.h"
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ErrorCode;
using server::Phase;

namespace {

template<size_t I>
protocol::ClientMessage sample()
{
    using T = std::variant_alternative_t<I, protocol::ClientMessage>;
    T message;
    if constexpr (requires { message.conversation; })
        message.conversation = protocol::lobbyKey;
    if constexpr (requires { message.account; })
        message.account = "zoe";
    return message;
}

template<size_t... I>
std::vector<protocol::ClientMessage> samples(std::index_sequence<I...>)
{
    return {sample<I>()...};
}

std::vector<protocol::ClientMessage> everyMessage()
{
    return samples(std::make_index_sequence<std::variant_size_v<protocol::ClientMessage>>());
}

QByteArray typeOf(const protocol::ClientMessage &message)
{
    return std::visit([](const auto &m) { return QByteArray(m.type.data(), qsizetype(m.type.size())); },
                      message);
}

constexpr std::array phases{Phase::New, Phase::Greeted, Phase::Authenticating, Phase::SignedIn};
constexpr std::array phaseNames{"new", "greeted", "authenticating", "signed in"};

} // namespace

/// Every message in every phase, the answers worked out here from the rules in words.
class TestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessageInEveryPhase_data();
    void everyMessageInEveryPhase();
    void helloTwice();
    void signInTwice();
    void nothingIsHeardAfterTheEnd();
    void requestsAreLimited();
};

void TestGate::everyMessageInEveryPhase_data()
{
    QTest::addColumn<int>("message");
    QTest::addColumn<int>("phase");
    QTest::addColumn<QByteArray>("refusal");
    const auto messages = everyMessage();
    for (size_t i = 0; i < messages.size(); ++i) {
        const QByteArray type = typeOf(messages[i]);
        for (const Phase phase : phases) {
            QByteArray refusal;
            const bool isSignIn = type == "auth.register" || type == "auth.signin" || type == "auth.resume";
            const bool isSmall = type == "ping" || type == "pong" || type == "leave";
            if (type == "hello")
                refusal = phase == Phase::New ? "" : "already_signed_in";
            else if (phase == Phase::New)
                refusal = "not_signed_in";
            else if (isSignIn)
                refusal = phase == Phase::Greeted ? "" : "already_signed_in";
            else if (!isSmall && phase != Phase::SignedIn)
                refusal = "not_signed_in";
            QTest::addRow("%s, %s", type.constData(), phaseNames[size_t(phase)])
                << int(i) << int(phase) << refusal;
        }
    }
}

void TestGate::everyMessageInEveryPhase()
{
    QFETCH(int, message);
    QFETCH(int, phase);
    QFETCH(QByteArray, refusal);
    DomainHarness server;
    const protocol::ClientMessage said = everyMessage()[size_t(message)];
    ConnectionId me;
    switch (Phase(phase)) {
    case Phase::New:
        me = server.open();
        break;
    case Phase::Greeted:
        me = server.greeted();
        break;
    case Phase::Authenticating:
        me = server.greeted();
        server.say(me, protocol::AuthRegister{"ada", {}, "secret"});
        break;
    case Phase::SignedIn:
        me = server.signedIn("ada");
        break;
    }
    server.say(me, said, "the request");
    const std::vector<Heard> heard = server.take(me);
    if (refusal.isEmpty()) {
        for (const Heard &each : heard) {
            const auto code = server.codeOf(each);
            QVERIFY(code != ErrorCode::NotSignedIn && code != ErrorCode::AlreadySignedIn);
        }
        QCOMPARE(server.out.isClosed(me), typeOf(said) == "leave");
        return;
    }
    QCOMPARE(heard.size(), size_t(1));
    QCOMPARE(heard.front().re, QByteArray("the request"));
    QCOMPARE(protocol::errorCodeText(server.codeOf(heard.front()).value()), refusal);
    QCOMPARE(server.out.isClosed(me), refusal == "not_signed_in");
}

void TestGate::helloTwice()
{
    DomainHarness server;
    const ConnectionId me = server.greeted();
    server.say(me, protocol::Hello{1, 1, "test", {}});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::AlreadySignedIn);
    server.say(me, protocol::Ping(), "p");
    (void)server.takeOne<protocol::Pong>(me);
}

void TestGate::signInTwice()
{
    DomainHarness server;
    const ConnectionId me = server.signedIn("ada");
    server.say(me, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::AlreadySignedIn);
    QCOMPARE(server.domain->counts().signedIn, 1);
}

void TestGate::nothingIsHeardAfterTheEnd()
{
    DomainHarness server;
    const ConnectionId me = server.open();
    server.say(me, {protocol::Ping(), protocol::Hello{1, 1, "test", {}}, protocol::Ping()});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::NotSignedIn);
    QCOMPARE(server.domain->counts().connections, 0);
    server.close(me); // the worker's report of what the domain asked for
    QCOMPARE(server.domain->counts().connections, 0);
}

void TestGate::requestsAreLimited()
{
    Limits limits = DomainHarness::generousLimits();
    limits.requests = {10, 3};
    DomainHarness server(limits);
    const ConnectionId me = server.greeted();
    const ConnectionId other = server.greeted();
    for (int i = 0; i < 3; ++i) {
        server.say(me, protocol::Ping());
        (void)server.takeOne<protocol::Pong>(me);
    }
    server.say(me, protocol::Ping());
    const auto refused = server.takeOne<protocol::ErrorReply>(me);
    QCOMPARE(refused.code, ErrorCode::RateLimited);
    QCOMPARE(refused.retryAfterMs, std::optional<qint64>(100));
    QVERIFY(!server.out.isClosed(me));
    server.say(other, protocol::Ping());
    (void)server.takeOne<protocol::Pong>(other);
    server.clock.advanceMs(100);
    server.say(me, protocol::Ping());
    (void)server.takeOne<protocol::Pong>(me);
    QCOMPARE(server.domain->counts().since.refused(ErrorCode::RateLimited), quint64(1));
}

QTEST_APPLESS_MAIN(TestGate)
#include "tst_gate.moc"
