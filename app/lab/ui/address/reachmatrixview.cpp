// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/reachmatrixview.h"

#include "common/ui/format.h"
#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int gap = 6;
constexpr int padding = 8;
constexpr int iconSide = 14;
constexpr int glyphRoom = 12;

struct Look
{
    Theme::Token fill;
    Theme::Token text;
    const char *icon;
};

Look lookOf(ReachWords::Outcome outcome)
{
    switch (outcome) {
    case ReachWords::Outcome::Connected:
        return {&Theme::okSoft, &Theme::ok, "check"};
    case ReachWords::Outcome::Refused:
        return {&Theme::errSoft, &Theme::err, "close"};
    case ReachWords::Outcome::TimedOut:
        return {&Theme::warnSoft, &Theme::warn, "clock"};
    case ReachWords::Outcome::NoWay:
    case ReachWords::Outcome::Waiting:
        break;
    }
    return {&Theme::sunken, &Theme::text2, "close"};
}

Provenance provenanceOf(ReachWords::Source source)
{
    switch (source) {
    case ReachWords::Source::Observed:
        return Provenance::Observed;
    case ReachWords::Source::Derived:
        return Provenance::Derived;
    case ReachWords::Source::Simulated:
        return Provenance::Simulated;
    }
    Q_UNREACHABLE();
}

} // namespace

ReachMatrixView::ReachMatrixView(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMatrix(computeReachability({}, false));
}

void ReachMatrixView::setMatrix(const ReachMatrix &matrix)
{
    m_matrix = matrix;
    retranslate();
}

void ReachMatrixView::retranslate()
{
    m_rows = reachRows(m_matrix);
    m_columns = reachColumns(m_matrix);
    describe();
    updateGeometry();
    update();
    Q_EMIT currentChanged();
}

QString ReachMatrixView::currentSentence() const
{
    return m_row < 0 ? QString() : m_rows[m_row].cells[m_column].sentence;
}

void ReachMatrixView::describe()
{
    setAccessibleName(tr("Who reaches a server, by how it is bound"));
    if (m_row < 0) {
        setAccessibleDescription(tr("Walk the cells with the arrow keys."));
        return;
    }
    const ReachRow &row = m_rows[m_row];
    const ReachColumn &column = m_columns[m_column];
    const ReachWords &words = row.cells[m_column];
    setAccessibleDescription(QStringList{row.bind, row.caption, column.who, column.address, words.word,
                                         words.detail, provenanceWord(provenanceOf(words.source)),
                                         words.sentence}
                                 .join(QStringLiteral(", ")));
}

int ReachMatrixView::headHeight() const
{
    const Theme &theme = themeOf(this);
    return QFontMetrics(theme.font(FontRole::Caption)).height() +
           QFontMetrics(theme.font(FontRole::Micro)).height() + 8;
}

int ReachMatrixView::rowHeight() const
{
    const Theme &theme = themeOf(this);
    return std::max(52, QFontMetrics(theme.font(FontRole::Caption)).height() +
                            QFontMetrics(theme.font(FontRole::Micro)).height() + 2 * padding);
}

int ReachMatrixView::labelWidth() const
{
    const Theme &theme = themeOf(this);
    const QFontMetrics code(theme.font(FontRole::Code, Strength::Strong));
    const QFontMetrics micro(theme.font(FontRole::Micro));
    int widest = micro.horizontalAdvance(tr("bind ↓   dial →"));
    for (const ReachRow &row : m_rows)
        widest = std::max({widest, code.horizontalAdvance(row.bind), micro.horizontalAdvance(row.caption)});
    return widest + 12;
}

QSize ReachMatrixView::sizeHint() const
{
    return {labelWidth() + int(m_columns.size()) * 110,
            headHeight() + int(m_rows.size()) * (rowHeight() + gap) - gap};
}

QSize ReachMatrixView::minimumSizeHint() const
{
    return {labelWidth() + int(m_columns.size()) * 72, sizeHint().height()};
}

QRect ReachMatrixView::cellRect(int row, int column) const
{
    const int left = labelWidth();
    const int columns = int(m_columns.size());
    const int room = width() - left + gap;
    const int from = left + room * column / columns;
    const int to = left + room * (column + 1) / columns - gap;
    return {from, headHeight() + row * (rowHeight() + gap), to - from, rowHeight()};
}

bool ReachMatrixView::cellAt(const QPoint &point, int &row, int &column) const
{
    for (row = 0; row < m_rows.size(); ++row) {
        for (column = 0; column < m_columns.size(); ++column) {
            if (cellRect(row, column).contains(point))
                return true;
        }
    }
    return false;
}

void ReachMatrixView::choose(int row, int column)
{
    m_row = std::clamp(row, 0, int(m_rows.size()) - 1);
    m_column = std::clamp(column, 0, int(m_columns.size()) - 1);
    describe();
    update();
    Q_EMIT currentChanged();
}

void ReachMatrixView::mousePressEvent(QMouseEvent *event)
{
    int row = 0;
    int column = 0;
    if (event->button() == Qt::LeftButton && cellAt(event->position().toPoint(), row, column))
        choose(row, column);
}

