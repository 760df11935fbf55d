// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagelayout.h"

#include "app/ui/chat/timetext.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QStringBuilder>

#include <algorithm>
#include <cmath>

namespace miniqq::client {

namespace {

qreal fixedLine(const QFont &font, qreal ratio)
{
    const QFontMetricsF metrics(font);
    const qreal size = font.pixelSize() > 0 ? font.pixelSize() : QFontInfo(font).pixelSize();
    return std::ceil(std::max(size * ratio, metrics.ascent() + metrics.descent()));
}

qreal fixedBaseline(const QFont &font, qreal line)
{
    const QFontMetricsF metrics(font);
    return std::round((line - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent());
}

qreal advance(const QFont &font, const QString &text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

struct Breaks
{
    qreal widest = 0;
    qreal last = 0;
    int lines = 0;
};

// Breaks the text into lines of a fixed height that share one baseline, however tall a fallback font is.
QList<QTextLayout::FormatRange> emojiFormats(const QString &text, const QFont &font)
{
    QList<QTextLayout::FormatRange> formats;
    for (const TextRun &run : findEmoji(text)) {
        QTextLayout::FormatRange range{int(run.start), int(run.length), {}};
        range.format.setFont(font);
        formats.append(range);
    }
    return formats;
}

Breaks breakLines(QTextLayout &layout, qreal width, qreal lineHeight, qreal baseline)
{
    Breaks breaks;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, breaks.lines * lineHeight + baseline - line.ascent()});
        breaks.last = line.naturalTextWidth();
        breaks.widest = std::max(breaks.widest, breaks.last);
        ++breaks.lines;
    }
    layout.endLayout();
    return breaks;
}

class Builder
{
public:
    Builder(const MessageRow &row, const MessageSurroundings &around, int width,
            const MessageMetrics &metrics)
        : m_row(row)
        , m_around(around)
        , m_width(width)
        , m_metrics(metrics)
    {}

    MessageLayout build()
    {
        placeSeparators();
        placeText();
        placeBubble();
        placeAvatar();
        return std::move(m_out);
    }

private:
    void placeSeparators()
    {
        if (!m_around.day.isEmpty()) {
            const qreal wide =
                std::min(m_width - 2 * bubble::sidePadding, advance(m_metrics.label, m_around.day) + 24);
            m_y += 16;
            m_out.dayPill = {std::round((m_width - wide) / 2), m_y, wide, m_metrics.pillHeight};
            m_y += m_metrics.pillHeight + 8;
        }
        if (!m_around.unread.isEmpty()) {
            const qreal wide = advance(m_metrics.name, m_around.unread) + 24;
            m_y += 16;
            m_out.unreadLine = {bubble::sidePadding, m_y, m_width - 2 * bubble::sidePadding,
                                m_metrics.pillHeight};
            m_out.unreadWords = {std::round((m_width - wide) / 2), m_y, wide, m_metrics.pillHeight};
            m_y += m_metrics.pillHeight + 4;
        }
        m_y += m_row.firstInGroup ? bubble::groupGap : bubble::joinedGap;
    }

    qreal leftEdge() const { return bubble::sidePadding + bubble::avatarSide + bubble::avatarGap; }

    qreal widestText() const
    {
        const qreal pane = std::min(bubble::widest, bubble::widestShare * m_width);
        const qreal room = m_width - leftEdge() - bubble::sidePadding;
        return std::max(40.0, std::floor(std::min(pane, room)) - 2 * bubble::paddingX);
    }

