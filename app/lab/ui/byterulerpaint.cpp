// SPDX-License-Identifier: MIT
// How ByteRulerView looks; how it moves is in byterulerview.cpp.
#include "app/lab/ui/byterulerview.h"

#include "app/lab/core/rulerwords.h"
#include "app/lab/ui/trackpainter.h"
#include "common/ui/painters.h"

#include <QPainter>

#include <cmath>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr qreal innerRadius = 2;    // between two characters of one message
constexpr qreal charactersFrom = 3; // px per byte from which characters stand apart
constexpr qsizetype hexBytes = 64;

/// The first item that ends after `offset`.
template<class Items>
auto firstAfter(const Items &items, qint64 offset)
{
    return std::upper_bound(items.begin(), items.end(), offset,
                            [](qint64 o, const auto &item) { return o < item.range.end; });
}

QString hexOf(const ByteRuler &ruler, const ByteRange &range)
{
    return QString::fromLatin1(ruler.bytesOf(range, hexBytes).toHex(' '));
}

QString textOf(const ByteRuler::Message &message)
{
    if (!message.label.isEmpty())
        return message.label;
    constexpr qsizetype most = 200;
    QString text;
    for (const ByteRuler::Character &character : message.characters) {
        if (text.size() > most)
            break;
        text += character.text;
    }
    return text;
}

} // namespace

void ByteRulerView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme.panel);
    if (!m_ruler || m_ruler->isEmpty()) {
        painter.setPen(theme.text3);
        painter.setFont(theme.font(FontRole::Caption));
        painter.drawText(viewport()->rect(), int(Qt::AlignCenter) | Qt::TextWordWrap,
                         tr("Bytes appear here as they are sent and read."));
        return;
    }
    if (hasFocus() && m_current < 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, QRectF(viewport()->rect()), metric::radiusControl, theme);
    paintNames(painter, theme);
    paintAxis(painter, theme);
    painter.setClipRect(m_scale.left(), 0, viewport()->width(), viewport()->height());
    paintMessages(painter, theme);
    paintReads(painter, theme);
    paintPieces(painter, theme);
    painter.setClipRect(m_scale.left() - 2, 0, viewport()->width(), viewport()->height());
    paintMarked(painter, theme);
    paintCuts(painter, theme);
}

QRectF ByteRulerView::area() const
{
    return QRectF(viewport()->rect()).adjusted(m_scale.left(), 0, 0, 0);
}

void ByteRulerView::paintNames(QPainter &painter, const Theme &theme) const
{
    painter.setFont(theme.font(FontRole::Caption));
    painter.setPen(theme.text);
    int track = 0;
    for (const QString &name : {tr("Messages"), tr("Reads"), tr("Decoded")})
        painter.drawText(QRect(0, trackTop(track++), m_scale.left() - 8, m_metrics.track), Qt::AlignVCenter,
                         name);
}

void ByteRulerView::paintAxis(QPainter &painter, const Theme &theme) const
{
    const QFont &font = theme.font(FontRole::Hex);
    painter.setFont(font);
    const ByteRange shown = m_scale.visible();
    const int widest = QFontMetrics(font).horizontalAdvance(QString::number(shown.end));
    const qint64 step = m_scale.step(std::max(40, widest + 16));
    const qint64 lines = m_scale.perByte() >= RulerScale::gridFrom ? 1 : step;
    for (qint64 offset = (shown.begin + lines - 1) / lines * lines; offset <= shown.end; offset += lines) {
        const qreal x = std::floor(m_scale.x(offset));
        if (x < m_scale.left())
            continue;
        painter.fillRect(QRectF(x, m_metrics.axis - 4, 1, tracksBottom() + 10 - m_metrics.axis), theme.line);
        if (offset % step == 0) {
            painter.setPen(theme.text2);
            painter.drawText(QRectF(x - 60, 0, 120, m_metrics.axis - 5), Qt::AlignCenter,
                             QString::number(offset));
        }
    }
}

