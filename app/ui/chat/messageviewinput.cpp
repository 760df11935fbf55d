// SPDX-License-Identifier: MIT
// MessageView: mouse, keyboard, selection and menus.
#include "app/ui/chat/messageview.h"

#include "app/ui/chat/timetext.h"
#include "common/ui/format.h"
#include "common/ui/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTextBoundaryFinder>
#include <QToolTip>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

MessageView::Hit MessageView::hitAt(const QPoint &point) const
{
    arrange();
    const MessageStack::Placed *placed = m_stack.placedAt(point.y());
    return {placed, placed ? QPointF(point) - QPointF(0, placed->top) : QPointF()};
}

QString MessageView::selectedText() const
{
    if (!m_selected.isValid() || m_selectionLength <= 0)
        return {};
    // The displayed text has the same positions as the message, which is what is copied.
    QString text = readMessageRow(*m_model, m_selected.row()).text;
    if (const LaidOutMessage *message = laidOut(m_selected.row()); message && message->layout.isBigEmoji)
        text = text.trimmed();
    return text.mid(m_selectionStart, m_selectionLength);
}

void MessageView::copy()
{
    QString text = selectedText();
    if (text.isEmpty() && m_current.isValid())
        text = readMessageRow(*m_model, m_current.row()).text;
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void MessageView::clearSelection()
{
    m_selected = QModelIndex();
    m_selectionStart = m_selectionLength = 0;
    viewport()->update();
}

void MessageView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressPoint = event->position().toPoint();
    m_pressedLink.clear();
    clearSelection();
    const Hit hit = hitAt(m_pressPoint);
    if (!hit.placed)
        return;
    m_current = m_model->index(hit.placed->row, 0);
    const MessageLayout &layout = hit.placed->message->layout;
    if (const TextLink *link = layout.linkAt(hit.point))
        m_pressedLink = link->url;
    if (layout.bubble.contains(hit.point)) {
        m_selected = m_current;
        m_selectionFrom = layout.positionAt(hit.point, true);
        m_selecting = true;
    }
}

void MessageView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!m_selecting || !(event->buttons() & Qt::LeftButton)) {
        updateHover(point);
        return;
    }
    const MessageStack::Placed *placed = m_selected.isValid() ? m_stack.find(m_selected.row()) : nullptr;
    if (!placed)
        return;
    const QPointF inRow = QPointF(point) - QPointF(0, placed->top);
    const qsizetype to = placed->message->layout.positionAt(inRow, true);
    m_selectionStart = std::min(m_selectionFrom, to);
    m_selectionLength = std::abs(to - m_selectionFrom);
    viewport()->update();
}

void MessageView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_selecting = false;
    if (hasSelection()) {
        if (QClipboard *clipboard = QApplication::clipboard(); clipboard->supportsSelection())
            clipboard->setText(selectedText(), QClipboard::Selection);
        return;
    }
    const Hit hit = hitAt(event->position().toPoint());
    if (!hit.placed)
        return;
    const LaidOutMessage &message = *hit.placed->message;
    const TextLink *link = message.layout.linkAt(hit.point);
    if (link && link->url == m_pressedLink)
        showTarget(link->url, event->globalPosition().toPoint());
    else if (message.row.isFailed() && message.layout.time.united(message.layout.tick).contains(hit.point))
        Q_EMIT retryRequested(message.row.uuid);
}

void MessageView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Hit hit = hitAt(event->position().toPoint());
    const qsizetype at = hit.placed ? hit.placed->message->layout.positionAt(hit.point) : -1;
    if (event->button() != Qt::LeftButton || at < 0)
        return;
    const QString &text = hit.placed->message->layout.shown;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(at);
    const qsizetype start = finder.isAtBoundary() ? at : finder.toPreviousBoundary();
    finder.setPosition(at);
    const qsizetype end = finder.toNextBoundary();
    m_selected = m_model->index(hit.placed->row, 0);
    m_selectionFrom = m_selectionStart = std::max<qsizetype>(0, start);
    m_selectionLength = (end < 0 ? text.size() : end) - m_selectionStart;
    m_selecting = true;
    viewport()->update();
}

