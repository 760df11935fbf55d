// SPDX-License-Identifier: MIT
#include "app/lab/ui/callrow.h"

#include "app/lab/models/calllanemodel.h"
#include "common/ui/format.h"
#include "common/ui/painters.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int side = 16; // px left and right of a row
constexpr int chipHeight = 20;
constexpr int rowPadding = 6; // px above and below

struct Lines
{
    int title = 0;
    int result = 0;
    int micro = 0;
    int height() const { return 2 * rowPadding + title + result + micro; }
};

Lines linesOf(const Theme &theme)
{
    return {std::max(chipHeight, QFontMetrics(theme.font(FontRole::Code, Strength::Strong)).height() + 2),
            QFontMetrics(theme.font(FontRole::Micro)).height() + 1,
            QFontMetrics(theme.font(FontRole::Micro)).height()};
}

/// Only asks, and changes nothing.
bool asks(const QString &title)
{
    return title.startsWith(u"getsockname("_s) || title.startsWith(u"getpeername("_s) ||
           title.startsWith(u"getsockopt("_s);
}

} // namespace

int endChipWidth(const QString &letter, const Theme &theme)
{
    const QFontMetrics metrics(theme.font(FontRole::Micro, Strength::Strong));
    return std::max(chipHeight, metrics.horizontalAdvance(letter) + 8);
}

void paintEndChip(QPainter &painter, const QRect &rect, const QString &letter, bool server,
                  const Theme &theme)
{
    const PainterScope scope(painter);
    paintPanel(painter, rect, 5, server ? theme.accent : theme.tAck);
    painter.setFont(theme.font(FontRole::Micro, Strength::Strong));
    painter.setPen(!server && theme.dark ? theme.panel : theme.onAccent);
    painter.drawText(rect, Qt::AlignCenter, letter);
}

void CallFilter::setWords(const QString &words)
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    if (list == m_words)
        return;
    m_words = list;
    invalidateFilter();
}

void CallFilter::setAskingShown(bool shown)
{
    if (shown == m_asking)
        return;
    m_asking = shown;
    invalidateFilter();
}

bool CallFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const QString title = index.data(CallLaneModel::TitleRole).toString();
    if (!m_asking && asks(title) && !index.data(CallLaneModel::FailedRole).toBool())
        return false;
    if (m_words.isEmpty())
        return true;
    const QString said = index.data(Qt::AccessibleTextRole).toString() + u' ' +
                         index.data(CallLaneModel::LetterRole).toString() + u' ' +
                         index.data(CallLaneModel::PythonRole).toString() + u' ' +
                         index.data(CallLaneModel::QtRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&said](const QString &word) { return said.contains(word, Qt::CaseInsensitive); });
}

QSize CallDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {200, linesOf(themeOf(option.widget)).height()};
}

void CallDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    const PainterScope scope(*painter);
    const bool failed = index.data(CallLaneModel::FailedRole).toBool();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selected);
    else if (failed)
        painter->fillRect(option.rect, theme.errSoft);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, theme.hover);

    const Lines lines = linesOf(theme);
    const QRect room = option.rect.adjusted(side, rowPadding, -side, -rowPadding);
    const QString letter = index.data(CallLaneModel::LetterRole).toString();
    const int chip = endChipWidth(letter, theme);
    paintEndChip(*painter, QRect(room.left(), room.top() + (lines.title - chipHeight) / 2, chip, chipHeight),
                 letter, index.data(CallLaneModel::ServerRole).toBool(), theme);

    const auto write = [painter](const QRect &rect, const QFont &font, const QColor &colour,
                                 const QString &text) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    const QRect words = room.adjusted(chip + 10, 0, 0, 0);
    QRect line(words.left(), words.top(), words.width(), lines.title);
    const QString time =
        QString::number(double(index.data(CallLaneModel::SinceRole).toLongLong()) / 1e9, 'f', 3);
    QFont digits = theme.font(FontRole::Hex);
    painter->setFont(digits);
    painter->setPen(theme.text3);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    int used = QFontMetrics(digits).horizontalAdvance(time) + 8;
    if (index.data(CallLaneModel::DerivedRole).toBool()) {
        paintGlyph(*painter, QPointF(line.right() - used - 2, line.center().y() + 1), Provenance::Derived,
                   theme);
        used += 14;
    }
    write(line.adjusted(0, 0, -used, 0), theme.font(FontRole::Code, Strength::Strong), theme.text,
          index.data(CallLaneModel::TitleRole).toString());
    line = QRect(words.left(), line.bottom() + 1, words.width(), lines.result);
    QFont result = theme.font(FontRole::Hex);
    write(line, result, failed ? theme.err : theme.text2,
          u"→ "_s + index.data(CallLaneModel::ResultRole).toString());
    line = QRect(words.left(), line.bottom() + 1, words.width(), lines.micro);
    const QString python = index.data(CallLaneModel::PythonRole).toString();
    const QString qt = index.data(CallLaneModel::QtRole).toString();
    const bool showPython = (m_python && !python.isEmpty()) || qt.isEmpty();
    write(line, theme.font(showPython ? FontRole::Hex : FontRole::Micro), theme.text3,
          showPython ? python : qt);
    if (option.state.testFlag(QStyle::State_HasFocus) &&
        option.state.testFlag(QStyle::State_KeyboardFocusChange))
        paintFocus(*painter, QRectF(option.rect).adjusted(2, 1, -2, -1), metric::radiusControl, theme);
}

bool CallDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data(Qt::AccessibleTextRole).toString(),
                      index.data(CallLaneModel::PythonRole).toString(),
                      index.data(CallLaneModel::QtRole).toString()};
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), toolTipText(lines.join(u'\n')), view);
    return true;
}

} // namespace miniqq::lab
