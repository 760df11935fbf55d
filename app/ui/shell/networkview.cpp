// SPDX-License-Identifier: MIT
#include "app/ui/shell/networkview.h"

#include "app/core/client.h"
#include "app/ui/shell/endpointwords.h"
#include "common/tap/trafficlog.h"
#include "common/ui/exchange/connectioncard.h"
#include "common/ui/exchange/exchangediagramcard.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/exchange/rttcard.h"
#include "common/ui/iconbutton.h"
#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>

namespace miniqq::client {
namespace {

constexpr QSize exchangeSize(1180, 720);

} // namespace

NetworkView::NetworkView(Client &client, tap::TrafficLog &traffic, QWidget *parent)
    : Pane(&ui::Theme::canvas, {}, parent)
    , m_client(client)
    , m_traffic(traffic)
    , m_title(new ui::Label({}, ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::text, this))
    , m_pause(new ui::IconButton(QStringLiteral("pause"), {}, this))
    , m_open(new ui::IconButton(QStringLiteral("export"), {}, this))
    , m_close(new ui::IconButton(QStringLiteral("close"), {}, this))
    , m_connection(new ui::ConnectionCard(this))
    , m_rtt(new ui::RttCard(this))
    , m_diagram(new ui::ExchangeDiagramCard(traffic, this))
{
    auto *legend = new ui::StatusStrip(this);
    for (const ui::Provenance provenance :
         {ui::Provenance::Observed, ui::Provenance::Derived, ui::Provenance::Simulated})
        legend->addWidget(new ui::Badge(provenance, {}, legend));
    legend->addStretch();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeCards(), 1);
    column->addWidget(legend);

    m_pause->setCheckable(true);
    connect(m_pause, &QAbstractButton::toggled, m_diagram, &ui::ExchangeDiagramCard::setPaused);
    connect(m_open, &QAbstractButton::clicked, this, [this] { openExchange(); });
    connect(m_close, &QAbstractButton::clicked, this, &NetworkView::closeRequested);
    connect(m_diagram, &ui::ExchangeDiagramCard::frameActivated, this, &NetworkView::openExchange);
    connect(&client, &Client::connectionInfoChanged, this, &NetworkView::setInfo);
    retranslate();
}

QWidget *NetworkView::makeHead()
{
    auto *head = new ui::Pane(&ui::Theme::panel, Qt::BottomEdge, this);
    head->setFixedHeight(ui::metric::headerHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 0, 8, 0);
    row->setSpacing(0);
    row->addWidget(m_title, 1);
    for (QWidget *button : {m_pause, m_open, m_close})
        row->addWidget(button);
    return head;
}

QWidget *NetworkView::makeCards()
{
    auto *page = new ui::Pane(&ui::Theme::canvas, {}, this);
    auto *cards = new QVBoxLayout(page);
    cards->setContentsMargins(ui::metric::pagePadding, 12, ui::metric::pagePadding, 12);
    cards->setSpacing(ui::metric::cardGap);
    cards->addWidget(m_connection);
    cards->addWidget(m_rtt);
    cards->addWidget(m_diagram, 1);
    m_diagram->setMinimumHeight(280);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    return scroll;
}

ui::ConnectionCardData NetworkView::cardData(const ConnectionInfo &info) const
{
    ui::ConnectionCardData shown;
    shown.local = {tr("This machine · %1").arg(m_client.displayName()), info.local.address, info.local.port,
                   EndpointWords::kind(info.local.address),
                   info.local.port == 0 ? QString() : tr("ephemeral")};
    shown.remote = {tr("Server"), info.peer.address, info.peer.port, EndpointWords::kind(info.peer.address),
                    info.peer.port == 0 ? QString() : tr("listening")};
    const bool connected = info.sinceMs > 0;
    const bool fromKernel = connected && !info.kernelState.isEmpty();
    shown.state = fromKernel ? info.kernelState : EndpointWords::state(info.state);
    shown.stateRule = fromKernel ? QStringLiteral("getsockopt(TCP_INFO)")
                                 : tr("the messenger's own state: no socket was asked");
    if (connected)
        shown.openMs = info.forMs;
    if (EndpointWords::isLoopback(info.peer.address)) {
        shown.path = tr("stays inside this machine");
        shown.pathRule = tr("The server's address is a loopback address: no packet leaves the machine.");
    }
    shown.encrypted = info.isEncrypted();
    if (!connected)
        return shown;
    shown.tlsRule = QStringLiteral("SSL_get_version(), SSL_get_current_cipher()");
    shown.tls = info.isEncrypted()
                    ? QString(info.tlsVersion).remove(QStringLiteral("TLSv")) + QStringLiteral(" · ") +
                          info.cipher + QStringLiteral(" · ") + tr("key pinned")
                    : tr("none: everyone on the way can read along");
    shown.key = info.fingerprint;
    shown.keyRule =
        tr("SHA-256 of the public key that the server proved to have. Its window shows the same: compare "
           "them the first time.");
    return shown;
}

void NetworkView::setInfo(const ConnectionInfo &info)
{
    if (info.sinceMs != m_shownSinceMs) {
        m_shownSinceMs = info.sinceMs;
        m_rtt->clear();
    }
    m_connection->setData(cardData(info));
    ui::RttCardData rtt;
    const std::optional<qint64> us = info.kernelRttUs ? info.kernelRttUs : info.pingRttUs;
    if (us)
        rtt.rttMs = double(*us) / 1000.0;
    rtt.rule = info.kernelRttUs ? QStringLiteral("getsockopt(TCP_INFO)") : tr("time from ping to pong");
    rtt.bytesOut = qint64(info.bytesOut);
    rtt.bytesIn = qint64(info.bytesIn);
    rtt.retransmits = info.kernelRetransmits;
    rtt.congestionWindow = info.kernelWindow;
    rtt.unacked = info.kernelUnacked;
    m_rtt->setData(rtt);
}

void NetworkView::openExchange(quint64 frameNumber)
{
    if (!m_exchange) {
        m_exchange = new ui::ExchangeView(m_traffic);
        m_exchange->setAttribute(Qt::WA_DeleteOnClose);
        m_exchange->setWindowIcon(ui::appIcon());
        m_exchange->setWindowTitle(tr("Exchange – MiniQQ"));
        m_exchange->resize(exchangeSize);
        connect(this, &QObject::destroyed, m_exchange, &QWidget::close);
    }
    m_exchange->show();
    m_exchange->raise();
    m_exchange->activateWindow();
    if (frameNumber != 0)
        showFrame(frameNumber);
}

void NetworkView::showFrame(quint64 number)
{
    m_exchange->model().refresh(); // the list may not have asked for it yet
    m_exchange->selectFrame(number);
}

void NetworkView::closeExchange()
{
    if (m_exchange)
        m_exchange->close();
}

void NetworkView::retranslate()
{
    m_title->setText(tr("Network view"));
    m_pause->setLabel(tr("Pause"));
    m_open->setLabel(tr("Show all frames with their fields and bytes"));
    m_close->setLabel(tr("Close (F12)"));
    if (m_exchange)
        m_exchange->setWindowTitle(tr("Exchange – MiniQQ"));
    setInfo(m_client.connectionInfo());
}

void NetworkView::showEvent(QShowEvent *event)
{
    m_client.setConnectionWatched(true);
    setInfo(m_client.connectionInfo());
    Pane::showEvent(event);
}

void NetworkView::hideEvent(QHideEvent *event)
{
    m_client.setConnectionWatched(false);
    Pane::hideEvent(event);
}

void NetworkView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace miniqq::client
