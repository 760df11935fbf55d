// SPDX-License-Identifier: MIT
#include "app/lab/core/services/servicefactory.h"
#include "app/lab/core/streamclient.h"
#include "experimentfixture.h"

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

using Arrow = ExchangeArrow;

std::vector<Arrow> arrowsOf(const ExchangeRecord &record, Arrow::Kind kind)
{
    std::vector<Arrow> arrows;
    std::copy_if(record.arrows.begin(), record.arrows.end(), std::back_inserter(arrows),
                 [kind](const Arrow &arrow) { return arrow.kind == kind; });
    return arrows;
}

} // namespace

class TestExperiment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothDirectionsAreJoined()
    {
        ExperimentFixture lab;
        lab.experiment.setEncodings(lab.server, Encoding::Gbk, std::nullopt);
        lab.experiment.setEncodings(lab.client, std::nullopt, Reading{Encoding::Gbk, false});
        QSignalSpy streams(&lab.experiment, &Experiment::streamsChanged);
        QSignalSpy changed(&lab.experiment, &Experiment::changed);
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(streams.size(), 1);

        const auto &all = lab.experiment.streams().streams();
        QCOMPARE(all.size(), 2U); // the client sent nothing, but the server has read the end
        const LabStream *down = nullptr;
        for (const auto &stream : all) {
            if (stream->from == lab.server)
                down = stream.get();
        }
        QVERIFY(down);
        QVERIFY(down->hasBothEnds());
        QCOMPARE(down->to, lab.client);
        QCOMPARE(down->ruler.messages().size(), 1U);
        QCOMPARE(down->ruler.reads().size(), 2U);
        QCOMPARE(down->ruler.cutAt(5)->character, u"吗"_s);
        QCOMPARE(down->lastReadAt, 5);

        const BenchInput bench = lab.experiment.benchInput(down);
        QCOMPARE(bench.bytes, "\xf0");
        QCOMPARE(bench.carried, "\xc2");
        QCOMPARE(bench.origin, std::optional(Encoding::Gbk));
        QCOMPARE(bench.source, u"read 2"_s);
    }

    void acceptedSocketsAreTheListeners()
    {
        // The ids of this server are not from its range: only the listener was named.
        ExperimentFixture lab;
        SocketContext other(lab.log, lab.clock, 77);
        NativeSocket listener(other);
        lab.experiment.addSocket(lab.server, listener.id());
        QVERIFY(listener.open(Family::Inet, Kind::Stream).ok());
        QVERIFY(listener.bind(LabFixture::here()).ok() && listener.listen(5).ok());
        const auto pair = lab.connectTo(listener);
        QVERIFY(pair);
        NativeSocket stranger(other);
        QVERIFY(stranger.open(Family::Inet, Kind::Stream).ok());
        lab.experiment.drain();

        const SocketBook &book = lab.experiment.sockets();
        const LabSocket *accepted = book.find(pair.server->id());
        QVERIFY(accepted);
        QCOMPARE(accepted->end, lab.server);
        QCOMPARE(accepted->listener, listener.id());
        QCOMPARE(accepted->local, book.find(listener.id())->local);
        QCOMPARE(accepted->peer, book.find(pair.client->id())->local);
        QCOMPARE(accepted->state, SocketState::Connected);
        QVERIFY(!book.find(stranger.id()));
        QCOMPARE(book.sockets().size(), 3U);
    }

    void aNewConnectionOfTheSameNumbersIsAnotherStream()
    {
        ExperimentFixture lab;
        const std::vector<LabEnd> ends(2);
        Directions directions;
        StreamBook book(ends, directions);
        const auto socket = [](qint64 id, int end, const QString &local, const QString &peer) {
            LabSocket made;
            made.id = ConnectionId(id);
            made.end = end;
            made.kind = u"SOCK_STREAM"_s;
            made.local = local;
            made.peer = peer;
            return made;
        };
        const auto move = [&book](const LabSocket &s, const char *call, const QByteArray &bytes) {
            const auto event = madeUpCall(s.id, call, u"7, %1, 0"_s.arg(std::max<qsizetype>(1, bytes.size())),
                                          bytes.size(), bytes);
            return book.add(s, event, CallParts(event));
        };
        const auto a = socket(1, 0, u"h:1"_s, u"h:2"_s);
        const auto b = socket(2, 1, u"h:2"_s, u"h:1"_s);
        const auto c = socket(3, 0, u"h:1"_s, u"h:2"_s);
        const auto d = socket(4, 1, u"h:2"_s, u"h:1"_s);
        LabStream *first = move(a, "send", "one");
        QCOMPARE(move(b, "recv", "one"), first);
        LabStream *second = move(c, "send", "two");
        QVERIFY(second != first);
        QCOMPARE(move(d, "recv", "two"), second);
        QCOMPARE(move(b, "recv", {}), first);
        QCOMPARE(book.streams().size(), 2U);
    }

    void whatTheLogLostIsCountedAndTearsStreams()
    {
        SystemClock clock;
        tap::TrafficLog log(clock, tap::Side::Client, {.events = 50});
        log.setMode(tap::TrafficLog::Mode::Full);
        Experiment experiment(log);
        const int end = experiment.addEnd({});
        const ConnectionId id = experiment.firstId(end);
        const auto send = [&](const QByteArray &bytes) {
            log.call(id,
                     {"send", tap::Direction::Out, "7, 1, 0", bytes.size(), 0, bytes, clock.monotonicNs()});
        };
        log.call(id,
                 {"socket", tap::Direction::Out, "AF_INET, SOCK_STREAM, 0", 7, 0, {}, clock.monotonicNs()});
        send("x");
        experiment.drain();
        QCOMPARE(experiment.streams().streams().size(), 1U);
        for (int i = 0; i < 200; ++i)
            send("x");
        experiment.drain();
        QCOMPARE(experiment.missed(), 150U);
        QCOMPARE(experiment.seen(), 52U);
        QVERIFY(experiment.sockets().find(id)->torn);
        QCOMPARE(experiment.streams().streams()[0]->ruler.end(), 1); // no offsets are made up
    }

    void whoIsNamedLateLosesNothing()
    {
        ExperimentFixture lab;
        SocketContext other(lab.log, lab.clock, qint64(1) << 40);
        NativeSocket listener(other);
        QVERIFY(listener.open(Family::Inet, Kind::Stream).ok());
        QVERIFY(listener.bind(LabFixture::here()).ok() && listener.listen(5).ok());
        const auto pair = lab.connectTo(listener);
        QVERIFY(pair);
        lab.experiment.drain();
        QVERIFY(!lab.experiment.sockets().find(listener.id()));
        lab.experiment.addSocket(lab.server, listener.id());
        lab.experiment.drain();
        const LabSocket *found = lab.experiment.sockets().find(listener.id());
        QVERIFY(found && !found->torn);
        QCOMPARE(found->backlog, 5);
        const LabSocket *accepted = lab.experiment.sockets().find(pair.server->id());
        QVERIFY(accepted && !accepted->torn);
        QCOMPARE(accepted->listener, listener.id());
        QCOMPARE(accepted->end, lab.server);
    }

    void whatOthersLostIsNotOurs()
    {
        SystemClock clock;
        tap::TrafficLog log(clock, tap::Side::Client, {.events = 50});
        log.setMode(tap::TrafficLog::Mode::Full);
        Experiment experiment(log);
        experiment.addEnd({});
        for (int i = 0; i < 500; ++i)
            log.frame(ConnectionId(1), tap::Direction::In, QByteArray("\0\0\0\2{}", 6));
        experiment.drain();
        QCOMPARE(experiment.missed(), 0U);
        QCOMPARE(experiment.seen(), 0U);
    }

    void oneTurnIsBounded()
    {
        SystemClock clock;
        tap::TrafficLog log(clock, tap::Side::Client, {.events = 30'000});
        log.setMode(tap::TrafficLog::Mode::Full);
        Experiment experiment(log);
        const ConnectionId id = experiment.firstId(experiment.addEnd({}));
        for (int i = 0; i < 20'000; ++i)
            log.call(id, {"send", tap::Direction::Out, "7, 1, 0", 1, 0, "x", clock.monotonicNs()});
        experiment.drain();
        QCOMPARE(experiment.seen(), Experiment::maxPerTurn);
        for (int turn = 0; turn < 6; ++turn)
            experiment.drain();
        QCOMPARE(experiment.seen(), 20'000U);
        QCOMPARE(experiment.calls().rowCount() + int(experiment.calls().dropped()), 20'000);
        QVERIFY(experiment.calls().rowCount() <= CallLaneModel::maxRows);
    }

    void clearForgetsAndResetGivesNewNumbers()
    {
        ExperimentFixture lab;
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        QSignalSpy cleared(&lab.experiment, &Experiment::cleared);
        lab.experiment.clear();
        QCOMPARE(cleared.size(), 1);
        QCOMPARE(lab.experiment.calls().rowCount(), 0);
        QVERIFY(lab.experiment.streams().streams().empty());
        QVERIFY(lab.experiment.sockets().sockets().empty());
        QCOMPARE(lab.experiment.ends().size(), 2U);

        const ConnectionId before = lab.experiment.firstId(lab.server);
        lab.experiment.reset();
        QVERIFY(lab.experiment.ends().empty());
        QCOMPARE(lab.experiment.addEnd({}), 0);
        QVERIFY(lab.experiment.firstId(0) > before);
        QVERIFY(lab.halfACharacter()); // sockets of the old ends
        lab.experiment.drain();
        QCOMPARE(lab.experiment.seen(), 0U);
    }

    void asksTheLogByItself()
    {
        ExperimentFixture lab;
        lab.experiment.setActive(true);
        QVERIFY(lab.halfACharacter());
        QTRY_VERIFY(lab.experiment.calls().rowCount() > 10);
        lab.experiment.setActive(false);
        QVERIFY(!lab.experiment.isActive());
    }

    void aServiceOnThreadsIsWhole_data()
    {
        QTest::addColumn<int>("engine");
        QTest::newRow("threads") << int(Engine::Threads);
        QTest::newRow("loop") << int(Engine::Loop);
        QTest::newRow("iterative") << int(Engine::Iterative);
    }
    void aServiceOnThreadsIsWhole()
    {
        // Whatever the order in which threads report, every byte has both its calls.
        QFETCH(int, engine);
        constexpr int clients = 6;
        constexpr int turns = 20;
        ExperimentFixture lab;
        ServiceSettings settings = defaultSettings(*findService(u"echo"_s));
        settings.address = u"127.0.0.1"_s;
        settings.ports = {0};
        settings.engine = Engine(engine);
        const auto service = makeService(*findService(u"echo"_s), settings, *lab.serverSockets);
        QVERIFY(!service->start());
        int finished = 0;
        std::vector<std::unique_ptr<StreamClient>> all;
        for (int i = 0; i < clients; ++i) {
            StreamClient &client =
                *all.emplace_back(std::make_unique<StreamClient>(*lab.clientSockets, 1024));
            auto sent = std::make_shared<int>(0);
            connect(&client, &StreamClient::connected, this, [&client, &finished, sent, this] {
                connect(&client.end(), &StreamEnd::received, this, [&client, &finished, sent] {
                    if (++*sent < turns) {
                        client.end().send("turn " + QByteArray::number(*sent));
                    } else {
                        client.end().setReading(false);
                        client.close();
                        ++finished;
                    }
                });
                client.end().setReading(true);
                client.end().send("first");
            });
            client.dial(service->names().front());
        }
        QTRY_COMPARE_WITH_TIMEOUT(finished, clients, 30'000);
        const ExchangeRecord &record = lab.experiment.exchange();
        QTRY_VERIFY((lab.experiment.drain(), arrowsOf(record, Arrow::End).size() == 2 * clients));
        const auto bytes = arrowsOf(record, Arrow::Bytes);
        QCOMPARE(bytes.size(), size_t(2 * clients * turns));
        for (const Arrow &arrow : bytes) {
            QVERIFY(arrow.hasBothTimes());
            QVERIFY(record.sentNs(arrow) <= record.receivedNs(arrow));
            QCOMPARE(arrow.range.length(), arrow.sendSize);
        }
        const auto connects = arrowsOf(record, Arrow::Connect);
        QCOMPARE(connects.size(), size_t(clients));
        for (const Arrow &arrow : connects)
            QVERIFY(arrow.hasBothTimes());
        QCOMPARE(record.lanes.size(), 2U);
        QCOMPARE(lab.experiment.tuples().rowCount(), 1 + 2 * clients);
        QCOMPARE(lab.experiment.tuples().index(0).data(TupleModel::ChildrenRole).toInt(), clients);
    }

    void endsHaveLettersAndTitles()
    {
        QCOMPARE((LabEnd{.role = EndRole::Server}.letter()), u"S"_s);
        QCOMPARE((LabEnd{.role = EndRole::Client, .number = 2}.letter()), u"C2"_s);
        QCOMPARE((LabEnd{.role = EndRole::Client, .number = 2}.title()), u"client 2"_s);
        QCOMPARE((LabEnd{.role = EndRole::Server, .name = u"Alice"_s}.title()), u"Alice"_s);
    }
};

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
