// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/exchange/sequencelayout.h"

#include <QAbstractItemView>

namespace miniqq::ui {

/// The live diagram over a tap::TrafficModel: heads, lifelines, one arrow per frame. It follows the end
/// unless scrolled away, and shares its selection with any other view through setSelectionModel(). Only
/// frames are drawn as arrows, never TCP segments; opening and closing a connection are notes at its
/// lifeline.
class SequenceDiagram : public QAbstractItemView
{
    Q_OBJECT
public:
    explicit SequenceDiagram(tap::Side side, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Two lifelines at the edges; size and time stand beside each label.
    void setCompact(bool compact);
    /// What stands in the middle while there is nothing to draw.
    void setEmptyText(const QString &text);
    bool isFollowing() const { return m_follow; }

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    QSize sizeHint() const override;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex &index) const override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void updateGeometries() override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

public Q_SLOTS:
    void reset() override;

private:
    struct LaneView
    {
        SequenceLayout::Lane lane;
        int x = 0;
        int headWidth = 0;
    };

    void appendRows(int start, int end);
    void relayLanes();
    void restoreMetrics();
    int laneX(qint64 key) const;
    int headHeight() const;
    int arrowY(int arrow) const;
    int currentArrow() const;
    void paintHeads(QPainter &painter, const Theme &theme) const;
    void paintSilence(QPainter &painter, const SequenceLayout::Arrow &arrow, int top,
                      const Theme &theme) const;
    void paintNote(QPainter &painter, const SequenceLayout::Arrow &arrow, int y, bool selected,
                   const Theme &theme) const;
    void paintFrame(QPainter &painter, const SequenceLayout::Arrow &arrow, int y, bool selected,
                    const Theme &theme) const;
    void paintAnswerTime(QPainter &painter, int arrow, const Theme &theme) const;
    QString labelOf(const SequenceLayout::Arrow &arrow) const;

    SequenceLayout m_layout;
    std::vector<LaneView> m_lanes;
    QString m_emptyText;
    int m_contentWidth = 0;
    bool m_compact = false;
    bool m_follow = true;
    bool m_placing = false; // scroll bars are being set by us, not by the person
};

} // namespace miniqq::ui