void ByteRulerView::paintMessages(QPainter &painter, const Theme &theme) const
{
    const ByteRange shown = m_scale.visible();
    const int top = trackTop(0);
    qreal painted = -1;
    const auto block = [&](const ByteRange &range) {
        const qreal x = m_scale.x(range.begin) + 1;
        return QRectF(x, top, std::max<qreal>(1, m_scale.x(range.end) - 1 - x), m_metrics.track);
    };
    const auto &messages = m_ruler->messages();
    for (auto message = firstAfter(messages, shown.begin); message != messages.end(); ++message) {
        if (message->range.begin >= shown.end)
            break;
        const QRectF whole = block(message->range);
        if (whole.right() < painted + 1)
            continue; // many of them in one pixel
        painted = whole.right();
        if (message->characters.empty() || m_scale.perByte() < charactersFrom) {
            const QString hex =
                whole.width() > TrackBlock::textFrom ? hexOf(*m_ruler, message->range) : QString();
            paintBlock(painter, {whole, theme.trackMsg, textOf(*message), {}, hex}, area(), theme);
            continue;
        }
        qint64 at = message->range.begin;
        for (const ByteRuler::Character &character : message->characters) {
            const ByteRange range{at, at + character.length};
            at = range.end;
            if (range.end <= shown.begin)
                continue;
            if (range.begin >= shown.end)
                break;
            TrackBlock part{block(range), theme.trackMsg, character.text, {}, hexOf(*m_ruler, range)};
            part.left = range.begin == message->range.begin ? TrackBlock::radius : innerRadius;
            part.right = range.end == message->range.end ? TrackBlock::radius : innerRadius;
            paintBlock(painter, part, area(), theme);
        }
        if (at < message->range.end)
            paintBlock(painter, {block({at, message->range.end}), theme.trackMsg}, area(), theme);
    }
}

void ByteRulerView::paintReads(QPainter &painter, const Theme &theme) const
{
    const ByteRange shown = m_scale.visible();
    const int top = trackTop(1);
    qreal painted = -1;
    const auto &reads = m_ruler->reads();
    for (auto read = firstAfter(reads, shown.begin - 1); read != reads.end(); ++read) {
        if (read->range.begin > shown.end)
            break;
        const qreal x = m_scale.x(read->range.begin);
        if (read->range.length() == 0) {
            // The end of the stream takes no bytes: a post behind the last one.
            painter.fillRect(QRectF(x + 2, top, 3, m_metrics.track), theme.text2);
            painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
            painter.setPen(theme.text2);
            painter.drawText(QRectF(x + 9, top, 60, m_metrics.track), Qt::AlignVCenter,
                             readLabel(*read, true));
            continue;
        }
        const QRectF rect(x + 1, top, std::max<qreal>(1, m_scale.x(read->range.end) - x - 2),
                          m_metrics.track);
        if (rect.right() < painted + 1)
            continue;
        painted = rect.right();
        const bool words = rect.width() > TrackBlock::textFrom;
        paintBlock(painter,
                   {rect, theme.trackRead, words ? readLabel(*read, false) : QString(),
                    readLabel(*read, true), words ? hexOf(*m_ruler, read->range) : QString()},
                   area(), theme);
    }
}

void ByteRulerView::paintPieces(QPainter &painter, const Theme &theme) const
{
    const ByteRange shown = m_scale.visible();
    const auto rectOf = [this](const ByteRange &range) {
        const qreal x = m_scale.x(range.begin) + 1;
        return QRectF(x, trackTop(2), std::max<qreal>(1, m_scale.x(range.end) - 1 - x), m_metrics.track);
    };
    qreal painted = -1;
    const auto &pieces = m_ruler->pieces();
    for (auto piece = firstAfter(pieces, shown.begin); piece != pieces.end(); ++piece) {
        if (piece->range.begin >= shown.end)
            break;
        const QRectF rect = rectOf(piece->range);
        const bool whole = piece->kind == ByteRuler::PieceKind::Whole;
        if (rect.right() < painted + 1 && whole)
            continue; // what is broken is painted over the others
        painted = rect.right();
        const QString label = rect.width() > TrackBlock::textFrom ? pieceLabel(*m_ruler, *piece) : QString();
        if (!whole) {
            paintHatched(painter, rect, label, area(), theme);
            continue;
        }
        TrackBlock block{rect, theme.trackFrame, label};
        if (piece->header > 0)
            block.headerEnd = m_scale.x(piece->range.begin + piece->header);
        paintBlock(painter, block, area(), theme);
    }
    if (const ByteRange left = m_ruler->leftover(); left.length() > 0)
        paintHatched(painter, rectOf(left), leftoverLabel(), area(), theme);
}

