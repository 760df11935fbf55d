// SPDX-License-Identifier: MIT
#include "server/gui/connectionsmodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

ConnectionStatus connection(qint64 id, const QString &account = {})
{
    ConnectionStatus status;
    status.id = ConnectionId(id);
    status.account = account;
    status.peer = {u"192.0.2.7"_s, quint16(50'000 + id)};
    status.local = {u"192.0.2.1"_s, 6477};
    return status;
}

QList<qint64> ids(const QAbstractItemModel &model)
{
    QList<qint64> found;
    for (int row = 0; row < model.rowCount(); ++row)
        found << model.index(row, 0).data(ConnectionsModel::IdRole).toLongLong();
    return found;
}

} // namespace

class TestConnectionsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsFollowTheSnapshots()
    {
        ConnectionsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
        model.update({connection(1), connection(2), connection(3)});
        QCOMPARE(ids(model), (QList<qint64>{1, 2, 3}));
        model.update({connection(2), connection(5), connection(6)});
        QCOMPARE(ids(model), (QList<qint64>{2, 5, 6}));
        QCOMPARE(model.rowOf(ConnectionId(5)), 1);
        QCOMPARE(model.rowOf(ConnectionId(3)), -1);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
    }

    /// Each I/O worker reports for itself: an older connection may be told of after a newer one. A row must
    /// not become somebody else, or the operator kicks the wrong person.
    void anOlderConnectionMayComeLater()
    {
        ConnectionsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update({connection(4, u"alice"_s), connection(7, u"bob"_s)});
        const QPersistentModelIndex bob = model.index(1, 0);
        model.update({connection(3, u"dora"_s), connection(4, u"alice"_s), connection(5, u"carol"_s),
                      connection(6, u"erik"_s), connection(7, u"bob"_s), connection(8, u"fay"_s)});
        QCOMPARE(ids(model), (QList<qint64>{3, 4, 5, 6, 7, 8}));
        QVERIFY(bob.isValid());
        QCOMPARE(bob.row(), 4);
        QCOMPARE(bob.data(ConnectionsModel::AccountRole).toString(), u"bob"_s);
        QCOMPARE(model.index(0, 0).data().toString(), u"dora"_s);
    }

    void selectionOutlivesUpdatesAndSorting()
    {
        ConnectionsModel model;
        QSortFilterProxyModel sorted;
        sorted.setSourceModel(&model);
        sorted.setSortRole(ConnectionsModel::SortRole);
        sorted.sort(ConnectionsModel::InColumn, Qt::DescendingOrder);
        QItemSelectionModel selection(&sorted);
        model.update({connection(1), connection(2), connection(3)});
        selection.select(sorted.mapFromSource(model.index(1, 0)),
                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
        for (quint64 turn = 1; turn < 5; ++turn) {
            ConnectionStatus busy = connection(2);
            busy.bytesIn = turn * 9'000'000;
            model.update({busy, connection(3), connection(qint64(turn) + 3)});
            QCOMPARE(selection.selectedRows().size(), 1);
            QCOMPARE(selection.selectedRows().constFirst().data(ConnectionsModel::IdRole).toLongLong(), 2);
            QCOMPARE(sorted.index(0, 0).data(ConnectionsModel::IdRole).toLongLong(), 2);
        }
        model.update({connection(3)});
        QVERIFY(!selection.hasSelection());
    }

    void curvesAreBoundedAndShareAScale()
    {
        ConnectionsModel model;
        ConnectionStatus status = connection(1);
        for (int second = 0; second < 3 * ConnectionsModel::sampleCount; ++second) {
            status.bytesIn += 100;
            status.bytesOut += second == 150 ? 900 : 0;
            model.update({status, connection(2)});
        }
        QCOMPARE(model.samples(0).size(), ConnectionsModel::sampleCount);
        QCOMPARE(model.samples(0).constLast(), 100.0);
        QCOMPARE(model.index(0, 0).data(ConnectionsModel::TopRole).toDouble(), 1000.0);
        QCOMPARE(model.index(1, 0).data(ConnectionsModel::TopRole).toDouble(), 1000.0);
    }

    void saysWhatIsKnown()
    {
        ConnectionsModel model;
        ConnectionStatus alice = connection(1, u"alice"_s);
        alice.display = u"<b>爱丽丝</b>"_s;
        alice.encrypted = true;
        alice.tlsVersion = u"TLSv1.3"_s;
        alice.rttUs = 1'840;
        model.update({alice, connection(2)});
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, ConnectionsModel::AccountColumn), u"<b>爱丽丝</b>"_s);
        QCOMPARE(text(0, ConnectionsModel::PeerColumn), u"192.0.2.7:50001"_s);
        QCOMPARE(text(0, ConnectionsModel::TlsColumn), u"1.3"_s);
        QCOMPARE(text(0, ConnectionsModel::RttColumn), u"1.8"_s);
        QCOMPARE(text(1, ConnectionsModel::AccountColumn), u"not signed in"_s);
        QCOMPARE(text(1, ConnectionsModel::TlsColumn), u"none"_s);
        QCOMPARE(text(1, ConnectionsModel::RttColumn), u"—"_s); // nothing measured is not zero
        // Searched by what is read and by the account behind it.
        const QString sought = model.index(0, 0).data(ConnectionsModel::FilterRole).toString();
        QVERIFY(sought.contains(u"alice"_s) && sought.contains(u"爱丽丝"_s));
        for (int column = 0; column < ConnectionsModel::ColumnCount; ++column) {
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
            QVERIFY(!model.index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty());
            QVERIFY(!model.index(0, column).data(Qt::ToolTipRole).toString().contains(u'<'));
        }
    }
};

QTEST_GUILESS_MAIN(TestConnectionsModel)
#include "tst_connectionsmodel.moc"
