// SPDX-License-Identifier: MIT
#include "server/gui/serverwindow.h"

#include "common/tap/trafficlog.h"
#include "common/ui/appearance.h"
#include "common/ui/banner.h"
#include "common/ui/button.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"
#include "common/ui/strips.h"
#include "server/core/reachable.h"
#include "server/gui/connectionspage.h"
#include "server/gui/kickdialog.h"
#include "server/gui/limitspage.h"
#include "server/gui/listenbar.h"
#include "server/gui/logmodel.h"
#include "server/gui/logpage.h"
#include "server/gui/logwords.h"
#include "server/gui/reachablebar.h"
#include "server/gui/statusfoot.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>

namespace miniqq::server {
namespace {

constexpr QSize initialSize(1280, 800);
constexpr QSize smallestSize(860, 520);
constexpr int confirmationMs = 2000;

} // namespace

ServerWindow::ServerWindow(ServerCore &core, tap::TrafficLog &traffic, ui::ThemeManager &themes,
                           ui::LanguageManager &languages)
    : m_core(core)
    , m_traffic(traffic)
    , m_themes(themes)
    , m_languages(languages)
{
    setWindowIcon(ui::appIcon());
    resize(initialSize);
    setMinimumSize(smallestSize);
    build();
    connectCore();
    connectControls();
    retranslate();
    showState();
}

ServerWindow::~ServerWindow() = default;

void ServerWindow::build()
{
    m_listenBar = new ListenBar(this);
    m_listenBar->setTarget(m_core.config().listenAddress, m_core.config().port);
    m_reachable = new ReachableBar(this);
    m_banner = new ui::Banner(this);
    m_tabs = new QTabBar(this);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    for (int i = 0; i < 4; ++i)
        m_tabs->addTab({});
    m_settings = new ui::IconButton(QStringLiteral("settings"), {}, this);
    m_connections = new ConnectionsPage(this);
    m_exchange = new ui::ExchangeView(m_traffic, this);
    m_log = new LogModel(this);
    m_logPage = new LogPage(*m_log, this);
    m_limits = new LimitsPage(this);
    m_foot = new StatusFoot(this);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_connections);
    m_pages->addWidget(m_exchange);
    m_pages->addWidget(m_logPage);
    m_pages->addWidget(m_limits);

    auto *head = new ui::Pane(&ui::Theme::panel, Qt::BottomEdge, this);
    auto *headColumn = new QVBoxLayout(head);
    headColumn->setContentsMargins(12, 12, 16, 0);
    headColumn->setSpacing(10);
    headColumn->addWidget(m_listenBar);
    auto *reachableRow = new QHBoxLayout;
    reachableRow->setContentsMargins(4, 0, 0, 0);
    reachableRow->addWidget(m_reachable);
    headColumn->addLayout(reachableRow);
    auto *tabRow = new QHBoxLayout;
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    tabRow->addWidget(m_settings);
    headColumn->addLayout(tabRow);

    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    column->addWidget(m_foot);
    setCentralWidget(centre);
}

void ServerWindow::connectCore()
{
    connect(&m_core, &ServerCore::started, this, &ServerWindow::showState);
    connect(&m_core, &ServerCore::startFailed, this, &ServerWindow::showProblem);
    connect(&m_core, &ServerCore::listenFailed, this, &ServerWindow::showProblem);
    connect(&m_core, &ServerCore::listeningChanged, this, &ServerWindow::showState);
    connect(&m_core, &ServerCore::statusChanged, this, &ServerWindow::showStatus);
    connect(&m_core, &ServerCore::logged, m_log, &LogModel::append);
    connect(&m_core, &ServerCore::stopped, this, [this] {
        showStatus(m_core.status()); // nobody is connected any more, and no other snapshot comes
        showState();
        if (m_quitWhenStopped)
            close();
    });
}

void ServerWindow::connectControls()
{
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_listenBar, &ListenBar::startRequested, this, &ServerWindow::startListening);
    connect(m_connections, &ConnectionsPage::startRequested, this,
            [this] { startListening(m_listenBar->address(), m_listenBar->port()); });
    connect(m_listenBar, &ListenBar::stopRequested, &m_core, &ServerCore::stopListening);
    connect(m_listenBar, &ListenBar::joinTextRequested, this, &ServerWindow::copyJoinText);
    connect(m_listenBar, &ListenBar::shutDownRequested, this, [this] {
        m_core.shutDown(tr("The server was shut down by its operator."));
        showState();
    });
    connect(m_reachable, &ReachableBar::copied, this,
            [this](const QString &address) { say(tr("Copied: %1").arg(address)); });
    connect(m_connections, &ConnectionsPage::framesRequested, this, [this](ConnectionId connection) {
        m_exchange->setFilter(QStringLiteral("conn:%1").arg(connection.value()));
        showTab(Tab::Exchange);
    });
    connect(m_connections, &ConnectionsPage::kickRequested, this, &ServerWindow::askToKick);
    connect(m_settings, &QAbstractButton::clicked, this, &ServerWindow::openSettings);
}

