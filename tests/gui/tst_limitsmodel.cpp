// SPDX-License-Identifier: MIT
#include "server/gui/limitsmodel.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

/// The table of limits: all of them, in words, and only what changed is told.
class TestLimitsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLimitHasWordsOfItsOwn()
    {
        LimitsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setLimits(limitReports({}, 64, {}, {}));
        QCOMPARE(model.rowCount(), int(limitHitCount));
        QSet<QString> names;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString name = model.index(row, LimitsModel::NameColumn).data().toString();
            QVERIFY2(!name.isEmpty(), qPrintable(QString::number(row)));
            names.insert(name);
            QVERIFY(!model.index(row, LimitsModel::ValueColumn).data().toString().isEmpty());
            QCOMPARE(model.index(row, LimitsModel::HitsColumn).data().toString(), u"0"_s);
        }
        QCOMPARE(names.size(), model.rowCount());
    }

    void countersOfBothKindsAddUp()
    {
        LimitHits hits{};
        hits[size_t(LimitHit::Text)] = 2;
        LimitMeter meter;
        meter.count(LimitHit::Text);
        LimitsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setLimits(limitReports({}, 64, {}, {}));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setLimits(limitReports({}, 64, hits, meter));
        QCOMPARE(changed.count(), 1); // that row alone
        const int row = changed.at(0).at(0).toModelIndex().row();
        QCOMPARE(model.index(row, LimitsModel::NameColumn).data().toString(),
                 LimitsModel::nameOf(LimitHit::Text));
        QCOMPARE(model.index(row, LimitsModel::HitsColumn).data().toString(), u"3"_s);
        QVERIFY(model.index(row, LimitsModel::HitsColumn).data(LimitsModel::ReachedRole).toBool());
        model.setLimits(limitReports({}, 64, hits, meter));
        QCOMPARE(changed.count(), 1);
    }

    void values()
    {
        LimitReport report;
        report.amount = 20;
        QCOMPARE(valueOf(report), u"20"_s);
        report.unit = LimitReport::Unit::Rate;
        QCOMPARE(valueOf(report), u"no limit"_s);
        QCOMPARE(LimitsModel::valueOf(report), u"no limit"_s);
        report.perSecond = 5;
        QCOMPARE(valueOf(report), u"20 at once, then 5/s"_s);
        QCOMPARE(LimitsModel::valueOf(report), u"20 at once, then 5 per second"_s);
        report.perSecond = 65'536; // no powers of ten
        QCOMPARE(valueOf(report), u"20 at once, then 65536/s"_s);
        QCOMPARE(LimitsModel::valueOf(report), u"20 at once, then 65536 per second"_s);
        report.perSecond = 0.05;
        QCOMPARE(valueOf(report), u"20 at once, then 3/min"_s);
        report.unit = LimitReport::Unit::ByteRate;
        report.amount = 67'108'864;
        report.perSecond = 67'108'864;
        QCOMPARE(valueOf(report), u"67108864 bytes at once, then 67108864 bytes/s"_s);
        QCOMPARE(LimitsModel::valueOf(report), u"64.0 MB at once, then 64.0 MB/s"_s);
        report.unit = LimitReport::Unit::Milliseconds;
        report.amount = 1500;
        QCOMPARE(LimitsModel::valueOf(report), u"1.5 s"_s);
    }
};

QTEST_GUILESS_MAIN(TestLimitsModel)
#include "tst_limitsmodel.moc"
