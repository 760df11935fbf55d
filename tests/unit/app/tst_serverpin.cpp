// SPDX-License-Identifier: MIT
#include "clientfixture.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Kind = SignInFailure::Kind;

/// By what a server is known again, and what happens when it shows something else.
class TestServerPin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changedCertificateBlocksBeforeAnythingIsSent()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.fingerprint = u"EE:FF"_s;
        server.received.clear();
        QSignalSpy changed(&*client, &Client::certificateChanged);
        server.cut();
        QVERIFY(changed.wait());
        QCOMPARE(changed.at(0).at(1).value<ServerPin>(), (ServerPin{ServerPin::Of::Key, u"AA:BB"_s}));
        QCOMPARE(changed.at(0).at(2).toString(), u"EE:FF"_s);
        QCOMPARE(client->state(), ConnectionState::CertificateChanged);
        client->reconnectNow();
        QCOMPARE(client->state(), ConnectionState::CertificateChanged);
        QVERIFY(server.received.empty());

        client->trustChangedCertificate();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(client.profile().pin(client.address()).fingerprint, u"EE:FF"_s);
    }

    void renewedCertificateIsSilent()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy changed(&*client, &Client::certificateChanged);
        QSignalSpy pinned(&*client, &Client::serverPinned);
        server.certificateFingerprint = u"99:99"_s; // the key is the same
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QTRY_VERIFY(client->isOnline());
        QVERIFY(changed.isEmpty() && pinned.isEmpty());
    }

    /// A messenger of before remembered certificates.
    void rememberedCertificateBecomesTheKey()
    {
        FakeServer server;
        ClientFixture client(server);
        client.rememberCertificate(server.certificateFingerprint);
        QSignalSpy changed(&*client, &Client::certificateChanged);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(client.profile().pin(client.address()), (ServerPin{ServerPin::Of::Key, u"AA:BB"_s}));

        server.certificateFingerprint = u"99:99"_s;
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QTRY_VERIFY(client->isOnline());
        QVERIFY(changed.isEmpty());
    }

    void anotherCertificateThanTheRememberedBlocks()
    {
        FakeServer server;
        ClientFixture client(server);
        // A certificate whose sum happens to stand where a key's would is no key.
        client.rememberCertificate(server.fingerprint);
        const ServerPin known{ServerPin::Of::Certificate, server.fingerprint};
        QSignalSpy changed(&*client, &Client::certificateChanged);
        client.signIn();
        QVERIFY(changed.wait());
        QCOMPARE(changed.at(0).at(1).value<ServerPin>(), known);
        QCOMPARE(changed.at(0).at(2).toString(), server.fingerprint);
        QVERIFY(server.received.empty());
        QCOMPARE(client.profile().pin(client.address()), known); // nothing is taken over unasked

        client->trustChangedCertificate();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(client.profile().pin(client.address()), (ServerPin{ServerPin::Of::Key, server.fingerprint}));
    }

    void whatCannotBeReadTrustsNobody_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("too long") << QByteArray(300 * 1024, '#');
        QTest::newRow("no fingerprint") << QByteArray("ADDRESS key \n");
        QTest::newRow("nothing behind the address") << QByteArray("ADDRESS \n");
    }
    void whatCannotBeReadTrustsNobody()
    {
        QFETCH(QByteArray, written);
        FakeServer server;
        ClientFixture client(server);
        written.replace("ADDRESS", client.address().toText().toUtf8());
        QFile file(client.profile().directory() + u"/known_servers"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(written) == written.size());
        file.close();
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::StoreFailed);
        QVERIFY(server.received.empty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), written); // for somebody to look at
    }

    void changedCertificateCanBeRejected()
    {
        FakeServer server;
        ClientFixture client(server);
        QVERIFY(client.profile().setPin(client.address(), u"11:22"_s));
        QSignalSpy changed(&*client, &Client::certificateChanged);
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(changed.wait());
        client->rejectChangedCertificate();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::CertificateChanged);
        QVERIFY(server.received.empty());
        QCOMPARE(client.profile().pin(client.address()).fingerprint, u"11:22"_s);
    }
};

QTEST_GUILESS_MAIN(TestServerPin)
#include "tst_serverpin.moc"