QColor ByteRulerView::cutColour(const ByteRuler::Cut &cut, const Theme &theme) const
{
    return cut.healed ? theme.text2 : cut.between ? theme.warn : theme.err;
}

std::vector<ByteRulerView::Sentence> ByteRulerView::layoutSentences() const
{
    if (!m_ruler)
        return {};
    const ByteRange shown = m_scale.visible();
    std::vector<ByteRuler::Cut> cuts = m_ruler->cuts(shown, 200);
    // There is room for a few: the one at hand first, then those that hurt.
    std::stable_sort(cuts.begin(), cuts.end(), [this](const ByteRuler::Cut &a, const ByteRuler::Cut &b) {
        const auto rank = [this](const ByteRuler::Cut &cut) {
            return cut.offset == m_current ? 0 : cut.healed ? 3 : cut.between ? 2 : 1;
        };
        return rank(a) < rank(b);
    });
    const QFontMetrics metrics(themeOf(this).font(FontRole::Caption, Strength::Strong));
    const int most = viewport()->width() - 4;
    std::vector<Sentence> sentences;
    for (const ByteRuler::Cut &cut : cuts) {
        const QString text = cutSentence(cut);
        const int wide = metrics.horizontalAdvance(text) + 2;
        const int ideal = int(m_scale.x(cut.offset)) - wide / 2;
        const QRect rect(std::max(0, std::min(ideal, most - wide)), tracksBottom() + 6, wide,
                         m_metrics.words);
        const bool free = std::none_of(sentences.begin(), sentences.end(), [&rect](const Sentence &other) {
            return other.rect.adjusted(-12, 0, 12, 0).intersects(rect);
        });
        if (free)
            sentences.push_back({text, rect, cut});
    }
    return sentences;
}

void ByteRulerView::paintCuts(QPainter &painter, const Theme &theme) const
{
    for (const ByteRuler::Cut &cut : m_ruler->cuts(m_scale.visible(), 2000)) {
        const bool strong = !cut.healed && !cut.between;
        QPen pen(cutColour(cut, theme), strong ? 2 : 1.5, Qt::CustomDashLine, Qt::FlatCap);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        const qreal x = std::floor(m_scale.x(cut.offset));
        // Over the message stand its words; and what was put together again is not cut any more.
        painter.drawLine(QPointF(x, m_metrics.axis - 5), QPointF(x, trackTop(0)));
        painter.drawLine(QPointF(x, trackTop(0) + m_metrics.track),
                         QPointF(x, cut.healed ? trackTop(2) : tracksBottom() + 6));
    }
    painter.setClipping(false);
    painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
    for (const Sentence &sentence : layoutSentences()) {
        painter.setPen(cutColour(sentence.cut, theme));
        painter.drawText(sentence.rect, Qt::AlignCenter, sentence.text);
    }
}

void ByteRulerView::paintMarked(QPainter &painter, const Theme &theme) const
{
    const auto column = [this](const ByteRange &range) {
        const qreal x = m_scale.x(range.begin);
        return QRectF(x, m_metrics.axis - 4, std::max<qreal>(2, m_scale.x(range.end) - x),
                      tracksBottom() + 8 - m_metrics.axis);
    };
    if (m_marked.length() > 0) {
        QColor tint = theme.hexSel;
        tint.setAlphaF(0.45F);
        painter.fillRect(column(m_marked), tint);
    }
    if (m_current >= 0 && hasFocus())
        paintPanel(painter, column({m_current, m_current + 1}), metric::radiusTag, {}, theme.focus, 2);
}

} // namespace miniqq::lab
