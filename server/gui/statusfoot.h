// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"
#include "server/core/serverstatus.h"

namespace miniqq::ui {
class Badge;
class Label;
class Sparkline;
} // namespace miniqq::ui

namespace miniqq::server {

/// The strip at the foot: connections, accounts, messages per second, store, commit, running time.
class StatusFoot final : public ui::StatusStrip
{
    Q_OBJECT

public:
    explicit StatusFoot(QWidget *parent = nullptr);
    void setStatus(const ServerStatus &status);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showStatus();

    ServerStatus m_status; // without its connections
    int m_connections = 0;
    ui::Label *m_people;
    ui::Label *m_rate;
    ui::Sparkline *m_curve;
    ui::Label *m_store;
    ui::Label *m_commit;
    ui::Label *m_uptime;
    ui::Label *m_secrets;
    ui::Badge *m_badge;
};

} // namespace miniqq::server
