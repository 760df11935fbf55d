// SPDX-License-Identifier: MIT
#include "common/ui/exchange/sequencediagram.h"

#include "common/ui/format.h"

#include <QEvent>
#include <QHelpEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

namespace miniqq::ui {

namespace {
constexpr int bottomRoom = 16;
constexpr int sideRoom = 24;
constexpr int laneDistanceMin = 144;
constexpr int laneDistanceMax = 240;
} // namespace

SequenceDiagram::SequenceDiagram(tap::Side side, QWidget *parent)
    : QAbstractItemView(parent)
    , m_layout(side)
{
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(SingleSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("Sequence diagram"));
    viewport()->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_placing)
            m_follow = value >= verticalScrollBar()->maximum();
    });
    restoreMetrics();
}

void SequenceDiagram::setModel(QAbstractItemModel *model)
{
    if (this->model())
        disconnect(this->model(), &QAbstractItemModel::rowsRemoved, this, nullptr);
    QAbstractItemView::setModel(model);
    if (model) {
        // The oldest rows are dropped before they go; anything else is rare enough to lay out anew.
        connect(model, &QAbstractItemModel::rowsRemoved, this, [this] {
            if (m_layout.rowCount() != this->model()->rowCount())
                reset();
        });
    }
}

void SequenceDiagram::setCompact(bool compact)
{
    m_compact = compact;
    restoreMetrics();
    reset();
}

void SequenceDiagram::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void SequenceDiagram::restoreMetrics()
{
    const int text = QFontMetrics(themeOf(this).font(FontRole::Caption)).height();
    m_layout.setMetrics({qMax(m_compact ? 32 : 30, text + 15), qMax(28, text + 12)});
}

void SequenceDiagram::reset()
{
    QAbstractItemView::reset();
    m_layout.clear();
    m_follow = true;
    if (model() && model()->rowCount() > 0)
        appendRows(0, model()->rowCount() - 1);
    relayLanes();
    updateGeometries();
    viewport()->update();
}

void SequenceDiagram::appendRows(int start, int end)
{
    for (int row = start; row <= end; ++row)
        m_layout.append(exchangeItem(model()->index(row, 0)));
}

void SequenceDiagram::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    if (start != m_layout.rowCount()) {
        reset();
        return;
    }
    appendRows(start, end);
    relayLanes();
    updateGeometries();
    viewport()->update();
}

void SequenceDiagram::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    if (start != 0)
        return;
    const int gone = m_layout.dropOldest(end + 1);
    relayLanes();
    // What is being looked at stays where it is.
    const QScopedValueRollback guard(m_placing, true);
    verticalScrollBar()->setValue(verticalScrollBar()->value() - gone);
    updateGeometries();
    viewport()->update();
}

void SequenceDiagram::relayLanes()
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Caption, Strength::Strong));
    const std::vector<SequenceLayout::Lane> lanes = m_layout.lanes();
    m_lanes.clear();
    int widest = 0;
    for (SequenceLayout::Lane lane : lanes) {
        // In one's own messenger the own name says less.
        if (lane.key == SequenceLayout::ownLane && m_layout.side() == tap::Side::Client)
            lane.label = tr("me");
        const int width = qBound(52, metrics.horizontalAdvance(lane.label) + 28, 160);
        widest = qMax(widest, width);
        m_lanes.push_back({lane, 0, width});
    }
    const int count = int(m_lanes.size());
    const int room = viewport()->width();
    const int edge =
        m_compact ? 16 + (count > 0 ? qMax(m_lanes.front().headWidth, m_lanes.back().headWidth) / 2 : 0) - 12
                  : sideRoom + widest / 2;
    int distance = 0;
    if (count > 1) {
        distance = (room - 2 * edge) / (count - 1);
        const int least = qMax(laneDistanceMin, widest + 12);
        distance = m_compact ? qMax(distance, laneDistanceMin)
                             : qBound(least, distance, qMax(least, laneDistanceMax));
    }
    const int used = 2 * edge + distance * (count - 1);
    const int first = m_compact || used >= room ? edge : edge + qMin((room - used) / 2, 48);
    for (int i = 0; i < count; ++i)
        m_lanes[size_t(i)].x = first + i * distance;
    m_contentWidth = count > 0 ? used : 0;
}

void SequenceDiagram::updateGeometries()
{
    QAbstractItemView::updateGeometries();
    const QScopedValueRollback guard(m_placing, true);
    QScrollBar *vertical = verticalScrollBar();
    vertical->setPageStep(viewport()->height());
    vertical->setSingleStep(30);
    vertical->setRange(0, qMax(0, m_layout.height() + headHeight() + bottomRoom - viewport()->height()));
    if (m_follow)
        vertical->setValue(vertical->maximum());
    QScrollBar *horizontal = horizontalScrollBar();
    horizontal->setPageStep(viewport()->width());
    horizontal->setSingleStep(24);
    horizontal->setRange(0, qMax(0, m_contentWidth - viewport()->width()));
}

