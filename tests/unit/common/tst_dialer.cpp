// SPDX-License-Identifier: MIT
#include "common/net/dialer.h"
#include "common/net/listener.h"
#include "common/net/tlstransport.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <sys/socket.h>

using namespace miniqq;
using namespace miniqq::net;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Outcome
{
    std::unique_ptr<Transport> transport;
    std::optional<DialError> error;
    QList<DialStage> stages;
    int calls = 0;

    Dialer::Handlers handlers()
    {
        return {[this](std::unique_ptr<Transport> connected) {
                    ++calls;
                    transport = std::move(connected);
                },
                [this](const DialError &failed) {
                    ++calls;
                    error = failed;
                },
                [this](const DialStep &step) { stages.append(step.stage); }};
    }
};

} // namespace

class DialerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void connectsPlain();
    void connectsByName();
    void connectsWithTls();
    void refused();
    void unknownName();
    void silentServerTimesOut();
    void peerWithoutTls();
    void cancelledTellsNobody();
    void dialAgainReplaces();
    void handlerMayDropTheTransport();
    void ipv6InBrackets();

private:
    QTemporaryDir m_dir;
    std::optional<TlsContext> m_serverTls;
    std::optional<TlsContext> m_clientTls;
    std::unique_ptr<Listener> m_listener;
    std::vector<Descriptor> m_accepted;
    std::vector<std::unique_ptr<Transport>> m_served; ///< With TLS, once `m_tls` is set.
    bool m_tls = false;
    quint16 m_port = 0;
};

void DialerTest::initTestCase()
{
    auto server = TlsContext::serverFrom(m_dir.path());
    QVERIFY(server.ok());
    m_serverTls = *server;
    auto client = TlsContext::client();
    QVERIFY(client.ok());
    m_clientTls = *client;
}

void DialerTest::init()
{
    m_tls = false;
    m_accepted.clear();
    m_served.clear();
    m_listener =
        std::make_unique<Listener>([this](Descriptor fd, const Endpoint &peer, const Endpoint &local) {
            if (m_tls) {
                m_served.push_back(std::make_unique<TlsTransport>(std::move(fd), *m_serverTls, local, peer));
                m_served.back()->start();
            } else {
                m_accepted.push_back(std::move(fd));
            }
        });
    const auto local = m_listener->listen(u"127.0.0.1"_s, 0);
    QVERIFY(local.ok());
    m_port = local->port;
}

void DialerTest::connectsPlain()
{
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"127.0.0.1"_s, m_port, std::nullopt, outcome.handlers());
    QVERIFY(dialer.isActive());
    QCOMPARE(outcome.calls, 0);
    QTRY_VERIFY(outcome.transport);
    QVERIFY(!dialer.isActive());
    QVERIFY(outcome.transport->isReady());
    QVERIFY(!outcome.transport->isEncrypted());
    QCOMPARE(outcome.transport->peer(), (Endpoint{u"127.0.0.1"_s, m_port}));
    QCOMPARE(outcome.stages, QList<DialStage>({DialStage::Resolve, DialStage::Connect}));
    QCOMPARE(outcome.calls, 1);
}

void DialerTest::connectsByName()
{
    // localhost is often ::1 first, where nobody listens here: the next address is tried.
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"localhost"_s, m_port, std::nullopt, outcome.handlers());
    QTRY_VERIFY(outcome.transport);
    QVERIFY(!outcome.error);
}

void DialerTest::connectsWithTls()
{
    m_tls = true;
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"127.0.0.1"_s, m_port, m_clientTls, outcome.handlers());
    QTRY_VERIFY(outcome.transport);
    QVERIFY(outcome.transport->isReady());
    QCOMPARE(outcome.transport->security().peerFingerprint, m_serverTls->fingerprint());
    QCOMPARE(outcome.stages.last(), DialStage::Tls);
}

void DialerTest::refused()
{
    m_listener->close();
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"127.0.0.1"_s, m_port, std::nullopt, outcome.handlers());
    QTRY_VERIFY(outcome.error);
    QCOMPARE(outcome.error->stage, DialStage::Connect);
    QCOMPARE(outcome.error->kind, DialError::Kind::Refused);
    QCOMPARE(outcome.error->errorNumber, ECONNREFUSED);
    QCOMPARE(outcome.error->endpoint.port, m_port);
    QVERIFY(outcome.error->text.contains(u"127.0.0.1"_s));
}

