// SPDX-License-Identifier: MIT
#include "server/gui/connectiondetails.h"

#include "common/ui/avatar.h"
#include "common/ui/button.h"
#include "common/ui/card.h"
#include "common/ui/format.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "server/gui/format.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace miniqq::server {
namespace {

ui::KeyValueRows::Value observed(const QString &text, bool mono = false)
{
    ui::KeyValueRows::Value value;
    value.text = text;
    value.mono = mono;
    value.glyph = false; // the card's badge speaks for all its rows
    return value;
}

ui::Card *flatCard(QWidget *parent)
{
    auto *card = new ui::Card({}, parent);
    card->setFlat(true);
    return card;
}

} // namespace

ConnectionDetails::ConnectionDetails(QWidget *parent)
    : Pane(&ui::Theme::panel, Qt::LeftEdge, parent)
    , m_avatar(new ui::Avatar(40, this))
    , m_name(new ui::ElidedLabel({}, ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::text, this))
    , m_account(
          new ui::ElidedLabel({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_close(new ui::IconButton(QStringLiteral("close"), {}, this))
    , m_tupleCard(flatCard(this))
    , m_tuple(new ui::KeyValueRows(m_tupleCard))
    , m_tupleHint(
          new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, m_tupleCard))
    , m_tlsCard(flatCard(this))
    , m_tls(new ui::KeyValueRows(m_tlsCard))
    , m_trafficCard(flatCard(this))
    , m_traffic(new ui::KeyValueRows(m_trafficCard))
    , m_rate(new ui::Sparkline(m_trafficCard))
    , m_frames(new ui::Button(QStringLiteral("exchange"), {}, ui::ButtonKind::Secondary, this))
    , m_kick(new ui::Button(QStringLiteral("kick"), {}, ui::ButtonKind::Destructive, this))
{
    setFixedWidth(ui::metric::detailWidth);

    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_account);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 12, 4);
    head->setSpacing(12);
    head->addWidget(m_avatar);
    head->addLayout(names, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);

    m_tupleHint->setWordWrap(true);
    m_rate->setFixedHeight(40);
    m_tupleCard->bodyLayout()->addWidget(m_tuple);
    m_tupleCard->bodyLayout()->addWidget(m_tupleHint);
    m_tlsCard->bodyLayout()->addWidget(m_tls);
    m_trafficCard->bodyLayout()->addWidget(m_traffic);
    m_trafficCard->bodyLayout()->addWidget(m_rate);

    auto *body = new QWidget(this);
    auto *cards = new QVBoxLayout(body);
    cards->setContentsMargins(ui::metric::pagePadding, 8, ui::metric::pagePadding, 8);
    cards->setSpacing(ui::metric::cardGap);
    for (QWidget *card : {m_tupleCard, m_tlsCard, m_trafficCard})
        cards->addWidget(card);
    cards->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);

    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(16, 10, 16, 10);
    actions->addWidget(m_frames);
    actions->addStretch();
    actions->addWidget(m_kick);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    column->addWidget(new ui::Separator(Qt::Horizontal, this));
    column->addLayout(actions);

    connect(m_close, &QAbstractButton::clicked, this, &ConnectionDetails::closeRequested);
    connect(m_frames, &QPushButton::clicked, this, [this] { Q_EMIT framesRequested(m_status.id); });
    connect(m_kick, &QPushButton::clicked, this, [this] { Q_EMIT kickRequested(m_status.id); });
    retranslate();
}

void ConnectionDetails::setConnection(const ConnectionStatus &status, const QList<double> &samples)
{
    m_status = status;
    m_rate->setSamples({samples.begin(), samples.end()});
    showStatus();
}

