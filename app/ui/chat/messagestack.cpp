// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagestack.h"

#include "app/models/messagelistmodel.h"
#include "app/ui/chat/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace miniqq::client {

namespace {

struct MessageStackWords
{
    Q_DECLARE_TR_FUNCTIONS(MessageView)
};

} // namespace

void MessageStack::setModel(const QAbstractItemModel *model)
{
    m_model = model;
    reset();
}

void MessageStack::setMetrics(const MessageMetrics &metrics)
{
    m_metrics = metrics;
    forgetLayouts();
}

void MessageStack::setNamesShown(bool shown)
{
    if (std::exchange(m_namesShown, shown) != shown)
        forgetLayouts();
}

void MessageStack::setToday(const QDate &today)
{
    if (std::exchange(m_today, today) != today)
        forgetLayouts();
}

void MessageStack::forgetLayouts()
{
    m_layouts.clear();
    m_heights.forgetAll();
    m_dirty = true;
}

void MessageStack::reset()
{
    m_heights.reset(m_model ? m_model->rowCount() : 0, estimate);
    m_layouts.clear();
    m_placed.clear();
    m_anchorRow = 0;
    m_anchorBottom = 0;
    m_anchorByTop = false;
    m_heldAtEnd = true;
    m_dirty = true;
}

void MessageStack::rowsInserted(int first, int count)
{
    m_heights.insert(first, count);
    if (first <= m_anchorRow)
        m_anchorRow += count;
    m_dirty = true;
}

void MessageStack::rowsRemoved(int first, int count)
{
    m_heights.remove(first, count);
    // A row that comes back may be grouped otherwise.
    m_layouts.clear();
    if (m_anchorRow >= first + count)
        m_anchorRow -= count;
    else if (m_anchorRow >= first)
        m_anchorRow = std::max(0, first - 1);
    m_dirty = true;
}

void MessageStack::rowsChanged(int first, int last)
{
    if (last - first >= cachedRows)
        m_layouts.clear();
    for (int row = first; row <= last; ++row) {
        m_heights.forget(row);
        if (!m_layouts.isEmpty())
            m_layouts.remove(m_model->index(row, 0).data(MessageListModel::UuidRole).value<Uuid>());
    }
    m_dirty = true;
}

std::shared_ptr<const LaidOutMessage> MessageStack::layOut(int row)
{
    const Uuid uuid = m_model->index(row, 0).data(MessageListModel::UuidRole).value<Uuid>();
    if (m_heights.isMeasured(row)) {
        if (const auto *known = m_layouts.object(uuid))
            return *known;
    }
    auto message = std::make_shared<LaidOutMessage>();
    message->row = readMessageRow(*m_model, row);
    MessageSurroundings &around = message->around;
    around.showName = m_namesShown;
    if (message->row.startsDay)
        around.day = dayText(localDay(message->row.timeMs), m_today);
    if (message->row.startsUnread)
        around.unread = MessageStackWords::tr("New messages");
    if (message->row.isFailed())
        around.retry = MessageStackWords::tr("not sent · retry");
    if (message->row.lost)
        around.lost = lostText();
    message->layout = layOutMessage(message->row, around, m_viewport.width(), m_metrics);
    m_heights.setMeasured(row, message->layout.height);
    m_layouts.insert(uuid, new std::shared_ptr<const LaidOutMessage>(message));
    return message;
}

const std::vector<MessageStack::Placed> &MessageStack::arrange(const QSize &viewport)
{
    if (!m_dirty && viewport == m_viewport)
        return m_placed;
    if (viewport.width() != m_viewport.width())
        forgetLayouts();
    m_viewport = viewport;
    m_dirty = false;
    m_placed.clear();
    m_value = 0;
    m_maximum = 0;
    if (m_heights.count() == 0 || viewport.height() <= 0 || viewport.width() <= 0)
        return m_placed;
    if (m_heldAtEnd)
        fillFromEnd();
    else
        fillFromAnchor();
    chooseAnchor();
    m_maximum = std::max<qint64>(0, m_heights.total() + 2 * padding - viewport.height());
    m_value =
        m_heldAtEnd
            ? m_maximum
            : std::clamp<qint64>(padding + m_heights.offsetOf(m_placed.front().row) - m_placed.front().top, 0,
                                 m_maximum);
    return m_placed;
}

void MessageStack::fillFromEnd()
{
    const int last = m_heights.count() - 1;
    auto message = layOut(last);
    m_placed.push_back({last, m_viewport.height() - padding - message->layout.height, message});
    extendUp();
}

