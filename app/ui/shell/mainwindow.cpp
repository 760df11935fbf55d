// SPDX-License-Identifier: MIT
#include "app/ui/shell/mainwindow.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/peopleservice.h"
#include "app/lab/ui/page/labpage.h"
#include "app/models/conversationlistmodel.h"
#include "app/ui/chat/chatpane.h"
#include "app/ui/chat/composer.h"
#include "app/ui/chat/conversationheader.h"
#include "app/ui/chat/emptychat.h"
#include "app/ui/conversations/conversationlistview.h"
#include "app/ui/shell/certificatedialog.h"
#include "app/ui/shell/chatcontroller.h"
#include "app/ui/shell/connectionbanner.h"
#include "app/ui/shell/connectionfoot.h"
#include "app/ui/shell/networkview.h"
#include "app/ui/shell/peoplepage.h"
#include "common/ui/appearance.h"
#include "common/ui/banner.h"
#include "common/ui/button.h"
#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace miniqq::client {
namespace {

constexpr QSize initialSize(1280, 800);
constexpr QSize smallestSize(820, 480);
constexpr char geometryKey[] = "window/geometry";
constexpr char splitterKey[] = "window/splitter";
constexpr char labTabKey[] = "lab/tab";
constexpr char networkKey[] = "window/networkView";

} // namespace

MainWindow::MainWindow(Client &client, tap::TrafficLog &traffic, const Clock &clock, ui::ThemeManager &themes,
                       ui::LanguageManager &languages)
    : m_client(client)
    , m_traffic(traffic)
    , m_clock(clock)
    , m_themes(themes)
    , m_languages(languages)
    , m_rail(new Rail(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_left(new QWidget(this))
    , m_lists(new QStackedWidget(this))
    , m_conversations(new ConversationListModel(client, this))
    , m_list(new ConversationListView(this))
    , m_people(new PeoplePage(client, this))
    , m_foot(new ConnectionFoot(this))
    , m_desk(new QStackedWidget(this))
    , m_centre(new QStackedWidget(this))
    , m_empty(new EmptyChat(this))
    , m_chat(new ChatPane(this))
    , m_controller(new ChatController(client, *m_chat, this))
    , m_bannerStrip(new ui::Banner(this))
    , m_banner(new ConnectionBanner(client, *m_bannerStrip, this))
    , m_notice(new ui::Banner(this))
    , m_network(new NetworkView(client, traffic, this))
{
    setWindowIcon(ui::appIcon());
    setMinimumSize(smallestSize);
    build();
    connectAll();
    addShortcuts();
    restoreWindow();
    retranslate();
    showMe();
    showUnread();
    showEmptyOrChat();
    m_foot->setInfo(client.connectionInfo());
}

MainWindow::~MainWindow()
{
    hide(); // while everything that hiding calls is still there
}

void MainWindow::build()
{
    m_bannerStrip->setObjectName(QStringLiteral("connectionBanner"));
    m_list->setModel(m_conversations);
    m_lists->addWidget(m_list);
    m_lists->addWidget(m_people);
    auto *leftColumn = new QVBoxLayout(m_left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(m_lists, 1);
    leftColumn->addWidget(m_foot);
    m_left->setMinimumWidth(ui::metric::listWidthMin);
    m_left->setMaximumWidth(ui::metric::listWidthMax);

    m_centre->addWidget(m_empty);
    m_centre->addWidget(m_chat);
    auto *centrePane = new QWidget(this);
    auto *centreColumn = new QVBoxLayout(centrePane);
    centreColumn->setContentsMargins(0, 0, 0, 0);
    centreColumn->setSpacing(0);
    centreColumn->addWidget(m_notice);
    centreColumn->addWidget(m_bannerStrip);
    centreColumn->addWidget(m_centre, 1);
    m_desk->addWidget(centrePane);
    m_desk->setMinimumWidth(320);
    m_network->setMinimumWidth(ui::metric::networkWidthMin);
    m_network->setMaximumWidth(ui::metric::networkWidthMax);

    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_desk);
    m_splitter->addWidget(m_network);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ui::metric::listWidth, initialSize.width(), ui::metric::networkWidth});

    auto *centre = new QWidget(this);
    auto *row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_splitter, 1);
    setCentralWidget(centre);
}

