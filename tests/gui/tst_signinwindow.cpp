// SPDX-License-Identifier: MIT
#include "app/ui/shell/failurebox.h"
#include "app/ui/shell/signinwindow.h"
#include "common/ui/button.h"
#include "common/ui/inputfield.h"
#include "common/ui/language.h"
#include "common/ui/switch.h"
#include "common/ui/thememanager.h"
#include "tests/gui/windowfixture.h"

#include <QLayout>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::test;

class TestSignInWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;
    std::unique_ptr<WindowServer> m_server;
    std::unique_ptr<WindowClient> m_client;
    std::unique_ptr<SignInWindow> m_window;

    QLineEdit &server() const { return *field(m_window.get(), u"Server address"_s); }
    QLineEdit &account() const { return *field(m_window.get(), u"Account"_s); }
    QLineEdit &secret() const { return *field(m_window.get(), u"Password"_s); }
    QLineEdit &display() const { return *field(m_window.get(), u"Name to show (may be left empty)"_s); }
    ui::Switch &tls() const { return *m_window->findChild<ui::Switch *>(); }
    FailureBox &failure() const { return *m_window->findChild<FailureBox *>(); }
    bool press(const QString &text) const { return click(m_window.get(), text); }
    bool says(const QString &words) const { return shows(m_window.get(), words); }

    void open()
    {
        m_client = std::make_unique<WindowClient>();
        m_window = std::make_unique<SignInWindow>(*m_client->inside, *m_themes, *m_languages);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void type(const QString &where, const QString &who, const QString &word) const
    {
        server().setText(where);
        account().setText(who);
        secret().setText(word);
    }
    QString here() const { return m_server->address().toText(); }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_themes->setAnimated(false);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
        m_server = std::make_unique<WindowServer>();
        QVERIFY(m_server->start());
        WindowClient alice;
        alice->registerAccount(m_server->address(), u"alice"_s, QString(), password);
        QTRY_VERIFY(alice->isOnline());
    }
    void init()
    {
        m_languages->setLanguage(ui::LanguageManager::Language::English);
        open();
    }
    void cleanup()
    {
        m_window.reset();
        m_client.reset();
    }
    void cleanupTestCase()
    {
        m_server.reset();
        m_languages.reset();
        m_themes.reset();
    }

    void offersWhatIsLikely()
    {
        QCOMPARE(server().text(), u"127.0.0.1:6477"_s);
        QVERIFY(tls().isChecked());
        QVERIFY(account().hasFocus());
        QCOMPARE(secret().echoMode(), QLineEdit::Password);
        QVERIFY(!display().isVisible());
        QVERIFY(!failure().isVisible());
    }

    void registeringAsksForTheNameToo()
    {
        QVERIFY(press(u"Register"_s)); // the quiet one: it only changes the form
        QVERIFY(display().isVisible());
        QVERIFY(button(m_window.get(), u"Sign in instead"_s));
        QVERIFY(!button(m_window.get(), u"Sign in"_s));
        type(here(), u"Bob"_s, password);
        display().setText(u"小明 <b>"_s);
        QSignalSpy signedIn(m_client->inside.get(), &Client::signedIn);
        QTest::keyClick(&secret(), Qt::Key_Return);
        QVERIFY(signedIn.count() > 0 || signedIn.wait());
        QCOMPARE(signedIn.at(0).at(0).toByteArray(), QByteArray("bob"));
        QCOMPARE((*m_client)->displayName(), u"小明 <b>"_s);
        QVERIFY(!says(password));

        // The next time both are there, and only the password is missing.
        QTRY_VERIFY((*m_client)->isOnline());
        (*m_client)->signOut();
        m_window = std::make_unique<SignInWindow>(*m_client->inside, *m_themes, *m_languages);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QCOMPARE(server().text(), here());
        QCOMPARE(account().text(), u"bob"_s);
        QVERIFY(secret().hasFocus());
        QVERIFY(says(u"Used before"_s));
        QVERIFY(button(m_window.get(), here()));
    }

    void failuresAreToldApart()
    {
        QTcpServer stranger; // speaks something else
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        connect(&stranger, &QTcpServer::newConnection, &stranger, [&stranger] {
            QTcpSocket *socket = stranger.nextPendingConnection();
            socket->write("220 mail.example ESMTP\r\n");
            socket->disconnectFromHost();
        });
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        const QString nobody = u"127.0.0.1:%1"_s.arg(gone.serverPort());
        gone.close();

        struct Case
        {
            QString server;
            QString account;
            QString password;
            bool registers;
            bool tls;
            QLineEdit *focus;
        };
        const QList<Case> cases{
            {u"what is this?"_s, u"alice"_s, password, false, true, &server()},
            {nobody, u"alice"_s, password, false, true, &server()},
            {u"127.0.0.1:%1"_s.arg(stranger.serverPort()), u"alice"_s, password, false, true, &server()},
            {here(), u"alice"_s, password, false, false, &server()}, // unprotected to a protected one
            {here(), u"alice"_s, u"not the password"_s, false, true, &secret()},
            {here(), u"alice"_s, password, true, true, &account()},
            {here(), u"a b/c"_s, password, false, true, &account()},
        };
        QSet<QString> headings;
        bool registers = false;
        for (const Case &c : cases) {
            if (registers != c.registers)
                QVERIFY(press(c.registers ? u"Register"_s : u"Sign in instead"_s));
            registers = c.registers;
            type(c.server, c.account, c.password);
            tls().setChecked(c.tls);
            QVERIFY(!failure().isVisible()); // what is being corrected is no longer wrong
            QSignalSpy failed(m_client->inside.get(), &Client::signInFailed);
            QTest::keyClick(&secret(), Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(failure().isVisible(), 10'000);
            QVERIFY(!failure().heading().isEmpty());
            QVERIFY2(!headings.contains(failure().heading()), qPrintable(failure().heading()));
            headings << failure().heading();
            QVERIFY2(c.focus->hasFocus(), qPrintable(failure().heading()));
            QVERIFY(c.focus->isEnabled());
            QVERIFY(!button(m_window.get(), u"Cancel"_s));
            QVERIFY(!says(c.password));
            // What the server answered is said once, in the user's language.
            const QString detail =
                failed.isEmpty() ? QString() : failed.at(0).at(0).value<SignInFailure>().detail;
            QCOMPARE(!detail.isEmpty() && says(detail), !detail.isEmpty() && c.focus == &server());
        }
    }

    void missingFieldsAreAskedFor()
    {
        type(here(), QString(), QString());
        QVERIFY(press(u"Sign in"_s));
        QVERIFY(says(u"Type the name of your account"_s));
        QVERIFY(account().hasFocus());
        QTest::keyClicks(&account(), u"alice"_s);
        QVERIFY(!says(u"Type the name of your account"_s));
        QVERIFY(press(u"Sign in"_s));
        QVERIFY(says(u"Type your password"_s));
        QVERIFY(secret().hasFocus());
        QCOMPARE((*m_client)->state(), ConnectionState::Offline);
    }

    void aSignInUnderWayCanBeCancelled()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        type(u"127.0.0.1:%1"_s.arg(silent.serverPort()), u"alice"_s, password);
        for (int turn = 0; turn < 2; ++turn) {
            QVERIFY(press(u"Sign in"_s));
            const auto *primary = qobject_cast<ui::Button *>(button(m_window.get(), u"Sign in"_s));
            QVERIFY(primary->isBusy());
            QVERIFY(!server().isEnabled() && !account().isEnabled() && !secret().isEnabled());
            QTRY_VERIFY(says(u"Agreeing on encryption (TLS)…"_s));
            QVERIFY(press(u"Cancel"_s));
            QCOMPARE((*m_client)->state(), ConnectionState::Offline);
            QVERIFY(!primary->isBusy());
            QVERIFY(server().isEnabled() && account().isEnabled() && secret().isEnabled());
            QVERIFY(!failure().isVisible()); // giving up is no failure
            QVERIFY(button(m_window.get(), u"Register"_s));
        }
    }

    void unprotectedIsSaid()
    {
        const QString warning =
            u"Not encrypted: everyone on the way can read your messages and your password."_s;
        QVERIFY(!says(warning));
        QTest::keyClick(&tls(), Qt::Key_Space);
        QVERIFY(!tls().isChecked());
        QVERIFY(says(warning));
        QTest::keyClick(&tls(), Qt::Key_Space);
        QVERIFY(!says(warning));
    }

    void nothingIsSqueezed()
    {
        for (const quint16 port : {quint16(1), quint16(2), quint16(3), quint16(4)})
            m_client->profile->setLastSignIn({u"127.0.0.1"_s, port, true}, "alice");
        m_window = std::make_unique<SignInWindow>(*m_client->inside, *m_themes, *m_languages);
        m_window->show();
        QVERIFY(press(u"Register"_s));
        tls().setChecked(false);
        m_window->showFailure({SignInFailure::Kind::NotOurService, QStringList(60, u"word"_s).join(u' ')});
        QTRY_VERIFY(m_window->height() >= m_window->layout()->totalHeightForWidth(m_window->width()));
        int bottom = 0;
        for (const QWidget *part :
             std::initializer_list<const QWidget *>{&account(), &display(), &secret(), &failure(),
                                                    button(m_window.get(), u"Sign in instead"_s)}) {
            const int top = part->mapTo(m_window.get(), QPoint()).y();
            QVERIFY(top >= bottom);
            bottom = top + part->height();
            QVERIFY(bottom <= m_window->height());
        }
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (label->isVisible() && label->wordWrap())
                QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        }
    }

    void foreignTextIsPlain()
    {
        const QString evil = u"<b>bold</b><img src='http://192.0.2.1/x.png'>"_s;
        m_window->showFailure({SignInFailure::Kind::Kicked, evil});
        QVERIFY(says(evil));
        for (const QLabel *label : m_window->findChildren<QLabel *>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void tabGoesFromTopToBottom()
    {
        QVERIFY(press(u"Register"_s));
        server().setFocus();
        int bottom = -1;
        QSet<QWidget *> walked;
        for (QWidget *stop = &server(); !walked.contains(stop); stop = QApplication::focusWidget()) {
            walked << stop;
            const int top = stop->mapTo(m_window.get(), QPoint()).y();
            QVERIFY2(top + stop->height() > bottom, qPrintable(stop->accessibleName()));
            bottom = std::max(bottom, top);
            QTest::keyClick(stop, Qt::Key_Tab);
        }
        QCOMPARE(QApplication::focusWidget(), &server()); // all the way round
        for (QWidget *stop : {static_cast<QWidget *>(&tls()), static_cast<QWidget *>(&account()),
                              static_cast<QWidget *>(&display()), static_cast<QWidget *>(&secret())})
            QVERIFY(walked.contains(stop));
    }

    void everyTextChangesWithTheLanguage()
    {
        QVERIFY(press(u"Register"_s));
        tls().setChecked(false);
        type(u"what is this?"_s, u"alice"_s, password);
        QVERIFY(press(u"Register"_s));
        QVERIFY(failure().isVisible());
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_VERIFY(!button(m_window.get(), u"Register"_s));
        QVERIFY(failure().isVisible());
        const QStringList left = untranslated(textsOf(m_window.get()), u"MiniQQ|English"_s);
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u" | "_s)));
    }
};

QTEST_MAIN(TestSignInWindow)
#include "tst_signinwindow.moc"
