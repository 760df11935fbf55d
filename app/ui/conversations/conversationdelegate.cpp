// SPDX-License-Identifier: MIT
#include "app/ui/conversations/conversationdelegate.h"

#include "app/ui/chat/messagetext.h"
#include "app/ui/conversations/conversationrow.h"
#include "common/ui/format.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace miniqq::client {

namespace {

constexpr int insetX = 8;
constexpr int insetY = 1;
constexpr int padding = 12;
constexpr int avatarSide = 40;
constexpr int tickSide = 15;

QColor mixed(const QColor &over, const QColor &under)
{
    return QColor((over.red() + under.red()) / 2, (over.green() + under.green()) / 2,
                  (over.blue() + under.blue()) / 2);
}

struct RowPainter
{
    QPainter &painter;
    const ui::Theme &theme;
    const ConversationRow &row;
    bool open = false; // the conversation shown beside: its count would only repeat what is in view

    void drawElided(const QRectF &box, const QString &text, QFont font, const QColor &colour) const
    {
        if (hasManyEmoji(text, 8))
            font = withoutEmojiFamilies(font);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
    }

    void firstLine(QRectF line) const
    {
        const QFont &small = theme.font(ui::FontRole::Micro);
        if (!row.time.isEmpty()) {
            const qreal wide = std::ceil(QFontMetricsF(small).horizontalAdvance(row.time));
            painter.setFont(small);
            painter.setPen(theme.text3);
            painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, row.time);
            line.setRight(line.right() - wide - 6);
        }
        if (row.tick != ui::TickState::None) {
            ui::paintTick(painter,
                          {line.right() - tickSide, line.center().y() - tickSide / 2.0, tickSide, tickSide},
                          row.tick, theme.text3, theme);
            line.setRight(line.right() - tickSide - 6);
        }
        drawElided(line, row.avatar.name, theme.font(ui::FontRole::Message, ui::Strength::Strong),
                   theme.text);
    }

    void secondLine(QRectF line) const
    {
        const QFont &font = theme.font(ui::FontRole::Caption);
        if (!open && row.unread > 0) {
            ui::paintCount(painter, line, row.unread, false, theme);
            line.setRight(line.right() - ui::countSize(row.unread, theme).width() - 8);
        }
        if (row.typing) {
            drawElided(line, QCoreApplication::translate("ConversationWords", "typing…"), font,
                       theme.accentText);
            return;
        }
        if (!row.prefix.isEmpty()) {
            // Two texts of different people are drawn apart, so that neither can turn the other around.
            const QString prefix = QFontMetricsF(font).elidedText(
                QCoreApplication::translate("ConversationWords", "%1:").arg(row.prefix), Qt::ElideRight,
                line.width() / 2);
            drawElided(line, prefix, font, row.hasDraft ? theme.err : theme.text2);
            // A full-width colon brings its own space.
            const qreal gap = prefix.endsWith(u'：') ? 0 : 4;
            line.setLeft(line.left() + std::ceil(QFontMetricsF(font).horizontalAdvance(prefix)) + gap);
        }
        drawElided(line, row.preview, font, theme.text2);
    }
};

} // namespace

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const ui::Theme &theme = ui::themeOf(option.widget);
    const int lines = QFontMetrics(theme.font(ui::FontRole::Message, ui::Strength::Strong)).height() +
                      QFontMetrics(theme.font(ui::FontRole::Caption)).height();
    return {ui::metric::listWidthMin, qMax(ui::metric::listRowHeight + 2 * insetY, lines + 22 + 2 * insetY)};
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const ui::Theme &theme = ui::themeOf(option.widget);
    const ConversationRow row = readConversationRow(index, QDate::currentDate());
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF plate = QRectF(option.rect).adjusted(insetX, insetY, -insetX, -insetY);
    QColor ground = theme.panel;
    if (selected)
        ground = option.widget && option.widget->isActiveWindow() ? theme.selected
                                                                  : mixed(theme.selected, theme.panel);
    else if (hovered)
        ground = theme.hover;
    painter->save();
    if (ground != theme.panel)
        ui::paintPanel(*painter, plate, ui::metric::radiusCard, ground);
    const bool keyboard = option.widget && option.widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (option.state.testFlag(QStyle::State_HasFocus) && keyboard)
        ui::paintFocus(*painter, plate, ui::metric::radiusCard, theme);

    const QRectF inner = plate.adjusted(padding, 0, -padding, 0);
    ui::paintAvatar(*painter, {inner.left(), plate.center().y() - avatarSide / 2.0, avatarSide, avatarSide},
                    row.avatar, ground, theme);
    const qreal left = inner.left() + avatarSide + 12;
    const qreal upper = QFontMetricsF(theme.font(ui::FontRole::Message, ui::Strength::Strong)).height();
    const qreal lower = std::max(18.0, QFontMetricsF(theme.font(ui::FontRole::Caption)).height());
    const qreal top = std::round(plate.center().y() - (upper + lower + 2) / 2);
    const RowPainter rows{*painter, theme, row, selected};
    rows.firstLine({left, top, inner.right() - left, upper});
    rows.secondLine({left, top + upper + 2, inner.right() - left, lower});
    painter->restore();
}

bool ConversationDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                     const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const ConversationRow row = readConversationRow(index, QDate::currentDate());
    const QString words = row.tick == ui::TickState::None
                              ? row.avatar.name
                              : QCoreApplication::translate("ConversationWords", "%1 (last message: %2)")
                                    .arg(row.avatar.name, ui::tickWord(row.tick));
    QToolTip::showText(event->globalPos(), ui::toolTipText(words), view);
    return true;
}

} // namespace miniqq::client