    void placeText()
    {
        m_out.shown = displayText(m_row.text);
        m_out.isBigEmoji = !m_row.isFailed() && countEmojiOnly(m_row.text, bubble::mostBigEmoji) > 0;
        if (m_out.isBigEmoji)
            m_out.shown = m_out.shown.trimmed();
        else
            m_out.links = findLinks(m_out.shown);
        m_lineHeight = m_out.isBigEmoji ? m_metrics.emojiLine : m_metrics.lineHeight;
        const qreal baseline = m_out.isBigEmoji ? m_metrics.emojiBaseline : m_metrics.baseline;
        const bool many = hasManyEmoji(m_out.shown, bubble::mostColouredEmoji);
        const QFont &font = m_out.isBigEmoji ? m_metrics.emoji : many ? m_metrics.manyEmoji : m_metrics.text;

        auto lines = std::make_shared<QTextLayout>(m_out.shown, font);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        lines->setTextOption(option);
        lines->setCacheEnabled(true);
        if (!m_out.isBigEmoji && !many)
            lines->setFormats(emojiFormats(m_out.shown, m_metrics.inlineEmoji));
        m_breaks = breakLines(*lines, widestText(), m_lineHeight, baseline);
        // Right-to-left text hangs at the right end of its line: the line has to be as narrow as the bubble.
        m_rightToLeft = m_out.shown.isRightToLeft();
        if (m_rightToLeft)
            breakLines(*lines, std::ceil(m_breaks.widest), m_lineHeight, baseline);
        m_out.lines = std::move(lines);
    }

    // Time and tick, or "not sent · retry": `width` with the gap between them.
    void measureMeta()
    {
        m_out.timeText = m_row.isFailed() ? m_around.retry : clockText(m_row.timeMs);
        if (m_row.lost) {
            const QString whole = m_out.timeText % u" · " % m_around.lost;
            m_out.timeText = QFontMetricsF(m_metrics.meta).elidedText(whole, Qt::ElideRight, widestText());
        }
        m_timeWidth = advance(m_metrics.meta, m_out.timeText);
        m_metaWidth = m_timeWidth + (m_row.hasTick() ? bubble::tickGap + m_metrics.tickWidth : 0);
    }

    void placeBubble()
    {
        measureMeta();
        const qreal limit = widestText();
        const qreal beside = m_breaks.last + bubble::metaGap + m_metaWidth;
        m_out.timeOnLastLine = m_breaks.lines > 0 && !m_rightToLeft && beside <= limit;
        qreal inner = std::max(m_breaks.widest, m_out.timeOnLastLine ? beside : m_metaWidth);

        const bool named = m_around.showName && !m_row.own && m_row.firstInGroup;
        qreal nameWidth = 0;
        if (named) {
            m_out.nameText = QFontMetricsF(m_metrics.name).elidedText(m_row.name, Qt::ElideRight, limit);
            nameWidth = advance(m_metrics.name, m_out.nameText);
            inner = std::max(inner, nameWidth);
        }
        inner = std::min(std::ceil(inner), limit);

        const qreal padX = m_out.isBigEmoji ? 0 : bubble::paddingX;
        const qreal padY = m_out.isBigEmoji ? 2 : bubble::paddingY;
        const qreal wide = inner + 2 * padX;
        const qreal left = m_row.own ? m_width - bubble::sidePadding - wide : leftEdge();
        qreal y = m_y + padY;
        if (named) {
            m_out.name = {left + padX, y, nameWidth, m_metrics.nameHeight};
            y += m_metrics.nameHeight;
        }
        const qreal textHeight = std::max(1, m_breaks.lines) * m_lineHeight;
        m_out.text = {left + padX, y, inner, textHeight};
        y += textHeight;
        if (!m_out.timeOnLastLine)
            y += m_metrics.metaHeight;
        const qreal right = left + wide - padX;
        const qreal metaTop = y - m_metrics.metaHeight + (m_out.timeOnLastLine ? 0 : 2);
        if (m_row.hasTick()) {
            const qreal side = m_metrics.tickWidth;
            m_out.tick = {right - side, metaTop + (m_metrics.metaHeight - side) / 2, side, side};
        }
        m_out.time = {right - m_metaWidth, metaTop, m_timeWidth, m_metrics.metaHeight};
        y += padY;
        m_out.bubble = {left, m_y, wide, y - m_y};
        m_out.height = int(std::ceil(y));
        roundCorners();
    }

