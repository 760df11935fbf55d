// SPDX-License-Identifier: MIT
#include "experimentfixture.h"

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

QModelIndex rowOf(const TupleModel &tuples, const NativeSocket &socket)
{
    for (int row = 0; row < tuples.rowCount(); ++row) {
        if (tuples.index(row).data(TupleModel::IdRole).toLongLong() == socket.id().value())
            return tuples.index(row);
    }
    return {};
}

QString textOf(const QModelIndex &index, int role)
{
    return index.data(role).toString();
}

} // namespace

class TestTupleModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptedSocketsStandBelowTheirListenerWithItsPort()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        QVERIFY(listener);
        const auto first = lab.connectTo(*listener);
        const auto second = lab.connectTo(*listener);
        QVERIFY(first && second);
        lab.experiment.drain();
        const TupleModel &tuples = lab.experiment.tuples();
        QCOMPARE(tuples.rowCount(), 5);

        const QModelIndex head = rowOf(tuples, *listener);
        QCOMPARE(head.row(), 0);
        QCOMPARE(head.data(TupleModel::ChildrenRole).toInt(), 2);
        QCOMPARE(textOf(head, TupleModel::ProtocolRole), u"TCP"_s);
        QCOMPARE(textOf(head, TupleModel::LocalRole), listener->localName().toText());
        QCOMPARE(textOf(head, TupleModel::PeerRole), QString());
        QCOMPARE(textOf(head, TupleModel::StateTextRole), u"listens, backlog 5"_s);
        QCOMPARE(textOf(head, TupleModel::CountersRole), u"accepted 2 connection(s)"_s);

        QStringList tuplesOfChildren;
        for (int row = 1; row <= 2; ++row) {
            const QModelIndex child = tuples.index(row);
            QCOMPARE(child.data(TupleModel::DepthRole).toInt(), 1);
            QVERIFY(child.data(TupleModel::SamePortRole).toBool());
            QCOMPARE(textOf(child, TupleModel::LocalRole), textOf(head, TupleModel::LocalRole));
            QCOMPARE(textOf(child, TupleModel::LetterRole), u"S"_s);
            QCOMPARE(textOf(child, TupleModel::StateTextRole), u"connected"_s);
            tuplesOfChildren.append(textOf(child, Qt::DisplayRole));
        }
        QVERIFY(tuplesOfChildren[0] != tuplesOfChildren[1]); // only the peers tell them apart
        const QModelIndex client = rowOf(tuples, *second.client);
        QCOMPARE(client.data(TupleModel::DepthRole).toInt(), 0);
        QCOMPARE(textOf(client, TupleModel::LocalRole),
                 textOf(rowOf(tuples, *second.server), TupleModel::PeerRole));
    }

    void statesFollowTheCalls()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        auto pair = lab.connectTo(*listener);
        QVERIFY(pair);
        const auto stateOf = [&lab](const NativeSocket &socket) {
            lab.experiment.drain();
            return textOf(rowOf(lab.experiment.tuples(), socket), TupleModel::StateTextRole);
        };
        QCOMPARE(stateOf(*pair.client), u"connected"_s);
        QVERIFY(pair.client->shutdown(NativeSocket::Half::Send).ok());
        QCOMPARE(stateOf(*pair.client), u"sends no more"_s);
        QVERIFY(LabFixture::receive(*pair.server).isEnd());
        QCOMPARE(stateOf(*pair.server), u"the peer has closed"_s);
        QCOMPARE(pair.server->send("bye").value, 3);
        QCOMPARE(LabFixture::receive(*pair.client).bytes, "bye");
        const TupleModel &tuples = lab.experiment.tuples();
        QSignalSpy changed(&lab.experiment.tuples(), &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&lab.experiment.tuples(), &QAbstractItemModel::modelReset);
        lab.experiment.drain();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(rowOf(tuples, *pair.client).data(TupleModel::BytesInRole).toLongLong(), 3);
        QCOMPARE(textOf(rowOf(tuples, *pair.server), TupleModel::CountersRole),
                 u"3 B sent in 1 · 0 B received in 1"_s);
        pair.server->close();
        QCOMPARE(stateOf(*pair.server), u"closed"_s);
        QVERIFY(!rowOf(tuples, *pair.server).data(TupleModel::OpenRole).toBool());
        lab.experiment.drain();
        QCOMPARE(changed.size(), 2); // nothing happened, nothing is told
    }

    void datagramSocketsHaveNoPeer()
    {
        ExperimentFixture lab;
        auto socket = lab.make(*lab.clientSockets, Kind::Datagram);
        QVERIFY(socket->bind(LabFixture::here()).ok());
        lab.experiment.drain();
        const QModelIndex row = rowOf(lab.experiment.tuples(), *socket);
        QCOMPARE(textOf(row, TupleModel::ProtocolRole), u"UDP"_s);
        QCOMPARE(textOf(row, TupleModel::LocalRole), socket->localName().toText());
        QVERIFY(textOf(row, TupleModel::PeerRole).isEmpty());
        QVERIFY(textOf(row, Qt::AccessibleTextRole).contains(u"peer none"_s));
    }

    void aRefusedOneIsAProblem()
    {
        ExperimentFixture lab;
        auto listener = lab.makeListener();
        const SocketName name = listener->localName();
        listener->close();
        auto client = lab.make(*lab.clientSockets);
        QVERIFY(!LabFixture::connectTo(*client, name).ok());
        lab.experiment.drain();
        const QModelIndex row = rowOf(lab.experiment.tuples(), *client);
        QVERIFY(row.data(TupleModel::ProblemRole).toBool());
        QCOMPARE(textOf(row, TupleModel::StateTextRole), u"failed: ECONNREFUSED"_s);
    }

    void manyAreCountedNotShown()
    {
        ExperimentFixture lab;
        const qint64 first = lab.experiment.firstId(lab.client).value();
        const int many = int(SocketBook::maxSockets) + 100;
        for (int i = 0; i < many; ++i) {
            const ConnectionId id(first + i);
            lab.log.call(id, {"socket", tap::Direction::Out, "AF_INET, SOCK_STREAM, 0", 7, 0, {}, 1});
            lab.log.call(id, {"close", tap::Direction::Out, "7", 0, 0, {}, 2});
        }
        lab.experiment.drain();
        QCOMPARE(lab.experiment.tuples().rowCount(), TupleModel::maxRows);
        QCOMPARE(lab.experiment.tuples().hidden() + TupleModel::maxRows, many);
        QCOMPARE(lab.experiment.sockets().sockets().size(), SocketBook::maxSockets);
    }
};

QTEST_GUILESS_MAIN(TestTupleModel)
#include "tst_tuplemodel.moc"
