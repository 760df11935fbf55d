// SPDX-License-Identifier: MIT
// How HexView looks; how it moves is in hexview.cpp.
#include "common/ui/exchange/hexview.h"

#include "common/ui/painters.h"

#include <QPainter>
#include <QScrollBar>

namespace miniqq::ui {

void HexView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const Theme &theme = themeOf(this);
    painter.setFont(theme.font(FontRole::Hex));
    const int scroll = verticalScrollBar()->value();
    const int first = scroll / m_geometry.row;
    const int last = qMin(rowCount() - 1, (scroll + viewport()->height()) / m_geometry.row);
    for (int row = first; row <= last; ++row)
        paintRow(painter, row, row * m_geometry.row - scroll);
    if (hasFocus() && m_bytes.isEmpty())
        paintFocus(painter, viewport()->rect(), metric::radiusControl, theme);
}

// A run of bytes within one row, in both columns.
void HexView::paintRun(QPainter &painter, int row, int y, qsizetype begin, qsizetype end,
                       const QColor &colour) const
{
    const qsizetype rowBegin = qsizetype(row) * m_perRow;
    const int from = int(qMax<qsizetype>(0, begin - rowBegin));
    const int to = int(qMin<qsizetype>(m_perRow, end - rowBegin));
    if (from >= to)
        return;
    painter.fillRect(
        QRect(m_geometry.offset + from * m_geometry.cell, y, (to - from) * m_geometry.cell, m_geometry.row),
        colour);
    painter.fillRect(QRect(m_geometry.ascii + from * m_geometry.character, y,
                           (to - from) * m_geometry.character, m_geometry.row),
                     colour);
}

void HexView::paintRow(QPainter &painter, int row, int y) const
{
    const Theme &theme = themeOf(this);
    const qsizetype begin = qsizetype(row) * m_perRow;
    const int count = int(qMin<qsizetype>(m_perRow, m_bytes.size() - begin));
    paintRun(painter, row, y, m_markBegin, m_markEnd, theme.hexSel);
    paintRun(painter, row, y, m_hoverBegin, m_hoverEnd, theme.hexSel);

    painter.setPen(theme.text3);
    painter.drawText(QRect(0, y, m_geometry.offset, m_geometry.row), Qt::AlignLeft | Qt::AlignVCenter,
                     QStringLiteral("%1").arg(begin, m_bytes.size() > 0xffff ? 6 : 4, 16, QLatin1Char('0')));
    const auto [charBegin, charEnd] = characterAt(m_current);
    for (int i = 0; i < count; ++i) {
        const qsizetype offset = begin + i;
        const QRect cell(m_geometry.offset + i * m_geometry.cell, y, m_geometry.cell, m_geometry.row);
        const bool marked =
            (offset >= m_markBegin && offset < m_markEnd) || (offset >= m_hoverBegin && offset < m_hoverEnd);
        if (offset < m_headerSize && !marked)
            paintPanel(painter, QRectF(cell).adjusted(2, 0.5, -2, -0.5), metric::radiusTag, theme.trackFrame);
        painter.setPen(theme.text);
        painter.drawText(cell, Qt::AlignCenter,
                         QStringLiteral("%1").arg(quint8(m_bytes[offset]), 2, 16, QLatin1Char('0')));
        const char byte = m_bytes[offset];
        const bool plain = offset >= m_headerSize && byte >= 0x20 && byte < 0x7f;
        const QRect place(m_geometry.ascii + i * m_geometry.character, y, m_geometry.character,
                          m_geometry.row);
        painter.setPen(plain ? theme.text : theme.text3);
        painter.drawText(place, Qt::AlignCenter, plain ? QString(QLatin1Char(byte)) : QStringLiteral("·"));
        if (hasFocus() && offset >= charBegin && offset < charEnd) {
            // The whole character, with the current byte stronger.
            paintPanel(painter, QRectF(cell).adjusted(1, 0, -1, 0), metric::radiusTag, {},
                       offset == m_current ? theme.focus : theme.accentText, offset == m_current ? 2 : 1);
        }
    }
}

} // namespace miniqq::ui
