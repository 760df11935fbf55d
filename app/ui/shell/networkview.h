// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectioninfo.h"
#include "common/ui/strips.h"

#include <QPointer>

namespace miniqq::tap {
class TrafficLog;
}
namespace miniqq::ui {
class ConnectionCard;
class ExchangeDiagramCard;
class ExchangeView;
class IconButton;
class Label;
class RttCard;
struct ConnectionCardData;
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

    /// Opens the list, the fields and the bytes of all frames in a window of their own, at this frame.
    void openExchange(quint64 frameNumber = 0);
    void closeExchange();

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeCards();
    void setInfo(const ConnectionInfo &info);
    ui::ConnectionCardData cardData(const ConnectionInfo &info) const;
    void retranslate();
    void showFrame(quint64 number);

    Client &m_client;
    tap::TrafficLog &m_traffic;
    ui::Label *m_title;
    ui::IconButton *m_pause;
    ui::IconButton *m_open;
    ui::IconButton *m_close;
    ui::ConnectionCard *m_connection;
    ui::RttCard *m_rtt;
    ui::ExchangeDiagramCard *m_diagram;
    QPointer<ui::ExchangeView> m_exchange;
    qint64 m_shownSinceMs = 0; ///< which connection the cards are about
};

} // namespace miniqq::client
