// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectioninfo.h"
#include "common/ui/strips.h"

namespace miniqq::tap {
class TrafficLog;
class TrafficModel;
} // namespace miniqq::tap
namespace miniqq::ui {
class IconButton;
class Label;
} // namespace miniqq::ui

namespace miniqq::client {

class Client;

/// The pane at the right that hides nothing: the own connection, its round trip time, and the frames as they
/// cross.
class NetworkView final : public ui::Pane
{
    Q_OBJECT

public:
    /// Both must outlive the view.
    NetworkView(Client &client, tap::TrafficLog &traffic, QWidget *parent = nullptr);

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setInfo(const ConnectionInfo &info);
    void retranslate();

    Client &m_client;
    tap::TrafficLog &m_traffic;
    tap::TrafficModel *m_model;
    ui::Label *m_title;
    ui::IconButton *m_pause;
    ui::IconButton *m_close;
};

} // namespace miniqq::client
