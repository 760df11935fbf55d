// SPDX-License-Identifier: MIT
#include "tests/integration/realpeople.h"
#include "tests/support/faultproxy.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <tuple>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

using Way = FaultProxy::Way;

/// What waits for a minute otherwise waits for a second here.
Timing impatient()
{
    Timing timing = User::quickTiming();
    timing.pingAfter = 200;
    timing.deadAfter = 600;
    timing.signIn = 1'000;
    timing.ackTimeout = 500;
    return timing;
}

/// What guards against floods is not what is tested.
server::Limits patient()
{
    server::Limits limits;
    limits.messages = {};
    limits.requests = {};
    limits.pingAfterMs = 200;
    limits.deadAfterMs = 600;
    return limits;
}

/// All that a messenger has of a conversation, from its disk.
MessageList everything(User &user, const QByteArray &key)
{
    MessageList messages;
    QObject context;
    for (bool more = true, came = true; more && came;) {
        came = false;
        StoreQuery query{StoreQuery::Direction::After, messages.isEmpty() ? 0 : messages.last().seq, 100};
        user->conversations().load(key, query, &context, [&](const ConversationSlice &slice) {
            messages += slice.messages;
            more = slice.moreNewer && !slice.messages.isEmpty();
            came = true;
        });
        if (!QTest::qWaitFor([&came] { return came; }, 5'000))
            qWarning("the messages were not read");
    }
    return messages;
}

/// Up to where the lobby is on this messenger's disk without a hole.
qint64 syncedOf(User &user)
{
    const Conversation *lobby = user.find("lobby");
    return lobby ? lobby->synced : 0;
}

QStringList textsOf(const MessageList &messages)
{
    QStringList texts;
    for (const Message &message : messages)
        texts.append(message.text);
    return texts;
}

} // namespace

/// Real messengers and a real server with a bad network between them.
class TestBadNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cutAtAnyByte();
    void silenceIsNoticedAtBothEnds_data();
    void silenceIsNoticedAtBothEnds();
    void slowAndFarIsStillRight();
    void everyMessageArrivesOnceInOrder();
};

