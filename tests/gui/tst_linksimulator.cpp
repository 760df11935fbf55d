// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/hopscard.h"
#include "app/lab/ui/address/hopsview.h"
#include "app/lab/ui/address/linkpage.h"
#include "app/lab/ui/address/lossycard.h"
#include "app/lab/ui/address/lossyview.h"
#include "app/lab/ui/address/switchcard.h"
#include "app/lab/ui/address/switchview.h"
#include "common/ui/button.h"
#include "common/ui/language.h"
#include "common/ui/marks.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QComboBox>
#include <QSpinBox>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class TestLinkSimulator : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

    static void choose(QComboBox &box, int at)
    {
        box.setCurrentIndex(at);
        Q_EMIT box.activated(at);
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

    void everyCardSaysThatItIsSimulated()
    {
        LinkPage page;
        for (ui::Card *card : page.findChildren<ui::Card *>()) {
            const auto *badge = card->findChild<ui::Badge *>();
            QVERIFY2(badge && badge->provenance() == ui::Provenance::Simulated, qPrintable(card->title()));
        }
        QCOMPARE(page.findChildren<ui::Card *>().size(), 3);
    }

    void aSwitchIsTaughtByHand()
    {
        SwitchCard card;
        card.resize(500, 420);
        card.show();
        card.sendButton().click(); // A to B
        QCOMPARE(card.step().out.size(), 3);
        QVERIFY(card.sentence().contains(u"floods"_s));
        QTest::mouseClick(&card.view(), Qt::LeftButton, {}, card.view().stationRect(1).center());
        QCOMPARE(card.from().currentIndex(), 1);
        card.to().setCurrentIndex(0);
        card.sendButton().click();
        QCOMPARE(card.step().out, QList<int>{0});
        QCOMPARE(card.view().accessibleDescription(), card.sentence());
        card.forgetButton().click();
        QVERIFY(card.step().out.isEmpty());
        choose(card.box(), int(SwitchRun::Box::Hub));
        QVERIFY(!card.forgetButton().isEnabled());
        card.sendButton().click();
        QCOMPARE(card.step().out.size(), 3);
        card.to().setCurrentIndex(card.from().currentIndex());
        card.sendButton().click();
        QVERIFY(card.step().out.isEmpty());
        QVERIFY(!card.sentence().isEmpty());
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(card.sendButton().text(), u"发送"_s);
        QCOMPARE(card.to().itemText(SwitchRun::everybody), u"所有人"_s);
    }

    void theTimeToLiveIsTurnedDown()
    {
        HopsCard card;
        QCOMPARE(card.view().scene().hops().size(), 3);
        card.routers().setValue(4);
        card.ttl().setValue(2);
        QCOMPARE(card.view().scene().endsAt(), 1);
        QVERIFY(card.sentence().contains(u"Router 2"_s));
        card.routers().setValue(0);
        QVERIFY(card.sentence().contains(u"ARP"_s));
        QVERIFY(card.view().accessibleDescription().contains(u"time to live 2"_s));
        QVERIFY(!card.grab().isNull());
    }

    void chancesMakeTheRun()
    {
        LossyCard card;
        for (const LossyCard::Setting chance :
             {LossyCard::Loss, LossyCard::Duplicate, LossyCard::Corrupt, LossyCard::Overtake})
            card.setting(chance).setValue(0);
        QCOMPARE(card.summary(), u"10 of 10 arrived"_s);
        card.setting(LossyCard::Loss).setValue(100);
        QCOMPARE(card.summary(), u"0 of 10 arrived · 10 lost"_s);
        QVERIFY(card.view().run().arrival.isEmpty());
        QVERIFY(!card.grab().isNull());
        card.setting(LossyCard::Loss).setValue(40);
        const QList<int> before = card.view().run().arrival;
        QList<int> other = before;
        for (int tries = 0; tries < 20 && other == before; ++tries) {
            card.againButton().click();
            other = card.view().run().arrival;
        }
        QVERIFY(other != before);
        card.setting(LossyCard::Datagrams).setValue(40);
        QCOMPARE(card.view().run().sent, 40);
        // Every arrow lies within the view.
        card.view().resize(700, 220);
        for (const LossyRun::Arrow &arrow : card.view().run().arrows) {
            QVERIFY(card.view().placeOf(arrow.sentMs) >= 0);
            QVERIFY(card.view().placeOf(std::max<qint64>(arrow.arrivedMs, 0)) <= card.view().width());
        }
    }

    void thePageFitsNarrowWindows()
    {
        LinkPage page;
        page.resize(1200, 700);
        page.show();
        QTRY_COMPARE(page.hopsCard().y(), page.switchCard().y());
        page.resize(680, 700);
        QTRY_VERIFY(page.hopsCard().y() > page.switchCard().geometry().bottom());
        QTRY_VERIFY(page.widget()->width() <= page.viewport()->width());
    }
};

QTEST_MAIN(TestLinkSimulator)
#include "tst_linksimulator.moc"
