// SPDX-License-Identifier: MIT
#include "app/lab/ui/encodingbenchview.h"

#include "common/ui/format.h"
#include "common/ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

namespace miniqq::lab {

using namespace ui;

namespace {
constexpr int chipGap = 4;
constexpr int chipPadding = 6;
} // namespace

EncodingBenchView::EncodingBenchView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Encoding bench"));
    rebuild();
}

void EncodingBenchView::setInput(const BenchInput &input)
{
    if (input == m_input && !m_rows.empty())
        return; // what is chosen and marked stays
    m_input = input;
    m_row = m_cell = -1;
    m_hovered = {};
    m_marked = {};
    horizontalScrollBar()->setValue(0);
    rebuild();
}

void EncodingBenchView::rebuild()
{
    m_rows = benchRows(m_input);
    measure();
    describe();
    viewport()->update();
    Q_EMIT rowsChanged();
}

const QFont &EncodingBenchView::chipFont(const BenchCell &cell, const Theme &theme)
{
    const bool code = cell.kind == BenchCell::Byte || cell.kind == BenchCell::Half;
    return theme.font(code ? FontRole::Code : FontRole::Body);
}

void EncodingBenchView::measure()
{
    const Theme &theme = themeOf(this);
    m_chip = std::max(24, QFontMetrics(theme.font(FontRole::Body)).height() + 4);
    m_rowHeight = m_chip + 7;
    const QFontMetrics names(theme.font(FontRole::Caption));
    int name = 0;
    m_verdictWidth = 0;
    int widest = 0;
    m_spans.clear();
    for (const BenchRow &row : m_rows) {
        name = std::max(name, names.horizontalAdvance(row.name));
        m_verdictWidth = std::max(m_verdictWidth, names.horizontalAdvance(row.verdictText) + 2);
        std::vector<Span> &spans = m_spans.emplace_back();
        int x = 0;
        for (const BenchCell &cell : row.cells) {
            const int text = QFontMetrics(chipFont(cell, theme)).horizontalAdvance(cell.text);
            const int width = std::max(m_chip + 2, text + 2 * chipPadding);
            spans.push_back({x, width});
            x += width + chipGap;
        }
        widest = std::max(widest, x - chipGap);
    }
    m_left = std::max(64, name + 16);
    m_verdictWidth = std::min(m_verdictWidth, std::max(40, viewport()->width() * 2 / 5));
    const int room = verdictLeft() - 12 - m_left;
    QScrollBar *bar = horizontalScrollBar();
    bar->setRange(0, std::max(0, widest - room));
    bar->setPageStep(std::max(1, room));
    bar->setSingleStep(m_chip + chipGap);
    bar = verticalScrollBar();
    bar->setRange(0, std::max(0, int(m_rows.size()) * m_rowHeight - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_rowHeight);
    updateGeometry();
}

int EncodingBenchView::verdictLeft() const
{
    return viewport()->width() - m_verdictWidth;
}

int EncodingBenchView::rowTop(int row) const
{
    return row * m_rowHeight - verticalScrollBar()->value();
}

QRect EncodingBenchView::cellRect(int row, int cell) const
{
    const Span &span = m_spans[size_t(row)][size_t(cell)];
    return {m_left + span.x - horizontalScrollBar()->value(), rowTop(row) + (m_rowHeight - m_chip) / 2,
            span.width, m_chip};
}

QSize EncodingBenchView::sizeHint() const
{
    return {480, int(m_rows.size()) * m_rowHeight + 2 + horizontalScrollBar()->sizeHint().height()};
}

QSize EncodingBenchView::minimumSizeHint() const
{
    return {m_left + 160, 4 * m_rowHeight};
}

void EncodingBenchView::setMarked(const ByteRange &range)
{
    if (m_marked == range)
        return;
    m_marked = range;
    viewport()->update();
}

ByteRange EncodingBenchView::rangeOf(const Place &place) const
{
    if (place.row < 0 || place.cell < 0)
        return {};
    const BenchCell &cell = m_rows[size_t(place.row)].cells[size_t(place.cell)];
    return {cell.begin, cell.end};
}

EncodingBenchView::Place EncodingBenchView::placeAt(const QPoint &point) const
{
    const int row = (point.y() + verticalScrollBar()->value()) / m_rowHeight;
    if (point.y() < 0 || row >= int(m_rows.size()))
        return {};
    if (point.x() < m_left || point.x() >= verdictLeft() - 12)
        return {row, -1};
    const int x = point.x() - m_left + horizontalScrollBar()->value();
    const std::vector<Span> &spans = m_spans[size_t(row)];
    const auto after = std::upper_bound(spans.begin(), spans.end(), x,
                                        [](int value, const Span &span) { return value < span.x; });
    if (after == spans.begin() || x >= std::prev(after)->x + std::prev(after)->width)
        return {row, -1};
    return {row, int(after - spans.begin()) - 1};
}

int EncodingBenchView::firstCellIn(int row) const
{
    const std::vector<Span> &spans = m_spans[size_t(row)];
    return int(std::partition_point(spans.begin(), spans.end(),
                                    [this](const Span &span) {
                                        return span.x + span.width < horizontalScrollBar()->value();
                                    }) -
               spans.begin());
}

void EncodingBenchView::choose(int row, int cell)
{
    m_row = std::clamp(row, 0, int(m_rows.size()) - 1);
    m_cell = std::clamp(cell, -1, int(m_rows[size_t(m_row)].cells.size()) - 1);
    if (m_cell >= 0) {
        const Span &span = m_spans[size_t(m_row)][size_t(m_cell)];
        QScrollBar *bar = horizontalScrollBar();
        if (span.x < bar->value())
            bar->setValue(span.x);
        else if (span.x + span.width > bar->value() + bar->pageStep())
            bar->setValue(span.x + span.width - bar->pageStep());
    }
    QScrollBar *bar = verticalScrollBar();
    const int top = m_row * m_rowHeight;
    bar->setValue(std::clamp(bar->value(), top + m_rowHeight - viewport()->height(), top));
    const ByteRange range = rangeOf({m_row, m_cell});
    setMarked(range);
    describe();
    viewport()->update();
    Q_EMIT cellChosen(range);
}

void EncodingBenchView::describe()
{
    QStringList parts;
    if (m_row >= 0) {
        const BenchRow &row = m_rows[size_t(m_row)];
        if (m_cell >= 0)
            parts.append(row.cells[size_t(m_cell)].explained);
        parts.append(row.spoken());
        for (const QString &more : {row.error, row.hint}) {
            if (!more.isEmpty())
                parts.append(more);
        }
    } else {
        for (const BenchRow &row : m_rows)
            parts.append(row.spoken());
    }
    setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

void EncodingBenchView::copyRow() const
{
    if (m_row < 0)
        return;
    const QString hex = QString::fromLatin1(m_input.bytes.toHex(' '));
    QGuiApplication::clipboard()->setText(m_rows[size_t(m_row)].encoding ? m_rows[size_t(m_row)].text : hex);
}

void EncodingBenchView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void EncodingBenchView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void EncodingBenchView::mousePressEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && place.row >= 0)
        choose(place.row, place.cell);
}

