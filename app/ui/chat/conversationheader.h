// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/avatarpainter.h"
#include "common/ui/strips.h"

namespace miniqq::ui {
class Avatar;
class ElidedLabel;
class IconButton;
} // namespace miniqq::ui

class QHBoxLayout;

namespace miniqq::client {

/// The 56 px above a conversation: who it is with, whether they are there, and what can be done.
class ConversationHeader : public ui::Pane
{
    Q_OBJECT
public:
    explicit ConversationHeader(QWidget *parent = nullptr);

    /// `avatar.name` (foreign) is the title. `status` is the line below it, e.g. "online" or "12 people, 5
    /// online"; in the colour of success where `present`.
    void setContact(const ui::AvatarSpec &avatar, const QString &status, bool present);
    QString title() const;
    QString status() const;

    /// Adds a button to the left of the network view's.
    ui::IconButton *addAction(const QString &iconName, const QString &text);
    /// The switch of the network view, which says F12.
    ui::IconButton &networkButton() { return *m_network; }
    /// Shows the state without signalling it.
    void setNetworkViewShown(bool shown);

Q_SIGNALS:
    void networkViewToggled(bool shown);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    ui::Avatar *m_avatar;
    ui::ElidedLabel *m_title;
    ui::ElidedLabel *m_status;
    ui::IconButton *m_network;
    QHBoxLayout *m_actions;
};

} // namespace miniqq::client
