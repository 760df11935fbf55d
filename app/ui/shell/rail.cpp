// SPDX-License-Identifier: MIT
#include "app/ui/shell/rail.h"

#include "common/ui/avatar.h"
#include "common/ui/format.h"
#include "common/ui/iconbutton.h"

#include <QButtonGroup>
#include <QEvent>
#include <QVBoxLayout>

namespace miniqq::client {
namespace {

constexpr int buttonSide = 44;
constexpr int iconSide = 22;

} // namespace

Rail::Rail(QWidget *parent)
    : Pane(&ui::Theme::rail, Qt::RightEdge, parent)
    , m_me(new ui::Avatar(40, this))
    , m_pages(new QButtonGroup(this))
    , m_chats(new ui::IconButton(QStringLiteral("chat"), {}, this))
    , m_people(new ui::IconButton(QStringLiteral("people"), {}, this))
    , m_network(new ui::IconButton(QStringLiteral("exchange"), {}, this))
    , m_lab(new ui::IconButton(QStringLiteral("lab"), {}, this))
    , m_settings(new ui::IconButton(QStringLiteral("settings"), {}, this))
{
    setFixedWidth(ui::metric::railWidth);
    m_me->setBehind(&ui::Theme::rail);
    for (ui::IconButton *button : {m_chats, m_people, m_network, m_lab, m_settings})
        button->setExtent(buttonSide, iconSide);
    m_chats->setCheckable(true);
    m_people->setCheckable(true);
    m_network->setCheckable(true);
    m_lab->setCheckable(true);
    m_pages->addButton(m_chats, Chats);
    m_pages->addButton(m_people, People);
    m_pages->addButton(m_lab, Lab);
    m_chats->setChecked(true);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 12);
    column->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_me, m_chats, m_people, m_network, m_lab})
        column->addWidget(widget, 0, Qt::AlignHCenter);
    column->insertSpacing(1, 8);
    column->addStretch();
    column->addWidget(m_settings, 0, Qt::AlignHCenter);

    connect(m_pages, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT pageChosen(Page(id)); });
    retranslate();
}

void Rail::setMe(const QString &account, const QString &name, bool online)
{
    m_me->setSpec(
        {account, name, ui::AvatarKind::Person, online ? ui::PresenceDot::Online : ui::PresenceDot::Offline});
    m_me->setToolTip(ui::toolTipText(QStringLiteral("%1 (%2)").arg(name, account)));
}

void Rail::setPage(Page page)
{
    m_pages->button(page)->setChecked(true);
}

void Rail::setUnread(int count)
{
    m_chats->setCount(count);
}

void Rail::retranslate()
{
    m_chats->setLabel(tr("Chats"));
    m_people->setLabel(tr("People"));
    m_network->setLabel(tr("Network view (F12)"));
    m_lab->setLabel(tr("Network Lab (Ctrl+3)"));
    m_settings->setLabel(tr("Settings"));
}

void Rail::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Pane::changeEvent(event);
}

} // namespace miniqq::client
