// SPDX-License-Identifier: MIT
// How EncodingBenchView looks; how it moves is in encodingbenchview.cpp.
#include "app/lab/ui/encodingbenchview.h"

#include "common/ui/painters.h"

#include <QPainter>

namespace miniqq::lab {

using namespace ui;

namespace {

QColor verdictColour(Verdict verdict, const Theme &theme)
{
    switch (verdict) {
    case Verdict::Correct:
    case Verdict::Waits:
        return theme.ok;
    case Verdict::Incomplete:
    case Verdict::Invalid:
        return theme.err;
    case Verdict::None:
    case Verdict::Decodes:
    case Verdict::Wrong:
        break;
    }
    return theme.text2;
}

} // namespace

void EncodingBenchView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.panel);
    for (int row = 0; row < int(m_rows.size()); ++row) {
        if (rowTop(row) + m_rowHeight > 0 && rowTop(row) < viewport()->height())
            paintRow(painter, row, theme);
    }
    if (hasFocus() && m_row < 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::radiusControl,
                   theme);
}

void EncodingBenchView::paintRow(QPainter &painter, int index, const Theme &theme) const
{
    const BenchRow &row = m_rows[size_t(index)];
    const int top = rowTop(index);
    const QFont &font = theme.font(FontRole::Caption);
    const QFontMetrics metrics(font);
    if (index == m_row && m_cell < 0 && hasFocus())
        paintFocus(painter, QRectF(0, top + 1, viewport()->width(), m_rowHeight - 2), metric::radiusControl,
                   theme);
    painter.setFont(font);
    painter.setPen(theme.text2);
    painter.drawText(QRect(0, top, m_left - 8, m_rowHeight), Qt::AlignVCenter, row.name);
    painter.setPen(verdictColour(row.verdict, theme));
    const QRect verdict(verdictLeft(), top, m_verdictWidth, m_rowHeight);
    painter.drawText(verdict, Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(row.verdictText, Qt::ElideRight, verdict.width()));

    painter.save();
    const QRect chips(m_left - 2, top, verdictLeft() - 12 - m_left + 2, m_rowHeight);
    painter.setClipRect(chips);
    for (int cell = firstCellIn(index); cell < int(row.cells.size()); ++cell) {
        if (cellRect(index, cell).left() > chips.right())
            break;
        paintChip(painter, index, cell, theme);
    }
    painter.restore();
}

void EncodingBenchView::paintChip(QPainter &painter, int row, int index, const Theme &theme) const
{
    const BenchCell &cell = m_rows[size_t(row)].cells[size_t(index)];
    const QRect rect = cellRect(row, index);
    const bool hovered = m_marked.length() > 0 && cell.begin < m_marked.end && cell.end > m_marked.begin;
    const QColor fill = hovered ? theme.hexSel : cell.marked ? theme.errSoft : theme.tileFill();
    paintPanel(painter, rect, metric::radiusTag + 1, fill, cell.marked ? theme.err : QColor());
    painter.setFont(chipFont(cell, theme));
    painter.setPen(cell.marked && !hovered ? theme.err : theme.text);
    painter.drawText(rect, Qt::AlignCenter, cell.text);
    if (row == m_row && index == m_cell && hasFocus())
        paintFocus(painter, rect.adjusted(-1, -1, 1, 1), metric::radiusTag + 2, theme);
}

} // namespace miniqq::lab