void DialerTest::unknownName()
{
    Dialer dialer;
    dialer.setTimeoutMs(3000);
    Outcome outcome;
    dialer.dial(u"no-such-host.invalid"_s, m_port, std::nullopt, outcome.handlers());
    QTRY_VERIFY(outcome.error);
    QCOMPARE(outcome.error->stage, DialStage::Resolve);
    QCOMPARE(outcome.error->kind, DialError::Kind::NameUnknown);
}

void DialerTest::silentServerTimesOut()
{
    // Accepts and says nothing, so that the handshake hangs.
    Dialer dialer;
    dialer.setTimeoutMs(150);
    Outcome outcome;
    dialer.dial(u"127.0.0.1"_s, m_port, m_clientTls, outcome.handlers());
    QTRY_VERIFY(outcome.error);
    QCOMPARE(outcome.error->stage, DialStage::Tls);
    QCOMPARE(outcome.error->kind, DialError::Kind::TimedOut);
    QCOMPARE(outcome.calls, 1);
}

void DialerTest::peerWithoutTls()
{
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"127.0.0.1"_s, m_port, m_clientTls, outcome.handlers());
    QTRY_COMPARE(m_accepted.size(), size_t(1));
    QCOMPARE(::send(m_accepted[0].get(), "\0\0\0\2{}", 6, MSG_NOSIGNAL), 6);
    QTRY_VERIFY(outcome.error);
    QCOMPARE(outcome.error->stage, DialStage::Tls);
    QCOMPARE(outcome.error->kind, DialError::Kind::TlsFailed);
}

void DialerTest::cancelledTellsNobody()
{
    for (const bool resolve : {false, true}) {
        Dialer dialer;
        Outcome outcome;
        dialer.dial(resolve ? u"localhost"_s : u"127.0.0.1"_s, m_port, std::nullopt, outcome.handlers());
        dialer.cancel();
        QVERIFY(!dialer.isActive());
        Outcome witness; // comes later, so the cancelled one had its time
        Dialer other;
        other.dial(u"127.0.0.1"_s, m_port, std::nullopt, witness.handlers());
        QTRY_COMPARE(witness.calls, 1);
        QCOMPARE(outcome.calls, 0);
    }
}

void DialerTest::dialAgainReplaces()
{
    Dialer dialer;
    Outcome first;
    Outcome second;
    dialer.dial(u"127.0.0.1"_s, m_port, std::nullopt, first.handlers());
    dialer.dial(u"127.0.0.1"_s, m_port, std::nullopt, second.handlers());
    QTRY_VERIFY(second.transport);
    QCOMPARE(first.calls, 0);
    QCOMPARE(m_accepted.size(), size_t(1));
}

void DialerTest::handlerMayDropTheTransport()
{
    m_tls = true;
    Dialer dialer;
    bool dropped = false;
    dialer.dial(u"127.0.0.1"_s, m_port, m_clientTls,
                {[&](std::unique_ptr<Transport> transport) {
                     transport.reset(); // as one whose fingerprint is not the known one
                     dropped = true;
                 },
                 [](const DialError &error) { QFAIL(qPrintable(error.text)); },
                 {}});
    QTRY_VERIFY(dropped);
    QCoreApplication::processEvents();
}

void DialerTest::ipv6InBrackets()
{
    Listener six(
        [this](Descriptor fd, const Endpoint &, const Endpoint &) { m_accepted.push_back(std::move(fd)); });
    const auto local = six.listen(u"::1"_s, 0);
    if (!local)
        QSKIP("This system has no IPv6 loopback.");
    Dialer dialer;
    Outcome outcome;
    dialer.dial(u"[::1]"_s, local->port, std::nullopt, outcome.handlers());
    QTRY_VERIFY(outcome.transport);
    QCOMPARE(outcome.transport->peer().toText(), u"[::1]:"_s + QString::number(local->port));
}

QTEST_GUILESS_MAIN(DialerTest)
#include "tst_dialer.moc"
