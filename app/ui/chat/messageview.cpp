// SPDX-License-Identifier: MIT
#include "app/ui/chat/messageview.h"

#include "app/models/messagelistmodel.h"
#include "app/ui/chat/jumpbutton.h"
#include "app/ui/chat/messageviewaccessible.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>

#include <limits>

namespace miniqq::client {

MessageView::MessageView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_jump(new JumpButton(viewport()))
{
    installMessageViewAccessibility();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Messages"));
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setAutoFillBackground(false);
    setMinimumSize(240, 120);

    m_jump->hide();
    connect(m_jump, &JumpButton::clicked, this, &MessageView::scrollToEnd);
    m_arrangeTimer.setSingleShot(true);
    m_arrangeTimer.callOnTimeout(this, &MessageView::arrangeNow);
    m_midnight.setSingleShot(true);
    m_midnight.callOnTimeout(this, &MessageView::scheduleMidnight);
    m_appear.setStartValue(0.0);
    m_appear.setEndValue(1.0);
    m_appear.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_appear, &QVariantAnimation::valueChanged, this, [this] { viewport()->update(); });
    connect(&m_appear, &QVariantAnimation::finished, this, [this] { m_appearing = QModelIndex(); });
    readTheme();
    scheduleMidnight();
}

MessageView::~MessageView() = default;

void MessageView::setModel(QAbstractItemModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_stack.setModel(model);
    if (model)
        connectModel();
    modelReset();
}

void MessageView::connectModel()
{
    connect(m_model, &QAbstractItemModel::modelReset, this, &MessageView::modelReset);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, &MessageView::modelReset);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { inserted(first, last); });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this,
            [this](const QModelIndex &, int first, int last) { removed(first, last); });
    connect(m_model, &QAbstractItemModel::rowsMoved, this, &MessageView::modelReset);
    connect(
        m_model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &first, const QModelIndex &last) { dataChanged(first.row(), last.row()); });
    connect(m_model, &QObject::destroyed, this, [this] { setModel(nullptr); });
}

void MessageView::modelReset()
{
    m_stack.reset();
    m_appear.stop();
    m_appearing = QModelIndex();
    m_current = QModelIndex();
    m_hovered = QModelIndex();
    m_selecting = false;
    clearSelection();
    m_seenSeq = 0;
    m_newBelow = 0;
    m_jump->setCount(0);
    touch();
}

void MessageView::inserted(int first, int last)
{
    const bool atBack = last + 1 == m_model->rowCount();
    if (m_stack.isHeldAtEnd() && atBack && !m_atLogEnd)
        m_stack.releaseEnd();
    m_stack.rowsInserted(first, last - first + 1);
    if (atBack && first == last && m_stack.isHeldAtEnd() && isVisible())
        startAppearing(last);
    m_olderAsked = m_newerAsked = false;
    announceRowsInserted(this, first, last);
    touch();
}

void MessageView::removed(int first, int last)
{
    m_stack.rowsRemoved(first, last - first + 1);
    m_olderAsked = m_newerAsked = false;
    if (!m_selected.isValid())
        clearSelection();
    touch();
}

void MessageView::dataChanged(int first, int last)
{
    if (first < 0)
        return;
    m_stack.rowsChanged(first, std::min(last, m_stack.count() - 1));
    touch();
}

void MessageView::setNamesShown(bool shown)
{
    m_stack.setNamesShown(shown);
    touch();
}

void MessageView::setAtLogEnd(bool atEnd)
{
    m_atLogEnd = atEnd;
    touch();
}

void MessageView::readTheme()
{
    m_stack.setMetrics(MessageMetrics::from(ui::themeOf(this)));
    touch();
}

// Something changed: everything is placed anew before it is next asked for or painted, and at the latest when
// the event loop comes round.
void MessageView::touch()
{
    if (!m_arrangeTimer.isActive())
        m_arrangeTimer.start(0);
    viewport()->update();
}

void MessageView::arrange() const
{
    // A model may have changed without having said so yet (between its begin and end): wait for the signal.
    if (m_model && m_model->rowCount() == m_stack.count())
        m_stack.arrange(arrangedSize());
}

// The scroll bar lies over the empty right margin: bubbles keep their distance from the edge of the pane, and
// nothing wraps anew when the bar appears.
QSize MessageView::arrangedSize() const
{
    return {width(), viewport()->height()};
}

void MessageView::arrangeNow()
{
    m_arrangeTimer.stop();
    arrange();
    updateScrollBar();
    const bool atEnd = isAtEnd();
    if (atEnd && m_newBelow != 0)
        m_newBelow = 0;
    placeJumpButton();
    askForMore();
    reportSeen();
    viewport()->update();
    if (std::exchange(m_atEnd, atEnd) != atEnd)
        Q_EMIT atEndChanged(atEnd);
}

