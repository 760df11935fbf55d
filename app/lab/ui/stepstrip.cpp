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
constexpr int normalNode = 20;
constexpr int compactNode = 16;
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

void StepStrip::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
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

int StepStrip::nodeSize() const
{
    return m_compact ? compactNode : normalNode;
}

QRect StepStrip::nodeRect(int step) const
{
    const int count = int(m_steps.size());
    const int left = headWidth();
    const int apart = count > 0 ? (width() - left) / count : 0;
    return {left + step * apart + (apart - nodeSize()) / 2, 4 + (normalNode - nodeSize()) / 2, nodeSize(),
            nodeSize()};
}

QString StepStrip::nextText() const
{
    for (const StepTracker::Step &step : m_steps) {
        if (step.state == State::Failed || step.state == State::Waits)
            return tr("%1: %2").arg(QString::fromLatin1(step.call), StepTracker::stateText(step));
    }
    const auto lastDone = std::find_if(m_steps.rbegin(), m_steps.rend(),
                                       [](const StepTracker::Step &s) { return s.state == State::Done; });
    for (auto step = lastDone.base(); step != m_steps.end(); ++step) {
        if (step->state == State::Open)
            return tr("next: %1").arg(step->text);
    }
    QStringList left;
    for (const StepTracker::Step &step : m_steps) {
        if (step.state == State::Open)
            left.append(QString::fromLatin1(step.call));
    }
    return left.isEmpty() ? tr("all steps taken")
                          : tr("done, without %1").arg(left.join(QStringLiteral(", ")));
}

int StepStrip::stepAt(const QPoint &point) const
{
    for (int i = 0; i < int(m_steps.size()); ++i) {
        if (nodeRect(i).adjusted(-(m_compact ? 4 : 16), -4, m_compact ? 4 : 16, height()).contains(point))
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
        QRect(chip + 8, 4, headWidth(), normalNode), Qt::AlignVCenter,
        QStringLiteral("%1/%2").arg(StepTracker::doneOf(m_steps)).arg(StepTracker::neededOf(m_steps)));
    paintGlyph(painter, QPointF(chip / 2.0, 4 + chipHeight + 10), Provenance::Observed, theme);
    for (int i = 0; i < int(m_steps.size()); ++i)
        paintNode(painter, i, theme);
    if (m_compact) {
        const QFontMetrics metrics(theme.font(FontRole::Micro));
        const QRect words(chip + 8, 4 + normalNode + 2, width() - chip - 8, metrics.height());
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(theme.text2);
        painter.drawText(words, Qt::AlignVCenter,
                         metrics.elidedText(nextText(), Qt::ElideRight, words.width()));
    }
}

void StepStrip::paintNode(QPainter &painter, int number, const Theme &theme) const
{
    const StepTracker::Step &step = m_steps[size_t(number)];
    const QRect rect = nodeRect(number);
    const bool done = step.state == State::Done;
    const bool failed = step.state == State::Failed;
    const bool notNeeded = step.state == State::NotNeeded;
    if (number > 0) {
        const QRect before = nodeRect(number - 1);
        const bool reached = done && m_steps[size_t(number) - 1].state == State::Done;
        painter.setPen(QPen(reached ? theme.accent : theme.line2, 2));
        painter.drawLine(QPointF(before.right() + 4, rect.center().y() + 1),
                         QPointF(rect.left() - 3, rect.center().y() + 1));
    }
    if (done) {
        paintPanel(painter, rect, rect.height() / 2.0, theme.accent);
        paintIcon(painter, QRectF(rect).adjusted(3, 3, -3, -3), QStringLiteral("check"), theme.onAccent);
    } else {
        const QColor edge = failed                       ? theme.err
                            : step.state == State::Waits ? theme.accentText
                            : notNeeded                  ? theme.line
                                                         : theme.control;
        paintPanel(painter, rect, rect.height() / 2.0, failed ? theme.errSoft : theme.panel, edge,
                   step.state == State::Open ? 1 : 2);
        painter.setFont(theme.font(FontRole::Micro, Strength::Strong));
        painter.setPen(notNeeded ? theme.disabled : failed ? theme.err : theme.text2);
        painter.drawText(rect, Qt::AlignCenter,
                         notNeeded ? QStringLiteral("–") : QString::number(number + 1));
    }
    if (m_compact)
        return;
    const QFont &font = theme.font(FontRole::Hex);
    painter.setFont(font);
    painter.setPen(notNeeded ? theme.disabled : done ? theme.text : theme.text2);
    painter.drawText(QRect(rect.center().x() - 40, rect.bottom() + 3, 80, QFontMetrics(font).height()),
                     Qt::AlignCenter, QString::fromLatin1(step.call));
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
    const Theme &theme = themeOf(this);
    const int count = int(m_steps.size());
    if (m_compact)
        return {headWidth() + count * (compactNode + 6),
                4 + normalNode + 2 + QFontMetrics(theme.font(FontRole::Micro)).height() + 2};
    const QFontMetrics metrics(theme.font(FontRole::Hex));
    const int widest = std::max(leastApart, metrics.horizontalAdvance(QStringLiteral("connect")) + 12);
    return {headWidth() + count * widest, 4 + normalNode + 4 + metrics.height() + 2};
}

QSize StepStrip::minimumSizeHint() const
{
    return sizeHint();
}

} // namespace miniqq::lab
