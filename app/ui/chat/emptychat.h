// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/emptystate.h"

namespace miniqq::client {

/// What stands in the place of a conversation while none is open.
class EmptyChat : public ui::EmptyState
{
    Q_OBJECT
public:
    explicit EmptyChat(QWidget *parent = nullptr);

    /// How many others are there.
    void setOnlineCount(int online);

Q_SIGNALS:
    void peopleRequested();
    void lobbyRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ui::Button *m_people;
    ui::Button *m_lobby;
    int m_online = 0;
};

} // namespace miniqq::client
