// SPDX-License-Identifier: MIT
#include "app/lab/ui/labexchangeview.h"

#include "app/lab/ui/exchangepicture.h"
#include "common/ui/format.h"
#include "common/ui/painters.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <chrono>

namespace miniqq::lab {

using namespace ui;
using namespace std::chrono_literals;

LabExchangeView::LabExchangeView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    m_soon.setSingleShot(true);
    m_soon.setInterval(100ms);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (isVisible() && !isPaused())
            rebuild();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (!m_placing)
            m_follow = value >= verticalScrollBar()->maximum();
    });
    connect(&m_player, &ExchangePlayer::moved, this, &LabExchangeView::followReplay);
    connect(&m_player, &ExchangePlayer::stateChanged, viewport(), qOverload<>(&QWidget::update));
    measure();
    describe();
}

LabExchangeView::~LabExchangeView() = default;

void LabExchangeView::setRecord(const ExchangeRecord *record)
{
    m_player.stop();
    m_frozen.reset();
    m_record = record;
    m_current = -1;
    m_follow = true;
    rebuild();
}

void LabExchangeView::recordChanged()
{
    m_stale = true;
    if (isVisible() && !m_soon.isActive())
        m_soon.start();
}

void LabExchangeView::setPaused(bool paused)
{
    if (paused == isPaused() || !m_record)
        return;
    m_player.stop(); // it plays what stands still
    if (paused)
        m_frozen = *m_record;
    else
        m_frozen.reset();
    rebuild();
}

quint64 LabExchangeView::waiting() const
{
    if (!m_frozen || !m_record)
        return 0;
    const qint64 now = m_record->firstPoint + qint64(m_record->points.size());
    const qint64 then = m_frozen->firstPoint + qint64(m_frozen->points.size());
    return quint64(std::max<qint64>(0, now - then));
}

void LabExchangeView::setFilter(const QString &words)
{
    if (words == m_filter)
        return;
    m_filter = words;
    rebuild();
}

void LabExchangeView::startReplay()
{
    if (!m_record || m_player.isActive())
        return;
    m_wasPaused = isPaused();
    setPaused(true);
    m_player.start(*m_frozen);
    Q_EMIT shownChanged();
}

void LabExchangeView::stopReplay()
{
    if (!m_player.isActive())
        return;
    m_player.stop();
    if (!m_wasPaused)
        setPaused(false);
    m_follow = true;
    placeScrollBars();
    Q_EMIT shownChanged();
}

void LabExchangeView::rebuild()
{
    m_soon.stop();
    m_stale = false;
    const ExchangeRecord *record = shown();
    m_layout.rebuild(record ? *record : ExchangeRecord(), m_filter, m_metrics);
    if (m_current >= 0 && (!record || !record->arrow(m_current)))
        m_current = -1;
    placeScrollBars();
    describe();
    viewport()->update();
    Q_EMIT shownChanged();
}

void LabExchangeView::measure()
{
    const Theme &theme = themeOf(this);
    const int caption = QFontMetrics(theme.font(FontRole::Caption, Strength::Strong)).height();
    const QFontMetrics words(theme.font(FontRole::Hex));
    m_metrics.row = std::max(30, caption + 14);
    m_metrics.silence = std::max(28, caption + 12);
    m_metrics.margin = words.horizontalAdvance(QStringLiteral("recv(1024) → 1024  00.000")) + 16;
    m_metrics.laneApart = std::max(232, words.horizontalAdvance(QLatin1Char('0')) * 30);
}

int LabExchangeView::headHeight() const
{
    return ExchangePicture::headHeight(themeOf(this));
}

void LabExchangeView::placeScrollBars()
{
    const QScopedValueRollback placing(m_placing, true);
    m_contentWidth = m_layout.spread(viewport()->width());
    QScrollBar *vertical = verticalScrollBar();
    vertical->setRange(0, std::max(0, m_layout.height() + headHeight() - viewport()->height()));
    vertical->setPageStep(viewport()->height());
    vertical->setSingleStep(m_metrics.row);
    if (m_follow && !m_player.isActive())
        vertical->setValue(vertical->maximum());
    QScrollBar *horizontal = horizontalScrollBar();
    horizontal->setRange(0, std::max(0, m_contentWidth - viewport()->width()));
    horizontal->setPageStep(viewport()->width());
    horizontal->setSingleStep(24);
}

void LabExchangeView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    const ExchangeRecord nothing;
    const ExchangeRecord *record = shown();
    ExchangePicture(record ? *record : nothing, m_layout, m_player.replay(), m_current)
        .paint(painter, viewport()->size(), {horizontalScrollBar()->value(), verticalScrollBar()->value()},
               theme);
    if (hasFocus() && m_current < 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, viewport()->rect(), metric::radiusControl, theme);
}

QByteArray LabExchangeView::toSvg() const
{
    const ExchangeRecord nothing;
    const ExchangeRecord *record = shown();
    constexpr int leastWidth = 640;
    return ExchangePicture(record ? *record : nothing, m_layout, nullptr, -1)
        .toSvg(leastWidth, themeOf(this));
}

