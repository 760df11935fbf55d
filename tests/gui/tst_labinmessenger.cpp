// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/labpage.h"
#include "app/ui/conversations/conversationlistview.h"
#include "tests/gui/messengerfixture.h"

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;

/// The Network Lab as a page of the messenger.
class TestLabInMessenger : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Looks> m_looks;
    std::unique_ptr<WindowServer> m_server;

    StartOptions options() const
    {
        StartOptions options;
        options.server = m_server->address();
        options.account = u"alice"_s;
        options.password = password;
        options.registerAccount = true;
        options.conversation = "lobby";
        return options;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_looks = std::make_unique<Looks>();
        m_looks->languages->setLanguage(ui::LanguageManager::Language::English);
        m_server = std::make_unique<WindowServer>();
        QVERIFY(m_server->start());
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_looks.reset();
    }

    void theLabTakesThePlaceOfTheConversation()
    {
        User alice(*m_looks, options());
        QTRY_VERIFY(alice.isOnline());
        QVERIFY(alice.activate());
        QTRY_VERIFY(alice.pane().isVisible());
        MainWindow &window = alice.window();
        QVERIFY(!window.labPage()); // it costs nothing until it is opened
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(window.labPage() && window.labPage()->isVisible());
        QVERIFY(!alice.pane().isVisible());
        QVERIFY(!window.conversationList().isVisible());
        QVERIFY(window.labPage()->content());
        QTRY_VERIFY(window.focusWidget() == window.labPage()->focusProxy()); // what is typed does not go astray
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(alice.pane().isVisible() && window.conversationList().isVisible());
        QVERIFY(!window.labPage()->isVisible());
        // A conversation that is opened from elsewhere leaves the Lab, too.
        window.showPage(Rail::Lab);
        window.openConversation("lobby");
        QVERIFY(alice.pane().isVisible());
    }

    void theTabOfTheLastTimeIsThereAgain()
    {
        User alice(*m_looks, options());
        QTRY_VERIFY(alice.isOnline());
        QSettings &settings = alice.inside.profile->settings();
        alice.window().showPage(Rail::Lab);
        lab::LabPage &page = *alice.window().labPage();
        page.setTab(page.tabs().first());
        QTest::keyClick(&alice.window(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(settings.value(u"lab/tab"_s, page.tabs().first()).toString(), page.tab());
        if (page.tabs().size() > 1)
            QCOMPARE(page.tab(), page.tabs().at(1));
        // Another window of the same profile.
        MainWindow window(*alice.inside.inside, alice.inside.traffic, alice.inside.clock, *m_looks->themes,
                          *m_looks->languages);
        window.showPage(Rail::Lab);
        QCOMPARE(window.labPage()->tab(), page.tab());
    }
};

QTEST_MAIN(TestLabInMessenger)
#include "tst_labinmessenger.moc"
