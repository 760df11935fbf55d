// SPDX-License-Identifier: MIT
#include "server/gui/statusfoot.h"

#include "common/ui/format.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "server/gui/format.h"

#include <QEvent>

namespace miniqq::server {

StatusFoot::StatusFoot(QWidget *parent)
    : StatusStrip(parent)
{
    const auto caption = [this](ui::Theme::Token colour = &ui::Theme::text2) {
        auto *label = new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, colour, this);
        addWidget(label);
        return label;
    };
    m_people = caption(&ui::Theme::text);
    m_rate = caption(&ui::Theme::text);
    m_curve = new ui::Sparkline(this);
    m_curve->setFixedSize(96, 20);
    addWidget(m_curve);
    m_store = caption();
    m_commit = caption();
    m_uptime = caption();
    m_secrets = caption();
    addStretch();
    m_badge = new ui::Badge(ui::Provenance::Observed, {}, this);
    addWidget(m_badge);
    showStatus();
}

void StatusFoot::setStatus(const ServerStatus &status)
{
    m_curve->append(status.messagesPerSecond);
    m_status = status;
    m_status.connections.clear(); // only their number is of interest here
    m_connections = int(status.connections.size());
    showStatus();
}

void StatusFoot::showStatus()
{
    m_people->setText(tr("%n connection(s)", nullptr, m_connections) + tr(", ") +
                      tr("%n account(s)", nullptr, m_status.accounts));
    m_rate->setText(
        tr("%1 msg/s").arg(m_status.messagesPerSecond, 0, 'f', m_status.messagesPerSecond < 10 ? 1 : 0));
    m_curve->setUnit(tr("messages per second"));
    m_store->setText(tr("store %1").arg(ui::formatBytes(qint64(m_status.storeBytes))));
    m_commit->setText(
        tr("last commit %1 ms").arg(Format::milliseconds(double(m_status.lastCommitUs) / 1000.0)));
    m_commit->setVisible(m_status.lastCommitUs > 0);
    m_uptime->setText(tr("up %1").arg(ui::formatClockDuration(m_status.uptimeMs)));
    m_secrets->setText(tr("passwords and tokens are never recorded"));
    m_badge->setProvenance(ui::Provenance::Observed, tr("counted by the server as it works"));
}

void StatusFoot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showStatus();
    StatusStrip::changeEvent(event);
}

} // namespace miniqq::server
