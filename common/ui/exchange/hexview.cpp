// SPDX-License-Identifier: MIT
#include "common/ui/exchange/hexview.h"

#include "common/ui/icons.h"
#include "common/ui/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace miniqq::ui {

namespace {

constexpr int maxCharacter = 4; // bytes of a character in UTF-8

bool isContinuation(char byte)
{
    return (quint8(byte) & 0xC0U) == 0x80U;
}

int sequenceLength(char lead)
{
    const auto byte = quint8(lead);
    return byte < 0x80               ? 1
           : (byte & 0xE0U) == 0xC0U ? 2
           : (byte & 0xF0U) == 0xE0U ? 3
           : (byte & 0xF8U) == 0xF0U ? 4
                                     : 1;
}

} // namespace

HexView::HexView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Bytes of the frame"));
    measure();
}

void HexView::setBytes(const QByteArray &bytes, qsizetype headerSize)
{
    m_bytes = bytes;
    m_headerSize = qMin(headerSize, bytes.size());
    m_markBegin = m_markEnd = 0;
    m_hoverBegin = m_hoverEnd = 0;
    m_pointed = -1;
    m_current = bytes.isEmpty() ? -1 : 0;
    measure();
    verticalScrollBar()->setValue(0);
    describe();
    viewport()->update();
}

void HexView::setMarked(qsizetype begin, qsizetype end)
{
    m_markBegin = qBound<qsizetype>(0, begin, m_bytes.size());
    m_markEnd = qBound(m_markBegin, end, m_bytes.size());
    if (!m_walking && m_markBegin < m_markEnd && (m_current < m_markBegin || m_current >= m_markEnd))
        m_current = m_markBegin;
    showMarked();
    describe();
    viewport()->update();
}

void HexView::setHovered(qsizetype begin, qsizetype end)
{
    const qsizetype from = qBound<qsizetype>(0, begin, m_bytes.size());
    const qsizetype to = qBound(from, end, m_bytes.size());
    if (from == m_hoverBegin && to == m_hoverEnd)
        return;
    m_hoverBegin = from;
    m_hoverEnd = to;
    viewport()->update();
}

void HexView::tellHovered(qsizetype offset)
{
    if (offset == m_pointed)
        return;
    m_pointed = offset;
    setHovered(offset, offset < 0 ? offset : offset + 1);
    Q_EMIT byteHovered(offset);
}

bool HexView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        tellHovered(-1);
    return QAbstractScrollArea::viewportEvent(event);
}

void HexView::showMarked()
{
    if (m_current < 0)
        return;
    // As much of the mark as there is room for, the current byte in any case.
    if (m_markEnd > m_markBegin)
        showByte(m_markEnd - 1);
    showByte(m_current);
}

std::pair<qsizetype, qsizetype> HexView::characterAt(qsizetype offset) const
{
    if (offset < 0 || offset >= m_bytes.size())
        return {0, 0};
    if (offset < m_headerSize)
        return {offset, offset + 1};
    qsizetype lead = offset;
    while (lead > m_headerSize && offset - lead < maxCharacter - 1 && isContinuation(m_bytes[lead]))
        --lead;
    const qsizetype end = lead + sequenceLength(m_bytes[lead]);
    if (end > m_bytes.size() || offset >= end)
        return {offset, offset + 1};
    for (qsizetype i = lead + 1; i < end; ++i) {
        if (!isContinuation(m_bytes[i]))
            return {offset, offset + 1};
    }
    return {lead, end};
}

QString HexView::hexText(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' '));
}

QSize HexView::sizeHint() const
{
    return {m_geometry.ascii + m_perRow * m_geometry.character + 16, m_geometry.row * 11 + 4};
}

void HexView::measure()
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Hex));
    const int digit = metrics.horizontalAdvance(QLatin1Char('0'));
    m_geometry.cell = qMax(24, 2 * digit + 9);
    m_geometry.row = qMax(19, metrics.height() + 3);
    m_geometry.character = digit + 1;
    m_geometry.offset = (m_bytes.size() > 0xffff ? 6 : 4) * digit + 12;
    const int wide = m_geometry.offset + 16 * m_geometry.cell + 8 + 16 * m_geometry.character;
    m_perRow = viewport()->width() >= wide ? 16 : 8;
    m_geometry.ascii = m_geometry.offset + m_perRow * m_geometry.cell + 8;
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, qMax(0, rowCount() * m_geometry.row - viewport()->height()));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(m_geometry.row);
}

