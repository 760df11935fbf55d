// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"
#include "server/core/serverstatus.h"

#include <QList>

namespace miniqq::ui {
class Avatar;
class Button;
class Card;
class ElidedLabel;
class IconButton;
class KeyValueRows;
class Label;
class Sparkline;
} // namespace miniqq::ui

namespace miniqq::server {

/// The card at the right of the connections table: everything known about the selected connection.
class ConnectionDetails final : public ui::Pane
{
    Q_OBJECT

public:
    explicit ConnectionDetails(QWidget *parent = nullptr);

    void setConnection(const ConnectionStatus &status, const QList<double> &samples);
    ConnectionId connection() const { return m_status.id; }

Q_SIGNALS:
    void closeRequested();
    void framesRequested(miniqq::ConnectionId connection);
    void kickRequested(miniqq::ConnectionId connection);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showStatus();

    ConnectionStatus m_status;
    ui::Avatar *m_avatar;
    ui::ElidedLabel *m_name;
    ui::ElidedLabel *m_account;
    ui::IconButton *m_close;
    ui::Card *m_tupleCard;
    ui::KeyValueRows *m_tuple;
    ui::Label *m_tupleHint;
    ui::Card *m_tlsCard;
    ui::KeyValueRows *m_tls;
    ui::Card *m_trafficCard;
    ui::KeyValueRows *m_traffic;
    ui::Sparkline *m_rate;
    ui::Button *m_frames;
    ui::Button *m_kick;
};

} // namespace miniqq::server
