// SPDX-License-Identifier: MIT
#include "common/ui/exchange/framelistview.h"

#include "common/ui/exchange/exchangeitem.h"
#include "common/ui/format.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace miniqq::ui {

namespace {

class FrameDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const Theme &theme = themeOf(option.widget);
        const int lines = QFontMetrics(theme.font(FontRole::Body, Strength::Strong)).height() +
                          QFontMetrics(theme.font(FontRole::Micro)).height();
        return {200, qMax(int(metric::tableRowHeight), lines + 6)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const PainterScope scope(*painter);
        const ExchangeItem item = exchangeItem(index);
        const QColor &colour = theme.colour(item.messageClass);
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme.selected);
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, theme.hover);

        const QRect room = option.rect.adjusted(16, 3, -16, -3);
        paintPanel(*painter, QRectF(room.left(), room.top() + 4, 3, room.height() - 8), 1.5, colour);

        const QRect words = room.adjusted(13, 0, 0, 0);
        const QRect upper(words.left(), words.top(), words.width(), words.height() / 2);
        const QRect lower(words.left(), upper.bottom() + 1, words.width(), words.height() - upper.height());
        const QString size = item.length > 0 ? formatBytes(item.length) : QString();
        const QString time = formatShortTime(item.wallMs);

        const int sizeWidth = drawRight(*painter, upper, size, theme.font(FontRole::Micro), theme.text3);
        const int timeWidth = drawRight(*painter, lower, time, theme.font(FontRole::Micro), theme.text3);
        drawLeft(*painter, upper.adjusted(0, 0, -sizeWidth - 8, 0), item.type,
                 theme.font(FontRole::Caption, Strength::Strong), colour);
        drawLeft(*painter, lower.adjusted(0, 0, -timeWidth - 8, 0), routeText(item),
                 theme.font(FontRole::Micro), theme.text2);
        if (option.state.testFlag(QStyle::State_HasFocus) &&
            option.state.testFlag(QStyle::State_KeyboardFocusChange))
            paintFocus(*painter, QRectF(option.rect).adjusted(2, 1, -2, -1), metric::radiusCard, theme);
    }

private:
    static int drawRight(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                         const QColor &colour)
    {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, text);
        return painter.fontMetrics().horizontalAdvance(text);
    }

    static void drawLeft(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                         const QColor &colour)
    {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
};

} // namespace

FrameListView::FrameListView(QWidget *parent)
    : QListView(parent)
{
    setItemDelegate(new FrameDelegate(this));
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAccessibleName(tr("Frames"));
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_placing)
            m_follow = value >= verticalScrollBar()->maximum();
    });
}

QSize FrameListView::sizeHint() const
{
    return {304, 480};
}

void FrameListView::updateGeometries()
{
    const QScopedValueRollback guard(m_placing, true);
    QListView::updateGeometries();
    if (m_follow)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

void FrameListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        setAccessibleDescription(spokenText(exchangeItem(current)));
}

void FrameListView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Frames"));
    else if (event->type() == QEvent::StyleChange)
        scheduleDelayedItemsLayout();
}

} // namespace miniqq::ui
