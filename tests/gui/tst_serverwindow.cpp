// SPDX-License-Identifier: MIT
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "common/ui/banner.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/exchange/framedetails.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"
#include "server/gui/connectionsmodel.h"
#include "server/gui/connectionspage.h"
#include "server/gui/kickdialog.h"
#include "server/gui/listenbar.h"
#include "server/gui/serverwindow.h"
#include "tests/gui/windowfixture.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTcpServer>

using namespace miniqq;
using namespace miniqq::server;
using namespace miniqq::test;

class TestServerWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;
    std::unique_ptr<WindowServer> m_server;
    std::unique_ptr<ServerWindow> m_window;

    void open(quint16 port = 0)
    {
        m_server = std::make_unique<WindowServer>(port);
        m_window = std::make_unique<ServerWindow>(m_server->core, m_server->traffic, *m_themes, *m_languages);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    bool says(const QString &words) const { return shows(m_window.get(), words); }
    bool press(const QString &text) const { return click(m_window.get(), text); }
    ui::Banner &banner() const { return *m_window->findChild<ui::Banner *>(); }
    QTableView &table() const { return *m_window->connectionsPage().findChild<QTableView *>(); }
    void setPort(quint16 port) const { m_window->findChild<QSpinBox *>()->setValue(port); }

    /// The text of a cell in the row of this account; null if there is no such row.
    QString cell(const QString &account, int column) const
    {
        const QAbstractItemModel &model = *table().model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data(ConnectionsModel::AccountRole).toString() == account)
                return model.index(row, column).data().toString();
        }
        return {};
    }
    bool join(WindowClient &client, const QString &account) const
    {
        client->registerAccount(m_server->address(), account, QString(), password);
        return QTest::qWaitFor([&] { return client->isOnline(); }, 10'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setQuitOnLastWindowClosed(false);
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_themes->setAnimated(false);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
    }
    void init() { m_languages->setLanguage(ui::LanguageManager::Language::English); }
    void cleanup()
    {
        m_window.reset();
        m_server.reset();
    }
    void cleanupTestCase()
    {
        m_languages.reset();
        m_themes.reset();
    }

    void listeningStopsAndThoseInsideGoOn()
    {
        open();
        QVERIFY(says(u"Stopped"_s));
        QVERIFY(!button(m_window.get(), u"Copy join text"_s)->isEnabled());
        QVERIFY(press(u"Start listening"_s));
        QVERIFY(says(u"Starting"_s));
        QTRY_VERIFY(says(u"Listening"_s));
        const quint16 port = m_server->port();
        QCOMPARE(m_window->findChild<QSpinBox *>()->value(), int(port));
        QVERIFY(says(u"127.0.0.1:%1"_s.arg(port)));
        WindowClient alice;
        WindowClient bob;
        QVERIFY(join(alice, u"alice"_s) && join(bob, u"bob"_s));

        QVERIFY(press(u"Stop listening"_s));
        QTRY_VERIFY(says(u"Not listening"_s));
        QVERIFY(says(u"Nobody new can connect while the server is not listening."_s));
        WindowClient late;
        QSignalSpy refused(late.inside.get(), &client::Client::signInFailed);
        late->registerAccount({u"127.0.0.1"_s, port, true}, u"carol"_s, QString(), password);
        QVERIFY(refused.count() > 0 || refused.wait());
        QCOMPARE(refused.at(0).at(0).value<client::SignInFailure>().kind,
                 client::SignInFailure::Kind::ConnectionRefused);

        const QByteArray key = alice->conversations().openDirect("bob");
        alice->outbox().sendText(key, u"still here"_s);
        QTRY_VERIFY(bob->conversations().find(key) && bob->conversations().find(key)->last);
        QCOMPARE(bob->conversations().find(key)->last->text, u"still here"_s);
        QVERIFY(alice->isOnline() && bob->isOnline());

        QVERIFY(press(u"Start listening"_s));
        QTRY_VERIFY(says(u"Listening"_s) && m_server->core.isListening());
        QCOMPARE(m_server->port(), port);
    }

    void aConnectionIsARow()
    {
        open();
        QVERIFY(m_server->start());
        QVERIFY(says(u"Nobody is connected yet"_s));
        WindowClient alice;
        QVERIFY(join(alice, u"alice"_s));
        QTRY_VERIFY(!cell(u"alice"_s, ConnectionsModel::PeerColumn).isNull());
        const client::ConnectionInfo info = alice->connectionInfo();
        QCOMPARE(cell(u"alice"_s, ConnectionsModel::PeerColumn), info.local.toText());
        QCOMPARE(cell(u"alice"_s, ConnectionsModel::LocalColumn), info.peer.toText());
        QCOMPARE(cell(u"alice"_s, ConnectionsModel::TlsColumn), u"1.3"_s);
        QVERIFY(cell(u"alice"_s, ConnectionsModel::InColumn) != u"0 B"_s);
        QVERIFY(cell(u"alice"_s, ConnectionsModel::OutColumn) != u"0 B"_s);
        QTRY_VERIFY(says(u"Connections  1"_s));

        // Found by the port; the details open with the row and go with the connection.
        field(m_window.get(), u"Account, address or port"_s)->setText(u":%1"_s.arg(info.local.port));
        QCOMPARE(table().model()->rowCount(), 1);
        table().selectRow(0);
        QTRY_VERIFY(button(m_window.get(), u"Kick…"_s));
        QVERIFY(says(info.local.toText()));
        alice->disconnectFromServer();
        QTRY_VERIFY(says(u"Nobody is connected yet"_s));
        QVERIFY(!button(m_window.get(), u"Kick…"_s));

        // Nobody inside and nobody can come: the empty page offers what helps, as long as it does.
        QVERIFY(!button(&m_window->connectionsPage(), u"Start listening"_s));
        QVERIFY(press(u"Stop listening"_s));
        QTRY_VERIFY(says(u"New people cannot connect now"_s));
        QVERIFY(click(&m_window->connectionsPage(), u"Start listening"_s));
        QTRY_VERIFY(m_server->core.isListening());
        QTRY_VERIFY(!button(&m_window->connectionsPage(), u"Start listening"_s));
    }

    void theExchangeShowsFramesAndNoSecret()
    {
        open();
        QVERIFY(m_server->start());
        WindowClient alice;
        QVERIFY(join(alice, u"alice"_s));
        alice->outbox().sendText("lobby", u"a public word"_s);
        QTRY_COMPARE(alice->outbox().size(), 0);
        m_window->showTab(ServerWindow::Tab::Exchange);
        auto *exchange = m_window->findChild<ui::ExchangeView *>();
        QTRY_VERIFY(exchange->isVisible());
        tap::TrafficModel &model = exchange->model();
        const auto typed = [&](const QString &type) {
            return model.match(model.index(0, 0), tap::TrafficModel::TypeRole, type, 1, Qt::MatchExactly);
        };
        QTRY_VERIFY(!typed(u"chat.ack"_s).isEmpty());
        const QByteArray token = alice.profile->rememberedSignIn()->token;
        QVERIFY(token.size() >= 16);

        bool textSeen = false;
        int redacted = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            exchange->list()->setCurrentIndex(index); // the details show its fields
            QString all = textsOf(m_window.get(), false).join(u'\n');
            for (int column = 0; column < model.columnCount(); ++column)
                all += index.siblingAtColumn(column).data().toString() + u'\n';
            all += index.data(tap::TrafficModel::TextRole).toString();
            const QByteArray bytes = index.data(tap::TrafficModel::FrameRole).toByteArray();
            for (const QByteArray &secret : {password.toUtf8(), token}) {
                QVERIFY2(!bytes.contains(secret), bytes.constData());
                QVERIFY2(!all.contains(QString::fromUtf8(secret)), qPrintable(all));
                QVERIFY(!all.contains(QString::fromLatin1(secret.toHex()), Qt::CaseInsensitive));
            }
            textSeen = textSeen || bytes.contains("a public word");
            redacted += index.data(tap::TrafficModel::RedactedRole).toBool() ? 1 : 0;
        }
        QVERIFY(textSeen);      // bytes are kept at all,
        QVERIFY(redacted >= 2); // and the register and its answer are there, without what is secret
        QVERIFY(!typed(u"auth.register"_s).isEmpty());
    }

    void whoeverIsKickedReadsWhy()
    {
        open();
        QVERIFY(m_server->start());
        WindowClient alice;
        QVERIFY(join(alice, u"alice"_s));
        QTRY_VERIFY(!cell(u"alice"_s, 0).isNull());
        QSignalSpy ended(alice.inside.get(), &client::Client::signInFailed);
        table().selectRow(0);
        QVERIFY(press(u"Kick…"_s));
        auto *dialog = m_window->findChild<KickDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(shows(dialog, u"End the connection of alice?"_s));
        QTest::keyClicks(field(dialog, u"Reason, shown to them"_s), u"<b>no shouting</b>"_s);
        QTest::keyClick(dialog, Qt::Key_Return);
        QVERIFY(ended.count() > 0 || ended.wait());
        const auto failure = ended.at(0).at(0).value<client::SignInFailure>();
        QCOMPARE(failure.kind, client::SignInFailure::Kind::Kicked);
        QCOMPARE(failure.detail, u"<b>no shouting</b>"_s);
        QTRY_VERIFY(cell(u"alice"_s, 0).isNull());
        QTRY_VERIFY(!m_window->findChild<KickDialog *>());
    }

    void shutsDownAndStartsAgainWhereTold()
    {
        open();
        QVERIFY(m_server->start());
        WindowClient alice;
        QVERIFY(join(alice, u"alice"_s));
        QTRY_VERIFY(says(u"Connections  1"_s));
        QVERIFY(press(u"Shut down"_s));
        QVERIFY(says(u"Shutting down"_s));
        QVERIFY(!button(m_window.get(), u"Shut down"_s)->isEnabled());
        QTRY_VERIFY(says(u"Stopped"_s));
        QTRY_COMPARE(alice->state(), client::ConnectionState::WaitingToReconnect);
        QVERIFY(!says(u"Connections  1"_s));
        QVERIFY(says(u"0 connections"_s)); // in the foot as well

        QTcpServer any;
        QVERIFY(any.listen(QHostAddress::LocalHost));
        const quint16 wanted = any.serverPort();
        any.close();
        setPort(wanted);
        QVERIFY(press(u"Start listening"_s));
        QTRY_VERIFY(m_server->core.isListening());
        QCOMPARE(m_server->port(), wanted);
    }

    void aPortInUseHasANextStep()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        open(other.serverPort());
        m_server->core.start();
        QTRY_VERIFY(banner().isVisible());
        QCOMPARE(banner().text(), u"The server could not be started"_s);
        QVERIFY(says(QString::number(other.serverPort())));
        QVERIFY(says(u"Stopped"_s));
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_VERIFY(banner().text() != u"The server could not be started"_s);
        QVERIFY(says(u"已有别的程序在那里监听"_s));
        const QStringList left = untranslated(textsOf(&banner()), QString());
        QVERIFY2(left.isEmpty(), qPrintable(left.join(u" | "_s)));
        m_languages->setLanguage(ui::LanguageManager::Language::English);
        QTRY_VERIFY(button(m_window.get(), u"Use a free port"_s));
        QVERIFY(press(u"Use a free port"_s));
        QTRY_VERIFY(m_server->core.isListening());
        QVERIFY(m_server->port() != other.serverPort());
        QTRY_VERIFY(!banner().isVisible());

        // The same while the server runs.
        QVERIFY(press(u"Stop listening"_s));
        QTRY_VERIFY(says(u"Not listening"_s));
        setPort(other.serverPort());
        QVERIFY(press(u"Start listening"_s));
        QTRY_VERIFY(banner().isVisible());
        QCOMPARE(banner().text(), u"The server cannot listen there"_s);
        QTRY_VERIFY(button(m_window.get(), u"Use a free port"_s));
        QVERIFY(press(u"Use a free port"_s));
        QTRY_VERIFY(m_server->core.isListening());
        QTRY_VERIFY(!banner().isVisible());
    }

    void closingEndsTheServerInOrder_data()
    {
        QTest::addColumn<bool>("running");
        QTest::newRow("while starting") << false;
        QTest::newRow("while running") << true;
    }

    void closingEndsTheServerInOrder()
    {
        QFETCH(bool, running);
        open();
        m_server->core.start();
        if (running)
            QTRY_VERIFY(m_server->core.isListening());
        QSignalSpy stopped(&m_server->core, &ServerCore::stopped);
        m_window->close();
        QVERIFY(m_window->isVisible()); // until everything is written down
        QVERIFY(stopped.count() > 0 || stopped.wait(10'000));
        QTRY_VERIFY(!m_window->isVisible());
        QCOMPARE(m_server->core.state(), ServerCore::State::Stopped);
    }

    void everyTextChangesWithTheLanguage()
    {
        open();
        QVERIFY(m_server->start());
        WindowClient alice;
        QVERIFY(join(alice, u"alice"_s));
        QTRY_VERIFY(!cell(u"alice"_s, 0).isNull());
        table().selectRow(0);
        QTRY_VERIFY(button(m_window.get(), u"Kick…"_s));
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_VERIFY(!button(m_window.get(), u"Stop listening"_s));
        // Names, addresses, units, calls of the system and words of the protocol are the same in all
        // languages.
        const QString allowed =
            u"(connection |alice|MiniQQ|TLS.*|TCP|RTT.*|TCP_INFO|[\\d.:,]+ (KB|MB|B|KiB|MiB|ms)|"
            "[A-Z0-9_-]*AES[A-Z0-9_-]*|[A-Z0-9_-]*CHACHA[A-Z0-9_-]*|.*\\w+\\(\\).*|[0-9.:]+|lo|eth\\d+)"_s;
        for (const auto tab :
             {ServerWindow::Tab::Connections, ServerWindow::Tab::Exchange, ServerWindow::Tab::Log}) {
            m_window->showTab(tab);
            QStringList texts = textsOf(m_window.get());
            for (const auto *view : m_window->findChildren<QTableView *>()) {
                for (int column = 0; column < view->model()->columnCount(); ++column)
                    texts << view->model()->headerData(column, Qt::Horizontal).toString();
            }
            QVERIFY(texts.size() > 10);
            const QStringList left = untranslated(texts, allowed);
            QVERIFY2(left.isEmpty(), qPrintable(left.join(u" | "_s)));
        }
        m_languages->setLanguage(ui::LanguageManager::Language::English);
        QTRY_VERIFY(button(m_window.get(), u"Stop listening"_s));
    }
};

QTEST_MAIN(TestServerWindow)
#include "tst_serverwindow.moc"