void MainWindow::connectAll()
{
    connect(m_rail, &Rail::pageChosen, this, &MainWindow::showPage);
    connect(&m_rail->settingsButton(), &QAbstractButton::clicked, this, &MainWindow::openSettings);
    connect(&m_rail->networkButton(), &QAbstractButton::toggled, this, &MainWindow::setNetworkViewShown);
    connect(&m_chat->header(), &ConversationHeader::networkViewToggled, this,
            &MainWindow::setNetworkViewShown);
    connect(m_network, &NetworkView::closeRequested, this, [this] { setNetworkViewShown(false); });

    connect(m_list, &ConversationListView::conversationActivated, this, &MainWindow::openConversation);
    connect(m_list, &ConversationListView::searchFinished, this,
            [this] { m_chat->composer().edit().setFocus(); });
    connect(m_people, &PeoplePage::personChosen, this, [this](const QByteArray &account) {
        openConversation(m_client.conversations().openDirect(account));
    });
    connect(m_empty, &EmptyChat::peopleRequested, this, [this] { showPage(Rail::People); });
    connect(m_empty, &EmptyChat::lobbyRequested, this,
            [this] { openConversation(QByteArray(protocol::lobbyKey)); });

    connect(&m_client, &Client::connectionInfoChanged, m_foot, &ConnectionFoot::setInfo);
    connect(&m_client, &Client::stateChanged, this, &MainWindow::showMe);
    connect(&m_client, &Client::serverNoticeArrived, this, [this](const QString &text) {
        m_noticeText = text.simplified();
        showNotice();
    });
    connect(&m_client, &Client::accountOpened, this, [this] {
        openConversation({});
        showMe();
        showUnread();
    });
    connect(&m_client, &Client::certificateChanged, this,
            [this](const ServerAddress &server, const ServerPin &known, const QString &shown) {
                if (isVisible())
                    CertificateDialog::ask(m_client, server, known, shown, this);
            });
    ConversationService &conversations = m_client.conversations();
    connect(&conversations, &ConversationService::conversationChanged, this, &MainWindow::showUnread);
    connect(&conversations, &ConversationService::conversationAdded, this, &MainWindow::showUnread);
    connect(&conversations, &ConversationService::conversationsReset, this, &MainWindow::showUnread);
    const auto showPeople = [this] {
        showEmptyOrChat();
        showMe();
    };
    connect(&m_client.people(), &PeopleService::peopleReset, this, showPeople);
    connect(&m_client.people(), &PeopleService::peopleChanged, this, showPeople);
}

void MainWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    on(Qt::Key_F12, [this] { setNetworkViewShown(m_network->isHidden()); });
    on(Qt::CTRL | Qt::Key_K, [this] {
        showPage(Rail::Chats);
        m_list->startSearch();
    });
    on(Qt::CTRL | Qt::Key_1, [this] { showPage(Rail::Chats); });
    on(Qt::CTRL | Qt::Key_2, [this] { showPage(Rail::People); });
    on(Qt::CTRL | Qt::Key_3, [this] { showPage(Rail::Lab); });
    on(Qt::CTRL | Qt::Key_Tab, [this] { openNext(1); });
    on(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab, [this] { openNext(-1); });
    on(Qt::ALT | Qt::Key_Down, [this] { m_list->openNextUnread(); });
}

void MainWindow::openConversation(const QByteArray &key)
{
    m_controller->open(key);
    m_list->setOpenConversation(key);
    showEmptyOrChat();
    if (key.isEmpty())
        return;
    showPage(Rail::Chats);
    m_chat->composer().edit().setFocus();
}

void MainWindow::showEmptyOrChat()
{
    int online = 0;
    for (const Person &person : m_client.people().people())
        online += person.presence != Presence::Offline && person.account != m_client.account() ? 1 : 0;
    m_empty->setOnlineCount(online);
    m_centre->setCurrentWidget(m_controller->conversation().isEmpty() ? static_cast<QWidget *>(m_empty)
                                                                      : m_chat);
}

