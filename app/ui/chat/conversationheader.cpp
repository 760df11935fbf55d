// SPDX-License-Identifier: MIT
#include "app/ui/chat/conversationheader.h"

#include "app/ui/chat/messagetext.h"
#include "common/ui/avatar.h"
#include "common/ui/iconbutton.h"
#include "common/ui/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

ConversationHeader::ConversationHeader(QWidget *parent)
    : ui::Pane(&ui::Theme::panel, Qt::BottomEdge, parent)
    , m_avatar(new ui::Avatar(36, this))
    , m_title(new ui::ElidedLabel({}, ui::FontRole::Heading, ui::Strength::Strong, &ui::Theme::text, this))
    , m_status(new ui::ElidedLabel({}, ui::FontRole::Caption, ui::Strength::Regular, &ui::Theme::text2, this))
    , m_network(new ui::IconButton(u"exchange"_s, {}, this))
    , m_actions(new QHBoxLayout)
{
    auto *words = new QVBoxLayout;
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(m_title);
    words->addWidget(m_status);
    words->addStretch(1);
    m_actions->setSpacing(4);
    m_network->setCheckable(true);
    m_actions->addWidget(m_network);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(ui::metric::pagePadding, 0, 12, 0);
    row->setSpacing(12);
    row->addWidget(m_avatar);
    row->addLayout(words, 1);
    row->addLayout(m_actions);
    setMinimumHeight(ui::metric::headerHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_network, &QAbstractButton::toggled, this, &ConversationHeader::networkViewToggled);
    retranslate();
}

void ConversationHeader::setContact(const ui::AvatarSpec &avatar, const QString &status, bool present)
{
    m_avatar->setSpec(avatar);
    m_title->setText(singleLine(avatar.name));
    m_status->setText(status);
    m_status->setColour(present ? &ui::Theme::ok : &ui::Theme::text2);
    m_status->setVisible(!status.isEmpty());
    setAccessibleName(m_title->text());
    setAccessibleDescription(status);
}

QString ConversationHeader::title() const
{
    return m_title->text();
}

QString ConversationHeader::status() const
{
    return m_status->text();
}

ui::IconButton *ConversationHeader::addAction(const QString &iconName, const QString &text)
{
    auto *button = new ui::IconButton(iconName, text, this);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

void ConversationHeader::setNetworkViewShown(bool shown)
{
    const QSignalBlocker quiet(m_network);
    m_network->setChecked(shown);
    m_network->update();
}

void ConversationHeader::retranslate()
{
    m_network->setLabel(tr("Network view (F12)"));
}

void ConversationHeader::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    ui::Pane::changeEvent(event);
}

} // namespace miniqq::client
