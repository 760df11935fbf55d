// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/freelabpage.h"

#include "app/lab/ui/calllane.h"
#include "app/lab/ui/free/httpcard.h"
#include "app/lab/ui/free/optionpanel.h"
#include "app/lab/ui/free/servicecard.h"
#include "app/lab/ui/free/serviceformcard.h"
#include "app/lab/ui/free/tcpcard.h"
#include "app/lab/ui/free/udpcard.h"
#include "app/lab/ui/labexchangecard.h"
#include "app/lab/ui/labexchangeview.h"
#include "app/lab/ui/streampane.h"
#include "app/lab/ui/tuplecards.h"
#include "common/ui/strips.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int servicesWidth = 328;
constexpr int clientHeight = 470;
constexpr int narrowBelow = 1130;
constexpr int sideHeight = 520;

QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

QVBoxLayout *pageColumn(QWidget *ground)
{
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(metric::pagePadding, metric::pagePadding, metric::pagePadding,
                               metric::pagePadding);
    column->setSpacing(metric::cardGap);
    return column;
}

} // namespace

FreeLabPage::FreeLabPage(tap::TrafficLog &log, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_bench(std::make_unique<Workbench>(log, clock))
    , m_form(new ServiceFormCard(m_bench->services(), this))
    , m_tcp(new TcpCard(*m_bench, this))
    , m_udp(new UdpCard(m_bench->udp(), this))
    , m_http(new HttpCard(m_bench->http(), this))
    , m_options(new OptionPanel(*m_bench, this))
    , m_clientBar(new QTabBar(this))
    , m_clients(new QStackedWidget(this))
    , m_sideBar(new QTabBar(this))
    , m_sides(new QStackedWidget(this))
{
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_row->addWidget(makeServices());
    m_row->addWidget(makeClients(), 1);
    m_side = makeSide();
    m_row->addWidget(m_side);
    connect(&m_bench->services(), &ServiceDesk::added, this, &FreeLabPage::addCard);
    connect(&m_bench->services(), &ServiceDesk::removed, this, &FreeLabPage::removeCard);
    arrange();
    retranslate();
}

FreeLabPage::~FreeLabPage()
{
    // The views look at the bench's models, so they go first.
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
}

QWidget *FreeLabPage::makeServices()
{
    auto *ground = new Pane(&Theme::canvas);
    auto *column = pageColumn(ground);
    column->addWidget(m_form);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(metric::cardGap);
    column->addLayout(m_cards);
    column->addStretch(1);
    QScrollArea *area = scrolling(ground, this);
    area->setFixedWidth(servicesWidth);
    return area;
}

QWidget *FreeLabPage::makeClients()
{
    auto *ground = new Pane(&Theme::canvas);
    auto *column = pageColumn(ground);
    column->setContentsMargins(0, metric::grid, metric::pagePadding, metric::pagePadding);
    m_clientBar->setDrawBase(false);
    m_clientBar->setExpanding(false);
    for (QWidget *card :
         {static_cast<QWidget *>(m_tcp), static_cast<QWidget *>(m_udp), static_cast<QWidget *>(m_http)}) {
        m_clientBar->addTab({});
        m_clients->addWidget(card);
    }
    auto *streams = new StreamPane(m_bench->experiment(), ground);
    connect(m_clientBar, &QTabBar::currentChanged, this, [this, streams](int client) {
        m_clients->setCurrentIndex(client);
        streams->setVisible(client != int(Client::Udp)); // datagrams are no stream
    });
    m_clients->setMinimumHeight(clientHeight);
    column->addWidget(m_clientBar);
    column->addWidget(m_clients, 1);
    column->addWidget(streams);
    m_exchange = new LabExchangeCard(m_bench->experiment(), ground);
    column->addWidget(m_exchange);
    m_middle = column;
    return scrolling(ground, this);
}

QWidget *FreeLabPage::makeSide()
{
    auto *pane = new Pane(&Theme::panel, Qt::LeftEdge, this);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(1, metric::grid, 0, 0);
    column->setSpacing(0);
    m_sideBar->setDrawBase(false);
    m_sideBar->setExpanding(false);
    auto *tuples = new QWidget(m_sides);
    auto *tupleColumn = new QVBoxLayout(tuples);
    tupleColumn->setContentsMargins(metric::cardPadding, metric::cardPadding, metric::cardPadding,
                                    metric::cardPadding);
    auto *cards = new TupleCards(m_bench->experiment(), tuples);
    cards->setFlat(true);
    tupleColumn->addWidget(cards);
    auto *lane = new CallLane(m_bench->experiment(), m_sides);
    for (QWidget *side : {static_cast<QWidget *>(lane), tuples, static_cast<QWidget *>(m_options)}) {
        m_sideBar->addTab({});
        m_sides->addWidget(side);
    }
    connect(lane, &CallLane::callChosen, m_exchange->view(), &LabExchangeView::showCall);
    connect(m_sideBar, &QTabBar::currentChanged, m_sides, &QStackedWidget::setCurrentIndex);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metric::grid, 0, 0, 0);
    bar->addWidget(m_sideBar);
    column->addLayout(bar);
    column->addWidget(m_sides, 1);
    return pane;
}