/// The connection ends after so many bytes, one way or the other: whatever was lost, the message is stored
/// once and both know it.
void TestBadNetwork::cutAtAnyByte()
{
    Server server;
    server.limits = patient();
    QVERIFY(server.start());
    FaultProxy proxy(server.port());
    User alice(server, u"alice"_s, proxy.port(), impatient());
    alice.registerAccount();
    QTRY_VERIFY(alice->isOnline());

    QStringList said;
    for (const Way way : {Way::ToServer, Way::ToClient}) {
        // Within the message and its ack first; further on, in the handshake and sign-in that follow a cut.
        for (qint64 bytes = 1; bytes < 2'000; bytes += bytes < 300 ? 17 : 211) {
            proxy.cutAfter(way, bytes);
            said.append(u"%1 bytes, %2"_s.arg(bytes).arg(int(way)));
            alice->outbox().sendText("lobby", said.last());
            // It enters the outbox once it is on disk, and leaves it with the ack.
            QTRY_COMPARE_WITH_TIMEOUT(syncedOf(alice), qint64(said.size()), 10'000);
            QCOMPARE(alice->outbox().size(), 0);
        }
        proxy.heal();
    }
    QTRY_VERIFY(alice->isOnline());
    QCOMPARE(textsOf(everything(alice, "lobby")), said);
    QCOMPARE(alice.find("lobby")->lastSeq, qint64(said.size())); // nothing twice on the server either
    QVERIFY(proxy.dialled() > 10);
}

void TestBadNetwork::silenceIsNoticedAtBothEnds_data()
{
    QTest::addColumn<bool>("toServer");
    QTest::addColumn<bool>("toClient");
    QTest::newRow("nothing gets through") << true << true;
    QTest::newRow("the server hears nothing") << true << false;
    QTest::newRow("the messenger hears nothing") << false << true;
}

void TestBadNetwork::silenceIsNoticedAtBothEnds()
{
    QFETCH(bool, toServer);
    QFETCH(bool, toClient);
    Server server;
    server.limits = patient();
    QVERIFY(server.start());
    FaultProxy proxy(server.port());
    User alice(server, u"alice"_s, proxy.port(), impatient());
    User bob(server, u"bob"_s);
    alice.registerAccount();
    bob.registerAccount();
    QTRY_VERIFY(alice->isOnline() && bob->isOnline());
    QTRY_COMPARE(bob->people().presence("alice"), Presence::Online);

    if (toServer)
        proxy.stall(Way::ToServer);
    if (toClient)
        proxy.stall(Way::ToClient);
    alice->outbox().sendText("lobby", u"into the silence"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!alice->isOnline(), 5'000);
    if (toServer)
        QTRY_COMPARE_WITH_TIMEOUT(bob->people().presence("alice"), Presence::Offline, 5'000);
    QCOMPARE(alice->outbox().size(), 1);

    bob->outbox().sendText("lobby", u"meanwhile"_s);
    QElapsedTimer timer;
    timer.start();
    proxy.heal();
    QTRY_VERIFY_WITH_TIMEOUT(alice->isOnline(), 5'000);
    QTRY_VERIFY_WITH_TIMEOUT(alice->outbox().size() == 0, 5'000);
    QTRY_COMPARE_WITH_TIMEOUT(alice.find("lobby")->synced, 2, 5'000);
    QVERIFY(timer.elapsed() < 5'000);
    QTRY_COMPARE(bob.find("lobby")->synced, 2);
    QCOMPARE(textsOf(everything(alice, "lobby")), textsOf(everything(bob, "lobby")));
}

void TestBadNetwork::slowAndFarIsStillRight()
{
    Server server;
    server.limits = patient();
    QVERIFY(server.start());
    FaultProxy proxy(server.port());
    User alice(server, u"alice"_s, proxy.port());
    alice.registerAccount();
    QTRY_VERIFY(alice->isOnline());
    proxy.setDelay(100);
    proxy.setRate(Way::ToServer, 20'000);
    QStringList said;
    for (int i = 0; i < 10; ++i) {
        said.append(u"%1 %2"_s.arg(i).arg(QString(200, u'x')));
        alice->outbox().sendText("lobby", said.last());
    }
    QTRY_COMPARE_WITH_TIMEOUT(syncedOf(alice), qint64(said.size()), 20'000);
    QCOMPARE(textsOf(everything(alice, "lobby")), said);
    QCOMPARE(proxy.dialled(), 1); // nobody gave up on the connection
}

/// Three people talk while faults of every kind come and go; afterwards everybody has everything, once, in
/// the one order. MINIQQ_SEED repeats a run.
void TestBadNetwork::everyMessageArrivesOnceInOrder()
{
    const quint32 seed = qEnvironmentVariableIsSet("MINIQQ_SEED")
                             ? quint32(qEnvironmentVariableIntValue("MINIQQ_SEED"))
                             : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    constexpr int messages = 150;

    Server server;
    server.limits = patient();
    QVERIFY(server.start());
    FaultProxy ways[] = {FaultProxy(server.port()), FaultProxy(server.port()), FaultProxy(server.port())};
    User people[] = {User(server, u"alice"_s, ways[0].port(), impatient()),
                     User(server, u"bob"_s, ways[1].port(), impatient()),
                     User(server, u"carol"_s, ways[2].port(), impatient())};
    for (User &person : people) {
        person.registerAccount();
        QTRY_VERIFY(person->isOnline());
    }

    QHash<QString, QStringList> said; // by the first word, which is the sender's name
    for (int i = 0; i < messages; ++i) {
        const size_t who = size_t(random.bounded(3));
        const QString name = QString::fromUtf8(people[who]->account());
        said[name].append(u"%1 says %2"_s.arg(name).arg(i));
        people[who]->outbox().sendText("lobby", said[name].last());
        FaultProxy &proxy = ways[random.bounded(3)];
        const Way way = random.bounded(2) == 0 ? Way::ToServer : Way::ToClient;
        switch (random.bounded(12)) {
        case 0:
            proxy.closeAll();
            break;
        case 1:
            proxy.resetAll();
            break;
        case 2:
            proxy.stall(way);
            break;
        case 3:
            proxy.cutAfter(way, random.bounded(400));
            break;
        case 4:
            proxy.corruptNext(way);
            break;
        case 5:
            proxy.setRate(way, 5'000);
            break;
        case 6:
            proxy.setDelay(int(random.bounded(60)));
            break;
        case 7:
            proxy.setRefusing(true);
            break;
        default:
            proxy.heal();
        }
        // The pace: the next message once somebody has heard something, or nobody does for a while.
        const int sizeBefore = people[who]->outbox().size();
        std::ignore = QTest::qWaitFor([&] { return people[who]->outbox().size() < sizeBefore; },
                                      int(random.bounded(30)));
    }
    for (FaultProxy &proxy : ways)
        proxy.heal();
    for (User &person : people)
        QTRY_COMPARE_WITH_TIMEOUT(syncedOf(person), qint64(messages), 20'000);

    for (User &person : people)
        QCOMPARE(person->outbox().size(), 0);
    const MessageList first = everything(people[0], "lobby");
    QCOMPARE(first.size(), messages);
    QHash<QString, QStringList> heard;
    for (const Message &message : first)
        heard[QString::fromUtf8(message.from)].append(message.text);
    QCOMPARE(heard, said); // each sender's messages, all, once, in the order they were written
    for (User &person : people)
        QCOMPARE(textsOf(everything(person, "lobby")), textsOf(first));
}

QTEST_GUILESS_MAIN(TestBadNetwork)
#include "tst_badnetwork.moc"
