// SPDX-License-Identifier: MIT
#include "common/tap/trafficmodel.h"
#include "golden.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::tap;

namespace {

const ConnectionId alice(1);
const ConnectionId bob(2);

QByteArray okFor(const char *account)
{
    return golden::framed(QByteArray(R"({"type":"auth.ok","body":{"account":")") + account +
                          R"(","display":"X","token":"0123456789abcdef","session":1}})");
}

QStringList column(const TrafficModel &model, int which)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, which).data().toString());
    return texts;
}

QString types(const TrafficModel &model)
{
    return column(model, TrafficModel::TypeColumn).join(QLatin1Char(' '));
}

} // namespace

class TestTrafficModel : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;

private Q_SLOTS:
    void rowsOfAServer()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Full);
        TrafficModel model(log);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        log.opened(alice, {QStringLiteral("127.0.0.1"), 6477}, {QStringLiteral("192.0.2.7"), 5000});
        model.refresh();
        QCOMPARE(column(model, TrafficModel::FromColumn), QStringList{QStringLiteral("192.0.2.7:5000")});
        QCOMPARE(column(model, TrafficModel::ToColumn), QStringList{QStringLiteral("server")});

        log.frame(alice, Direction::Out, okFor("alice"));
        log.frame(alice, Direction::In, golden::frameOf("chat.send"));
        log.frame(alice, Direction::Out, golden::frameOf("chat.ack"));
        log.bytesRead(alice, 4);
        log.closed(alice, QStringLiteral("peer_closed"));
        model.refresh();
        QCOMPARE(types(model), QStringLiteral("connected auth.ok chat.send chat.ack closed"));
        const QModelIndex send = model.index(2, 0);
        QCOMPARE(send.data(TrafficModel::FromRole).toString(), QStringLiteral("alice"));
        QCOMPARE(send.data(TrafficModel::ToRole).toString(), QStringLiteral("server"));
        QCOMPARE(send.data(TrafficModel::FrameRole).toByteArray(), golden::frameOf("chat.send"));
        QCOMPARE(send.data(TrafficModel::LengthRole).toLongLong(), golden::frameOf("chat.send").size());
        QCOMPARE(send.data(TrafficModel::CategoryRole).toInt(), int(Category::Chat));
        QCOMPARE(send.data(TrafficModel::ReplyRole).toBool(), false);
        QCOMPARE(send.data(TrafficModel::IdRole).toString(), QStringLiteral("5"));
        QCOMPARE(send.data(TrafficModel::NumberRole).toULongLong(), 3u);
        const QModelIndex ack = model.index(3, 0);
        QCOMPARE(ack.data(TrafficModel::FromRole).toString(), QStringLiteral("server"));
        QCOMPARE(ack.data(TrafficModel::ToRole).toString(), QStringLiteral("alice"));
        QCOMPARE(ack.data(TrafficModel::CategoryRole).toInt(), int(Category::Ack));
        QCOMPARE(ack.data(TrafficModel::ReplyRole).toBool(), true);
        QCOMPARE(model.index(1, 0).data(TrafficModel::RedactedRole).toBool(), true);
        QCOMPARE(model.index(4, 0).data(TrafficModel::TextRole).toString(), QStringLiteral("peer_closed"));
        QCOMPARE(model.eventAt(2).type, "chat.send");

        QCOMPARE(model.hidden(), 1);
        model.setReadsShown(true);
        QCOMPARE(types(model), QStringLiteral("connected auth.ok chat.send chat.ack bytes read closed"));
    }

    void rowsOfAClient()
    {
        TrafficLog log(m_clock, Side::Client);
        log.setMode(TrafficLog::Mode::Full);
        TrafficModel model(log);
        log.opened(alice, {}, {});
        log.frame(alice, Direction::Out, golden::frameOf("hello"));
        model.refresh();
        QCOMPARE(column(model, TrafficModel::FromColumn), QStringList(2, QStringLiteral("me")));
        log.frame(alice, Direction::In, okFor("alice"));
        model.refresh();
        QCOMPARE(model.index(2, TrafficModel::FromColumn).data().toString(), QStringLiteral("server"));
        QCOMPARE(model.index(2, TrafficModel::ToColumn).data().toString(), QStringLiteral("alice"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("rows");
        QTest::newRow("all") << QString()
                             << "connected auth.ok connected auth.ok chat.send chat.deliver ping";
        QTest::newRow("type") << "type:chat"
                              << "chat.send chat.deliver";
        QTest::newRow("case") << "TYPE:Chat"
                              << "chat.send chat.deliver";
        QTest::newRow("from") << "from:alice"
                              << "connected auth.ok chat.send";
        QTest::newRow("from and type") << "type:chat from:alice"
                                       << "chat.send";
        QTest::newRow("to") << "to:bob"
                            << "auth.ok chat.deliver ping";
        QTest::newRow("with") << "with:bob type:p"
                              << "ping";
        QTest::newRow("connection") << "conn:2 type:chat"
                                    << "chat.deliver";
        QTest::newRow("direction") << "dir:in type:."
                                   << "chat.send";
        QTest::newRow("words of the text") << "你好 hello"
                                           << "chat.send chat.deliver";
        QTest::newRow("nothing") << "nonsense"
                                 << "";
        QTest::newRow("half typed") << "type: ping"
                                    << "ping";
    }
    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QString, rows);
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Full);
        for (const auto &[id, name] : {std::pair(alice, "alice"), std::pair(bob, "bob")}) {
            log.opened(id, {}, {});
            log.frame(id, Direction::Out, okFor(name));
        }
        log.frame(alice, Direction::In, golden::frameOf("chat.send"));
        log.frame(bob, Direction::Out, golden::frameOf("chat.deliver"));
        log.frame(bob, Direction::Out, golden::frameOf("ping"));
        TrafficModel model(log);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.refresh();
        model.setFilter(text);
        if (text != QStringLiteral("from:alice")) {
            QCOMPARE(types(model), rows);
            return;
        }
        QCOMPARE(types(model), QStringLiteral("connected chat.send")); // auth.ok comes from the server
    }

    void rowsAreBounded()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Headers);
        TrafficModel model(log, nullptr, 10);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFilter(QStringLiteral("type:ping"));
        for (int round = 0; round < 20; ++round) {
            log.frame(alice, Direction::In, golden::frameOf("ping"));
            log.frame(alice, Direction::In, golden::frameOf("pong"));
            log.frame(alice, Direction::In, golden::frameOf("ping"));
            model.refresh();
            QVERIFY(model.rowCount() <= 10);
            QCOMPARE(model.rowCount() + model.hidden(), std::min(10, 3 * (round + 1)));
        }
        model.setFilter({});
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.index(9, 0).data(TrafficModel::NumberRole).toULongLong(), 60u);
        for (int i = 0; i < 5'000; ++i)
            log.frame(alice, Direction::In, golden::frameOf("ping"));
        model.refresh();
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.index(0, 0).data(TrafficModel::NumberRole).toULongLong(), 5'051u);
        QCOMPARE(model.missed(), 0u);
    }

    void pauseLosesNothing()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Headers);
        TrafficModel model(log);
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        model.refresh();
        model.setPaused(true);
        QSignalSpy counts(&model, &TrafficModel::countsChanged);
        for (int i = 0; i < 7; ++i)
            log.frame(alice, Direction::In, golden::frameOf("pong"));
        model.refresh();
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.waiting(), 7u);
        QCOMPARE(counts.size(), 1);
        model.refresh();
        QCOMPARE(counts.size(), 1);
        model.setPaused(false);
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(model.waiting(), 0u);
    }

    void droppedEventsAreCounted()
    {
        TrafficLog log(m_clock, Side::Server, {.events = 4});
        log.setMode(TrafficLog::Mode::Headers);
        TrafficModel model(log);
        for (int i = 0; i < 10; ++i)
            log.frame(alice, Direction::In, golden::frameOf("ping"));
        model.refresh();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.missed(), 6u);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.missed(), 0u);
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        model.refresh();
        QCOMPARE(model.rowCount(), 1);
    }

    void asksOnlyWhileActive()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Headers);
        TrafficModel model(log);
        QVERIFY(!model.isActive());
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        model.setActive(true);
        QCOMPARE(model.rowCount(), 1); // catches up at once
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        QVERIFY(inserted.wait(2'000));
        QCOMPARE(inserted.size(), 1); // one signal for all of them
        model.setActive(false);
        QVERIFY(!model.isActive());
    }

    void oneConnection()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Headers);
        TrafficModel model(log);
        log.frame(alice, Direction::In, golden::frameOf("ping"));
        log.frame(bob, Direction::In, golden::frameOf("pong"));
        model.setConnection(bob);
        model.refresh();
        QCOMPARE(types(model), QStringLiteral("pong"));
        model.setConnection({});
        QCOMPARE(types(model), QStringLiteral("ping pong"));
    }

    void categories()
    {
        for (const QString &type : golden::types())
            QCOMPARE(categoryOfType(type.toUtf8()) == Category::File,
                     type.startsWith(QStringLiteral("file.")));
        QCOMPARE(categoryOfType("chat.deliver"), Category::Chat);
        QCOMPARE(categoryOfType("chat.ack"), Category::Ack);
        QCOMPARE(categoryOfType("receipt.changed"), Category::Ack);
        QCOMPARE(categoryOfType("welcome"), Category::Session);
        QCOMPARE(categoryOfType("file.chunk"), Category::File);
        QCOMPARE(categoryOfType("typing.set"), Category::Control);
        QCOMPARE(categoryOfType("presence.changed"), Category::Control);
        QCOMPARE(categoryOfType("error"), Category::Error);
        TrafficEvent broken;
        QCOMPARE(categoryOf(broken), Category::Error);
    }
};

QTEST_GUILESS_MAIN(TestTrafficModel)
#include "tst_trafficmodel.moc"