int HexView::rowCount() const
{
    return int((m_bytes.size() + m_perRow - 1) / m_perRow);
}

qsizetype HexView::byteAt(const QPoint &point) const
{
    const int row = (point.y() + verticalScrollBar()->value()) / m_geometry.row;
    int column = -1;
    if (point.x() >= m_geometry.ascii)
        column = (point.x() - m_geometry.ascii) / m_geometry.character;
    else if (point.x() >= m_geometry.offset)
        column = (point.x() - m_geometry.offset) / m_geometry.cell;
    if (column < 0 || column >= m_perRow)
        return -1;
    const qsizetype offset = qsizetype(row) * m_perRow + column;
    return offset < m_bytes.size() ? offset : -1;
}

void HexView::setCurrent(qsizetype offset, bool byPerson)
{
    if (m_bytes.isEmpty())
        return;
    offset = qBound<qsizetype>(0, offset, m_bytes.size() - 1);
    if (offset == m_current && !byPerson)
        return;
    m_current = offset;
    showByte(offset);
    describe();
    viewport()->update();
    if (byPerson) {
        const QScopedValueRollback walking(m_walking, true);
        Q_EMIT currentByteChanged(offset);
    }
}

void HexView::showByte(qsizetype offset)
{
    const int top = int(offset / m_perRow) * m_geometry.row;
    QScrollBar *bar = verticalScrollBar();
    if (top < bar->value())
        bar->setValue(top);
    else if (top + m_geometry.row > bar->value() + viewport()->height())
        bar->setValue(top + m_geometry.row - viewport()->height());
}

void HexView::describe()
{
    if (m_current < 0) {
        setAccessibleDescription(tr("no bytes"));
        return;
    }
    const auto [begin, end] = characterAt(m_current);
    const QByteArray bytes = m_bytes.mid(begin, end - begin);
    QString character = QString::fromUtf8(bytes);
    if (m_current < m_headerSize || character.isEmpty() || !character.at(0).isPrint())
        character.clear();
    const QString hex = hexText(QByteArrayView(m_bytes).sliced(m_current, 1));
    setAccessibleDescription(character.isEmpty()
                                 ? tr("offset %1: %2").arg(m_current).arg(hex)
                                 : tr("offset %1: %2, part of %3").arg(m_current).arg(hex, character));
}

void HexView::copyMarked()
{
    const auto [begin, end] =
        m_markEnd > m_markBegin ? std::pair(m_markBegin, m_markEnd) : characterAt(m_current);
    if (end > begin)
        QGuiApplication::clipboard()->setText(hexText(QByteArrayView(m_bytes).sliced(begin, end - begin)));
}

void HexView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
    showMarked();
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const qsizetype offset = byteAt(event->position().toPoint()); offset >= 0)
        setCurrent(offset, true);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    const qsizetype offset = byteAt(event->position().toPoint());
    tellHovered(offset);
    if (!event->buttons().testFlag(Qt::LeftButton))
        return;
    if (offset >= 0 && offset != m_current)
        setCurrent(offset, true);
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyMarked();
        return;
    }
    const qsizetype page = qsizetype(qMax(1, viewport()->height() / m_geometry.row - 1)) * m_perRow;
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1, true);
        break;
    case Qt::Key_Right:
        setCurrent(m_current + 1, true);
        break;
    case Qt::Key_Up:
        setCurrent(m_current >= m_perRow ? m_current - m_perRow : m_current, true);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + m_perRow < m_bytes.size() ? m_current + m_perRow : m_current, true);
        break;
    case Qt::Key_PageUp:
        setCurrent(m_current - page, true);
        break;
    case Qt::Key_PageDown:
        setCurrent(m_current + page, true);
        break;
    case Qt::Key_Home:
        setCurrent(0, true);
        break;
    case Qt::Key_End:
        setCurrent(m_bytes.size() - 1, true);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool HexView::focusNextPrevChild(bool next)
{
    const auto before = std::pair(m_markBegin, m_markEnd);
    if (!m_bytes.isEmpty())
        Q_EMIT fieldStepped(next ? 1 : -1);
    if (before != std::pair(m_markBegin, m_markEnd))
        return true;
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(icon(QStringLiteral("copy")), tr("Copy as hex"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(!m_bytes.isEmpty());
    connect(copy, &QAction::triggered, this, &HexView::copyMarked);
    menu->popup(event->globalPos());
}

void HexView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        measure();
    else if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Bytes of the frame"));
        describe();
    }
}

} // namespace miniqq::ui
