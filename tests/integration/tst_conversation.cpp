// SPDX-License-Identifier: MIT
#include "tests/integration/realpeople.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslSocket>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The certificate that the server shows to who connects now, DER.
QByteArray certificateOf(const Server &server)
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
    if (!QTest::qWaitFor([&] { return socket.isEncrypted(); }, 10'000))
        return {};
    return socket.peerCertificate().toDer();
}

/// The operator makes another certificate, for the same key or for another one, and has the server read it.
bool renew(Server &server, bool otherKey = false)
{
    QStringList arguments{u"req"_s,   u"-x509"_s,     u"-days"_s, u"30"_s,
                          u"-subj"_s, u"/CN=again"_s, u"-out"_s,  u"server.crt"_s};
    if (otherKey)
        arguments += {u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"server.key"_s};
    else
        arguments += {u"-key"_s, u"server.key"_s};
    QProcess openssl;
    openssl.setWorkingDirectory(server.folder());
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished(30'000) || openssl.exitCode() != 0) {
        qWarning().noquote() << "openssl (scripts/setup.sh installs it):" << openssl.readAllStandardError();
        return false;
    }
    bool answered = false;
    bool loaded = false;
    server.core().reloadCertificate([&](const Result<QString> &fingerprint) {
        answered = true;
        loaded = fingerprint.ok();
    });
    return QTest::qWaitFor([&] { return answered; }, 10'000) && loaded;
}

} // namespace

/// Real messengers and a real server, over TLS on the loopback.
class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholePathOfAMessage()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());
        bob.registerAccount();
        QTRY_VERIFY(bob->isOnline());
        QTRY_COMPARE(alice->people().presence("bob"), Presence::Online);
        QTRY_COMPARE(bob->people().presence("alice"), Presence::Online);
        QCOMPARE(bob.recorder.tls(), u"TLSv1.3"_s);
        QCOMPARE(bob.recorder.frames().first(6),
                 (QStringList{u"> hello"_s, u"< welcome"_s, u"> auth.register"_s, u"< auth.ok"_s,
                              u"> conversation.get"_s, u"> directory.get"_s}));

        alice.recorder.clear();
        bob.recorder.clear();
        server.recorder.clear();
        const QByteArray key = alice->conversations().openDirect("bob");
        alice->outbox().sendText(key, u"你好, Bob 😀\nsecond line"_s);
        QTRY_VERIFY(bob.find(key) && bob.find(key)->last);
        QCOMPARE(bob.find(key)->last->text, u"你好, Bob 😀\nsecond line"_s);
        QCOMPARE(bob.find(key)->last->from, QByteArray("alice"));
        QTRY_COMPARE(alice.find(key)->peerReceived, 1);
        bob->conversations().markRead(key, 1);
        QTRY_COMPARE(alice.find(key)->peerRead, 1);
        QTRY_COMPARE(bob.find(key)->unread, 0);

        // Exactly these frames, nothing else.
        QCOMPARE(alice.recorder.frames(), (QStringList{u"> chat.send"_s, u"< chat.ack"_s,
                                                       u"< receipt.changed"_s, u"< receipt.changed"_s}));
        QCOMPARE(bob.recorder.frames(),
                 (QStringList{u"< chat.deliver"_s, u"> receipt.set"_s, u"> receipt.set"_s}));
        QStringList atServer = server.recorder.frames();
        atServer.sort();
        QCOMPARE(atServer,
                 (QStringList{u"< chat.send"_s, u"< receipt.set"_s, u"< receipt.set"_s, u"> chat.ack"_s,
                              u"> chat.deliver"_s, u"> receipt.changed"_s, u"> receipt.changed"_s}));
    }

    void comesBackAfterARestartOfTheServer()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        bob.registerAccount();
        QTRY_VERIFY(alice->isOnline() && bob->isOnline());
        alice->outbox().sendText("lobby", u"before"_s);
        QTRY_VERIFY(bob.find("lobby") && bob.find("lobby")->synced == 1);

        QVERIFY(server.stop());
        QTRY_VERIFY(!alice->isOnline() && !bob->isOnline());
        for (int i = 0; i < 5; ++i)
            alice->outbox().sendText("lobby", QString::number(i));
        QTRY_COMPARE(alice->outbox().entries("lobby").size(), 5);
        QVERIFY(server.start(server.port()));
        QTRY_VERIFY_WITH_TIMEOUT(alice->isOnline() && bob->isOnline(), 15'000);
        QTRY_COMPARE(bob.find("lobby")->synced, 6);
        QTRY_COMPARE(alice->outbox().size(), 0);
        QCOMPARE(bob.find("lobby")->last->text, u"4"_s);
        QCOMPARE(alice.recorder.count(u"> auth.register"_s), 1);
        QVERIFY(alice.recorder.count(u"> auth.resume"_s) >= 1);
        QVERIFY(!alice->profile().pin(alice.address()).fingerprint.isEmpty());
    }

    /// The messenger knows the server by its key: a new certificate for it is nobody's business, another key
    /// is.
    void renewedCertificateIsSilentAndAnotherKeyIsNot()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        QSignalSpy changed(&*alice, &Client::certificateChanged);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());
        const QString known = server.core().status().fingerprint;
        QCOMPARE(alice->profile().pin(alice.address()), (ServerPin{ServerPin::Of::Key, known}));
        const QByteArray oldCertificate = certificateOf(server);
        QVERIFY(!oldCertificate.isEmpty());

        QVERIFY(renew(server));
        QVERIFY(certificateOf(server) != oldCertificate);
        QCOMPARE(server.core().status().fingerprint, known);
        alice->signOut();
        alice.signIn();
        QTRY_VERIFY(alice->isOnline());
        QVERIFY(changed.isEmpty());
        QCOMPARE(alice->connectionInfo().fingerprint, known);

        QVERIFY(renew(server, true));
        const QString other = server.core().status().fingerprint;
        QVERIFY(other != known);
        alice->signOut();
        alice.recorder.clear();
        alice.signIn();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(1).value<ServerPin>().fingerprint, known);
        QCOMPARE(changed.at(0).at(2).toString(), other);
        QVERIFY(alice.recorder.frames().isEmpty()); // not even a greeting
        alice->trustChangedCertificate();
        QTRY_VERIFY(alice->isOnline());
    }

    /// Profiles of messengers that remembered the certificate.
    void rememberedCertificateIsReplacedByTheKey()
    {
        Server server;
        QVERIFY(server.start());
        const QString key = server.core().status().fingerprint;
        for (const bool renewed : {false, true}) {
            User user(server, renewed ? u"bob"_s : u"alice"_s);
            QSignalSpy changed(&*user, &Client::certificateChanged);
            const QByteArray certificate =
                QCryptographicHash::hash(certificateOf(server), QCryptographicHash::Sha256);
            const QByteArray line =
                user.address().toText().toUtf8() + ' ' + certificate.toHex(':').toUpper() + '\n';
            QFile file(user.folder() + u"/known_servers"_s);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(line) == line.size());
            file.close();
            if (renewed)
                QVERIFY(renew(server));
            user.registerAccount();
            if (!renewed) {
                QTRY_VERIFY(user->isOnline());
                QVERIFY(changed.isEmpty());
                QCOMPARE(user->profile().pin(user.address()), (ServerPin{ServerPin::Of::Key, key}));
                continue;
            }
            // Whether the key is the same nobody can tell: the certificate was all that was remembered.
            QTRY_COMPARE(changed.size(), 1);
            QCOMPARE(changed.at(0).at(1).value<ServerPin>().of, ServerPin::Of::Certificate);
            QCOMPARE(changed.at(0).at(2).toString(), key);
            QVERIFY(user.recorder.frames().isEmpty());
        }
    }

    void twoSessionsOfOneAccount()
    {
        Server server;
        QVERIFY(server.start());
        User first(server, u"alice"_s);
        User second(server, u"alice"_s);
        User bob(server, u"bob"_s);
        first.registerAccount();
        bob.registerAccount();
        QTRY_VERIFY(first->isOnline() && bob->isOnline());
        second.signIn();
        QTRY_VERIFY(second->isOnline());

        // Both see what either says, once; and what one has read, the other has.
        const QByteArray key = first->conversations().openDirect("bob");
        first->outbox().sendText(key, u"from the first"_s);
        QTRY_VERIFY(second.find(key) && second.find(key)->synced == 1);
        QCOMPARE(second.find(key)->last->from, QByteArray("alice"));
        QTRY_VERIFY(bob.find(key));
        bob->outbox().sendText(key, u"answer"_s);
        QTRY_COMPARE(first.find(key)->synced, 2);
        QTRY_COMPARE(second.find(key)->synced, 2);
        QTRY_COMPARE(first.find(key)->unread, 1);
        QTRY_COMPARE(second.find(key)->unread, 1);
        second->conversations().markRead(key, 2);
        QTRY_COMPARE(first.find(key)->unread, 0);
    }

    void signInFailuresAreToldApart()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());

        User again(server, u"alice"_s);
        QSignalSpy taken(&*again, &Client::signInFailed);
        again.registerAccount();
        QVERIFY(taken.wait());
        QCOMPARE(taken.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::AccountTaken);

        QSignalSpy wrong(&*again, &Client::signInFailed);
        again->signIn(again.address(), u"alice"_s, u"not the password"_s);
        QVERIFY(wrong.wait());
        QCOMPARE(wrong.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::BadPassword);

        QSignalSpy plain(&*again, &Client::signInFailed);
        again->signIn({u"127.0.0.1"_s, server.port(), false}, u"alice"_s, u"a long password"_s);
        QVERIFY(plain.wait(10'000));
        QCOMPARE(plain.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::NotOurService);

        const quint16 port = server.port();
        QVERIFY(server.stop());
        QSignalSpy refused(&*again, &Client::signInFailed);
        again->signIn({u"127.0.0.1"_s, port, true}, u"alice"_s, u"a long password"_s);
        QVERIFY(refused.wait());
        QCOMPARE(refused.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::ConnectionRefused);
    }
};

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