void LabExchangeView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    placeScrollBars();
}

void LabExchangeView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    if (m_stale && !isPaused())
        rebuild();
}

void LabExchangeView::scrollContentsBy(int, int)
{
    viewport()->update(); // the heads stay, so the picture cannot be moved as a whole
}

void LabExchangeView::showRow(int row)
{
    if (row < 0 || row >= int(m_layout.rows().size()))
        return;
    const QScopedValueRollback placing(m_placing, true);
    const int y = m_layout.rows()[size_t(row)].y;
    QScrollBar *bar = verticalScrollBar();
    const int room = viewport()->height() - headHeight();
    if (y - m_metrics.row < bar->value())
        bar->setValue(y - m_metrics.row);
    else if (y + 12 > bar->value() + room)
        bar->setValue(y + 12 - room);
}

void LabExchangeView::followReplay()
{
    const ExchangeReplay *replay = m_player.replay();
    if (!replay)
        return;
    const auto &rows = m_layout.rows();
    const auto next =
        std::partition_point(rows.begin(), rows.end(), [replay](const LabExchangeLayout::Row &row) {
            return replay->isShown(row.point);
        });
    showRow(std::max(0, int(next - rows.begin()) - 1));
    viewport()->update();
}

void LabExchangeView::setCurrentArrow(qint64 number)
{
    const ExchangeRecord *record = shown();
    m_current = record && record->arrow(number) ? number : -1;
    const auto &arrows = m_layout.arrows();
    const auto found = std::find_if(arrows.begin(), arrows.end(), [this](const LabExchangeLayout::Arrow &a) {
        return a.number == m_current;
    });
    if (found != arrows.end())
        showRow(found->toRow);
    describe();
    viewport()->update();
    Q_EMIT currentArrowChanged(m_current);
}

bool LabExchangeView::showCall(quint64 event)
{
    const ExchangeRecord *record = shown();
    if (!record)
        return false;
    const auto isIt = [record, event](qint64 number) {
        const ExchangePoint *point = record->point(number);
        return point && point->event == event;
    };
    for (const LabExchangeLayout::Arrow &placed : m_layout.arrows()) {
        const ExchangeArrow *arrow = record->arrow(placed.number);
        if (arrow && (isIt(arrow->sent) || isIt(arrow->received))) {
            m_follow = false;
            setCurrentArrow(placed.number);
            return true;
        }
    }
    return false;
}

void LabExchangeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPoint point = event->position().toPoint();
    const int arrow = m_layout.arrowAt(point.x() + horizontalScrollBar()->value(),
                                       point.y() - headHeight() + verticalScrollBar()->value());
    setCurrentArrow(arrow < 0 ? -1 : m_layout.arrows()[size_t(arrow)].number);
}

void LabExchangeView::keyPressEvent(QKeyEvent *event)
{
    const auto &arrows = m_layout.arrows();
    const int count = int(arrows.size());
    const auto found = std::find_if(arrows.begin(), arrows.end(), [this](const LabExchangeLayout::Arrow &a) {
        return a.number == m_current;
    });
    int at = found == arrows.end() ? -1 : int(found - arrows.begin());
    const int page = std::max(1, viewport()->height() / m_metrics.row - 2);
    switch (event->key()) {
    case Qt::Key_Up:
        at = at < 0 ? count - 1 : at - 1;
        break;
    case Qt::Key_Down:
        ++at;
        break;
    case Qt::Key_PageUp:
        at -= page;
        break;
    case Qt::Key_PageDown:
        at += page;
        break;
    case Qt::Key_Home:
        at = 0;
        break;
    case Qt::Key_End:
        at = count - 1;
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (count > 0) {
        m_follow = at >= count - 1;
        setCurrentArrow(arrows[size_t(std::clamp(at, 0, count - 1))].number);
    }
}

void LabExchangeView::describe()
{
    setAccessibleName(tr("Exchange diagram"));
    const ExchangeRecord *record = shown();
    const ExchangeArrow *arrow = record ? record->arrow(m_current) : nullptr;
    setAccessibleDescription(arrow ? arrowSentence(*record, *arrow)
                                   : tr("%n arrow(s)", nullptr, int(m_layout.arrows().size())));
}

bool LabExchangeView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int arrow = m_layout.arrowAt(help->x() + horizontalScrollBar()->value(),
                                           help->y() - headHeight() + verticalScrollBar()->value());
        const ExchangeRecord *record = shown();
        QString text;
        if (arrow >= 0 && record) {
            if (const ExchangeArrow *found = record->arrow(m_layout.arrows()[size_t(arrow)].number))
                text = arrowSentence(*record, *found);
        }
        QToolTip::showText(help->globalPos(), toolTipText(text), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void LabExchangeView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LabExchangeView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LabExchangeView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::LanguageChange) {
        measure();
        rebuild();
    }
}

QSize LabExchangeView::sizeHint() const
{
    return {640, 360};
}

QSize LabExchangeView::minimumSizeHint() const
{
    return {240, 160};
}

} // namespace miniqq::lab