void ServerWindow::startListening(const QString &address, quint16 port)
{
    closeProblem();
    m_core.startListening(address, port); // starts the server if it is stopped
    showState();
}

void ServerWindow::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(int(tab));
}

void ServerWindow::showState()
{
    const ServerStatus &status = m_core.status();
    m_listenBar->setState(m_core.state(), status.listening);
    m_reachable->setAddresses(reachableAddresses(status.listening));
    m_connections->setStatus(status);
    m_connections->setStartable(m_core.state() == ServerCore::State::Running ||
                                m_core.state() == ServerCore::State::Stopped);
    retranslate();
}

void ServerWindow::showStatus(const ServerStatus &status)
{
    m_connections->setStatus(status);
    m_foot->setStatus(status);
    if (!status.limits.empty())
        m_limits->setLimits(status.limits);
    if (int(status.connections.size()) == m_connectionCount)
        return;
    m_connectionCount = int(status.connections.size());
    retranslate();
}

void ServerWindow::showProblem(const Error &error)
{
    m_problem = error;
    showBanner();
    showState();
}

void ServerWindow::showBanner()
{
    m_banner->clearActions();
    if (!m_problem)
        return;
    m_banner->open(ui::Tone::Err,
                   m_core.state() == ServerCore::State::Running ? tr("The server cannot listen there")
                                                                : tr("The server could not be started"),
                   logWords(m_problem->text));
    const ui::Button *another = m_banner->addAction(tr("Use a free port"));
    connect(another, &QPushButton::clicked, this, [this] { startListening(m_listenBar->address(), 0); });
}

void ServerWindow::closeProblem()
{
    m_problem.reset();
    m_banner->dismiss();
}

void ServerWindow::say(const QString &text)
{
    m_problem.reset();
    m_banner->clearActions();
    m_banner->open(ui::Tone::Ok, text);
    m_banner->dismiss(confirmationMs);
}

void ServerWindow::copyJoinText()
{
    const ServerStatus &status = m_core.status();
    QString text = tr("Join the chat “%1”: start MiniQQ and type this server address: %2")
                       .arg(status.name, m_reachable->firstAddress());
    if (!status.fingerprint.isEmpty())
        text +=
            QLatin1Char('\n') + tr("Fingerprint of the server's key (SHA-256): %1").arg(status.fingerprint);
    QGuiApplication::clipboard()->setText(text);
    say(tr("The join text is in the clipboard: paste it to those you invite."));
}

void ServerWindow::askToKick(ConnectionId connection, const QString &name)
{
    auto *dialog = new KickDialog(connection, name, this);
    connect(dialog, &KickDialog::confirmed, &m_core, &ServerCore::kick);
    dialog->open();
}

void ServerWindow::openSettings()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ui::addLanguageChoices(*menu, m_languages);
    menu->addSeparator();
    ui::addThemeChoices(*menu, m_themes);
    menu->popup(m_settings->mapToGlobal(QPoint(0, m_settings->height() + 4)));
}

void ServerWindow::retranslate()
{
    const QString name = m_core.status().name;
    setWindowTitle(name.isEmpty() ? tr("MiniQQ server") : tr("%1 – MiniQQ server").arg(name));
    m_tabs->setTabText(int(Tab::Connections), m_connectionCount > 0
                                                  ? tr("Connections  %1").arg(m_connectionCount)
                                                  : tr("Connections"));
    m_tabs->setTabText(int(Tab::Exchange), tr("Exchange"));
    m_tabs->setTabText(int(Tab::Log), tr("Log"));
    m_tabs->setTabText(int(Tab::Limits), tr("Limits"));
    m_settings->setLabel(tr("Language and appearance"));
}

void ServerWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_problem)
            showBanner();
    }
    QMainWindow::changeEvent(event);
}

void ServerWindow::closeEvent(QCloseEvent *event)
{
    if (m_core.state() == ServerCore::State::Stopped) {
        event->accept();
        return;
    }
    // Everyone is told before the window goes: stopped() closes it for good.
    event->ignore();
    m_quitWhenStopped = true;
    m_core.shutDown(tr("The server was closed by its operator."));
    showState();
}

} // namespace miniqq::server