    void roundCorners()
    {
        m_out.radii.fill(ui::metric::radiusBubble);
        m_out.radii[m_row.own ? MessageLayout::BottomRight : MessageLayout::BottomLeft] =
            ui::metric::radiusBubbleJoined;
        if (!m_row.firstInGroup)
            m_out.radii[m_row.own ? MessageLayout::TopRight : MessageLayout::TopLeft] =
                ui::metric::radiusBubbleJoined;
    }

    void placeAvatar()
    {
        if (m_row.own || !m_row.lastInGroup)
            return;
        m_out.avatar = {bubble::sidePadding, m_out.bubble.bottom() - bubble::avatarSide, bubble::avatarSide,
                        bubble::avatarSide};
    }

    const MessageRow &m_row;
    const MessageSurroundings &m_around;
    const qreal m_width;
    const MessageMetrics &m_metrics;
    MessageLayout m_out;
    Breaks m_breaks;
    qreal m_y = 0;
    qreal m_lineHeight = 0;
    qreal m_timeWidth = 0;
    qreal m_metaWidth = 0;
    bool m_rightToLeft = false;
};

} // namespace

MessageMetrics MessageMetrics::from(const ui::Theme &theme)
{
    using ui::FontRole;
    using ui::Strength;
    MessageMetrics m;
    m.text = theme.font(FontRole::Message);
    m.emoji = m.text;
    m.manyEmoji = withoutEmojiFamilies(m.text);
    const qreal size = QFontInfo(m.text).pixelSize();
    m.emoji.setPixelSize(qRound(size * 32 / 14));
    m.inlineEmoji = m.text;
    m.inlineEmoji.setPixelSize(
        qRound(size * 18 / 14)); // at the size of the text their faces cannot be told apart
    m.name = theme.font(FontRole::Caption, Strength::Strong);
    m.meta = theme.font(FontRole::Micro);
    m.label = theme.font(FontRole::Caption);
    m.lineHeight = fixedLine(m.text, 22.0 / 14);
    m.baseline = fixedBaseline(m.text, m.lineHeight);
    m.emojiLine = fixedLine(m.emoji, 44.0 / 32);
    m.emojiBaseline = fixedBaseline(m.emoji, m.emojiLine);
    m.nameHeight = fixedLine(m.name, 16.0 / 12) + 3;
    m.metaHeight = fixedLine(m.meta, 16.0 / 11);
    m.pillHeight = std::max(24.0, fixedLine(m.label, 16.0 / 12) + 4);
    return m;
}

MessageLayout layOutMessage(const MessageRow &row, const MessageSurroundings &around, int width,
                            const MessageMetrics &metrics)
{
    return Builder(row, around, width, metrics).build();
}

qsizetype MessageLayout::positionAt(const QPointF &point, bool nearest) const
{
    if (!lines || lines->lineCount() == 0 || (!nearest && !text.contains(point)))
        return -1;
    const qreal lineHeight = text.height() / lines->lineCount();
    const int at =
        std::clamp(int(std::floor((point.y() - text.top()) / lineHeight)), 0, lines->lineCount() - 1);
    return lines->lineAt(at).xToCursor(point.x() - text.left());
}

const TextLink *MessageLayout::linkAt(const QPointF &point) const
{
    if (links.isEmpty() || !text.contains(point))
        return nullptr;
    const qreal lineHeight = text.height() / std::max(1, lines->lineCount());
    const int at = std::clamp(int((point.y() - text.top()) / lineHeight), 0, lines->lineCount() - 1);
    const QTextLine line = lines->lineAt(at);
    const qreal x = point.x() - text.left();
    if (!line.naturalTextRect().adjusted(0, -lineHeight, 0, lineHeight).contains(x, line.rect().center().y()))
        return nullptr;
    const qsizetype position = line.xToCursor(x, QTextLine::CursorOnCharacter);
    for (const TextLink &link : links) {
        if (position >= link.start && position < link.start + link.length)
            return &link;
    }
    return nullptr;
}

} // namespace miniqq::client
