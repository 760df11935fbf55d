// SPDX-License-Identifier: MIT
#include "app/lab/ui/calllane.h"
#include "app/lab/ui/callrow.h"
#include "app/lab/ui/stepstrip.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/inputfield.h"
#include "common/ui/thememanager.h"

#include "labcalls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace miniqq;
using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture
{
    explicit Fixture(bool played = true)
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        if (played)
            playHalfACharacter(experiment, calls);
        lane.resize(CallLane::laneWidth, 700);
        lane.show();
        experiment.drain();
    }

    QStringList titles() const
    {
        QStringList titles;
        const auto *model = lane.list()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            titles.append(model->index(row, 0).data().toString());
        return titles;
    }
    QColor groundOf(int row)
    {
        const QRect rect = lane.list()->visualRect(lane.list()->model()->index(row, 0));
        return lane.list()->viewport()->grab().toImage().pixelColor(rect.left() + 4, rect.center().y());
    }

    PutClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    Experiment experiment{log};
    LabCalls calls{log, clock};
    CallLane lane{experiment};
};

} // namespace

class tst_CallLaneView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }

    void showsCallsNotQuestions()
    {
        Fixture f;
        QVERIFY(f.titles().contains(u"recv(5)"_s));
        QVERIFY(f.titles().contains(u"decode(\"gbk\")"_s));
        QVERIFY(!f.titles().contains(u"getsockname()"_s));
        const qsizetype few = f.titles().size();
        f.lane.setAskingShown(true);
        QVERIFY(f.titles().contains(u"getsockname()"_s));
        QVERIFY(f.titles().size() > few);
    }

    void whatGoesAwayChoosesNothing()
    {
        Fixture f;
        QSignalSpy chosen(&f.lane, &CallLane::callChosen);
        f.lane.list()->setCurrentIndex(f.lane.list()->model()->index(1, 0));
        QCOMPARE(chosen.size(), 1);
        f.lane.setFilter(u"ECONNREFUSED"_s); // the chosen row goes; another becomes the current one
        QCOMPARE(f.titles().size(), 1);
        QCOMPARE(chosen.size(), 1);
        QVERIFY(!f.lane.list()->currentIndex().isValid());
        f.lane.list()->setCurrentIndex(f.lane.list()->model()->index(0, 0)); // it can be chosen
        QCOMPARE(chosen.size(), 2);
        f.lane.setFilter({});
        f.lane.list()->setCurrentIndex(f.lane.list()->model()->index(0, 0));
        QCOMPARE(chosen.size(), 3);
    }

    void failuresStandOut()
    {
        Fixture f;
        f.lane.setFilter(u"ECONNREFUSED"_s);
        QCOMPARE(f.titles(), QStringList{u"connect(127.0.0.1:8009)"_s});
        QCOMPARE(f.groundOf(0), themeOf(&f.lane).errSoft);
        f.lane.setFilter(u"EAGAIN"_s);
        QCOMPARE(f.titles(), QStringList{u"recv(5)"_s});
        QCOMPARE(f.groundOf(0), themeOf(&f.lane).panel); // waiting is no failure
        f.lane.setFilter(u"nothing fits"_s);
        QVERIFY(f.titles().isEmpty());
        QVERIFY(!f.lane.list()->isVisible()); // words instead
        f.lane.setFilter(u"client 2: send"_s);
        QCOMPARE(f.titles().size(), 2);
        f.lane.setFilter({});
        QVERIFY(f.titles().size() > 10);
    }

    void followsTheEndUnlessScrolledAway()
    {
        Fixture f;
        QScrollBar *bar = f.lane.list()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        QTRY_COMPARE(bar->value(), bar->maximum());
        f.lane.list()->setFocus();
        QTest::keyClick(f.lane.list(), Qt::Key_Home);
        QTRY_COMPARE(bar->value(), 0);
        QVERIFY(!f.lane.isFollowing());
        f.calls.call(f.experiment, 1, 9, "socket", "AF_INET, SOCK_STREAM, 0", 9);
        f.experiment.drain();
        QCoreApplication::processEvents();
        QCOMPARE(bar->value(), 0);
        QTest::keyClick(f.lane.list(), Qt::Key_End);
        QVERIFY(f.lane.isFollowing());
    }

    void aRowTellsItsCallAndCopiesItsLine()
    {
        Fixture f;
        f.lane.setFilter(u"recv(5) C1"_s);
        QSignalSpy chosen(&f.lane, &CallLane::callChosen);
        f.lane.list()->setCurrentIndex(f.lane.list()->model()->index(0, 0));
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen.last().at(0).toULongLong() > 0);
        QCOMPARE(chosen.last().at(1).toLongLong(), f.experiment.firstId(1).value());
        f.lane.list()->setFocus();
        QTest::keyClick(f.lane.list(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"data = s.recv(5)"_s);
    }

    void stepsStandAboveAndLeadToTheirCalls()
    {
        Fixture f;
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto strips = f.lane.findChildren<StepStrip *>();
        QCOMPARE(strips.size(), 3);
        QCOMPARE(strips.first()->end(), 0);
        QTest::mouseClick(strips.first(), Qt::LeftButton, {}, {strips.first()->width() - 14, 14}); // close
        QCOMPARE(f.lane.list()->currentIndex().data().toString(), u"close()"_s);

        // Of many ends those that have done something.
        const int server = f.experiment.addEnd({.role = EndRole::Server, .number = 2});
        f.experiment.addEnd({.role = EndRole::Client, .number = 3});
        f.calls.call(f.experiment, server, 0, "socket", "AF_INET, SOCK_STREAM, 0", 40);
        f.experiment.drain();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QList<int> ends;
        for (const StepStrip *strip : f.lane.findChildren<StepStrip *>())
            ends.append(strip->end());
        QCOMPARE(ends, (QList<int>{0, server, 1}));
        f.experiment.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(f.lane.findChildren<StepStrip *>().isEmpty());
    }

    void aCallIsFoundByItsNumber()
    {
        Fixture f;
        const quint64 first = f.experiment.calls().index(0).data(CallLaneModel::NumberRole).toULongLong();
        QVERIFY(f.lane.showCall(first));
        QCOMPARE(f.lane.list()->currentIndex().row(), 0);
        QVERIFY(!f.lane.isFollowing());
        QTRY_VERIFY(f.lane.list()->visualRect(f.lane.list()->currentIndex()).top() >= 0);
        QVERIFY(!f.lane.showCall(1'000'000));
        f.lane.setFilter(u"recv"_s);
        QVERIFY(!f.lane.showCall(first));
    }

    void theFootOffersAProgramPerSide()
    {
        Fixture f;
        Button *copy = nullptr;
        for (Button *button : f.lane.findChildren<Button *>()) {
            if (button->iconName() == u"copy"_s)
                copy = button;
        }
        QVERIFY(copy && copy->isEnabled());
        QTest::mouseClick(copy, Qt::LeftButton);
        const auto *menu = f.lane.findChild<QMenu *>();
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 3);
        QCOMPARE(menu->actions().at(0)->text(), u"server"_s);
        menu->actions().at(1)->trigger();
        const QString program = QGuiApplication::clipboard()->text();
        QVERIFY(program.contains(u"s.connect(('127.0.0.1', 8008))"_s));
        QVERIFY(program.contains(u"s.recv(5)"_s));
        QVERIFY(copy->text().contains(u"client 1"_s));
    }

    void nothingToCopyYet()
    {
        Fixture f(false);
        QVERIFY(!f.lane.list()->isVisible());
        for (const Button *button : f.lane.findChildren<Button *>())
            QVERIFY(button->iconName() != u"copy"_s || !button->isEnabled());
    }

    void manyCallsStayBounded()
    {
        Fixture f;
        for (int i = 0; i < 6'000; ++i)
            f.calls.call(f.experiment, 1, 0, "recv", "13, 5, 0", 1, "x");
        for (int turn = 0; turn < 3; ++turn)
            f.experiment.drain();
        QVERIFY(f.lane.list()->model()->rowCount() <= CallLaneModel::maxRows);
        QVERIFY(f.experiment.calls().dropped() > 0);
    }

private:
    std::unique_ptr<ThemeManager> m_themes;
};

QTEST_MAIN(tst_CallLaneView)
#include "tst_calllaneview.moc"
