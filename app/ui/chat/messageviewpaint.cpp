// SPDX-License-Identifier: MIT
// MessageView: what it shows, and what of it has been seen.
#include "app/ui/chat/messageview.h"

#include "app/ui/chat/messagepainter.h"

#include <QDateTime>
#include <QPaintEvent>
#include <QPainter>

namespace miniqq::client {

bool MessageView::isSeenByUser() const
{
    return isVisible() && window()->isActiveWindow() && !window()->isMinimized();
}

void MessageView::reportSeen()
{
    if (!isSeenByUser())
        return;
    qint64 seen = 0;
    for (const MessageStack::Placed &placed : m_stack.placed()) {
        // A message has been seen when its end has.
        if (placed.top + placed.message->layout.bubble.bottom() <= viewport()->height())
            seen = std::max(seen, placed.message->row.seq);
    }
    if (seen > m_seenSeq) {
        m_seenSeq = seen;
        Q_EMIT messagesSeen(seen);
    }
}

void MessageView::scheduleMidnight()
{
    const QDateTime now = QDateTime::currentDateTime();
    m_stack.setToday(now.date());
    const qint64 wait = now.msecsTo(now.date().addDays(1).startOfDay()) + 1;
    m_midnight.start(int(std::clamp<qint64>(wait, 1000, 86'400'000)));
    touch();
}

void MessageView::startAppearing(int row)
{
    const int duration = ui::themeOf(this).motion(ui::metric::motionBubble);
    if (duration <= 0)
        return;
    m_appearing = m_model->index(row, 0);
    m_appear.stop();
    m_appear.setDuration(duration);
    m_appear.start();
}

void MessageView::paintEvent(QPaintEvent *event)
{
    if (m_arrangeTimer.isActive())
        arrangeNow();
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme.canvas);
    const bool keyboard = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    for (const MessageStack::Placed &placed : m_stack.placed()) {
        if (placed.bottom() < event->rect().top() || placed.top > event->rect().bottom())
            continue;
        const LaidOutMessage &message = *placed.message;
        MessagePaintState state;
        if (m_selected.isValid() && m_selected.row() == placed.row) {
            state.selectionStart = m_selectionStart;
            state.selectionLength = m_selectionLength;
        }
        if (m_hovered.isValid() && m_hovered.row() == placed.row) {
            state.retryHovered = m_retryHovered;
            if (m_hoveredLink >= 0 && m_hoveredLink < message.layout.links.size())
                state.hoveredLink = &message.layout.links[m_hoveredLink];
        }
        state.focused = keyboard && placed.row == currentRow();
        state.active = isActiveWindow();
        painter.save();
        qreal rise = 0;
        if (m_appearing.isValid() && m_appearing.row() == placed.row) {
            const qreal progress = m_appear.currentValue().toReal();
            painter.setOpacity(progress);
            rise = 6 * (1 - progress);
        }
        painter.translate(0, placed.top + rise);
        paintMessage(painter, message.layout, message.row, message.around, state, m_stack.metrics(), theme,
                     QRectF(event->rect()).translated(0, -placed.top));
        painter.restore();
    }
}

void MessageView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrangeNow();
}

void MessageView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    touch();
}

bool MessageView::event(QEvent *event)
{
    const bool handled = QAbstractScrollArea::event(event);
    if (event->type() == QEvent::WindowActivate || event->type() == QEvent::WindowStateChange)
        touch();
    return handled;
}

void MessageView::changeEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::StyleChange:
    case QEvent::FontChange:
        readTheme();
        break;
    case QEvent::LanguageChange:
        setAccessibleName(tr("Messages"));
        m_stack.forgetLayouts();
        touch();
        break;
    case QEvent::ActivationChange:
        touch();
        break;
    default:
        break;
    }
    QAbstractScrollArea::changeEvent(event);
}

} // namespace miniqq::client
