// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/machine.h"
#include "app/lab/ui/address/reachmatrixcard.h"
#include "app/lab/ui/address/reachmatrixview.h"
#include "common/base/clock.h"
#include "common/ui/button.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;
using Outcome = ReachWords::Outcome;
using Source = ReachWords::Source;

class TestReachMatrixView : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock;
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

    /// Only loopback: nothing is dialled but this machine.
    static Machine machine()
    {
        Interface lo;
        lo.name = u"lo"_s;
        lo.kind = net::InterfaceKind::Loopback;
        lo.up = lo.running = true;
        lo.addresses = {{QHostAddress(QHostAddress::LocalHost), 8, {}}};
        return {{lo}, {}};
    }
    static const ReachWords &cell(ReachMatrixView &view, int row, Dial dial)
    {
        return view.rows()[row].cells[qsizetype(dial)];
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
    }
    void init() { m_languages->setLanguage(ui::LanguageManager::Language::English); }
    void cleanupTestCase()
    {
        m_languages.reset();
        m_themes.reset();
    }

    void keysAndMouseChooseACell()
    {
        ReachMatrixView view;
        view.setMatrix(computeReachability(QHostAddress(u"192.168.1.20"_s), true));
        view.resize(700, view.sizeHint().height());
        view.show();
        QSignalSpy current(&view, &ReachMatrixView::currentChanged);
        QCOMPARE(view.currentSentence(), QString());
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, int(Dial::HereLan)).center());
        QCOMPARE(view.currentRow(), 0);
        QVERIFY(view.currentSentence().startsWith(u"Refused"_s));
        QVERIFY(view.accessibleDescription().contains(u"derived"_s));
        QCOMPARE(current.size(), 1);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentRow(), 1);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.currentColumn(), dials - 1);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentRow(), bindChoices); // the row of the firewall is the last one
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(view.rows()[0].cells[0].word, u"已连接"_s);
    }

    void cellsStandBesideEachOther()
    {
        ReachMatrixView view;
        for (const int width : {420, 700, 1100}) {
            view.resize(width, view.sizeHint().height());
            for (int row = 0; row < view.rows().size(); ++row) {
                for (int column = 0; column + 1 < view.columns().size(); ++column)
                    QVERIFY(view.cellRect(row, column).right() < view.cellRect(row, column + 1).left());
                QVERIFY(view.cellRect(row, dials - 1).right() < width);
                QVERIFY(view.cellRect(row, 0).bottom() < view.height());
            }
        }
    }

    void nothingIsTriedUnseen()
    {
        MachineReader reader(machine);
        ReachMatrixCard card(reader, m_clock);
        QSignalSpy tried(&card, &ReachMatrixCard::tried);
        QSignalSpy read(&reader, &MachineReader::machineChanged);
        reader.refresh();
        QTRY_COMPARE(read.size(), 1);
        QVERIFY(!card.tryButton().isBusy());
        card.show(); // now somebody looks
        QVERIFY(card.tryButton().isBusy());
        QTRY_COMPARE(tried.size(), 1);
    }

    void whatThisMachineCanDialIsTriedForReal()
    {
        MachineReader reader(machine);
        ReachMatrixCard card(reader, m_clock);
        QSignalSpy tried(&card, &ReachMatrixCard::tried);
        card.show();
        reader.refresh(); // the first trial comes by itself
        QTRY_COMPARE(tried.size(), 1);
        QCOMPARE(cell(card.view(), 0, Dial::HereLoopback).source, Source::Observed);
        QCOMPARE(cell(card.view(), 0, Dial::HereLoopback).outcome, Outcome::Connected);
        QCOMPARE(cell(card.view(), 2, Dial::HereLoopback).outcome, Outcome::Connected);
        QCOMPARE(cell(card.view(), 0, Dial::Neighbour).source, Source::Derived);
        QCOMPARE(cell(card.view(), bindChoices, Dial::HereLoopback).source, Source::Simulated);
        QVERIFY(!card.tryButton().isBusy());
        card.tryButton().click();
        QVERIFY(card.tryButton().isBusy());
        QTRY_COMPARE(tried.size(), 2);
        QVERIFY(!card.tryButton().isBusy());
    }

    void hidingEndsATrial()
    {
        MachineReader reader(machine);
        ReachMatrixCard card(reader, m_clock);
        QSignalSpy tried(&card, &ReachMatrixCard::tried);
        card.show();
        QSignalSpy changed(&reader, &MachineReader::machineChanged);
        reader.refresh();
        QTRY_COMPARE(changed.size(), 1);
        card.tryButton().click();
        card.hide();
        QVERIFY(!card.tryButton().isBusy());
        card.show();
        card.tryButton().click();
        QTRY_VERIFY(!tried.isEmpty());
    }
};

QTEST_MAIN(TestReachMatrixView)
#include "tst_reachmatrixview.moc"
