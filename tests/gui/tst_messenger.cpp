// SPDX-License-Identifier: MIT
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "app/ui/conversations/conversationlistview.h"
#include "app/ui/shell/certificatedialog.h"
#include "app/ui/shell/connectionbanner.h"
#include "app/ui/shell/networkview.h"
#include "common/ui/exchange/exchangediagramcard.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/inputfield.h"
#include "tests/gui/messengerfixture.h"

#include <QMenu>
#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;
using Kind = MessageState::Kind;

class TestMessenger : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Looks> m_looks;
    std::unique_ptr<WindowServer> m_server;
    const QByteArray m_key = protocol::directKey("alice", "bob");

    StartOptions options(const QString &account, const QByteArray &opens = {}) const
    {
        StartOptions options;
        options.server = m_server->address();
        options.account = account;
        options.password = password;
        options.registerAccount = true;
        options.displayName = account.toUpper();
        options.conversation = opens;
        return options;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_looks = std::make_unique<Looks>();
    }
    void init()
    {
        m_looks->languages->setLanguage(ui::LanguageManager::Language::English);
        m_server = std::make_unique<WindowServer>();
        QVERIFY(m_server->start());
    }
    void cleanup() { m_server.reset(); }
    void cleanupTestCase() { m_looks.reset(); }

    void twoPeopleChat()
    {
        User bob(*m_looks, options(u"bob"_s));
        User alice(*m_looks, options(u"alice"_s, "bob"));
        QVERIFY(alice.messenger.signInWindow() && !alice.messenger.mainWindow());
        QTRY_VERIFY(alice.isOnline() && bob.isOnline());
        QTRY_VERIFY(!alice.messenger.signInWindow());
        QVERIFY(shows(&bob.window(), u"Lobby"_s) || bob.inList("lobby", Qt::DisplayRole).isValid());
        QTRY_COMPARE(alice.composer().edit().isVisible(), true); // opened as the options asked
        QTRY_COMPARE(alice.window().conversationList().openConversation(), m_key);
        QVERIFY(alice.activate());
        QTRY_VERIFY(alice.composer().edit().hasFocus());

        QList<Kind> states;
        const auto note = [&] {
            if (alice.view().model()->rowCount() > 0 &&
                (states.isEmpty() || states.constLast() != alice.lastState()))
                states << alice.lastState();
        };
        connect(alice.view().model(), &QAbstractItemModel::rowsInserted, this, note);
        connect(alice.view().model(), &QAbstractItemModel::dataChanged, this, note);
        alice.type(u"hello <b>Bob</b> & all"_s);
        alice.send();
        QTRY_VERIFY(alice.composer().text().isEmpty());
        QTRY_VERIFY(alice.isInView(u"hello <b>Bob</b> & all"_s));

        // Bob's window is there but shows something else: unread, in the list, on the rail and in the title.
        QTRY_COMPARE(bob.inList(m_key, ConversationListModel::UnreadRole).toInt(), 1);
        QTRY_COMPARE(bob.window().windowTitle(), u"(1) BOB – MiniQQ"_s);
        QTRY_COMPARE(states.constLast(), Kind::Delivered);

        QVERIFY(bob.activate());
        bob.window().openConversation(m_key);
        QTRY_VERIFY(bob.isInView(u"hello <b>Bob</b> & all"_s));
        QTRY_COMPARE(bob.inList(m_key, ConversationListModel::UnreadRole).toInt(), 0);
        QTRY_COMPARE(bob.window().windowTitle(), u"BOB – MiniQQ"_s);
        QTRY_COMPARE(states.constLast(), Kind::Read);
        QCOMPARE(states, (QList<Kind>{Kind::Sending, Kind::Sent, Kind::Delivered, Kind::Read}));
        disconnect(alice.view().model(), nullptr, this, nullptr);

        bob.type(u"yes!"_s);
        QTRY_VERIFY(shows(&alice.pane(), u"typing"_s));
        bob.send();
        QTRY_VERIFY(alice.isInView(u"yes!"_s));
    }

    void draftsStayWithTheirConversation()
    {
        User bob(*m_looks, options(u"bob"_s));
        QTRY_VERIFY(bob.isOnline());
        User alice(*m_looks, options(u"alice"_s, "bob"));
        QTRY_VERIFY(alice.isOnline());
        QTRY_VERIFY(alice.composer().edit().isVisible());
        alice.type(u"half a th"_s);
        alice.window().openConversation("lobby");
        QCOMPARE(alice.composer().text(), QString());
        QCOMPARE(alice.inList(m_key, ConversationListModel::HasDraftRole).toBool(), true);
        alice.type(u"for all"_s);
        alice.window().openConversation(m_key);
        QCOMPARE(alice.composer().text(), u"half a th"_s);

        // Sent and left at once: it is on its way, not a draft to be sent again.
        alice.type(u"ought"_s);
        alice.send();
        alice.window().openConversation("lobby");
        QCOMPARE(alice.composer().text(), u"for all"_s);
        QTRY_VERIFY(!alice.inList(m_key, ConversationListModel::HasDraftRole).toBool());
        alice.window().openConversation(m_key);
        QCOMPARE(alice.composer().text(), QString());
        QTRY_COMPARE(alice.shown(u"half a thought"_s), 1);
    }

    void theNetworkViewShowsTheConnection()
    {
        User alice(*m_looks, options(u"alice"_s, "lobby"));
        QTRY_VERIFY(alice.isOnline());
        QVERIFY(alice.activate());
        auto *view = alice.window().findChild<NetworkView *>();
        QVERIFY(!view->isVisible());
        QTest::keyClick(&alice.window(), Qt::Key_F12);
        QTRY_VERIFY(view->isVisible());
        const ConnectionInfo info = alice.client().connectionInfo();
        QVERIFY(info.local.port != 0);
        QVERIFY(shows(view, QString::number(info.local.port)));
        QVERIFY(shows(view, QString::number(m_server->port())));
        QVERIFY(shows(view, u"127.0.0.1"_s));
        QVERIFY(shows(view, u"ESTABLISHED"_s));
        QVERIFY(shows(view, u"1.3 · "_s));
        auto &frames = view->findChild<ui::ExchangeDiagramCard *>()->model();
        const auto has = [&](const QString &type) {
            return !frames.match(frames.index(0, 0), tap::TrafficModel::TypeRole, type, 1, Qt::MatchExactly)
                        .isEmpty();
        };
        QTRY_VERIFY(has(u"auth.ok"_s));
        alice.type(u"seen by all"_s);
        alice.send();
        QTRY_VERIFY(has(u"chat.send"_s) && has(u"chat.ack"_s));
        for (int row = 0; row < frames.rowCount(); ++row)
            QVERIFY(!frames.index(row, 0)
                         .data(tap::TrafficModel::FrameRole)
                         .toByteArray()
                         .contains(password.toUtf8()));

        // In full, at the frame that was asked for; and gone with the main window.
        const quint64 number = frames.index(1, 0).data(tap::TrafficModel::NumberRole).toULongLong();
        view->openExchange(number);
        const auto exchange = [] {
            for (QWidget *window : QApplication::topLevelWidgets()) {
                if (auto *found = qobject_cast<ui::ExchangeView *>(window))
                    return found;
            }
            return static_cast<ui::ExchangeView *>(nullptr);
        };
        QVERIFY(exchange());
        QCOMPARE(exchange()->list()->currentIndex().data(tap::TrafficModel::NumberRole).toULongLong(),
                 number);
        QTest::keyClick(&alice.window(), Qt::Key_F12);
        QTRY_VERIFY(!view->isVisible());
        alice.window().close();
        QTRY_VERIFY(!exchange());
    }

    void aRestartOfTheServerLosesNothing()
    {
        User bob(*m_looks, options(u"bob"_s, "alice"));
        User alice(*m_looks, options(u"alice"_s, "bob"));
        QTRY_VERIFY(alice.isOnline() && bob.isOnline());
        QTRY_VERIFY(alice.composer().edit().isVisible() && bob.composer().edit().isVisible());
        QVERIFY(!alice.banner().isOpen());
        const quint16 port = m_server->port();
        QVERIFY(m_server->stop());
        QTRY_VERIFY(alice.banner().isVisible());
        QTRY_VERIFY(alice.banner().text().contains(u"next try"_s) ||
                    alice.banner().text() == u"Connecting…"_s);
        alice.type(u"typed while it was away"_s);
        alice.send();
        QTRY_COMPARE(alice.shown(u"typed while it was away"_s), 1);
        QCOMPARE(alice.lastState(), Kind::Sending);

        QStringList told;
        connect(
            &alice.client(), &Client::stateChanged, &alice.banner(),
            [&] {
                if (alice.client().isOnline())
                    told << alice.banner().text();
            },
            Qt::QueuedConnection);
        m_server->core.startListening(u"127.0.0.1"_s, port);
        QTRY_VERIFY_WITH_TIMEOUT(alice.isOnline() && bob.isOnline(), 15'000);
        QTRY_COMPARE(told, QStringList{u"Connected again"_s});
        QTRY_COMPARE(bob.shown(u"typed while it was away"_s), 1);
        QTRY_VERIFY(alice.lastState() == Kind::Delivered || alice.lastState() == Kind::Read);
        QCOMPARE(alice.shown(u"typed while it was away"_s), 1);
        QTRY_VERIFY(!alice.banner().isVisible());
    }

    void kickedIsSaidEvenWithNothingOpen()
    {
        User alice(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(alice.isOnline());
        QTRY_VERIFY(!m_server->core.status().connections.empty());
        m_server->core.kick(m_server->core.status().connections.front().id, u"<i>too loud</i>"_s);
        QTRY_COMPARE(alice.client().state(), ConnectionState::Refused);
        QVERIFY(alice.banner().isVisible());
        QCOMPARE(alice.banner().text(), u"The operator ended this connection"_s);
        QVERIFY(shows(&alice.banner(), u"<i>too loud</i>"_s));
        QVERIFY(shows(&alice.window(), u"Offline"_s));
        QVERIFY(click(&alice.window(), u"Connect again"_s));
        QTRY_VERIFY(alice.isOnline());
    }

    void signingOutLeadsBack()
    {
        User alice(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(alice.isOnline());
        alice.window().setNetworkViewShown(true); // it looks at the connection until the end
        alice.window().findChild<NetworkView *>()->openExchange();
        const QPointer<MainWindow> before = &alice.window();
        QVERIFY(click(&alice.window(), u"Settings"_s));
        QAction *signOut = nullptr;
        for (QMenu *menu : alice.window().findChildren<QMenu *>()) {
            for (QAction *action : menu->actions())
                signOut = action->text() == u"Sign out"_s ? action : signOut;
        }
        QVERIFY(signOut);
        signOut->trigger();
        QVERIFY(!alice.messenger.mainWindow());
        QVERIFY(alice.messenger.signInWindow() && alice.messenger.signInWindow()->isVisible());
        QTRY_VERIFY(before.isNull());
        QVERIFY(alice.client().account().isEmpty());
        QVERIFY(!alice.inside.profile->rememberedSignIn());
        QWidget *window = alice.messenger.signInWindow();
        QCOMPARE(field(window, u"Account"_s)->text(), u"alice"_s);

        // And in again; the window is as it was left.
        field(window, u"Password"_s)->setText(password);
        QVERIFY(click(window, u"Sign in"_s));
        QTRY_VERIFY(alice.isOnline());
        QVERIFY(alice.window().findChild<NetworkView *>()->isVisible());
    }

    void anAccountThatIsThereSignsIn()
    {
        {
            User first(*m_looks, options(u"alice"_s));
            QTRY_VERIFY(first.isOnline());
        }
        User again(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(again.isOnline());

        // But only once and only with what was asked for: a wrong password stays a wrong password.
        StartOptions wrong = options(u"alice"_s);
        wrong.password = u"not the password"_s;
        User other(*m_looks, wrong);
        QSignalSpy failed(&other.client(), &Client::signInFailed);
        QTRY_COMPARE(failed.count(), 2);
        QCOMPARE(failed.at(1).at(0).value<SignInFailure>().kind, SignInFailure::Kind::BadPassword);
        QTRY_VERIFY(shows(other.messenger.signInWindow(), u"Account and password do not fit"_s));
        QVERIFY(!other.messenger.mainWindow());
    }

    void theCountdownIsAnnouncedOnce()
    {
        int waits = 0;
        QStringList said;
        User alice(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(alice.isOnline());
        connect(&alice.client(), &Client::stateChanged, this, [&waits](ConnectionState state) {
            waits += state == ConnectionState::WaitingToReconnect ? 1 : 0;
        });
        auto *countdown = alice.window().findChild<ConnectionBanner *>()->findChild<QTimer *>();
        QVERIFY(countdown);
        countdown->setInterval(10);
        QSignalSpy ticks(countdown, &QTimer::timeout);
        connect(&alice.banner(), &ui::Banner::announced, &alice.banner(),
                [&said](const QString &text) { said << text; });
        QVERIFY(m_server->stop());
        QTRY_VERIFY_WITH_TIMEOUT(ticks.count() >= 20, 15'000);
        const qsizetype times = said.filter(u"next try"_s).size();
        QVERIFY2(times >= 1 && times <= waits, qPrintable(u"%1 in %2 waits"_s.arg(times).arg(waits)));
    }

    void peoplePageSaysWhyItIsEmpty()
    {
        User alice(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(alice.isOnline());
        QVERIFY(click(&alice.window(), u"People"_s));
        QTRY_VERIFY(shows(&alice.window(), u"Nobody else is here yet"_s));
        QVERIFY(!button(&alice.window(), u"Show everybody"_s));
        User bob(*m_looks, options(u"bob"_s));
        QTRY_VERIFY(!shows(&alice.window(), u"Nobody else is here yet"_s));
        QLineEdit *search = field(&alice.window(), u"Search people"_s);
        search->setText(u"nobody <b>"_s);
        QVERIFY(shows(&alice.window(), u"Nobody of that name"_s));
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return); // there is nobody to choose
        QVERIFY(click(&alice.window(), u"Show everybody"_s));
        QVERIFY(search->text().isEmpty() && !shows(&alice.window(), u"Nobody of that name"_s));
    }

    void anotherCertificateIsAsked()
    {
        User alice(*m_looks, options(u"alice"_s));
        QTRY_VERIFY(alice.isOnline());
        const quint16 port = m_server->port();
        m_server = std::make_unique<WindowServer>(port); // another folder: another key, and no accounts
        QVERIFY(m_server->start());
        const auto dialog = [&] { return alice.window().findChild<CertificateDialog *>(); };
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible(), 15'000);
        QVERIFY(alice.banner().isVisible());
        QVERIFY(shows(dialog(), m_server->core.status().fingerprint.first(16 * 3)));
        QTest::keyClick(dialog(), Qt::Key_Return); // the safe answer
        QTRY_COMPARE(alice.client().state(), ConnectionState::Refused);
        QTRY_VERIFY(!dialog());
        QTRY_VERIFY(button(&alice.window(), u"Connect again"_s));
        QVERIFY(click(&alice.window(), u"Connect again"_s));
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        QVERIFY(click(dialog(), u"Trust the new key"_s));

        // The new server does not know the remembered sign-in: only the password helps.
        QTRY_COMPARE(alice.client().state(), ConnectionState::Refused);
        QTRY_COMPARE(alice.client().lastFailure().kind, SignInFailure::Kind::TokenExpired);
        QTRY_VERIFY(button(&alice.window(), u"Sign in…"_s));
        QVERIFY(click(&alice.window(), u"Sign in…"_s));
        QTRY_VERIFY(alice.messenger.signInWindow() && !alice.messenger.mainWindow());
    }

    void everyTextChangesWithTheLanguage()
    {
        User alice(*m_looks, options(u"alice"_s, "lobby"));
        QTRY_VERIFY(alice.isOnline());
        QTRY_VERIFY(alice.composer().edit().isVisible());
        alice.window().setNetworkViewShown(true);
        m_looks->languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_VERIFY(!button(&alice.window(), u"Settings"_s));
        const QString allowed =
            u"(ALICE.*|.*MiniQQ|TLS.*|TCP|RTT.*|ESTABLISHED.*|[\\d.:,]+ (KB|MB|B|KiB|MiB|ms)|1\\.3 · .*|"
            "Ctrl.*|[a-z]+\\.[a-z]+|.*\\w+\\([A-Z_]*\\).*|[0-9.:]+)"_s;
        const QStringList left = untranslated(textsOf(&alice.window()), allowed);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u" | "_s)));
        QCOMPARE(alice.inList("lobby", Qt::DisplayRole).toString(), u"大厅"_s);
    }

    void keysLeadEverywhere()
    {
        User bob(*m_looks, options(u"bob"_s));
        QTRY_VERIFY(bob.isOnline());
        User alice(*m_looks, options(u"alice"_s, "lobby"));
        QTRY_VERIFY(alice.isOnline());
        QVERIFY(alice.activate());
        QTRY_VERIFY(alice.composer().edit().hasFocus());
        QTest::keyClick(&alice.composer().edit(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(alice.window().conversationList().search().hasFocus());
        QTest::keyClick(&alice.window().conversationList().search(), Qt::Key_Escape);
        QTRY_VERIFY(alice.composer().edit().hasFocus());

        // Somebody by name, without the mouse.
        QVERIFY(click(&alice.window(), u"People"_s));
        QLineEdit *search = field(&alice.window(), u"Search people"_s);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, u"BO"_s);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(alice.window().conversationList().openConversation(), m_key);
        QTRY_VERIFY(alice.composer().edit().hasFocus());
        for (const auto *knob : alice.window().findChildren<QAbstractButton *>()) {
            if (knob->isVisibleTo(&alice.window()))
                QVERIFY(!knob->accessibleName().isEmpty() || !knob->text().isEmpty());
        }
    }
};

QTEST_MAIN(TestMessenger)
#include "tst_messenger.moc"
