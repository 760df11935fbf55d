// SPDX-License-Identifier: MIT
#include "experimentfixture.h"

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList titlesOf(const CallLaneModel &calls, const QString &letter)
{
    QStringList titles;
    for (int row = 0; row < calls.rowCount(); ++row) {
        const QModelIndex index = calls.index(row);
        if (index.data(CallLaneModel::LetterRole) == letter)
            titles.append(index.data(CallLaneModel::TitleRole).toString());
    }
    return titles;
}

int rowOf(const CallLaneModel &calls, const QString &title)
{
    for (int row = 0; row < calls.rowCount(); ++row) {
        if (calls.index(row).data().toString() == title)
            return row;
    }
    return -1;
}

} // namespace

class TestCallLane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreTheCallsThatWereMade()
    {
        ExperimentFixture lab;
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        const CallLaneModel &calls = lab.experiment.calls();
        const QStringList server = titlesOf(calls, u"S"_s);
        const QStringList client = titlesOf(calls, u"C"_s);
        QCOMPARE(server.size() + client.size(), calls.rowCount());
        QVERIFY(server.indexOf(u"listen(5)"_s) < server.indexOf(u"accept()"_s));
        QVERIFY(server.indexOf(u"accept()"_s) < server.indexOf(u"send(6 B)"_s));
        QVERIFY(server.contains(u"listen(5)"_s));
        QCOMPARE(client.count(u"recv(5)"_s), 2);

        const QModelIndex read = calls.index(rowOf(calls, u"recv(5)"_s));
        QCOMPARE(read.data(CallLaneModel::ResultRole).toString(), u"b'\\xc4\\xe3\\xba\\xc3\\xc2'"_s);
        QCOMPARE(read.data(CallLaneModel::PythonRole).toString(), u"data = s.recv(5)"_s);
        QCOMPARE(read.data(CallLaneModel::QtRole).toString(), u"QTcpSocket::read"_s);
        QCOMPARE(read.data(CallLaneModel::EndIndexRole).toInt(), lab.client);
        QVERIFY(!read.data(CallLaneModel::FailedRole).toBool());
        QVERIFY(read.data(CallLaneModel::ConnectionRole).toLongLong() >= (qint64(1) << 40));
        QCOMPARE(read.data(Qt::AccessibleTextRole).toString(),
                 u"client: recv(5) gave b'\\xc4\\xe3\\xba\\xc3\\xc2'"_s);
        QCOMPARE(calls.index(0).data(CallLaneModel::SinceRole).toLongLong(), 0);
        QVERIFY(read.data(CallLaneModel::SinceRole).toLongLong() > 0);
    }

    void waitingIsNoFailure()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener);
        const auto pair = lab.connectTo(*listener);
        QVERIFY(pair && pair.server->receive(5).result.wouldBlock());
        const quint16 port = listener->localName().port();
        listener->close();
        auto late = lab.make(*lab.clientSockets);
        QVERIFY(!LabFixture::connectTo(*late, LabFixture::here(port)).ok());
        lab.experiment.drain();

        const CallLaneModel &calls = lab.experiment.calls();
        const QModelIndex read = calls.index(rowOf(calls, u"recv(5)"_s));
        QVERIFY(read.data(CallLaneModel::WaitsRole).toBool());
        QVERIFY(!read.data(CallLaneModel::FailedRole).toBool());
        const LabSocket *refused = lab.experiment.sockets().find(late->id());
        QCOMPARE(refused->state, SocketState::Failed);
        QCOMPARE(refused->error, ECONNREFUSED);
    }

    void halfACharacterEndsTheProgram()
    {
        ExperimentFixture lab;
        lab.experiment.setEncodings(lab.client, std::nullopt, Reading{Encoding::Gbk, false});
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        const CallLaneModel &calls = lab.experiment.calls();
        const int row = rowOf(calls, u"decode(\"gbk\")"_s);
        QVERIFY(row > 0);
        const QModelIndex decode = calls.index(row);
        QCOMPARE(calls.index(row - 1).data().toString(), u"recv(5)"_s);
        QVERIFY(decode.data(CallLaneModel::FailedRole).toBool());
        QVERIFY(decode.data(CallLaneModel::DerivedRole).toBool());
        QCOMPARE(decode.data(CallLaneModel::ResultRole).toString(), u"UnicodeDecodeError"_s);
        QVERIFY(decode.data(CallLaneModel::QtRole).toString().contains(u"incomplete multibyte"_s));
        for (const CallLaneModel::Entry *entry : calls.entriesOf(lab.client))
            QVERIFY(!entry->derived);
    }

    void theOldestGoInBlocks()
    {
        const std::vector<LabEnd> ends(1);
        CallLaneModel calls(ends);
        QSignalSpy removed(&calls, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&calls, &QAbstractItemModel::rowsInserted);
        const auto add = [&calls](int count) {
            for (int i = 0; i < count; ++i)
                calls.add(0, madeUpCall(ConnectionId(1), "recv", u"7, 5, 0"_s, 5, "hello"));
            calls.flush();
        };
        add(CallLaneModel::maxRows);
        QCOMPARE(calls.rowCount(), CallLaneModel::maxRows);
        QCOMPARE(removed.size(), 0);
        add(1);
        QCOMPARE(calls.rowCount(), CallLaneModel::maxRows - CallLaneModel::dropBlock + 1);
        QCOMPARE(calls.dropped(), quint64(CallLaneModel::dropBlock));
        add(100);
        QCOMPARE(removed.size(), 1); // there is room again
        QCOMPARE(inserted.size(), 3);
        add(3 * CallLaneModel::maxRows);
        QCOMPARE(calls.rowCount(), CallLaneModel::maxRows);
        QCOMPARE(calls.dropped() + quint64(calls.rowCount()), quint64(4 * CallLaneModel::maxRows + 101));
    }

    void longBytesAreNotKept()
    {
        const std::vector<LabEnd> ends(1);
        CallLaneModel calls(ends);
        const QByteArray much(100'000, 'x');
        calls.add(0, madeUpCall(ConnectionId(1), "send", u"7, 100000, 0"_s, much.size(), much));
        calls.flush();
        QCOMPARE(calls.entryAt(0).event.frame.size(), CallLaneModel::keptBytes);
        QCOMPARE(calls.entryAt(0).event.length, much.size());
        QCOMPARE(calls.index(0).data(CallLaneModel::ResultRole).toString(), u"100000"_s);
    }
};

QTEST_GUILESS_MAIN(TestCallLane)
#include "tst_calllane.moc"
