// SPDX-License-Identifier: MIT
#include "common/ui/marks.h"

#include "common/ui/format.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace miniqq::ui {

Badge::Badge(Provenance provenance, const QString &rule, QWidget *parent)
    : QWidget(parent)
    , m_provenance(provenance)
    , m_rule(rule)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void Badge::setProvenance(Provenance provenance, const QString &rule)
{
    m_provenance = provenance;
    m_rule = rule;
    describe();
    updateGeometry();
    update();
}

void Badge::setBare(bool bare)
{
    m_bare = bare;
    updateGeometry();
    update();
}

void Badge::describe()
{
    const QString word = provenanceWord(m_provenance);
    setAccessibleName(word);
    setAccessibleDescription(m_rule);
    setToolTip(toolTipText(m_rule.isEmpty() ? word : tr("%1: %2").arg(word, m_rule)));
}

QSize Badge::sizeHint() const
{
    return m_bare ? QSize(10, 10) : badgeSize(m_provenance, themeOf(this));
}

void Badge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    if (m_bare)
        paintGlyph(painter, QRectF(rect()).center(), m_provenance, theme);
    else
        paintBadge(painter, rect(), m_provenance, theme);
}

void Badge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

Tag::Tag(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Tag::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

void Tag::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize Tag::sizeHint() const
{
    return tagSize(m_text, themeOf(this));
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintTag(painter, rect(), m_text, m_tone, themeOf(this));
}

CountPill::CountPill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void CountPill::setCount(int count)
{
    m_count = count;
    setAccessibleName(QString::number(count));
    setVisible(count > 0);
    updateGeometry();
    update();
}

void CountPill::setMuted(bool muted)
{
    m_muted = muted;
    update();
}

QSize CountPill::sizeHint() const
{
    return countSize(m_count, themeOf(this));
}

void CountPill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCount(painter, rect(), m_count, m_muted, themeOf(this));
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Sparkline::append(double value)
{
    if (m_samples.size() >= capacity)
        m_samples.erase(m_samples.begin());
    m_samples.push_back(value);
    setAccessibleName(summary());
    update();
}

void Sparkline::setSamples(std::vector<double> samples)
{
    if (samples.size() > capacity)
        samples.erase(samples.begin(), samples.end() - qsizetype(capacity));
    m_samples = std::move(samples);
    setAccessibleName(summary());
    update();
}

void Sparkline::setTop(double top)
{
    m_top = top;
    update();
}

void Sparkline::setUnit(const QString &unit)
{
    m_unit = unit;
    setAccessibleName(summary());
}

QString Sparkline::summary() const
{
    if (m_samples.empty())
        return tr("no samples yet");
    const auto [low, high] = std::minmax_element(m_samples.begin(), m_samples.end());
    return tr("now %1, lowest %2, highest %3 %4")
        .arg(m_samples.back(), 0, 'g', 3)
        .arg(*low, 0, 'g', 3)
        .arg(*high, 0, 'g', 3)
        .arg(m_unit);
}

QSize Sparkline::sizeHint() const
{
    return {96, 32};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_samples, m_top, themeOf(this));
}

bool Sparkline::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), toolTipText(summary()), this);
        return true;
    }
    return QWidget::event(event);
}

BusyRing::BusyRing(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("working"));
    m_timer.setInterval(50);
    m_timer.callOnTimeout(this, [this] {
        m_angle = (m_angle + 18) % 360;
        update();
    });
}

void BusyRing::setColour(Theme::Token token)
{
    m_colour = token;
    update();
}

QSize BusyRing::sizeHint() const
{
    return {18, 18};
}

void BusyRing::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QRectF ring(0, 0, 16, 16);
    ring.moveCenter(QRectF(rect()).center());
    paintBusyRing(painter, ring, m_angle, themeOf(this).*m_colour);
}

void BusyRing::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (themeOf(this).animated)
        m_timer.start();
}

void BusyRing::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void paintBusyRing(QPainter &painter, const QRectF &rect, int angle, const QColor &colour)
{
    const PainterScope scope(painter);
    QColor faint = colour;
    faint.setAlphaF(0.3F);
    const QRectF ring = rect.adjusted(1, 1, -1, -1);
    painter.setPen(QPen(faint, 2));
    painter.drawEllipse(ring);
    painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(ring, (90 - angle) * 16, -100 * 16);
}

} // namespace miniqq::ui
