// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/addresscardview.h"
#include "app/lab/ui/address/addresspage.h"
#include "app/lab/ui/address/bitsview.h"
#include "app/lab/ui/address/factrows.h"
#include "app/lab/ui/address/interfacescard.h"
#include "app/lab/ui/address/namecard.h"
#include "app/lab/ui/address/pingladdercard.h"
#include "app/lab/ui/address/routecard.h"
#include "common/base/clock.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

/// The cards of the tab "Addresses & ports" over a machine that the test makes up.
class TestAddressPage : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock;
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

    static Machine machine()
    {
        Interface lo;
        lo.name = u"lo"_s;
        lo.kind = net::InterfaceKind::Loopback;
        lo.up = lo.running = true;
        lo.addresses = {{QHostAddress(QHostAddress::LocalHost), 8, {}}};
        Interface card;
        card.index = 2;
        card.name = u"wlan0"_s;
        card.kind = net::InterfaceKind::WiFi;
        card.hardwareAddress = u"3c:58:c2:0e:91:a4"_s;
        card.mtu = 1500;
        card.up = card.running = true;
        card.addresses = {{QHostAddress(u"192.168.1.20"_s), 24, QHostAddress(u"192.168.1.255"_s)}};
        Route out;
        out.destination = QHostAddress(QHostAddress::AnyIPv4);
        out.gateway = QHostAddress(u"192.168.1.1"_s);
        out.interfaceName = u"wlan0"_s;
        Route near;
        near.destination = QHostAddress(u"192.168.1.0"_s);
        near.prefix = 24;
        near.interfaceName = u"wlan0"_s;
        return {{lo, card}, {out, near}};
    }
    /// Answers every name with two addresses, at once and without a network.
    static NameLookup::Resolver resolver()
    {
        return [](const QString &question, QObject *, const NameLookup::Reply &reply) {
            QHostInfo info;
            info.setHostName(question);
            info.setAddresses({QHostAddress(u"127.0.0.1"_s), QHostAddress(u"::1"_s)});
            reply(info);
        };
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

    void theCardBeginsWithThisMachinesAddress()
    {
        MachineReader reader(machine);
        AddressCardView card(reader);
        QVERIFY(card.field().text().isEmpty());
        reader.refresh();
        QTRY_COMPARE(card.field().text(), u"192.168.1.20/24"_s);
        QCOMPARE(card.sheet().head, u"192.168.1.20"_s);
        QCOMPARE(card.rows().value(u"gateway"_s), u"192.168.1.1, only for other networks"_s);
        QCOMPARE(card.findChild<BitsView *>()->networkWords(), u"network · 24 bits"_s);
        QCOMPARE(card.findChild<BitsView *>()->hostWords(), u"host · 8 bits"_s);
        QCOMPARE(card.chooser().count(), 2);
        Q_EMIT card.chooser().activated(0);
        QCOMPARE(card.sheet().head, u"127.0.0.1"_s);
        QCOMPARE(card.chooser().currentIndex(), 0);
        card.setText(u"9.9.9.9"_s);
        QCOMPARE(card.chooser().currentIndex(), -1); // it is none of this machine's
    }

    void whatIsNoAddressIsToldUnderTheField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("too large a number") << u"256.1.1.1"_s;
        QTest::newRow("a name") << u"www.example.org"_s;
        QTest::newRow("a port out of range") << u"127.0.0.1:70000"_s;
        QTest::newRow("a mask with a hole") << u"10.0.0.1 255.0.255.0"_s;
        QTest::newRow("nonsense") << u"<b>hello</b>"_s;
        QTest::newRow("long") << QString(200, u'1');
    }
    void whatIsNoAddressIsToldUnderTheField()
    {
        QFETCH(QString, typed);
        MachineReader reader(machine);
        AddressCardView card(reader);
        card.setText(u"10.0.0.1/8"_s);
        QVERIFY(card.field().error().isEmpty());
        card.setText(typed);
        QVERIFY(!card.field().error().isEmpty());
        QVERIFY(!card.tells()); // else the card would tell of another address
        card.setText(u"::1"_s);
        QVERIFY(card.tells());
        QVERIFY(card.field().error().isEmpty());
        QVERIFY(!card.findChild<BitsView *>()->isVisibleTo(&card));
        card.setText({});
        QVERIFY(card.field().error().isEmpty());
        QVERIFY(!card.tells());
        // Typing is read once it rests.
        QTest::keyClicks(&card.field().edit(), u"1.2.3.4"_s);
        QTRY_VERIFY(card.tells());
        QCOMPARE(card.sheet().head, u"1.2.3.4"_s);
    }

    void theRestOfTheFactsIsOneClickAway()
    {
        MachineReader reader(machine);
        AddressCardView card(reader);
        card.setText(u"192.168.1.20/24"_s);
        QVERIFY(card.rows().value(u"integer"_s).isEmpty());
        for (auto *button : card.findChildren<ui::Button *>()) {
            if (button->text() == u"Show all forms and notes"_s)
                button->click();
        }
        QCOMPARE(card.rows().value(u"integer"_s), u"3232235796"_s);
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(card.title(), u"地址卡"_s);
        QCOMPARE(card.rows().value(u"hosts"_s), u"254 台，广播 192.168.1.255"_s);
    }

    void theWayIsToldByTheTable()
    {
        MachineReader reader(machine);
        RouteCard card(reader, m_clock, resolver());
        reader.refresh();
        QSignalSpy decided(&card, &RouteCard::decided);
        QTRY_VERIFY(!decided.isEmpty());
        QTRY_COMPARE(card.rows().value(u"gateway"_s),
                     u"192.168.1.1"_s); // of 8.8.8.8, which stands there at first
        card.field().setText(u"192.168.1.7"_s);
        QTRY_VERIFY(card.reason().contains(u"192.168.1.7"_s));
        QCOMPARE(card.rows().value(u"gateway"_s), QString());
        card.field().setText(u"a name"_s); // no host name at all
        QTRY_VERIFY(!card.field().error().isEmpty());
        card.field().setText(u"300.1.1.1"_s);
        QTRY_VERIFY(!card.field().error().isEmpty());
        card.field().setText(u"here.example"_s); // the resolver says 127.0.0.1
        QTRY_VERIFY(card.reason().contains(u"127.0.0.1"_s));
        QVERIFY(card.field().error().isEmpty());
    }

    void aLateNameIsNoAnswer()
    {
        MachineReader reader(machine);
        NameLookup::Reply late;
        RouteCard card(reader, m_clock,
                       [&late](const QString &, QObject *, const NameLookup::Reply &reply) { late = reply; });
        reader.refresh();
        card.field().setText(u"slow.example"_s);
        QTRY_VERIFY(late);
        card.field().setText(u"192.168.1.7"_s);
        QTRY_VERIFY(card.reason().contains(u"192.168.1.7"_s));
        QSignalSpy decided(&card, &RouteCard::decided);
        QHostInfo info;
        info.setAddresses({QHostAddress(u"127.0.0.1"_s)});
        late(info);
        QVERIFY(!decided.wait(100));
        QVERIFY(card.reason().contains(u"192.168.1.7"_s));
        late(QHostInfo()); // a failure neither
        QVERIFY(card.field().error().isEmpty());
    }

    void namesAreAskedForAndBack()
    {
        NameCard card(m_clock, resolver());
        QVERIFY(card.rows().value(u"address0"_s).isEmpty()); // nothing is asked unasked
        card.field().setText(u"two.example"_s);
        card.askButton().click();
        QTRY_VERIFY(card.rows().value(u"address0"_s).startsWith(u"127.0.0.1"_s));
        QVERIFY(card.rows().value(u"address1"_s).startsWith(u"::1"_s));
        QVERIFY(!card.rows().value(u"elapsed"_s).isEmpty());
        QVERIFY(!card.askButton().isBusy());
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese); // the answer is said anew
        QTRY_VERIFY(card.rows().value(u"address0"_s).contains(u"回环"_s));
        m_languages->setLanguage(ui::LanguageManager::Language::English);
        card.field().setText(u"no host"_s);
        card.askButton().click();
        QVERIFY(!card.field().error().isEmpty());
        QVERIFY(!card.askButton().isBusy());
    }

    void everyRungOfTheLadderIsExplained()
    {
        MachineReader reader(machine);
        // A program that is not there: every rung fails, and says what to do.
        PingLadderCard card(reader, {u"no-such-ping-program"_s, 1, std::chrono::seconds(5)});
        reader.refresh();
        QTRY_COMPARE(card.rungs().value(2).target, u"192.168.1.1"_s);
        QCOMPARE(card.rungs().size(), 3); // nothing outside unless somebody names it
        QSignalSpy climbed(&card, &PingLadderCard::climbed);
        card.climbButton().click();
        QVERIFY(card.climbButton().isBusy());
        QTRY_COMPARE(climbed.size(), 1);
        QVERIFY(!card.climbButton().isBusy());
        for (qsizetype at = 0; at < 3; ++at) {
            QCOMPARE(card.rungs()[at].result.outcome, PingOutcome::NotInstalled);
            QVERIFY(!card.meaning(at).isEmpty() && card.meaning(at) != u"not tried yet"_s);
        }
        card.target().setText(u"bad target!"_s);
        QCOMPARE(card.rungs().size(), 4);
        card.climbButton().click();
        QVERIFY(!card.target().error().isEmpty());
        QVERIFY(!card.climbButton().isBusy());
    }

    void interfacesAreListedAndChange()
    {
        auto shared = std::make_shared<Machine>(machine());
        MachineReader reader([shared] { return *shared; });
        InterfacesCard card(reader);
        QSignalSpy changed(&reader, &MachineReader::machineChanged);
        reader.refresh();
        QTRY_COMPARE(card.count(), 2);
        QCOMPARE(changed.size(), 1);
        shared->interfaces.removeLast();
        reader.refresh();
        QTRY_COMPARE(card.count(), 1);
        reader.refresh();
        QTest::qWait(0);
        QCOMPARE(changed.size(), 2); // the same machine is no news
    }

    void thePageFitsNarrowWindows()
    {
        AddressPage page(
            m_clock, machine, [] { return PortBoard(); }, nullptr);
        page.resize(1200, 700);
        page.show();
        QTRY_COMPARE(page.addressCard().sheet().head, u"192.168.1.20"_s);
        QTRY_VERIFY(page.addressCard().geometry().right() < 600);
        page.resize(640, 700);
        QTRY_VERIFY(page.addressCard().width() > 500);
        QTRY_VERIFY(page.widget()->width() <= page.viewport()->width());
    }
};

QTEST_MAIN(TestAddressPage)
#include "tst_addresspage.moc"
