// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/portboardview.h"

#include "common/base/clock.h"
#include "common/ui/format.h"
#include "common/ui/painters.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int gap = 10;
constexpr int padding = 12;
constexpr int barHeight = 3;
constexpr int tickMs = 500;

Theme::Token colourOf(PortTile::Tone tone)
{
    switch (tone) {
    case PortTile::Tone::Listening:
        return &Theme::ok;
    case PortTile::Tone::Connected:
        return &Theme::accentText;
    case PortTile::Tone::Waiting:
        return &Theme::warn;
    case PortTile::Tone::Half:
        return &Theme::err;
    case PortTile::Tone::Datagram:
        return &Theme::tSession;
    case PortTile::Tone::Other:
        break;
    }
    return &Theme::text2;
}

} // namespace

PortBoardView::PortBoardView(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &PortBoardView::countDown);
    describe();
}

void PortBoardView::setBoard(const PortBoard &board)
{
    m_board = board;
    rebuild();
}

void PortBoardView::setFilter(const QString &filter)
{
    m_filter = filter;
    rebuild();
}

void PortBoardView::setMost(qsizetype most)
{
    m_most = most;
    rebuild();
}

void PortBoardView::rebuild()
{
    const QString chosen = m_current < 0 ? QString() : m_tiles.tiles[m_current].key;
    m_tiles = portTiles(m_board, m_filter, m_most, m_clock.monotonicNs());
    // What is chosen is a socket, wherever it stands by now.
    const auto same = std::find_if(m_tiles.tiles.begin(), m_tiles.tiles.end(),
                                   [&chosen](const PortTile &tile) { return tile.key == chosen; });
    m_current = same == m_tiles.tiles.end() ? -1 : int(same - m_tiles.tiles.begin());
    const bool counts = std::any_of(m_tiles.tiles.begin(), m_tiles.tiles.end(),
                                    [](const PortTile &tile) { return tile.leftRatio >= 0; });
    if (counts && isVisible())
        m_tick.start();
    else
        m_tick.stop();
    describe();
    updateGeometry();
    update();
    Q_EMIT tilesChanged();
}

void PortBoardView::countDown()
{
    m_tiles = portTiles(m_board, m_filter, m_most, m_clock.monotonicNs());
    update();
}

void PortBoardView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    rebuild();
}

void PortBoardView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void PortBoardView::describe()
{
    setAccessibleName(tr("Ports of this machine"));
    setAccessibleDescription(m_current < 0 ? tr("Walk the ports with the arrow keys.")
                                           : m_tiles.tiles[m_current].spoken);
}

int PortBoardView::tileHeight() const
{
    const Theme &theme = themeOf(this);
    return QFontMetrics(theme.font(FontRole::Message)).height() +
           QFontMetrics(theme.font(FontRole::Caption)).height() + 4 + 2 * (padding - 2);
}

int PortBoardView::leastWidth() const
{
    const QFontMetrics micro(themeOf(this).font(FontRole::Micro));
    return std::max(200, micro.horizontalAdvance(QStringLiteral("ESTABLISHED → 127.0.0.1:65535")) +
                             2 * padding + 8);
}

int PortBoardView::columnsFor(int width) const
{
    return std::max(1, (width + gap) / (leastWidth() + gap));
}

QRect PortBoardView::tileRect(int at) const
{
    const int columns = columnsFor(width());
    const int column = at % columns;
    const int from = (width() + gap) * column / columns;
    const int to = (width() + gap) * (column + 1) / columns - gap;
    return {from, at / columns * (tileHeight() + gap), to - from, tileHeight()};
}

int PortBoardView::tileAt(const QPoint &point) const
{
    for (int at = 0; at < m_tiles.tiles.size(); ++at) {
        if (tileRect(at).contains(point))
            return at;
    }
    return -1;
}

int PortBoardView::heightForWidth(int width) const
{
    const int columns = columnsFor(width);
    const int rows = (int(m_tiles.tiles.size()) + columns - 1) / columns;
    return std::max(1, rows) * (tileHeight() + gap) - gap;
}

QSize PortBoardView::sizeHint() const
{
    return {5 * (leastWidth() + gap), heightForWidth(5 * (leastWidth() + gap))};
}

QSize PortBoardView::minimumSizeHint() const
{
    return {leastWidth(), tileHeight()};
}

void PortBoardView::choose(int at)
{
    m_current = std::clamp(at, -1, int(m_tiles.tiles.size()) - 1);
    describe();
    update();
    if (m_current >= 0)
        Q_EMIT tileChosen(m_current);
}

void PortBoardView::mousePressEvent(QMouseEvent *event)
{
    if (const int at = tileAt(event->position().toPoint()); event->button() == Qt::LeftButton && at >= 0)
        choose(at);
}