void ConnectionDetails::showStatus()
{
    const bool signedIn = !m_status.account.isEmpty();
    m_avatar->setSpec({m_status.account, m_status.display,
                       signedIn ? ui::AvatarKind::Person : ui::AvatarKind::Unknown,
                       signedIn ? ui::PresenceDot::Online : ui::PresenceDot::None});
    m_name->setText(!signedIn                    ? tr("Not signed in")
                    : m_status.display.isEmpty() ? m_status.account
                                                 : m_status.display);
    m_account->setText((signedIn ? m_status.account + QStringLiteral(" · ") : QString()) +
                       tr("connection %1").arg(m_status.id.value()));

    m_tuple->setRow(QStringLiteral("1peer"), tr("Peer"), observed(m_status.peer.toText(), true));
    m_tuple->setRow(QStringLiteral("2local"), tr("Local end"), observed(m_status.local.toText(), true));
    m_tuple->setRow(QStringLiteral("3protocol"), tr("Protocol"), observed(QStringLiteral("TCP")));

    auto security = observed(m_status.encrypted ? m_status.tlsVersion.isEmpty() ? tr("handshake in progress")
                                                                                : m_status.tlsVersion
                                                : tr("none: everyone on the way can read along"));
    security.iconName = m_status.encrypted ? QStringLiteral("lock") : QStringLiteral("unlock");
    security.iconColour = m_status.encrypted ? &ui::Theme::ok : &ui::Theme::warn;
    m_tls->setRow(QStringLiteral("1version"), tr("Version"), security);
    if (m_status.cipher.isEmpty())
        m_tls->removeRow(QStringLiteral("2cipher"));
    else
        m_tls->setRow(QStringLiteral("2cipher"), tr("Cipher"), observed(m_status.cipher, true));

    m_traffic->setRow(QStringLiteral("1since"), tr("Since"), observed(Format::clock(m_status.sinceMs, true)));
    m_traffic->setRow(QStringLiteral("2idle"), tr("Idle"), observed(Format::idle(m_status.idleMs)));
    m_traffic->setRow(
        QStringLiteral("3in"), tr("In"),
        observed(
            tr("%1 in %2 frames").arg(ui::formatBytes(qint64(m_status.bytesIn))).arg(m_status.framesIn)));
    m_traffic->setRow(
        QStringLiteral("4out"), tr("Out"),
        observed(
            tr("%1 in %2 frames").arg(ui::formatBytes(qint64(m_status.bytesOut))).arg(m_status.framesOut)));
    m_traffic->setRow(
        QStringLiteral("5messages"), tr("Messages"),
        observed(tr("%1 sent, %2 delivered").arg(m_status.messagesIn).arg(m_status.messagesOut)));
    m_traffic->setRow(QStringLiteral("6rtt"), tr("RTT"),
                      observed(m_status.rttUs
                                   ? Format::milliseconds(*m_status.rttUs / 1000.0) + QStringLiteral(" ms")
                                   : tr("not available here")));
    m_traffic->setRow(QStringLiteral("7queue"), tr("Queue"),
                      observed(ui::formatBytes(qint64(m_status.queueBytes))));
    m_kick->setEnabled(!m_status.id.isNull());
}

void ConnectionDetails::retranslate()
{
    m_close->setLabel(tr("Close details"));
    m_tupleCard->setTitle(tr("5-tuple"));
    m_tupleCard->setBadge(ui::Provenance::Observed, QStringLiteral("accept4(), getsockname()"));
    m_tupleHint->setText(
        tr("The local port is the listening port: accept() does not change it. The whole 5-tuple tells "
           "connections apart."));
    m_tlsCard->setTitle(tr("TLS"));
    m_tlsCard->setBadge(ui::Provenance::Observed,
                        QStringLiteral("SSL_get_version(), SSL_get_current_cipher()"));
    m_trafficCard->setTitle(tr("Traffic"));
    m_trafficCard->setBadge(ui::Provenance::Observed, QStringLiteral("recv(), send(), getsockopt(TCP_INFO)"));
    m_rate->setUnit(tr("bytes per second"));
    m_frames->setText(tr("Show frames"));
    m_kick->setText(tr("Kick…"));
    showStatus();
}

void ConnectionDetails::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace miniqq::server
