// SPDX-License-Identifier: MIT
#include "common/ui/icons.h"
#include "common/ui/painters.h"
#include "common/ui/stylepainters.h"

#include <QPainter>
#include <QPainterPath>
#include <QTabBar>

namespace miniqq::ui::stylepaint {

void scrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget,
               const QStyle &style, const Theme &theme)
{
    if (option.maximum <= option.minimum)
        return;
    QRectF thumb = style.subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    if (option.orientation == Qt::Vertical)
        thumb = QRectF(thumb.center().x() - 4, thumb.top() + 2, 8, thumb.height() - 4);
    else
        thumb = QRectF(thumb.left() + 2, thumb.center().y() - 4, thumb.width() - 4, 8);
    const bool hot =
        option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    paintPanel(painter, thumb, 4, hot ? theme.control : theme.line2);
}

void splitter(const QStyleOption &option, QPainter &painter, const Theme &theme)
{
    const QRect r = option.rect;
    const QColor colour = option.state.testFlag(QStyle::State_MouseOver) ? theme.accent : theme.line;
    if (option.state.testFlag(QStyle::State_Horizontal))
        painter.fillRect(QRect(r.center().x(), r.top(), 1, r.height()), colour);
    else
        painter.fillRect(QRect(r.left(), r.center().y(), r.width(), 1), colour);
}

void tabShape(const QStyleOptionTab &option, QPainter &painter, const Theme &theme)
{
    if (!option.state.testFlag(QStyle::State_Selected))
        return;
    QRectF bar = option.rect;
    bar = QRectF(bar.left() + 8, bar.bottom() - 2, bar.width() - 16, 2);
    paintPanel(painter, bar, 1, theme.accent);
}

void tabLabel(const QStyleOptionTab &option, QPainter &painter, const QWidget *widget, const QStyle &style,
              const Theme &theme)
{
    const PainterScope scope(painter);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter.setFont(theme.font(FontRole::Body, selected ? Strength::Strong : Strength::Regular));
    painter.setPen(!option.state.testFlag(QStyle::State_Enabled) ? theme.disabled
                   : selected || hovered                         ? theme.text
                                                                 : theme.text2);
    QRect text = style.subElementRect(QStyle::SE_TabBarTabText, &option, widget);
    // Bold words are wider: the size hint has room for them, the text rectangle of the base style not always.
    text.adjust(-4, 0, 4, 0);
    const QString shown =
        painter.fontMetrics().elidedText(option.text, Qt::ElideRight, text.width(), Qt::TextShowMnemonic);
    painter.drawText(text, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, shown);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocus(painter, QRectF(option.rect).adjusted(2, 4, -2, -4), metric::radiusControl, theme);
}

void headerSection(const QStyleOptionHeader &option, QPainter &painter, const Theme &theme)
{
    painter.fillRect(option.rect, theme.panel);
    if (option.orientation == Qt::Horizontal)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
}

void headerLabel(const QStyleOptionHeader &option, QPainter &painter, const Theme &theme)
{
    const PainterScope scope(painter);
    painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
    painter.setPen(theme.text2);
    const bool first = option.position == QStyleOptionHeader::Beginning ||
                       option.position == QStyleOptionHeader::OnlyOneSection;
    const QRect room = option.rect.adjusted(first ? metric::pagePadding : 8, 0, -8, 0);
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, option.textAlignment);
    const QString text = painter.fontMetrics().elidedText(option.text, Qt::ElideRight, room.width());
    QRect used;
    painter.drawText(room, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text, &used);
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    const bool right = alignment.testFlag(Qt::AlignRight);
    const QPointF centre(right ? used.left() - 8 : used.right() + 9, option.rect.center().y() + 1);
    const qreal up = option.sortIndicator == QStyleOptionHeader::SortUp ? 1 : -1;
    painter.setPen(QPen(theme.text2, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{centre + QPointF(-3, 1.5 * up), centre + QPointF(0, -1.5 * up),
                                   centre + QPointF(3, 1.5 * up)});
}

void itemRow(const QStyleOptionViewItem &option, QPainter &painter, const QWidget *widget, const Theme &theme)
{
    if (widget && widget->property("miniqqPaintsRows").toBool())
        return;
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    QColor fill;
    if (option.state.testFlag(QStyle::State_Selected)) {
        fill = theme.selected;
        if (widget && !widget->isActiveWindow())
            fill.setAlphaF(0.5F);
    } else if (option.state.testFlag(QStyle::State_MouseOver) &&
               option.state.testFlag(QStyle::State_Enabled)) {
        fill = theme.hover;
    }
    if (fill.isValid())
        painter.fillRect(option.rect, fill);
}

namespace {
constexpr int menuIcon = 16;
constexpr int menuPad = 12;
constexpr int menuGap = 10;
} // namespace

QSize menuItemSize(const QStyleOptionMenuItem &option, const Theme &theme)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator)
        return {10, 9};
    const QFontMetrics metrics(theme.font(FontRole::Body));
    const QStringList parts = option.text.split(u'\t');
    int width =
        metrics.size(Qt::TextShowMnemonic, parts.value(0)).width() + 2 * menuPad + menuIcon + menuGap + 8;
    if (parts.size() > 1)
        width += 24 + metrics.horizontalAdvance(parts[1]);
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        width += 20;
    return {width, qMax(32, metrics.height() + 12)};
}

void menuItem(const QStyleOptionMenuItem &option, QPainter &painter, const Theme &theme)
{
    const PainterScope scope(painter);
    const QRect r = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(r.left() + 8, r.center().y(), r.width() - 16, 1), theme.line);
        return;
    }
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (enabled && option.state.testFlag(QStyle::State_Selected))
        paintPanel(painter, QRectF(r).adjusted(4, 0, -4, 0), 6, theme.dark ? theme.selected : theme.hover);
    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto mirror = [&](const QRect &rect) { return QStyle::visualRect(option.direction, r, rect); };
    const QRect iconRect =
        mirror(QRect(r.left() + menuPad, r.center().y() - menuIcon / 2 + 1, menuIcon, menuIcon));
    if (option.checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option.checked)
            paintIcon(painter, iconRect, QStringLiteral("check"),
                      enabled ? theme.accentText : theme.disabled);
    } else if (!option.icon.isNull()) {
        option.icon.paint(&painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect text = mirror(r.adjusted(menuPad + menuIcon + menuGap, 0, -menuPad, 0));
    const QStringList parts = option.text.split(u'\t');
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(enabled ? theme.text : theme.disabled);
    painter.drawText(text,
                     (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine |
                         Qt::TextShowMnemonic,
                     parts.value(0));
    if (parts.size() > 1) {
        painter.setPen(enabled ? theme.text3 : theme.disabled);
        painter.drawText(text,
                         (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::TextSingleLine,
                         parts[1]);
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        const QRect arrow = mirror(QRect(r.right() - menuPad - 12, r.center().y() - 7, 14, 14));
        paintIcon(painter, arrow, QStringLiteral("chevron-right"), enabled ? theme.text2 : theme.disabled);
    }
}

void branch(const QStyleOption &option, QPainter &painter, const Theme &theme)
{
    if (!option.state.testFlag(QStyle::State_Children))
        return;
    QRectF arrow(0, 0, 14, 14);
    arrow.moveCenter(QRectF(option.rect).center());
    paintIcon(painter, arrow,
              option.state.testFlag(QStyle::State_Open) ? QStringLiteral("chevron-down")
                                                        : QStringLiteral("chevron-right"),
              theme.text2);
}

} // namespace miniqq::ui::stylepaint
