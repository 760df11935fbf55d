// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/chat/heightindex.h"
#include "app/ui/chat/messagelayout.h"

#include <QCache>
#include <QDate>
#include <QSize>

#include <memory>
#include <vector>

class QAbstractItemModel;

namespace miniqq::client {

/// A row together with how it is laid out.
struct LaidOutMessage
{
    MessageRow row;
    MessageSurroundings around;
    MessageLayout layout;
};

/// Which rows of a conversation are in view and where. Knows no widget: a view tells it the size of its
/// viewport and what happens to the model. Rows that were never near the viewport have estimated heights, so
/// the cost of a change does not grow with the conversation.
///
/// The position is held by one row and the place of its *lower* edge: whatever comes in above, wraps anew or
/// grows a day separator, that row stays under the eye. At the end the last row is held instead.
class MessageStack
{
public:
    struct Placed
    {
        int row = 0;
        int top = 0; ///< in the viewport
        std::shared_ptr<const LaidOutMessage> message;

        int bottom() const { return top + message->layout.height; }
    };

    void setModel(const QAbstractItemModel *model);
    void setMetrics(const MessageMetrics &metrics);
    const MessageMetrics &metrics() const { return m_metrics; }
    void setNamesShown(bool shown);
    /// The day that is called today.
    void setToday(const QDate &today);
    /// Words changed: everything is laid out again.
    void forgetLayouts();

    void reset();
    void rowsInserted(int first, int count);
    void rowsRemoved(int first, int count);
    void rowsChanged(int first, int last);

    /// Places the rows that are in view of a viewport of this size. Cheap if nothing changed.
    const std::vector<Placed> &arrange(const QSize &viewport);
    const std::vector<Placed> &placed() const { return m_placed; }
    const Placed *placedAt(int y) const;
    const Placed *find(int row) const;

    bool isHeldAtEnd() const { return m_heldAtEnd; }
    void holdEnd();
    /// The row in view stays where it is although rows come in behind the last one.
    void releaseEnd();
    void scrollBy(int delta);
    void scrollTo(qint64 value);
    /// Puts the upper edge of the row `top` pixels below the upper edge of the viewport, as far as there is
    /// enough below it.
    void place(int row, int top);

    qint64 value() const { return m_value; }     ///< For a scroll bar from 0 ...
    qint64 maximum() const { return m_maximum; } ///< ... to this.
    int count() const { return m_heights.count(); }

private:
    static constexpr int padding = 8; // above the first and below the last row
    static constexpr int estimate = 44;
    static constexpr int cachedRows = 400;

    std::shared_ptr<const LaidOutMessage> layOut(int row);
    void fillFromEnd();
    void fillFromAnchor();
    void extendUp();
    void extendDown();
    void shift(int delta);
    void chooseAnchor();

    const QAbstractItemModel *m_model = nullptr;
    HeightIndex m_heights;
    QCache<Uuid, std::shared_ptr<const LaidOutMessage>> m_layouts{cachedRows};
    MessageMetrics m_metrics;
    QSize m_viewport;
    QDate m_today;
    std::vector<Placed> m_placed;
    int m_anchorRow = 0;
    int m_anchorBottom = 0;     // place of the row's lower edge in the viewport
    bool m_anchorByTop = false; // m_anchorBottom holds the upper edge until the row is measured
    qint64 m_value = 0;
    qint64 m_maximum = 0;
    bool m_heldAtEnd = true;
    bool m_namesShown = false;
    bool m_dirty = true;
};

} // namespace miniqq::client
