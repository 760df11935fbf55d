// SPDX-License-Identifier: MIT
#include "app/models/messagelistmodel.h"
#include "tests/integration/realpeople.h"

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

/// Real messengers that have more than the backup their server was restored from.
class TestRestored : public QObject
{
    Q_OBJECT

    static QStringList shown(User &user, const QByteArray &key)
    {
        MessageListModel model(*user);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation(key);
        if (!opened.wait())
            return {u"not opened"_s};
        while (model.canFetchOlder()) {
            model.fetchOlder();
            if (!QTest::qWaitFor([&] { return !model.isLoading(); }))
                return {u"not loaded"_s};
        }
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row) {
            const bool lost = model.index(row).data(MessageListModel::LostRole).toBool();
            found.append(model.index(row).data().toString() + (lost ? u" (lost)"_s : u""_s));
        }
        return found;
    }
    /// Waits for the acknowledgement, so that the order is known.
    static void say(User &user, const QByteArray &key, const QString &text)
    {
        user->outbox().sendText(key, text);
        QTRY_VERIFY(user.find(key) && user.find(key)->last && user.find(key)->last->text == text);
        QTRY_COMPARE(user->outbox().size(), 0);
    }
    /// Its token is gone with the restore: by password.
    static void comeBack(User &user)
    {
        QTRY_COMPARE_WITH_TIMEOUT(user->state(), ConnectionState::Refused, 15'000);
        QCOMPARE(user->lastFailure().kind, SignInFailure::Kind::TokenExpired);
        user.signIn();
        QTRY_VERIFY_WITH_TIMEOUT(user->isOnline(), 15'000);
    }

private Q_SLOTS:
    void everybodyHasEverythingOnce()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());
        bob.registerAccount();
        QTRY_VERIFY(bob->isOnline());
        const QByteArray direct = alice->conversations().openDirect("bob");
        for (int i = 1; i <= 5; ++i)
            say(alice, "lobby", u"both %1"_s.arg(i));
        say(bob, direct, u"hello"_s);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup.db"_s);
        QVERIFY(server.backUp(file));

        say(alice, "lobby", u"lost of alice"_s);
        say(bob, "lobby", u"lost of bob"_s);
        say(alice, direct, u"lost between them"_s);
        User carol(server, u"carol"_s);
        carol.registerAccount();
        QTRY_VERIFY(carol->isOnline());
        const QByteArray gone = carol->conversations().openDirect("alice");
        say(carol, gone, u"from one who is lost"_s);
        QTRY_VERIFY(alice.find(gone) && alice.find(gone)->synced == 1);
        QTRY_COMPARE(alice.find("lobby")->synced, 7);
        QTRY_COMPARE(bob.find("lobby")->synced, 7);
        alice->conversations().markRead("lobby", 7);
        QVERIFY(server.stop());
        QTRY_VERIFY(!alice->isOnline() && !bob->isOnline());
        alice->outbox().sendText("lobby", u"waited in the outbox"_s);
        QTRY_COMPARE(alice->outbox().size(), 1);

        QVERIFY(server.restore(file));
        QVERIFY(server.start(server.port()));
        comeBack(bob);
        for (int i = 1; i <= 3; ++i)
            say(bob, "lobby", u"in its place %1"_s.arg(i));
        say(bob, direct, u"in the place of that"_s);
        comeBack(alice);
        QTRY_COMPARE(alice->outbox().size(), 0);
        QTRY_COMPARE(alice.find("lobby")->synced, 9);
        QTRY_COMPARE(bob.find("lobby")->synced, 9);
        QTRY_COMPARE(alice.find(direct)->synced, 2);
        QTRY_COMPARE(alice.find("lobby")->unread, 3);

        const QStringList lobby{u"both 1"_s,
                                u"both 2"_s,
                                u"both 3"_s,
                                u"both 4"_s,
                                u"both 5"_s,
                                u"lost of alice (lost)"_s,
                                u"lost of bob (lost)"_s,
                                u"in its place 1"_s,
                                u"in its place 2"_s,
                                u"in its place 3"_s,
                                u"waited in the outbox"_s};
        QCOMPARE(shown(alice, "lobby"), lobby);
        QCOMPARE(shown(bob, "lobby"), lobby);
        const QStringList between{u"hello"_s, u"lost between them (lost)"_s, u"in the place of that"_s};
        QCOMPARE(shown(alice, direct), between);
        QCOMPARE(shown(bob, direct), between);
        QCOMPARE(shown(alice, gone), QStringList{u"from one who is lost (lost)"_s});

        // From here on as ever, over a restart of the server too.
        QVERIFY(server.stop());
        QTRY_VERIFY(!alice->isOnline() && !bob->isOnline());
        QVERIFY(server.start(server.port()));
        QTRY_VERIFY_WITH_TIMEOUT(alice->isOnline() && bob->isOnline(), 15'000);
        say(bob, direct, u"and on"_s);
        QTRY_COMPARE(alice.find(direct)->synced, 3);
        QCOMPARE(shown(alice, direct), between + QStringList{u"and on"_s});
        alice->conversations().markRead(direct, 3);
        QTRY_COMPARE(bob.find(direct)->peerRead, 3);
    }

    /// More is lost, and more is new, than one page holds; and the same backup is restored a second time.
    void manyMessagesAndTwice()
    {
        Server server;
        server.limits.messages = {};
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());
        bob.registerAccount();
        QTRY_VERIFY(bob->isOnline());
        const auto sayMany = [](User &user, const QString &prefix, int count, qint64 end) {
            for (int i = 0; i < count; ++i)
                user->outbox().sendText("lobby", prefix + QString::number(i));
            QTRY_VERIFY_WITH_TIMEOUT(user.find("lobby") && user.find("lobby")->synced == end, 60'000);
        };
        sayMany(bob, u"kept "_s, 120, 120);
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"backup.db"_s);
        QVERIFY(server.backUp(file));
        sayMany(bob, u"first "_s, 150, 270);
        QTRY_COMPARE_WITH_TIMEOUT(alice.find("lobby")->synced, 270, 20'000);
        QStringList expected = shown(alice, "lobby");
        QCOMPARE(expected.size(), 270);
        for (const QString &prefix : {u"second "_s, u"third "_s}) {
            QVERIFY(server.stop());
            QVERIFY(server.restore(file));
            QVERIFY(server.start(server.port()));
            comeBack(bob);
            sayMany(bob, prefix, 110, 230);
            comeBack(alice);
            QTRY_COMPARE_WITH_TIMEOUT(alice.find("lobby")->synced, 230, 20'000);
            for (qsizetype i = 120; i < expected.size(); ++i) {
                if (!expected[i].endsWith(u"(lost)"))
                    expected[i] += u" (lost)"_s;
            }
            for (int i = 0; i < 110; ++i)
                expected.append(prefix + QString::number(i));
            QCOMPARE(shown(alice, "lobby"), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestRestored)
#include "tst_restored.moc"
