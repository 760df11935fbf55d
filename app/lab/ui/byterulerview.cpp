// SPDX-License-Identifier: MIT
#include "app/lab/ui/byterulerview.h"

#include "app/lab/core/rulerwords.h"
#include "common/ui/format.h"
#include "common/ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <chrono>

namespace miniqq::lab {

using namespace std::chrono_literals;
using namespace ui;

namespace {
constexpr auto refreshTime = 50ms;
constexpr int rightRoom = 44; // the last offset, and the end of the stream
constexpr qsizetype mostCopied = 65'536;
} // namespace

ByteRulerView::ByteRulerView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(refreshTime);
    connect(&m_soon, &QTimer::timeout, this, &ByteRulerView::apply);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        m_scale.setScroll(value);
        if (!m_placing)
            m_follow = value >= horizontalScrollBar()->maximum();
        viewport()->update();
    });
    measure();
    describe();
}

void ByteRulerView::setRuler(const ByteRuler *ruler)
{
    m_ruler = ruler;
    m_current = m_hovered = -1;
    m_marked = {};
    m_begin = ruler ? ruler->begin() : 0;
    m_fit = m_follow = true;
    apply();
}

void ByteRulerView::rulerChanged()
{
    if (!m_soon.isActive())
        m_soon.start();
}

void ByteRulerView::apply()
{
    m_soon.stop();
    const ByteRange content = m_ruler ? ByteRange{m_ruler->begin(), m_ruler->end()} : ByteRange{};
    // What was dropped at the front must not move what is being looked at.
    if (!m_follow && content.begin > m_begin)
        m_scale.setScroll(
            std::max(0, m_scale.scroll() - int(qreal(content.begin - m_begin) * m_scale.perByte())));
    m_begin = content.begin;
    m_scale.setContent(content);
    if (m_current >= 0)
        m_current = content.length() > 0 ? std::clamp(m_current, content.begin, content.end - 1) : -1;
    if (m_fit)
        m_scale.fit();
    if (m_follow)
        m_scale.setScroll(m_scale.maxScroll());
    placeScrollBar();
    describe();
    viewport()->update();
}

void ByteRulerView::measure()
{
    const Theme &theme = themeOf(this);
    const int body = QFontMetrics(theme.font(FontRole::Body, Strength::Strong)).height();
    const int code = QFontMetrics(theme.font(FontRole::Hex)).height();
    m_metrics.axis = code + 8;
    m_metrics.track = std::max(40, body + code + 4);
    m_metrics.words = QFontMetrics(theme.font(FontRole::Caption, Strength::Strong)).height() + 4;
    const QFontMetrics names(theme.font(FontRole::Caption));
    int left = 0;
    for (const QString &name : {tr("Messages"), tr("Reads"), tr("Decoded")})
        left = std::max(left, names.horizontalAdvance(name));
    left = std::max(64, left + 16);
    m_scale.setRoom(left, viewport()->width() - left - rightRoom);
    updateGeometry();
}

int ByteRulerView::trackTop(int track) const
{
    return m_metrics.axis + track * (m_metrics.track + m_metrics.gap);
}

int ByteRulerView::tracksBottom() const
{
    return trackTop(2) + m_metrics.track;
}

QSize ByteRulerView::sizeHint() const
{
    return {480, tracksBottom() + 6 + m_metrics.words + horizontalScrollBar()->sizeHint().height()};
}

QSize ByteRulerView::minimumSizeHint() const
{
    return {m_scale.left() + rightRoom + 80, sizeHint().height()};
}

void ByteRulerView::placeScrollBar()
{
    const QScopedValueRollback placing(m_placing, true);
    QScrollBar *bar = horizontalScrollBar();
    const int scroll = std::min(m_scale.scroll(), m_scale.maxScroll());
    bar->setRange(0, m_scale.maxScroll());
    bar->setPageStep(m_scale.right() - m_scale.left());
    bar->setSingleStep(std::max(16, int(m_scale.perByte())));
    bar->setValue(scroll);
    m_scale.setScroll(scroll);
}

void ByteRulerView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
    apply();
}

void ByteRulerView::scrollContentsBy(int, int)
{
    // The bar's own signal moves the scale.
}

void ByteRulerView::fit()
{
    m_fit = true;
    m_scale.fit();
    placeScrollBar();
    if (m_current >= 0)
        horizontalScrollBar()->setValue(m_scale.scrollTo(m_current));
    viewport()->update();
}

void ByteRulerView::zoom(qreal factor)
{
    qreal at = (m_scale.left() + m_scale.right()) / 2.0;
    if (m_current >= 0 && m_scale.visible().contains(m_current))
        at = m_scale.x(m_current) + m_scale.perByte() / 2;
    m_fit = false;
    m_scale.zoom(factor, at);
    placeScrollBar();
    m_follow = m_scale.scroll() >= m_scale.maxScroll();
    viewport()->update();
}

void ByteRulerView::setCurrentByte(qint64 offset)
{
    const bool inside = m_ruler && offset >= m_ruler->begin() && offset < m_ruler->end();
    m_current = inside ? offset : -1;
    if (inside)
        horizontalScrollBar()->setValue(m_scale.scrollTo(offset));
    describe();
    viewport()->update();
}