/// Where there is little room the calls stand below the clients instead of beside them.
void FreeLabPage::arrange()
{
    const bool narrow = width() < narrowBelow;
    if (narrow) {
        m_side->setMinimumSize(0, sideHeight);
        m_side->setMaximumWidth(QWIDGETSIZE_MAX);
        m_middle->addWidget(m_side);
    } else {
        m_side->setMinimumHeight(0);
        m_side->setFixedWidth(CallLane::laneWidth + 1);
        m_row->addWidget(m_side);
    }
}

void FreeLabPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < narrowBelow;
    if (narrow != (m_side->parentWidget() != this))
        arrange();
}

void FreeLabPage::showClient(Client client)
{
    m_clientBar->setCurrentIndex(int(client));
}

void FreeLabPage::showSide(Side side)
{
    m_sideBar->setCurrentIndex(int(side));
}

QList<ServiceCard *> FreeLabPage::serviceCards() const
{
    QList<ServiceCard *> cards;
    for (int i = 0; i < m_cards->count(); ++i)
        cards.append(qobject_cast<ServiceCard *>(m_cards->itemAt(i)->widget()));
    return cards;
}

void FreeLabPage::addCard(RunningService *service)
{
    auto *card = new ServiceCard(*service);
    connect(card, &ServiceCard::removeRequested, &m_bench->services(), &ServiceDesk::remove);
    m_cards->insertWidget(0, card); // the newest is where one looks
}

void FreeLabPage::removeCard(const RunningService *service)
{
    for (ServiceCard *card : serviceCards()) {
        if (card->service() == service) {
            m_cards->removeWidget(card);
            card->hide();
            card->deleteLater();
        }
    }
}

void FreeLabPage::retranslate()
{
    m_clientBar->setAccessibleName(tr("Client"));
    m_clientBar->setTabText(int(Client::Tcp), QStringLiteral("TCP"));
    m_clientBar->setTabText(int(Client::Udp), QStringLiteral("UDP"));
    m_clientBar->setTabText(int(Client::Http), QStringLiteral("HTTP"));
    m_sideBar->setAccessibleName(tr("Beside"));
    m_sideBar->setTabText(int(Side::Calls), tr("Calls"));
    m_sideBar->setTabText(int(Side::Sockets), tr("Sockets"));
    m_sideBar->setTabText(int(Side::Options), tr("Options"));
}

void FreeLabPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_bench->experiment().setActive(true);
}

void FreeLabPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_bench->experiment().setActive(false);
}

void FreeLabPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace miniqq::lab