void MainWindow::showNotice()
{
    m_notice->clearActions();
    m_notice->open(ui::Tone::Neutral, tr("The server's operator says:"), m_noticeText);
    const ui::Button *close = m_notice->addAction(tr("Close"));
    connect(close, &QPushButton::clicked, m_notice, [this] { m_notice->dismiss(); });
}

void MainWindow::showPage(Rail::Page page)
{
    m_rail->setPage(page);
    if (page == Rail::Lab) {
        makeLab();
        m_desk->setCurrentWidget(m_lab);
        m_lab->setFocus();
    } else {
        m_desk->setCurrentIndex(0);
        m_lists->setCurrentIndex(page);
    }
    m_left->setVisible(page != Rail::Lab);
    if (page == Rail::People)
        m_people->startSearch();
}

void MainWindow::makeLab()
{
    if (m_lab)
        return;
    m_lab = new lab::LabPage(m_traffic, m_clock, this);
    m_lab->setTab(m_client.profile().settings().value(QLatin1String(labTabKey)).toString());
    m_desk->addWidget(m_lab);
    connect(m_lab, &lab::LabPage::tabChanged, this, [this](const QString &name) {
        m_client.profile().settings().setValue(QLatin1String(labTabKey), name);
    });
}

void MainWindow::openNext(int step)
{
    if (m_lab && m_desk->currentWidget() == m_lab)
        m_lab->openNextTab(step);
    else
        m_list->openNext(step);
}

void MainWindow::setNetworkViewShown(bool shown)
{
    m_network->setVisible(shown);
    m_rail->networkButton().setChecked(shown);
    m_chat->header().setNetworkViewShown(shown);
}

void MainWindow::showMe()
{
    const QString account = QString::fromUtf8(m_client.account());
    m_rail->setMe(account, m_client.displayName(), isSignedIn(m_client.state()));
    showUnread();
}

void MainWindow::showUnread()
{
    const int unread = m_client.conversations().totalUnread();
    m_rail->setUnread(unread);
    const QString name = m_client.displayName();
    setWindowTitle((unread > 0 ? QStringLiteral("(%1) ").arg(unread) : QString()) +
                   (name.isEmpty() ? QStringLiteral("MiniQQ") : name + QStringLiteral(" – MiniQQ")));
}

void MainWindow::openSettings()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ui::addLanguageChoices(*menu->addMenu(tr("Language")), m_languages);
    ui::addThemeChoices(*menu->addMenu(tr("Appearance")), m_themes);
    menu->addSeparator();
    connect(menu->addAction(tr("Sign out")), &QAction::triggered, &m_client, &Client::signOut);
    const QAbstractButton &button = m_rail->settingsButton();
    menu->popup(button.mapToGlobal(QPoint(button.width(), button.height() - menu->sizeHint().height())));
}

void MainWindow::retranslate()
{
    m_controller->retranslate();
    m_banner->retranslate();
    if (m_notice->isOpen())
        showNotice();
}

void MainWindow::restoreWindow()
{
    QSettings &settings = m_client.profile().settings();
    resize(initialSize);
    restoreGeometry(settings.value(QLatin1String(geometryKey)).toByteArray());
    m_splitter->restoreState(settings.value(QLatin1String(splitterKey)).toByteArray());
    setNetworkViewShown(settings.value(QLatin1String(networkKey), false).toBool());
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::leave()
{
    m_network->closeExchange();
    hide();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_network->closeExchange(); // it would keep the program running behind the user's back
    QMainWindow::closeEvent(event);
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QSettings &settings = m_client.profile().settings();
    settings.setValue(QLatin1String(geometryKey), saveGeometry());
    settings.setValue(QLatin1String(splitterKey), m_splitter->saveState());
    settings.setValue(QLatin1String(networkKey), !m_network->isHidden());
    QMainWindow::hideEvent(event);
}

} // namespace miniqq::client