void SequenceDiagram::resizeEvent(QResizeEvent *event)
{
    relayLanes();
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void SequenceDiagram::scrollContentsBy(int, int)
{
    // The heads stay, so the picture cannot be moved as a whole.
    viewport()->update();
}

int SequenceDiagram::headHeight() const
{
    const int text = QFontMetrics(themeOf(this).font(FontRole::Caption, Strength::Strong)).height();
    return m_compact ? text + 12 : 14 + text + 10 + 8;
}

int SequenceDiagram::laneX(qint64 key) const
{
    for (const LaneView &view : m_lanes) {
        if (view.lane.key == key)
            return view.x - horizontalOffset();
    }
    return 0;
}

int SequenceDiagram::arrowY(int arrow) const
{
    const SequenceLayout::Arrow &a = m_layout.arrows()[size_t(arrow)];
    return headHeight() + m_layout.topOf(arrow) + a.height - 8 - verticalOffset();
}

int SequenceDiagram::currentArrow() const
{
    const QModelIndex current = currentIndex();
    if (!current.isValid() || current.row() >= m_layout.rowCount())
        return -1;
    return m_layout.arrowOfRow(current.row());
}

QRect SequenceDiagram::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_layout.rowCount())
        return {};
    const int arrow = m_layout.arrowOfRow(index.row());
    const SequenceLayout::Arrow &a = m_layout.arrows()[size_t(arrow)];
    return {0, headHeight() + m_layout.topOf(arrow) - verticalOffset(), viewport()->width(), a.height};
}

void SequenceDiagram::scrollTo(const QModelIndex &index, ScrollHint)
{
    const QRect rect = visualRect(index);
    if (rect.isEmpty())
        return;
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < headHeight())
        bar->setValue(bar->value() + rect.top() - headHeight());
    else if (rect.bottom() > viewport()->height() - bottomRoom)
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + bottomRoom);
}

QModelIndex SequenceDiagram::indexAt(const QPoint &point) const
{
    if (!model() || point.y() < headHeight())
        return {};
    const std::optional<int> arrow = m_layout.arrowAt(point.y() - headHeight() + verticalOffset());
    return arrow ? model()->index(m_layout.firstRowOf(*arrow), 0) : QModelIndex();
}

QSize SequenceDiagram::sizeHint() const
{
    return m_compact ? QSize(320, 300) : QSize(600, 480);
}

QModelIndex SequenceDiagram::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = int(m_layout.arrows().size());
    if (count == 0)
        return {};
    const int page = qMax(1, viewport()->height() / 30 - 2);
    int arrow = currentArrow();
    switch (action) {
    case MoveHome:
        arrow = 0;
        break;
    case MoveEnd:
        arrow = count - 1;
        break;
    case MovePageUp:
        arrow -= page;
        break;
    case MovePageDown:
        arrow += page;
        break;
    case MoveUp:
    case MoveLeft:
    case MovePrevious:
        arrow = arrow < 0 ? count - 1 : arrow - 1;
        break;
    default:
        ++arrow;
        break;
    }
    return model()->index(m_layout.firstRowOf(qBound(0, arrow, count - 1)), 0);
}

int SequenceDiagram::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int SequenceDiagram::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool SequenceDiagram::isIndexHidden(const QModelIndex &) const
{
    return false;
}

void SequenceDiagram::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const QModelIndex index = indexAt(rect.topLeft());
    selectionModel()->select(index.isValid() ? QItemSelection(index, index) : QItemSelection(),
                             flags | QItemSelectionModel::Rows);
}

QRegion SequenceDiagram::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    const QModelIndexList indexes = selection.indexes();
    for (const QModelIndex &index : indexes)
        region += visualRect(index);
    return region;
}

void SequenceDiagram::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    if (current.isValid())
        setAccessibleDescription(spokenText(exchangeItem(current)));
    viewport()->update(); // the answer of the selected frame is drawn too
}

bool SequenceDiagram::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QModelIndex index = indexAt(help->pos());
        QToolTip::showText(help->globalPos(),
                           index.isValid() ? toolTipText(spokenText(exchangeItem(index))) : QString(),
                           viewport());
        return true;
    }
    return QAbstractItemView::viewportEvent(event);
}

void SequenceDiagram::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restoreMetrics();
        if (model())
            reset();
    } else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Sequence diagram"));
        viewport()->update();
    }
}

} // namespace miniqq::ui
