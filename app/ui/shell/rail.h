// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/strips.h"

class QButtonGroup;

namespace miniqq::ui {
class Avatar;
class IconButton;
} // namespace miniqq::ui

namespace miniqq::client {

/// The 64 px at the left: oneself, the pages, settings at the foot.
class Rail final : public ui::Pane
{
    Q_OBJECT

public:
    enum Page { Chats, People, Lab };

    explicit Rail(QWidget *parent = nullptr);

    void setMe(const QString &account, const QString &name, bool online);
    void setPage(Page page);
    void setUnread(int count);
    ui::IconButton &settingsButton() { return *m_settings; }
    ui::IconButton &networkButton() { return *m_network; }

Q_SIGNALS:
    void pageChosen(miniqq::client::Rail::Page page);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ui::Avatar *m_me;
    QButtonGroup *m_pages;
    ui::IconButton *m_chats;
    ui::IconButton *m_people;
    ui::IconButton *m_network;
    ui::IconButton *m_lab;
    ui::IconButton *m_settings;
};

} // namespace miniqq::client