void MessageView::updateScrollBar()
{
    const QScopedValueRollback guard(m_updatingBar, true);
    // With very many rows pixels do not fit into the bar's int.
    const qint64 most = std::numeric_limits<int>::max();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setRange(0, int(std::min(m_stack.maximum(), most)));
    verticalScrollBar()->setValue(int(std::min(m_stack.value(), most)));
}

void MessageView::scrollContentsBy(int, int dy)
{
    if (m_updatingBar)
        return;
    Q_UNUSED(dy)
    const qint64 delta = verticalScrollBar()->value() - m_stack.value();
    if (verticalScrollBar()->value() == verticalScrollBar()->maximum())
        m_stack.holdEnd();
    else
        m_stack.scrollBy(int(delta));
    m_olderAsked = m_newerAsked = false;
    touch();
}

void MessageView::scrollByUser(int delta)
{
    arrange();
    m_stack.scrollBy(delta);
    m_olderAsked = m_newerAsked = false;
    arrangeNow();
}

void MessageView::wheelEvent(QWheelEvent *event)
{
    const QPoint pixels = event->pixelDelta();
    // A notch is 120 units of an eighth of a degree, and 120 pixels here.
    const int delta = !pixels.isNull() ? pixels.y() : event->angleDelta().y();
    if (delta != 0)
        scrollByUser(-delta);
    event->accept();
}

bool MessageView::isAtEnd() const
{
    arrange();
    return m_stack.isHeldAtEnd() && m_atLogEnd;
}

void MessageView::scrollToEnd()
{
    m_stack.holdEnd();
    if (!m_atLogEnd)
        Q_EMIT latestNeeded();
    arrangeNow();
}

void MessageView::showFirstUnread()
{
    for (int row = 0; m_model && row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(MessageListModel::UnreadLineRole).toBool()) {
            m_stack.place(row, 0);
            arrangeNow();
            return;
        }
    }
    m_stack.holdEnd();
    arrangeNow();
}

void MessageView::showRow(int row)
{
    if (!m_model || row < 0 || row >= m_model->rowCount())
        return;
    arrange();
    const MessageStack::Placed *placed = m_stack.find(row);
    if (!placed || placed->top < 0 || placed->bottom() > viewport()->height())
        m_stack.place(row, viewport()->height() / 3);
    setCurrent(row);
    arrangeNow();
}

void MessageView::noteNewMessage(bool own)
{
    if (own || isAtEnd())
        return;
    ++m_newBelow;
    placeJumpButton();
}

void MessageView::placeJumpButton()
{
    m_jump->setCount(m_newBelow);
    const QSize size = m_jump->sizeHint();
    m_jump->setGeometry(viewport()->width() - size.width() - 12, viewport()->height() - size.height() - 12,
                        size.width(), size.height());
    m_jump->setVisible(m_stack.count() > 0 && !isAtEnd());
}

void MessageView::askForMore()
{
    const auto &placed = m_stack.placed();
    if (placed.empty() || !isVisible())
        return;
    const int near = 2 * viewport()->height();
    if (m_stack.value() < near && !std::exchange(m_olderAsked, true))
        QMetaObject::invokeMethod(this, &MessageView::olderNeeded, Qt::QueuedConnection);
    if (!m_atLogEnd && m_stack.maximum() - m_stack.value() < near && !std::exchange(m_newerAsked, true))
        QMetaObject::invokeMethod(this, &MessageView::newerNeeded, Qt::QueuedConnection);
}

QRect MessageView::rowRect(int row) const
{
    arrange();
    const MessageStack::Placed *placed = m_stack.find(row);
    return placed ? QRect(0, placed->top, viewport()->width(), placed->message->layout.height) : QRect();
}

const LaidOutMessage *MessageView::laidOut(int row) const
{
    arrange();
    const MessageStack::Placed *placed = m_stack.find(row);
    return placed ? placed->message.get() : nullptr;
}

int MessageView::firstVisibleRow() const
{
    arrange();
    return m_stack.placed().empty() ? -1 : m_stack.placed().front().row;
}

int MessageView::lastVisibleRow() const
{
    arrange();
    return m_stack.placed().empty() ? -1 : m_stack.placed().back().row;
}

int MessageView::rowAt(const QPoint &viewportPoint) const
{
    arrange();
    const MessageStack::Placed *placed = m_stack.placedAt(viewportPoint.y());
    return placed ? placed->row : -1;
}

} // namespace miniqq::client
