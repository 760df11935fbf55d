// SPDX-License-Identifier: MIT
#include "app/ui/shell/networkview.h"

#include "app/core/client.h"
#include "common/tap/trafficlog.h"
#include "common/tap/trafficmodel.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::client {

NetworkView::NetworkView(Client &client, tap::TrafficLog &traffic, QWidget *parent)
    : Pane(&ui::Theme::canvas, Qt::LeftEdge, parent)
    , m_client(client)
    , m_traffic(traffic)
    , m_model(new tap::TrafficModel(traffic, this))
    , m_title(new ui::Label({}, ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::text, this))
    , m_pause(new ui::IconButton(QStringLiteral("pause"), {}, this))
    , m_close(new ui::IconButton(QStringLiteral("close"), {}, this))
{
    m_pause->setCheckable(true);
    connect(m_pause, &QAbstractButton::toggled, m_model, &tap::TrafficModel::setPaused);
    connect(m_close, &QAbstractButton::clicked, this, &NetworkView::closeRequested);
    connect(&client, &Client::connectionInfoChanged, this, &NetworkView::setInfo);
    retranslate();
    setInfo(client.connectionInfo());
}

void NetworkView::setInfo(const ConnectionInfo &) {}

void NetworkView::retranslate()
{
    m_title->setText(tr("Network view"));
    m_pause->setLabel(tr("Pause"));
    m_close->setLabel(tr("Close (F12)"));
}

void NetworkView::showEvent(QShowEvent *event)
{
    m_model->setActive(true);
    Pane::showEvent(event);
}

void NetworkView::hideEvent(QHideEvent *event)
{
    m_model->setActive(false);
    Pane::hideEvent(event);
}

void NetworkView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace miniqq::client
