// SPDX-License-Identifier: MIT
#include "app/lab/ui/labexchangecard.h"
#include "app/lab/ui/labexchangeview.h"
#include "common/ui/thememanager.h"

#include "labcalls.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <memory>

using namespace miniqq;
using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture
{
    explicit Fixture(bool second = true)
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        playHalfACharacter(experiment, calls, second);
        experiment.drain();
        card.resize(900, 500);
        card.show();
        view.setRecord(&experiment.exchange());
    }
    void more(int count)
    {
        for (int i = 0; i < count; ++i)
            calls.call(experiment, 0, 1, "send", "14, 1, MSG_NOSIGNAL", 1, "x");
        experiment.drain();
    }

    PutClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    Experiment experiment{log};
    LabCalls calls{log, clock};
    LabExchangeCard card{experiment};
    LabExchangeView &view = *card.view();
};

} // namespace

class tst_LabExchangeView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }

    void rowsStandInTheOrderOfTimeAndArrowsGoDown()
    {
        Fixture f;
        const auto &layout = f.view.layout();
        const ExchangeRecord &record = *f.view.shown();
        QVERIFY(layout.rows().size() > 8);
        for (size_t i = 1; i < layout.rows().size(); ++i) {
            QVERIFY(layout.rows()[i].y > layout.rows()[i - 1].y);
            QVERIFY(record.point(layout.rows()[i].point)->ns >= record.point(layout.rows()[i - 1].point)->ns);
        }
        for (const auto &arrow : layout.arrows())
            QVERIFY(arrow.toRow >= arrow.fromRow);
        // Silences are folded: between listen and connect, and before the server sends.
        QCOMPARE(std::count_if(layout.rows().begin(), layout.rows().end(),
                               [](const auto &row) { return row.silenceBefore > 0; }),
                 1);
    }

    void serverStandsBetweenSeveralClients()
    {
        Fixture f;
        const auto &lanes = f.view.layout().lanes();
        QCOMPARE(lanes.size(), 4U); // and the one that refused
        QCOMPARE(lanes[0].title, u"client 1"_s);
        QCOMPARE(lanes[1].title, u"server"_s);
        QCOMPARE(lanes[2].title, u"client 2"_s);
        QVERIFY(lanes[3].foreign);
        for (size_t i = 1; i < lanes.size(); ++i)
            QVERIFY(lanes[i].x - lanes[i - 1].x >= f.view.layout().metrics().laneApart * 2 / 3);
        // Where there is no room for them, they are scrolled.
        f.card.resize(420, 500);
        QTRY_VERIFY(f.view.horizontalScrollBar()->maximum() > 0);
        f.card.resize(1'600, 500);
        QTRY_COMPARE(f.view.horizontalScrollBar()->maximum(), 0);
    }

    void whatNobodyReceivedEndsNowhere()
    {
        Fixture f(false);
        f.more(1);
        f.view.setRecord(&f.experiment.exchange());
        const auto &arrows = f.view.layout().arrows();
        QCOMPARE(std::count_if(arrows.begin(), arrows.end(), [](const auto &arrow) { return arrow.open; }),
                 1);
        QVERIFY(!f.view.grab().isNull());
    }

    void keysWalkTheArrowsAndSayThem()
    {
        Fixture f;
        QSignalSpy changed(&f.view, &LabExchangeView::currentArrowChanged);
        QTest::keyClick(&f.view, Qt::Key_Home);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(f.view.currentArrow(), f.view.layout().arrows().front().number);
        QVERIFY(f.view.accessibleDescription().contains(u"connect"_s));
        QVERIFY(f.view.accessibleDescription().contains(u"ms from call to call"_s));
        QTest::keyClick(&f.view, Qt::Key_Down);
        QCOMPARE(f.view.currentArrow(), f.view.layout().arrows()[1].number);
        QTest::keyClick(&f.view, Qt::Key_End);
        QCOMPARE(f.view.currentArrow(), f.view.layout().arrows().back().number);
        QTest::keyClick(&f.view, Qt::Key_Down);
        QCOMPARE(f.view.currentArrow(), f.view.layout().arrows().back().number);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, {4, f.view.viewport()->height() - 4});
        QCOMPARE(f.view.currentArrow(), -1);
    }

    void aCallIsFoundByItsNumber()
    {
        Fixture f;
        const ExchangeRecord &record = *f.view.shown();
        const ExchangeArrow &last = record.arrows.back();
        QVERIFY(f.view.showCall(record.point(last.sent)->event));
        QCOMPARE(record.arrow(f.view.currentArrow())->sent, last.sent);
        QVERIFY(!f.view.showCall(1'000'000));
    }

    void filterKeepsTheRestAway()
    {
        Fixture f;
        const size_t all = f.view.layout().arrows().size();
        f.card.setFilter(u"FIN"_s);
        QCOMPARE(f.view.layout().arrows().size(), 1U);
        QCOMPARE(f.view.layout().rows().size(), 2U);
        QCOMPARE(size_t(f.view.layout().hidden()), all - 1);
        f.card.setFilter(u"nothing like it"_s);
        QVERIFY(f.view.layout().rows().empty());
        QVERIFY(!f.view.grab().isNull());
        f.card.setFilter({});
        QCOMPARE(f.view.layout().arrows().size(), all);
    }

    void pausedItStandsStillAndCounts()
    {
        Fixture f;
        const size_t before = f.view.layout().rows().size();
        f.view.setPaused(true);
        f.more(5);
        f.view.recordChanged();
        QCOMPARE(f.view.waiting(), 5U);
        QTest::qWait(0);
        QCOMPARE(f.view.layout().rows().size(), before);
        f.view.setPaused(false);
        QCOMPARE(f.view.layout().rows().size(), before + 5);
        QCOMPARE(f.view.waiting(), 0U);
    }

    void liveItFollowsTheEnd()
    {
        Fixture f;
        QScrollBar *bar = f.view.verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        f.more(20);
        QTRY_VERIFY(f.view.layout().rows().size() > 25);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(0);
        QVERIFY(!f.view.isFollowing());
        const size_t rows = f.view.layout().rows().size();
        f.more(20);
        QTRY_COMPARE(f.view.layout().rows().size(), rows + 20);
        QCOMPARE(bar->value(), 0);
    }

    void replayGoesCallByCall()
    {
        Fixture f;
        f.view.startReplay();
        QVERIFY(f.view.isPaused());
        ExchangePlayer &player = f.view.player();
        QVERIFY(player.isPlaying());
        player.setSpeed(0.001);
        QCOMPARE(player.speed(), 0.05);
        QList<QSlider *> sliders = f.card.findChildren<QSlider *>();
        QCOMPARE(sliders.size(), 2);
        QCOMPARE(sliders[1]->value(), sliders[1]->minimum());
        for (int value = sliders[1]->minimum(); value <= sliders[1]->maximum(); ++value) {
            sliders[1]->setValue(value);
            QCOMPARE(sliders[1]->value(), value); // the way back leads to the same place
        }
        QCOMPARE(player.speed(), 1.0);
        player.pause();
        player.seek(0);
        int steps = 1;
        while (!player.replay()->atEnd()) {
            player.step(true);
            QCOMPARE(player.replay()->stepsDone(), ++steps);
            QVERIFY(!f.view.viewport()->grab().isNull());
        }
        QCOMPARE(steps, player.replay()->stepCount());
        player.step(false);
        QCOMPARE(player.replay()->stepsDone(), steps - 1);
        f.view.stopReplay();
        QVERIFY(!f.view.isPaused());
        QVERIFY(!player.isActive());
    }

    void replayRunsByTheClock()
    {
        Fixture f;
        f.view.startReplay();
        ExchangePlayer &player = f.view.player();
        player.setSpeed(1);
        player.seek(player.replay()->duration() - 50'000'000); // 50 ms before the end
        QVERIFY(player.isPlaying());
        QTRY_VERIFY(player.replay()->atEnd());
        QVERIFY(!player.isPlaying());
        player.play(); // anew
        QVERIFY(player.replay()->position() < player.replay()->duration());
    }

    void clearingEndsReplayAndPause()
    {
        Fixture f;
        f.view.startReplay();
        f.experiment.clear();
        QVERIFY(!f.view.player().isActive());
        QVERIFY(!f.view.isPaused());
        QVERIFY(f.view.layout().rows().empty());
    }

    void savesAPicture()
    {
        Fixture f;
        QTemporaryDir folder;
        const QString file = folder.filePath(u"往来.svg"_s);
        QSignalSpy saved(&f.card, &LabExchangeCard::svgSaved);
        f.card.saveSvg(file);
        QTRY_COMPARE(saved.size(), 1);
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QString words;
        QXmlStreamReader reader(&svg);
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters)
                words += reader.text();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(words.contains(u"client 2"_s));
        QVERIFY(words.contains(u"end (FIN)"_s)); // all of it, scrolled away or not
        QVERIFY(words.contains(u"listen(5)"_s));
        QVERIFY(f.card.problem().isEmpty());
    }

    void aPictureThatCannotBeWrittenIsTold()
    {
        Fixture f;
        QTemporaryDir folder;
        QSignalSpy saved(&f.card, &LabExchangeCard::svgSaved);
        f.card.saveSvg(folder.filePath(u"nowhere/exchange.svg"_s));
        QTRY_VERIFY(!f.card.problem().isEmpty());
        QVERIFY(f.card.problem().contains(u"could not be written"_s));
        QCOMPARE(saved.size(), 0);
        f.card.saveSvg(folder.filePath(u"exchange.svg"_s));
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(f.card.problem().isEmpty());
    }

    void theNewestOnesStayWhenTheOldestGo()
    {
        Fixture f;
        for (int i = 0; i < 4; ++i) {
            f.more(1'500);
            f.view.setRecord(&f.experiment.exchange());
            QVERIFY(f.view.layout().rows().size() <= ExchangeRecord::maxPoints);
            QVERIFY(!f.view.viewport()->grab().isNull());
        }
        QVERIFY(f.experiment.exchange().dropped > 0);
    }

private:
    std::unique_ptr<ThemeManager> m_themes;
};

QTEST_MAIN(tst_LabExchangeView)
#include "tst_labexchangeview.moc"
