// SPDX-License-Identifier: MIT
// A messenger and a server that says whatever it likes.
#include "tests/fuzz/choices.h"
#include "tests/fuzz/fuzzbodies.h"
#include "tests/fuzz/promise.h"
#include "tests/unit/app/clientfixture.h"

#include <array>
#include <set>

namespace miniqq::fuzz {
namespace {

using namespace client;

constexpr int mostSteps = 60;
constexpr int patience = 10'000; // ms

/// $A an account, $C a conversation, $U a uuid, $T a text, $N a number.
constexpr std::array<const char *, 22> sayings{
    R"("type":"chat.deliver","body":{"conv":"$C","seq":$N,"from":"$A","uuid":"$U","time":$N,"text":"$T"})",
    R"("type":"chat.deliver","body":{"conv":"lobby","seq":$N,"from":"$A","uuid":"$U","time":$N,"text":"$T"})",
    R"("type":"chat.ack","body":{"conv":"$C","uuid":"$U","seq":$N,"time":$N})",
    R"("type":"chat.ack","re":"$N","body":{"conv":"$C","uuid":"$U","seq":$N,"time":$N})",
    R"("type":"history.page","re":"$N","body":{"conv":"$C","messages":[],"more":true})",
    R"("type":"history.page","re":"$N","body":{"conv":"$C","more":false,"messages":[{"seq":$N,"from":"$A","uuid":"$U","time":1,"text":"$T"}]})",
    R"("type":"conversation.page","re":"$N","body":{"conversations":[],"more":true})",
    R"("type":"conversation.page","body":{"more":false,"conversations":[{"conv":"$C","lastSeq":$N,"mine":{"received":$N,"read":0},"peer":{"received":0,"read":0}}]})",
    R"("type":"directory.page","re":"$N","body":{"people":[{"account":"$A","display":"$T","presence":"online"}],"more":false})",
    R"("type":"directory.changed","body":{"people":[{"account":"$A","display":"$T","presence":"away"}]})",
    R"("type":"presence.changed","body":{"people":[{"account":"$A","presence":"busy"}]})",
    R"("type":"receipt.changed","body":{"conv":"$C","account":"$A","received":$N,"read":$N})",
    R"("type":"typing.changed","body":{"conv":"$C","account":"$A","typing":true})",
    R"("type":"group.changed","body":{"conv":"g:k7m2x9q4w8v3t6zp","seq":$N,"from":"$A","uuid":"$U","time":1,"change":{"what":"left"}}})",
    R"("type":"auth.ok","body":{"account":"$A","display":"$T","token":"tttttttttttttttttttttttttttttttt","session":$N})",
    R"("type":"welcome","body":{"protocol":1,"server":"$T","features":[]})",
    R"("type":"error","re":"$N","body":{"code":"rate_limited","text":"$T","retryAfterMs":$N})",
    R"("type":"error","re":"$N","body":{"code":"bad_field","text":"$T"})",
    R"("type":"error","body":{"code":"internal","text":"$T"})",
    R"("type":"ping","id":"$N","body":{})",
    R"("type":"pong","re":"$N","body":{}})",
    R"("type":"bye","body":{"reason":"shutting_down","text":"$T"})",
};
constexpr std::array<const char *, 4> accounts{"alice", "bob", "eve", "nobody"};
constexpr std::array<const char *, 4> conversations{"lobby", "d:alice:bob", "d:bob:eve",
                                                    "g:k7m2x9q4w8v3t6zp"};
constexpr std::array<const char *, 3> texts{"hi", "你好 👋", "<b>x</b>"};

class Session
{
public:
    explicit Session(QByteArrayView input)
        : m_choices(input)
        , m_client(m_server, quickTiming())
    {
        for (const char *account : {"alice", "bob"})
            m_server.people.push_back({account, account, {}});
        for (int i = 0; i < 5; ++i)
            m_server.say(protocol::lobbyKey, "bob", "before");
        watch();
        m_client.signIn();
        promise(QTest::qWaitFor([this] { return m_client->isOnline(); }, patience), "one can sign in");
    }