void ReachMatrixView::keyPressEvent(QKeyEvent *event)
{
    const int row = std::max(0, m_row);
    const int column = std::max(0, m_column);
    switch (event->key()) {
    case Qt::Key_Up:
        choose(row - 1, column);
        break;
    case Qt::Key_Down:
        choose(m_row < 0 ? 0 : row + 1, column);
        break;
    case Qt::Key_Left:
        choose(row, column - 1);
        break;
    case Qt::Key_Right:
        choose(row, m_row < 0 ? 0 : column + 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ReachMatrixView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void ReachMatrixView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool ReachMatrixView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        int row = 0;
        int column = 0;
        QString text;
        if (cellAt(help->pos(), row, column))
            text = m_rows[row].cells[column].sentence;
        QToolTip::showText(help->globalPos(), toolTipText(text), this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

void ReachMatrixView::paintCell(QPainter &painter, const QRect &rect, const ReachWords &words,
                                const Theme &theme) const
{
    const Look look = lookOf(words.outcome);
    paintPanel(painter, rect, metric::radiusControl, theme.*look.fill, words.surprise ? theme.err : QColor(),
               words.surprise ? 2 : 1);
    const QFont &word = theme.font(FontRole::Caption, Strength::Strong);
    const QFont &detail = theme.font(FontRole::Micro);
    const QFontMetrics wordMetrics(word);
    const QFontMetrics detailMetrics(detail);
    const int content = wordMetrics.height() + 2 + detailMetrics.height();
    const int top = rect.top() + (rect.height() - content) / 2;
    QRect wordRect(rect.left() + padding, top, rect.width() - 2 * padding - glyphRoom, wordMetrics.height());
    // Where there is no room for both, the word says more than the icon.
    if (wordMetrics.horizontalAdvance(words.word) + iconSide + 4 <= wordRect.width()) {
        const QRect icon(wordRect.left(), top + (wordMetrics.height() - iconSide) / 2, iconSide, iconSide);
        paintIcon(painter, icon, QLatin1String(look.icon), theme.*look.text);
        wordRect.setLeft(icon.right() + 5);
    }
    painter.setFont(word);
    painter.setPen(theme.*look.text);
    painter.drawText(wordRect, Qt::AlignLeft | Qt::AlignVCenter,
                     wordMetrics.elidedText(words.word, Qt::ElideRight, wordRect.width()));
    paintGlyph(painter, QPointF(rect.right() - padding - 3, wordRect.center().y() + 0.5),
               provenanceOf(words.source), theme);
    const QRect detailRect(rect.left() + padding, wordRect.bottom() + 3, rect.width() - 2 * padding,
                           detailMetrics.height());
    painter.setFont(detail);
    painter.setPen(theme.text2);
    painter.drawText(detailRect, Qt::AlignLeft | Qt::AlignVCenter,
                     detailMetrics.elidedText(words.detail, Qt::ElideRight, detailRect.width()));
}

void ReachMatrixView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QFontMetrics caption(theme.font(FontRole::Caption));
    const QFontMetrics micro(theme.font(FontRole::Micro));
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.text2);
    painter.drawText(QRect(0, 0, labelWidth(), headHeight() - 6), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("bind ↓   dial →"));
    for (int column = 0; column < m_columns.size(); ++column) {
        const QRect cell = cellRect(0, column);
        const ReachColumn &head = m_columns[column];
        const QString address =
            QStringLiteral("→ ") + (head.address.isEmpty() ? tr("no address") : head.address);
        painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
        painter.setPen(theme.text);
        painter.drawText(
            QRect(cell.left() + padding, 0, cell.width() - padding, caption.height()),
            Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(painter.font()).elidedText(head.who, Qt::ElideRight, cell.width() - padding));
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(theme.text2);
        painter.drawText(
            QRect(cell.left() + padding, caption.height(), cell.width() - padding, micro.height()),
            Qt::AlignLeft | Qt::AlignVCenter,
            micro.elidedText(address, Qt::ElideRight, cell.width() - padding));
    }
    for (int row = 0; row < m_rows.size(); ++row) {
        const QRect first = cellRect(row, 0);
        const int middle = first.center().y();
        painter.setFont(theme.font(FontRole::Code, Strength::Strong));
        painter.setPen(theme.text);
        painter.drawText(QRect(0, middle - 19, labelWidth() - 8, 19), Qt::AlignLeft | Qt::AlignVCenter,
                         m_rows[row].bind);
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(theme.text2);
        painter.drawText(QRect(0, middle, labelWidth() - 8, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         m_rows[row].caption);
        for (int column = 0; column < m_columns.size(); ++column)
            paintCell(painter, cellRect(row, column), m_rows[row].cells[column], theme);
    }
    if (m_row >= 0)
        paintPanel(painter, cellRect(m_row, m_column), metric::radiusControl, Qt::transparent, theme.line2,
                   1);
    if (hasFocus() && m_row >= 0)
        paintFocus(painter, cellRect(m_row, m_column), metric::radiusControl, theme);
    else if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, rect(), metric::radiusControl, theme);
}

} // namespace miniqq::lab