void PortBoardView::keyPressEvent(QKeyEvent *event)
{
    const int columns = columnsFor(width());
    const int last = int(m_tiles.tiles.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        choose(std::max(0, m_current - 1));
        break;
    case Qt::Key_Right:
        choose(m_current + 1);
        break;
    case Qt::Key_Up:
        choose(m_current >= columns ? m_current - columns : m_current);
        break;
    case Qt::Key_Down:
        choose(m_current < 0 ? 0 : m_current + columns <= last ? m_current + columns : m_current);
        break;
    case Qt::Key_Home:
        choose(std::min(0, last));
        break;
    case Qt::Key_End:
        choose(last);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void PortBoardView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void PortBoardView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

bool PortBoardView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int at = tileAt(help->pos());
        QToolTip::showText(help->globalPos(), at < 0 ? QString() : toolTipText(m_tiles.tiles[at].spoken),
                           this);
        return true;
    }
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

void PortBoardView::paintTile(QPainter &painter, const QRect &rect, const PortTile &tile,
                              const Theme &theme) const
{
    paintPanel(painter, rect, metric::radiusControl, tile.ours ? theme.accentSoft : theme.tileFill(),
               tile.ours ? theme.accent : QColor());
    const int left = rect.left() + padding;
    const int right = rect.right() + 1 - padding;
    QFont number = theme.font(FontRole::Message, Strength::Strong);
    number.setFamilies(theme.font(FontRole::Code).families());
    const QFontMetrics numberMetrics(number);
    const QFontMetrics caption(theme.font(FontRole::Caption));
    const QFontMetrics micro(theme.font(FontRole::Micro));
    const QRect top(left, rect.top() + padding - 4, right - left, numberMetrics.height());
    painter.setFont(number);
    painter.setPen(theme.text);
    const QString port = QString::number(tile.port);
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter, port);
    const int tagLeft = left + numberMetrics.horizontalAdvance(port) + 6;
    const QSize tag = tagSize(tile.protocol, theme);
    const QRectF tagRect(tagLeft, top.center().y() - tag.height() / 2.0, tag.width(), tag.height());
    paintPanel(painter, tagRect, metric::radiusTag, theme.dark ? theme.sunken : theme.panel);
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text2);
    painter.drawText(tagRect, Qt::AlignCenter, tile.protocol);
    const QRect corner(tagLeft + tag.width() + 6, top.top(), right - tagLeft - tag.width() - 6, top.height());
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text2);
    painter.drawText(corner, Qt::AlignRight | Qt::AlignVCenter,
                     micro.elidedText(tile.corner, Qt::ElideRight, corner.width()));

    const QRect foot(left, top.bottom() + 5, right - left, caption.height());
    const QColor &colour = theme.*colourOf(tile.tone);
    {
        const PainterScope scope(painter);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(left + 4, foot.center().y() + 0.5), 3.5, 3.5);
    }
    const QFont &state = theme.font(FontRole::Micro, Strength::Strong);
    const int stateWidth = QFontMetrics(state).horizontalAdvance(tile.state);
    painter.setFont(state);
    painter.setPen(colour);
    painter.drawText(foot.adjusted(13, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tile.state);
    const QRect owner = foot.adjusted(13 + stateWidth + 8, 0, 0, 0);
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text2);
    painter.drawText(owner, Qt::AlignRight | Qt::AlignVCenter,
                     micro.elidedText(tile.owner, Qt::ElideMiddle, owner.width()));
    if (tile.leftRatio >= 0) {
        const QRectF track(left, rect.bottom() - barHeight - 3, right - left, barHeight);
        paintPanel(painter, track, barHeight / 2.0, theme.line2);
        QRectF rest = track;
        rest.setWidth(track.width() * tile.leftRatio);
        paintPanel(painter, rest, barHeight / 2.0, theme.warn);
    }
}

void PortBoardView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    for (int at = 0; at < m_tiles.tiles.size(); ++at) {
        const QRect rect = tileRect(at);
        if (!rect.intersects(event->rect()))
            continue;
        paintTile(painter, rect, m_tiles.tiles[at], theme);
        if (at == m_current && hasFocus())
            paintFocus(painter, rect, metric::radiusControl, theme);
    }
    if (m_tiles.tiles.isEmpty()) {
        painter.setFont(theme.font(FontRole::Body));
        painter.setPen(theme.text2);
        painter.drawText(rect(), Qt::AlignCenter,
                         m_tiles.total == 0 ? tr("Asking the system …") : tr("No port matches."));
    } else if (hasFocus() && m_current < 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        paintFocus(painter, rect(), metric::radiusControl, theme);
    }
}

} // namespace miniqq::lab
