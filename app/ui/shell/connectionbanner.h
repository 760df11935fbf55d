// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectionstate.h"

#include <QObject>
#include <QTimer>

namespace miniqq::ui {
class Banner;
}

namespace miniqq::client {

class Client;

/// Keeps a banner true to the connection: broken and when it is tried again, ended and why, back again.
class ConnectionBanner final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    ConnectionBanner(Client &client, ui::Banner &banner, QObject *parent = nullptr);

    void retranslate();

private:
    void showState();
    void showRefused();
    QString waitingText() const;

    Client &m_client;
    ui::Banner &m_banner;
    QTimer m_countdown; // runs only while a next try is set
    bool m_broken = false;
};

} // namespace miniqq::client
