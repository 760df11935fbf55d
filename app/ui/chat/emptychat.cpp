// SPDX-License-Identifier: MIT
#include "app/ui/chat/emptychat.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

EmptyChat::EmptyChat(QWidget *parent)
    : ui::EmptyState(parent)
    , m_people(addAction(u"people"_s, {}, ui::ButtonKind::Primary))
    , m_lobby(addAction(u"lobby"_s, {}, ui::ButtonKind::Secondary))
{
    setDrawing(Drawing::Bubbles);
    connect(m_people, &QPushButton::clicked, this, &EmptyChat::peopleRequested);
    connect(m_lobby, &QPushButton::clicked, this, &EmptyChat::lobbyRequested);
    retranslate();
}

void EmptyChat::setOnlineCount(int online)
{
    if (std::exchange(m_online, online) != online)
        retranslate();
}

void EmptyChat::retranslate()
{
    const QString others = m_online > 0 ? tr("%n people are online.", nullptr, m_online)
                                        : tr("Nobody else is online at the moment.");
    //: Joins two sentences.
    setText(tr("Say hello"), tr("%1 %2").arg(others, tr("Choose somebody, or have a look at the lobby.")));
    m_people->setText(tr("People"));
    m_lobby->setText(tr("To the lobby"));
}

void EmptyChat::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), ui::themeOf(this).canvas);
}

void EmptyChat::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    ui::EmptyState::changeEvent(event);
}

} // namespace miniqq::client