void EncodingBenchView::mouseMoveEvent(QMouseEvent *event)
{
    const Place place = placeAt(event->position().toPoint());
    if (place == m_hovered)
        return;
    m_hovered = place;
    const ByteRange range = rangeOf(place);
    setMarked(range);
    Q_EMIT bytesHovered(range);
}

void EncodingBenchView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyRow();
        return;
    }
    const int row = std::max(0, m_row);
    switch (event->key()) {
    case Qt::Key_Up:
        choose(m_row - 1, m_cell);
        break;
    case Qt::Key_Down:
        choose(m_row + 1, m_cell);
        break;
    case Qt::Key_Left:
        choose(row, std::max(0, m_cell - 1));
        break;
    case Qt::Key_Right:
        choose(row, m_cell + 1);
        break;
    case Qt::Key_Home:
        choose(row, 0);
        break;
    case Qt::Key_End:
        choose(row, int(m_rows[size_t(row)].cells.size()) - 1);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void EncodingBenchView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void EncodingBenchView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QString EncodingBenchView::toolTipAt(const Place &place, const QPoint &point) const
{
    if (place.row < 0)
        return {};
    const BenchRow &row = m_rows[size_t(place.row)];
    if (place.cell >= 0)
        return row.cells[size_t(place.cell)].explained;
    if (point.x() < verdictLeft())
        return row.hint;
    if (row.error.isEmpty())
        return row.verdictText;
    return row.verdictText + QStringLiteral("\nUnicodeDecodeError: ") + row.error;
}

bool EncodingBenchView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), toolTipText(toolTipAt(placeAt(help->pos()), help->pos())),
                           viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered.row >= 0) {
        m_hovered = {};
        setMarked({});
        Q_EMIT bytesHovered({});
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void EncodingBenchView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Encoding bench"));
        rebuild();
    } else if (event->type() == QEvent::StyleChange) {
        measure();
    }
}

} // namespace miniqq::lab