void ByteRulerView::setMarked(const ByteRange &range)
{
    if (m_marked == range)
        return;
    m_marked = range;
    viewport()->update();
}

QStringList ByteRulerView::sentences() const
{
    QStringList texts;
    for (const Sentence &sentence : layoutSentences())
        texts.append(sentence.text);
    return texts;
}

void ByteRulerView::walkTo(qint64 offset)
{
    if (!m_ruler || m_ruler->end() == m_ruler->begin())
        return;
    setCurrentByte(std::clamp(offset, m_ruler->begin(), m_ruler->end() - 1));
    Q_EMIT currentByteChanged(m_current);
}

void ByteRulerView::describe()
{
    setAccessibleName(tr("Byte ruler"));
    QStringList parts;
    if (m_ruler && m_current >= 0) {
        parts.append(byteSentence(*m_ruler, m_current));
        if (const auto cut = m_ruler->cutAt(m_current))
            parts.append(cutSentence(*cut));
    }
    if (m_ruler)
        parts.append(rulerSummary(*m_ruler));
    setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

// The smallest thing around a byte: the character it belongs to, what it was decoded to, its message or read.
ByteRange ByteRulerView::itemRange(qint64 offset) const
{
    if (const auto character = m_ruler->characterAt(offset))
        return *character;
    if (const ByteRuler::Piece *piece = m_ruler->pieceAt(offset))
        return piece->range;
    if (const ByteRuler::Message *message = m_ruler->messageAt(offset))
        return message->range;
    const ByteRuler::Read *read = m_ruler->readAt(offset);
    return read ? read->range : ByteRange{offset, offset + 1};
}

void ByteRulerView::copyItem() const
{
    if (!m_ruler || m_current < 0)
        return;
    const QByteArray bytes = m_ruler->bytesOf(itemRange(m_current), mostCopied);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(bytes.toHex(' ')));
}

void ByteRulerView::mousePressEvent(QMouseEvent *event)
{
    const qint64 offset = m_scale.offsetAt(event->position().x());
    if (event->button() == Qt::LeftButton && offset >= 0)
        walkTo(offset);
}

void ByteRulerView::mouseMoveEvent(QMouseEvent *event)
{
    const qint64 offset = m_scale.offsetAt(event->position().x());
    if (event->buttons().testFlag(Qt::LeftButton) && offset >= 0 && offset != m_current)
        walkTo(offset);
    if (offset == m_hovered)
        return;
    m_hovered = offset;
    setMarked(offset < 0 ? ByteRange{} : ByteRange{offset, offset + 1});
    Q_EMIT byteHovered(offset);
}

void ByteRulerView::wheelEvent(QWheelEvent *event)
{
    const int steps = event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_fit = false;
        m_scale.zoom(steps > 0 ? 1.25 : 0.8, event->position().x());
        placeScrollBar();
        m_follow = m_scale.scroll() >= m_scale.maxScroll();
        viewport()->update();
    } else {
        QScrollBar *bar = horizontalScrollBar();
        bar->setValue(bar->value() - steps);
        event->setAccepted(bar->maximum() > 0);
        return;
    }
    event->accept();
}

bool ByteRulerView::handleKey(int key, bool toCut)
{
    if (!m_ruler)
        return false;
    const qint64 page = std::max<qint64>(1, m_scale.visible().length() - 1);
    const qint64 from = m_current < 0 ? m_ruler->begin() - (key == Qt::Key_Right ? 1 : 0) : m_current;
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (toCut) {
            const auto cut = key == Qt::Key_Left ? m_ruler->previousCut(from) : m_ruler->nextCut(from);
            if (cut)
                walkTo(cut->offset);
        } else {
            walkTo(from + (key == Qt::Key_Left ? -1 : 1));
        }
        return true;
    case Qt::Key_PageUp:
        walkTo(from - page);
        return true;
    case Qt::Key_PageDown:
        walkTo(from + page);
        return true;
    case Qt::Key_Home:
        walkTo(m_ruler->begin());
        return true;
    case Qt::Key_End:
        walkTo(m_ruler->end() - 1);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1.25);
        return true;
    case Qt::Key_Minus:
        zoom(0.8);
        return true;
    case Qt::Key_0:
        fit();
        return true;
    default:
        return false;
    }
}

void ByteRulerView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyItem();
    else if (!handleKey(event->key(), event->modifiers().testFlag(Qt::ControlModifier)))
        QAbstractScrollArea::keyPressEvent(event);
}

void ByteRulerView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ByteRulerView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool ByteRulerView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const qint64 offset = m_scale.offsetAt(help->pos().x());
        const QString text = m_ruler && offset >= 0 ? byteSentence(*m_ruler, offset) : QString();
        QToolTip::showText(help->globalPos(), toolTipText(text), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        setMarked({});
        Q_EMIT byteHovered(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ByteRulerView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LanguageChange) {
        measure();
        apply();
    }
}

} // namespace miniqq::lab
