// SPDX-License-Identifier: MIT
#include "server/gui/statusfoot.h"

#include "common/ui/format.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"
#include "server/gui/format.h"

#include <QEvent>
#include <QHBoxLayout>

namespace miniqq::server {

StatusFoot::StatusFoot(QWidget *parent)
    : StatusStrip(parent)
{
    row()->setSpacing(3 * ui::metric::grid);
    const auto label = [this](ui::Theme::Token colour = &ui::Theme::text2) {
        return new ui::Label({}, ui::FontRole::Caption, ui::Strength::Regular, colour, this);
    };
    m_people = label(&ui::Theme::text);
    m_rate = label(&ui::Theme::text);
    m_curve = new ui::Sparkline(this);
    m_curve->setFixedSize(96, 20);
    m_store = label();
    m_commit = label();
    m_uptime = label();
    m_secrets = label();
    addWidget(m_people);
    auto *rate = new QHBoxLayout; // the curve belongs to its figure
    rate->setSpacing(ui::metric::grid);
    rate->addWidget(m_rate);
    rate->addWidget(m_curve);
    row()->addLayout(rate);
    for (ui::Label *fact : {m_store, m_commit, m_uptime, m_secrets})
        addWidget(fact);
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