void MessageStack::fillFromAnchor()
{
    const int row = std::clamp(m_anchorRow, 0, m_heights.count() - 1);
    const int before = m_heights.height(row);
    auto message = layOut(row);
    const int height = message->layout.height;
    if (m_anchorByTop) {
        m_anchorBottom += height;
        m_anchorByTop = false;
    } else if (m_anchorBottom > m_viewport.height() && m_anchorBottom - before <= 0 && height != before) {
        // It covers the viewport: the same part of it stays in view.
        m_anchorBottom = int(qint64(m_anchorBottom) * height / std::max(1, before));
    }
    m_placed.push_back({row, m_anchorBottom - height, message});
    extendUp();
    extendDown();
    // Nothing empty above the first row ...
    if (m_placed.front().row == 0 && m_placed.front().top > padding) {
        shift(padding - m_placed.front().top);
        extendDown();
    }
    // ... nor below the last one, which is where short conversations stand.
    const int floor = m_viewport.height() - padding;
    if (m_placed.back().row == m_heights.count() - 1 && m_placed.back().bottom() <= floor) {
        m_heldAtEnd = true;
        shift(floor - m_placed.back().bottom());
        extendUp();
    }
}

void MessageStack::extendUp()
{
    std::vector<Placed> above;
    int row = m_placed.front().row;
    int top = m_placed.front().top;
    while (row > 0 && top > 0) {
        auto message = layOut(--row);
        top -= message->layout.height;
        above.push_back({row, top, std::move(message)});
    }
    std::reverse(above.begin(), above.end());
    m_placed.insert(m_placed.begin(), std::make_move_iterator(above.begin()),
                    std::make_move_iterator(above.end()));
}

void MessageStack::extendDown()
{
    int bottom = m_placed.back().bottom();
    for (int row = m_placed.back().row + 1; row < m_heights.count() && bottom < m_viewport.height(); ++row) {
        auto message = layOut(row);
        m_placed.push_back({row, bottom, message});
        bottom += message->layout.height;
    }
}

void MessageStack::shift(int delta)
{
    for (Placed &placed : m_placed)
        placed.top += delta;
}

void MessageStack::chooseAnchor()
{
    std::erase_if(m_placed,
                  [this](const Placed &p) { return p.bottom() <= 0 || p.top >= m_viewport.height(); });
    if (m_placed.empty()) {
        // Only the padding is in view.
        m_heldAtEnd = true;
        fillFromEnd();
        std::erase_if(m_placed, [](const Placed &p) { return p.bottom() <= 0; });
    }
    const auto whole =
        std::find_if(m_placed.begin(), m_placed.end(), [](const Placed &p) { return p.top >= 0; });
    const Placed &anchor = whole != m_placed.end() ? *whole : m_placed.front();
    m_anchorRow = anchor.row;
    m_anchorBottom = anchor.bottom();
    m_anchorByTop = false;
}

const MessageStack::Placed *MessageStack::placedAt(int y) const
{
    for (const Placed &placed : m_placed) {
        if (y >= placed.top && y < placed.bottom())
            return &placed;
    }
    return nullptr;
}

const MessageStack::Placed *MessageStack::find(int row) const
{
    for (const Placed &placed : m_placed) {
        if (placed.row == row)
            return &placed;
    }
    return nullptr;
}

void MessageStack::holdEnd()
{
    m_heldAtEnd = true;
    m_dirty = true;
}

void MessageStack::releaseEnd()
{
    m_heldAtEnd = false;
    m_dirty = true;
}

void MessageStack::scrollBy(int delta)
{
    if (std::abs(delta) > 2 * m_viewport.height()) {
        scrollTo(m_value + delta);
        return;
    }
    if (delta > 0 && m_heldAtEnd)
        return;
    m_heldAtEnd = false;
    m_anchorBottom -= delta;
    m_dirty = true;
}

void MessageStack::scrollTo(qint64 value)
{
    if (m_heights.count() == 0)
        return;
    if (value >= m_maximum) {
        holdEnd();
        return;
    }
    const int row = m_heights.rowAt(value - padding);
    place(row, int(m_heights.offsetOf(row) + padding - value));
}

void MessageStack::place(int row, int top)
{
    m_heldAtEnd = false;
    m_anchorRow = row;
    m_anchorBottom = top;
    m_anchorByTop = true;
    m_dirty = true;
}

} // namespace miniqq::client
