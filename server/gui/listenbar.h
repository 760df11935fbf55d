// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/servercore.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace miniqq::ui {
class Button;
class Label;
} // namespace miniqq::ui

namespace miniqq::server {

/// The first row of the window: the lamp, where to listen, start and stop, the text that invites others,
/// shutting down.
class ListenBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ListenBar(QWidget *parent = nullptr);

    /// What the controls show before the first change: an address may be one that the list does not offer.
    void setTarget(const QString &address, quint16 port);
    /// What is true now. `listening` is empty while the server does not listen.
    void setState(ServerCore::State state, const std::vector<Endpoint> &listening);
    QString address() const;
    quint16 port() const;

Q_SIGNALS:
    void startRequested(const QString &address, quint16 port);
    void stopRequested();
    void joinTextRequested();
    void shutDownRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Lamp;
    void fillAddresses();
    void styleFields();
    void retranslate();
    void update();

    Lamp *m_lamp;
    ui::Label *m_word;
    ui::Label *m_addressCaption;
    QComboBox *m_address;
    ui::Label *m_portCaption;
    QSpinBox *m_port;
    ui::Button *m_toggle;
    ui::Button *m_join;
    ui::Button *m_shutDown;
    ServerCore::State m_state = ServerCore::State::Stopped;
    bool m_listening = false;
};

} // namespace miniqq::server