    void run()
    {
        for (int step = 0; step < mostSteps && !m_choices.isOver(); ++step) {
            oneStep();
            turn();
        }
        for (const Uuid &uuid : m_written)
            promise(m_gone.contains(uuid) || m_client->outbox().find(uuid) != nullptr,
                    "what was written stays until it is acknowledged");
        std::set<Uuid> waiting;
        for (const Uuid &uuid : m_written) {
            if (!m_gone.contains(uuid))
                waiting.insert(uuid);
        }
        startAgain(waiting);
    }

private:
    void watch()
    {
        Outbox &outbox = m_client->outbox();
        QObject::connect(&outbox, &Outbox::queued, &outbox,
                         [this](const OutboxEntry &entry) { m_written.insert(entry.uuid); });
        QObject::connect(&outbox, &Outbox::acknowledged, &outbox,
                         [this](const Message &message) { m_gone.insert(message.uuid); });
        QObject::connect(&outbox, &Outbox::removed, &outbox,
                         [this](const Uuid &uuid, const QByteArray &) { m_gone.insert(uuid); });
        QObject::connect(&*m_client, &Client::storeFailed, &*m_client,
                         [](const StoreFailure &) { promise(false, "the own disk is in order"); });
    }

    /// What was said takes its way through both ends; what the store's thread does, when it does it.
    static void turn()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }

    void oneStep()
    {
        if (!m_server.isConnected()) {
            m_client->reconnectNow();
            (void)QTest::qWaitFor([this] { return m_server.isConnected() || !isTrying(); }, patience);
            if (!m_server.isConnected())
                return;
        }
        switch (m_choices.below(12)) {
        case 0:
            return m_server.pushBytes(m_choices.bytes(60));
        case 1:
            return m_server.pushPayload(m_choices.bytes(200));
        case 2:
            return m_server.cut();
        case 3:
        case 4:
            return write();
        case 5:
            return QTest::qWait(2);
        default:
            return m_server.pushPayload(
                "{" + filledIn(m_choices.of(sayings), [this](char what) { return valueFor(what); }) + "}");
        }
    }

    void write()
    {
        const QByteArray conversation = m_choices.of(conversations);
        (void)m_client->outbox().sendText(conversation, QString::fromUtf8(m_choices.of(texts)));
    }

    bool isTrying()
    {
        const ConnectionState state = m_client->state();
        return state != ConnectionState::Offline && state != ConnectionState::Refused &&
               state != ConnectionState::CertificateChanged;
    }

    QByteArray valueFor(char what)
    {
        switch (what) {
        case 'A':
            return m_choices.of(accounts);
        case 'C':
            return m_choices.of(conversations);
        case 'T':
            return m_choices.of(texts);
        case 'U':
            if (!m_written.empty() && m_choices.below(2) == 0)
                return m_written.begin()->toText(); // an acknowledgement that fits, or nearly
            return "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c" + QByteArray::number(10 + m_choices.below(8));
        default:
            return QByteArray::number(m_choices.below(24));
        }
    }

    /// The disk holds all that must not be lost, and can be read.
    void startAgain(const std::set<Uuid> &waiting)
    {
        m_client.stop();
        m_client.start();
        watch();
        m_server.dialFails = SignInFailure{};
        if (!m_client->openLast() && waiting.empty())
            return;
        const auto all = [this, &waiting] {
            return std::all_of(waiting.begin(), waiting.end(),
                               [this](const Uuid &uuid) { return m_client->outbox().find(uuid) != nullptr; });
        };
        promise(QTest::qWaitFor(all, patience), "what was not acknowledged is there after a restart");
    }

    Choices m_choices;
    FakeServer m_server;
    ClientFixture m_client;
    std::set<Uuid> m_written; // and on this disk
    std::set<Uuid> m_gone;    // acknowledged, or removed by their writer
};

} // namespace

void clientSession(QByteArrayView input)
{
    Session(input).run();
}

} // namespace miniqq::fuzz
