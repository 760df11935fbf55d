// SPDX-License-Identifier: MIT
#include "app/lab/ui/stepstrip.h"

#include "app/lab/ui/callrow.h"
#include "common/ui/format.h"
#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace miniqq::lab {

using namespace ui;
using State = StepTracker::State;

namespace {
constexpr int node = 20;
constexpr int chipHeight = 20;
constexpr int leastApart = 52;
} // namespace

StepStrip::StepStrip(Experiment &experiment, int end, QWidget *parent)
    : QWidget(parent)
    , m_experiment(experiment)
    , m_end(end)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&experiment, &Experiment::changed, this, &StepStrip::refresh);
    connect(&experiment, &Experiment::endsChanged, this, &StepStrip::refresh);
    refresh();
}

void StepStrip::setEnd(int end)
{
    m_end = end;
    m_version = ~quint64(0);
    refresh();
}

void StepStrip::refresh()
{
    const auto steps = m_experiment.steps().stepsOf(m_end);
    const bool other = m_version != m_experiment.steps().version() || steps.size() != m_steps.size();
    if (!other)
        return;
    m_version = m_experiment.steps().version();
    m_steps = steps;
    describe();
    updateGeometry();
    update();
}

QString StepStrip::spoken(const StepTracker::Step &step, int number) const
{
    QString text = tr("Step %1: %2 (%3), %4")
                       .arg(QString::number(number + 1), step.text, QString::fromLatin1(step.call),
                            StepTracker::stateText(step));
    if (step.early)
        text += QStringLiteral(" · ") + tr("before an earlier step");
    return text;
}

void StepStrip::describe()
{
    const auto &ends = m_experiment.ends();
    const bool known = m_end >= 0 && size_t(m_end) < ends.size();
    setAccessibleName(known ? tr("Steps of the %1: %2 of %3")
                                  .arg(ends[size_t(m_end)].title())
                                  .arg(StepTracker::doneOf(m_steps))
                                  .arg(StepTracker::neededOf(m_steps))
                            : tr("Steps"));
    QStringList parts;
    for (int i = 0; i < int(m_steps.size()); ++i)
        parts.append(spoken(m_steps[size_t(i)], i));
    setAccessibleDescription(parts.join(QStringLiteral(". ")));
}

int StepStrip::headWidth() const
{
    const Theme &theme = themeOf(this);
    const auto &ends = m_experiment.ends();
    const bool known = m_end >= 0 && size_t(m_end) < ends.size();
    const QFontMetrics metrics(theme.font(FontRole::Micro));
    return (known ? endChipWidth(ends[size_t(m_end)].letter(), theme) : chipHeight) + 8 +
           metrics.horizontalAdvance(QStringLiteral("7/7")) + 12;
}

QRect StepStrip::nodeRect(int step) const
{
    const int count = int(m_steps.size());
    const int left = headWidth();
    const int apart = count > 0 ? (width() - left) / count : 0;
    return {left + step * apart + (apart - node) / 2, 4, node, node};
}

int StepStrip::stepAt(const QPoint &point) const
{
    for (int i = 0; i < int(m_steps.size()); ++i) {
        if (nodeRect(i).adjusted(-16, -4, 16, height()).contains(point))
            return i;
    }
    return -1;
}

void StepStrip::paintEvent(QPaintEvent *)
{
    const auto &ends = m_experiment.ends();
    if (m_end < 0 || size_t(m_end) >= ends.size())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const PainterScope scope(painter);
    const LabEnd &end = ends[size_t(m_end)];
    const int chip = endChipWidth(end.letter(), theme);
    paintEndChip(painter, QRect(0, 4, chip, chipHeight), end.letter(), end.role == EndRole::Server, theme);
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text3);
    painter.drawText(
        QRect(chip + 8, 4, headWidth(), node), Qt::AlignVCenter,
        QStringLiteral("%1/%2").arg(StepTracker::doneOf(m_steps)).arg(StepTracker::neededOf(m_steps)));

    paintGlyph(painter, QPointF(chip / 2.0, 4 + chipHeight + 10), Provenance::Observed, theme);

    const QFont &font = theme.font(FontRole::Hex);
    const QFontMetrics metrics(font);
    for (int i = 0; i < int(m_steps.size()); ++i) {
        const StepTracker::Step &step = m_steps[size_t(i)];
        const QRect rect = nodeRect(i);
        const bool done = step.state == State::Done;
        if (i > 0) {
            const QRect before = nodeRect(i - 1);
            const bool reached = done && m_steps[size_t(i) - 1].state == State::Done;
            painter.setPen(QPen(reached ? theme.accent : theme.line2, 2));
            painter.drawLine(QPointF(before.right() + 4, rect.center().y() + 1),
                             QPointF(rect.left() - 3, rect.center().y() + 1));
        }
        const QColor edge = step.state == State::Failed  ? theme.err
                            : step.state == State::Waits ? theme.accentText
                                                         : theme.control;
        const bool notNeeded = step.state == State::NotNeeded;
        if (done)
            paintPanel(painter, rect, node / 2.0, theme.accent);
        else
            paintPanel(painter, rect, node / 2.0, step.state == State::Failed ? theme.errSoft : theme.panel,
                       notNeeded ? theme.line : edge, step.state == State::Open ? 1 : 2);
        if (done) {
            paintIcon(painter, QRectF(rect).adjusted(3, 3, -3, -3), QStringLiteral("check"), theme.onAccent);
        } else {
            painter.setFont(theme.font(FontRole::Micro, Strength::Strong));
            painter.setPen(notNeeded                     ? theme.disabled
                           : step.state == State::Failed ? theme.err
                                                         : theme.text2);
            painter.drawText(rect, Qt::AlignCenter, notNeeded ? QStringLiteral("–") : QString::number(i + 1));
        }
        painter.setFont(font);
        painter.setPen(notNeeded ? theme.disabled : done ? theme.text : theme.text2);
        const QString call = QString::fromLatin1(step.call);
        painter.drawText(QRect(rect.center().x() - 40, rect.bottom() + 3, 80, metrics.height()),
                         Qt::AlignCenter, call);
    }
}

void StepStrip::mousePressEvent(QMouseEvent *event)
{
    const int step = stepAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && step >= 0 && m_steps[size_t(step)].firstEvent > 0)
        Q_EMIT stepChosen(m_steps[size_t(step)].firstEvent);
}

bool StepStrip::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int step = stepAt(help->pos());
        const QString text = step >= 0 ? spoken(m_steps[size_t(step)], step)
                                       : tr("observed: a step is lit by a call that was really made");
        QToolTip::showText(help->globalPos(), toolTipText(text), this);
        return true;
    }
    case QEvent::LanguageChange:
        m_version = ~quint64(0);
        refresh();
        break;
    case QEvent::StyleChange:
        updateGeometry();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

QSize StepStrip::sizeHint() const
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Hex));
    const int widest = std::max(leastApart, metrics.horizontalAdvance(QStringLiteral("connect")) + 12);
    return {headWidth() + int(m_steps.size()) * widest, 4 + node + 4 + metrics.height() + 2};
}

QSize StepStrip::minimumSizeHint() const
{
    return sizeHint();
}

} // namespace miniqq::lab
