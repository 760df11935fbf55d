// SPDX-License-Identifier: MIT
// The native socket as a stream: every call is made once, seen, and does what the tutorials say of it.
#include "labfixture.h"

#include <QTemporaryDir>

using namespace miniqq;
using namespace miniqq::lab;

class TestNativeSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsOfAClientAndAServer()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener);
        const quint16 port = listener->localName().port();
        const auto client = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(LabFixture::connectTo(*client, LabFixture::here(port)).ok());
        const auto server = LabFixture::accept(*listener);
        QVERIFY(server);
        QCOMPARE(client->send("test").value, 4);
        QCOMPARE(LabFixture::receive(*server).bytes, "test");
        QCOMPARE(server->send("thank you !").value, 11);
        QCOMPARE(LabFixture::receive(*client).bytes, "thank you !");
        QVERIFY(client->close().ok());
        const Received end = LabFixture::receive(*server);
        QVERIFY(end.isEnd());
        QVERIFY(server->close().ok());
        QVERIFY(listener->close().ok());

        QCOMPARE(lab.callsOf(*client),
                 (QByteArrayList{"socket", "connect", "getsockopt", "getsockname", "send", "recv", "close"}));
        QCOMPARE(lab.callsOf(*server), (QByteArrayList{"getsockname", "recv", "send", "recv", "close"}));
        QCOMPARE(lab.callsOf(*listener), (QByteArrayList{"socket", "bind", "listen", "getsockname",
                                                         "getsockname", "accept4", "close"}));
        const auto facts = lab.log().connection(client->id());
        QVERIFY(facts);
        QCOMPARE(facts->peer, (Endpoint{QStringLiteral("127.0.0.1"), port}));
        QVERIFY(!facts->open);
    }

    void whatACallIsReportedAs()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair);
        const QString fd = QString::number(pair.client->descriptor());
        pair.client->send("\xc4\xe3");
        tap::TrafficEvent event = lab.lastEvent();
        QCOMPARE(event.type, "send");
        QCOMPARE(event.text, fd + QStringLiteral(", 2, MSG_NOSIGNAL"));
        QCOMPARE(event.result, 2);
        QCOMPARE(event.error, 0);
        QCOMPARE(event.frame, "\xc4\xe3");
        QCOMPARE(event.direction, tap::Direction::Out);
        QVERIFY(event.monotonicNs > 0);
        QVERIFY(event.durationNs >= 0);

        QVERIFY(pair.client->receive(5).result.wouldBlock()); // nothing there: EAGAIN, visible
        event = lab.lastEvent();
        QCOMPARE(event.type, "recv");
        QCOMPARE(event.text, fd + QStringLiteral(", 5, 0"));
        QCOMPARE(event.result, -1);
        QCOMPARE(event.error, EAGAIN);
        QCOMPARE(event.direction, tap::Direction::In);

        pair.client->setOption(options::reuseAddress(), 1);
        QCOMPARE(lab.lastEvent().text, fd + QStringLiteral(", SOL_SOCKET, SO_REUSEADDR, 1"));
        pair.client->setOption(options::linger(), lingerValue(true, 0));
        QCOMPARE(lab.lastEvent().text, fd + QStringLiteral(", SOL_SOCKET, SO_LINGER, {1, 0}"));
    }

    void acceptedSocketsKeepTheListenersPort() // items 43, 54
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto first = lab.makePair(*listener);
        const auto second = lab.makePair(*listener);
        QVERIFY(first && second);
        const SocketName listening = listener->localName();
        QCOMPARE(first.server->localName(), listening);
        QCOMPARE(second.server->localName(), listening);
        QVERIFY(first.server->descriptor() != second.server->descriptor());
        QCOMPARE(first.server->peerName(), first.client->localName());
        QVERIFY(first.server->peerName() != second.server->peerName());
    }

    void sameOnEveryFamily_data() // item 44
    {
        QTest::addColumn<int>("family");
        QTest::newRow("AF_INET") << int(Family::Inet);
        QTest::newRow("AF_INET6") << int(Family::Inet6);
        QTest::newRow("AF_UNIX") << int(Family::Unix);
    }
    void sameOnEveryFamily()
    {
        QFETCH(int, family);
        QTemporaryDir folder;
        const auto name =
            Family(family) == Family::Unix
                ? SocketName::fromPath(folder.filePath(QStringLiteral("套接字")))
                : SocketName::fromNumeric(Family(family) == Family::Inet ? QStringLiteral("127.0.0.1")
                                                                         : QStringLiteral("::1"),
                                          0);
        QVERIFY(name);
        LabFixture lab;
        const auto listener = lab.make(Family(family), Kind::Stream);
        QVERIFY(listener);
        QVERIFY(listener->bind(*name).ok());
        QVERIFY(listener->listen(5).ok());
        QCOMPARE(listener->localName().address(), name->address());
        const auto client = lab.make(Family(family), Kind::Stream);
        QVERIFY(LabFixture::connectTo(*client, listener->localName()).ok());
        const auto server = LabFixture::accept(*listener);
        QVERIFY(server);
        QVERIFY(client->send("你好").ok());
        const QByteArray got = LabFixture::receive(*server).bytes;
        QVERIFY(server->send(got).ok());
        QCOMPARE(LabFixture::receive(*client).bytes, "你好");
    }

    void halfClose() // item 58
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->send("question").ok());
        QVERIFY(pair.client->shutdown(NativeSocket::Half::Send).ok());
        QCOMPARE(lab.lastEvent().text.section(QLatin1Char(' '), 1), QStringLiteral("SHUT_WR"));
        QCOMPARE(LabFixture::receive(*pair.server).bytes, "question");
        QVERIFY(LabFixture::receive(*pair.server).isEnd());
        QVERIFY(pair.server->send("answer").ok()); // the other half still works
        QCOMPARE(LabFixture::receive(*pair.client).bytes, "answer");
        QCOMPARE(pair.client->send("more").error, EPIPE);
    }

    void resetInsteadOfClose()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->reset().ok());
        QCOMPARE(LabFixture::receive(*pair.server).result.error, ECONNRESET);
        const auto calls = lab.callsOf(*pair.client);
        QCOMPARE(calls.last(2), (QByteArrayList{"setsockopt", "close"}));
    }

    void closingWithUnreadDataResets()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->send("nobody reads this").ok());
        QVERIFY(LabFixture::awaitReadable(*pair.server));
        QVERIFY(pair.server->close().ok());
        QCOMPARE(LabFixture::receive(*pair.client).result.error, ECONNRESET);
    }

    void partialSend() // item 61
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->setOption(options::sendBuffer(), 4096).ok());
        QCOMPARE(pair.client->optionInt(options::sendBuffer()), 8192); // item 48: Linux doubles it
        QByteArray all;
        for (int i = 0; i < 4'000'000; ++i)
            all += char(i * 7 / 3);
        qint64 sent = 0;
        bool cut = false;
        CallResult last;
        while ((last = pair.client->send(QByteArrayView(all).sliced(sent))).ok() && sent < all.size()) {
            cut = cut || last.value < all.size() - sent;
            sent += last.value;
        }
        QVERIFY(cut);
        QVERIFY(last.wouldBlock());
        QVERIFY(sent > 0 && sent < all.size());
        QByteArray arrived;
        while (arrived.size() < sent) {
            const Received piece = LabFixture::receive(*pair.server, 64 * 1024);
            QVERIFY(piece.result.ok() && !piece.isEnd());
            arrived += piece.bytes;
        }
        QVERIFY(arrived == all.first(sent)); // in order, nothing twice, nothing lost
        QVERIFY(LabFixture::awaitWritable(*pair.client));
    }

    void receiveSizeIsAMaximum() // items 8, 62
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.server->send(QByteArray::fromHex("c4e3bac3c2f0")).ok()); // three characters of GBK
        QCOMPARE(LabFixture::receive(*pair.client, 5).bytes, QByteArray::fromHex("c4e3bac3c2"));
        QCOMPARE(pair.client->peek(5).bytes, "\xf0");
        QCOMPARE(LabFixture::receive(*pair.client, 5).bytes, "\xf0");
    }

    void twoSendsAreOneReceive() // item 2
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->send("one").ok());
        QVERIFY(pair.client->send("two").ok());
        QTRY_COMPARE(pair.server->peek(100).bytes.size(), 6);
        QCOMPARE(pair.server->receive(100).bytes, "onetwo");
    }

    void notifiersCanBeSwitchedAndOutlived()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        auto pair = lab.makePair(*listener);
        QSignalSpy readable(pair.server.get(), &NativeSocket::readable);
        pair.server->watchReads(true);
        pair.server->watchReads(false);
        QVERIFY(pair.client->send("x").ok());
        QTRY_COMPARE(pair.server->peek(1).bytes, "x");
        QCOMPARE(readable.size(), 0);
        // Closing within the signal, as a conversation that is over does.
        QObject::connect(pair.server.get(), &NativeSocket::readable, pair.server.get(), &NativeSocket::close);
        pair.server->watchReads(true);
        QTRY_COMPARE(readable.size(), 1);
        QVERIFY(!pair.server->isOpen());
        QCOMPARE(LabFixture::receive(*pair.client).result.error, ECONNRESET);
        QCOMPARE(readable.size(), 1);
    }

    void seqPacketKeepsMessagesApart() // item 45
    {
        QTemporaryDir folder;
        const auto name = SocketName::fromPath(folder.filePath(QStringLiteral("s")));
        LabFixture lab;
        const auto listener = lab.make(Family::Unix, Kind::SeqPacket);
        QVERIFY(listener->bind(*name).ok());
        QVERIFY(listener->listen(1).ok());
        const auto client = lab.make(Family::Unix, Kind::SeqPacket);
        QVERIFY(LabFixture::connectTo(*client, *name).ok());
        const auto server = LabFixture::accept(*listener);
        QVERIFY(client->send("one").ok());
        QVERIFY(client->send("two").ok());
        QCOMPARE(LabFixture::receive(*server).bytes, "one");
        QCOMPARE(LabFixture::receive(*server).bytes, "two");
    }
};

QTEST_GUILESS_MAIN(TestNativeSocket)
#include "tst_nativesocket.moc"