void MessageView::updateHover(const QPoint &point)
{
    const Hit hit = hitAt(point);
    const TextLink *link = nullptr;
    bool onText = false;
    m_retryHovered = false;
    m_hovered = QModelIndex();
    m_hoveredLink = -1;
    if (hit.placed) {
        const LaidOutMessage &message = *hit.placed->message;
        m_hovered = m_model->index(hit.placed->row, 0);
        link = message.layout.linkAt(hit.point);
        m_hoveredLink = link ? link - message.layout.links.constData() : -1;
        m_retryHovered =
            message.row.isFailed() && message.layout.time.united(message.layout.tick).contains(hit.point);
        onText = message.layout.text.contains(hit.point) && message.layout.positionAt(hit.point) >= 0;
    }
    viewport()->setCursor(link || m_retryHovered ? Qt::PointingHandCursor
                          : onText               ? Qt::IBeamCursor
                                                 : Qt::ArrowCursor);
    viewport()->update();
}

bool MessageView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        m_hovered = QModelIndex();
        m_hoveredLink = -1;
        m_retryHovered = false;
        viewport()->update();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Hit hit = hitAt(help->pos());
        QString tip;
        if (hit.placed && hit.placed->message->layout.bubble.contains(hit.point)) {
            const LaidOutMessage &message = *hit.placed->message;
            if (const TextLink *link = message.layout.linkAt(hit.point))
                tip = link->url.toDisplayString(QUrl::FullyEncoded);
            else if (message.row.isFailed())
                tip = failureText(message.row.failure);
            if (tip.isEmpty() && message.row.hasTick() && !message.row.isFailed())
                tip = tr("%1 · %2").arg(fullTimeText(message.row.timeMs), ui::tickWord(tickOf(message.row)));
            else if (tip.isEmpty())
                tip = fullTimeText(message.row.timeMs);
            if (message.row.lost)
                tip += u'\n' % tr("The server was restored from a backup that does not have this message. "
                                  "It is only here.");
            if (!message.row.saved)
                tip += u'\n' % tr("This message could not be written to this computer's disk.");
        }
        QToolTip::showText(help->globalPos(), ui::toolTipText(tip), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void MessageView::keyPressEvent(QKeyEvent *event)
{
    const int page = std::max(40, viewport()->height() - 40);
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    switch (event->key()) {
    case Qt::Key_PageUp:
        scrollByUser(-page);
        return;
    case Qt::Key_PageDown:
        scrollByUser(page);
        return;
    case Qt::Key_Home:
        if (m_model && m_model->rowCount() > 0) {
            m_stack.place(0, 0);
            setCurrent(0);
            arrangeNow();
        }
        return;
    case Qt::Key_End:
        scrollToEnd();
        setCurrent(lastVisibleRow());
        return;
    case Qt::Key_Up:
        moveCurrent(-1);
        return;
    case Qt::Key_Down:
        moveCurrent(1);
        return;
    case Qt::Key_Escape:
        if (hasSelection()) {
            clearSelection();
            return;
        }
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

// One row on, unless more of the current one (or of the way to the next) has to be shown first.
void MessageView::moveCurrent(int step)
{
    arrange();
    if (!m_model || m_stack.placed().empty())
        return;
    const int row = currentRow();
    if (!m_stack.find(row)) {
        setCurrent(step < 0 ? lastVisibleRow() : firstVisibleRow());
        return;
    }
    const int next = std::clamp(row + step, 0, m_stack.count() - 1);
    const int line = 40;
    const MessageStack::Placed *current = m_stack.find(row);
    const bool moreOfThis = step < 0 ? current->top < -line : current->bottom() > viewport()->height() + line;
    if (moreOfThis || next == row) {
        scrollByUser(step * line);
        return;
    }
    setCurrent(next);
    const MessageStack::Placed *target = m_stack.find(next);
    if (!target) {
        scrollByUser(step * line);
        target = m_stack.find(next);
    }
    if (!target)
        return;
    const int height = viewport()->height();
    if (step < 0 && target->top < 0)
        scrollByUser(std::max(target->top, -height / 2));
    else if (step > 0 && target->bottom() > height)
        scrollByUser(std::min(target->bottom() - height, height / 2));
}

void MessageView::setCurrent(int row)
{
    m_current = m_model && row >= 0 ? m_model->index(row, 0) : QModelIndex();
    viewport()->update();
}

void MessageView::focusInEvent(QFocusEvent *event)
{
    if (!m_stack.find(currentRow()))
        setCurrent(lastVisibleRow());
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void MessageView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QMenu *MessageView::newMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

// A link is foreign: where it leads is shown in full before anything is opened.
void MessageView::showTarget(const QUrl &url, const QPoint &globalPoint)
{
    if (!isAllowedLink(url))
        return;
    QMenu *menu = newMenu();
    const QString full = url.toString(QUrl::FullyEncoded);
    // An ampersand marks a shortcut in a menu; the target is shown as it is.
    QString shown = full.size() > 120 ? QString(full.first(119) % u'…') : full;
    QAction *target = menu->addAction(shown.replace(u'&', "&&"_L1));
    target->setEnabled(false);
    menu->addSeparator();
    QAction *open = menu->addAction(ui::icon(u"forward"_s), tr("Open link"));
    connect(open, &QAction::triggered, this, [this, url] { Q_EMIT linkActivated(url); });
    QAction *copyLink = menu->addAction(ui::icon(u"copy"_s), tr("Copy link"));
    connect(copyLink, &QAction::triggered, this, [full] { QApplication::clipboard()->setText(full); });
    menu->popup(globalPoint);
}

void MessageView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool keyboard = event->reason() == QContextMenuEvent::Keyboard;
    const int row = keyboard ? currentRow() : rowAt(event->pos());
    const MessageStack::Placed *placed = m_stack.find(row);
    if (!placed)
        return;
    if (!keyboard) {
        const QPointF inRow = QPointF(event->pos()) - QPointF(0, placed->top);
        if (!placed->message->layout.bubble.contains(inRow))
            return;
    }
    const QPointF below = placed->message->layout.bubble.bottomLeft() + QPointF(0, placed->top);
    openMenu(row, keyboard ? viewport()->mapToGlobal(below.toPoint()) : event->globalPos());
}

void MessageView::openMenu(int row, const QPoint &globalPoint)
{
    const MessageRow message = readMessageRow(*m_model, row);
    QMenu *menu = newMenu();
    if (hasSelection() && m_selected.row() == row) {
        QAction *copySelection = menu->addAction(ui::icon(u"copy"_s), tr("Copy"));
        copySelection->setShortcut(QKeySequence::Copy);
        connect(copySelection, &QAction::triggered, this, &MessageView::copy);
    }
    QAction *copyAll = menu->addAction(ui::icon(u"copy"_s), tr("Copy all text"));
    connect(copyAll, &QAction::triggered, this,
            [text = message.text] { QApplication::clipboard()->setText(text); });
    if (message.isFailed()) {
        menu->addSeparator();
        QAction *retry = menu->addAction(ui::icon(u"retry"_s), tr("Send again"));
        connect(retry, &QAction::triggered, this,
                [this, uuid = message.uuid] { Q_EMIT retryRequested(uuid); });
        QAction *discard = menu->addAction(ui::icon(u"close"_s, &ui::Theme::err), tr("Delete"));
        connect(discard, &QAction::triggered, this,
                [this, uuid = message.uuid] { Q_EMIT discardRequested(uuid); });
    }
    menu->popup(globalPoint);
}

} // namespace miniqq::client
