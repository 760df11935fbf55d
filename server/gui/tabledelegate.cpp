// SPDX-License-Identifier: MIT
#include "server/gui/tabledelegate.h"

#include "common/ui/painters.h"

#include <QPainter>

namespace miniqq::server {
namespace {

constexpr int cellPadding = 8;

} // namespace

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const ui::Theme &theme = ui::themeOf(option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QColor ground = selected ? theme.selected : hovered ? theme.hover : theme.panel;
    painter->fillRect(option.rect, ground);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    const int left = index.column() == 0 ? int(ui::metric::pagePadding) : cellPadding; // as their headers
    paintCell(*painter, option.rect.adjusted(left, 0, -cellPadding, -1), index, ground, theme);
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + 2 * cellPadding, ui::metric::tableRowHeight};
}

TableDelegate::CellText TableDelegate::cellText(const QModelIndex &, const ui::Theme &theme) const
{
    return {theme.text, theme.font(ui::FontRole::Body)};
}

void TableDelegate::paintCell(QPainter &painter, const QRect &rect, const QModelIndex &index, const QColor &,
                              const ui::Theme &theme) const
{
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    paintText(painter, rect, index.data().toString(),
              alignment.isValid() ? alignment.toInt() : int(Qt::AlignVCenter) | int(Qt::AlignLeft),
              cellText(index, theme));
}

void TableDelegate::paintText(QPainter &painter, const QRect &rect, const QString &text, int alignment,
                              const CellText &look) const
{
    painter.setPen(look.colour);
    painter.setFont(look.font);
    const QString shown = QFontMetrics(look.font).elidedText(text, look.elide, rect.width());
    painter.drawText(rect, alignment | int(Qt::TextSingleLine), shown);
}

} // namespace miniqq::server
