// SPDX-License-Identifier: MIT
#include "common/ui/banner.h"

#include "common/ui/button.h"
#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/marks.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>

namespace miniqq::ui {

namespace {

Theme::Token textToken(Tone tone)
{
    return tone == Tone::Err    ? &Theme::err
           : tone == Tone::Ok   ? &Theme::ok
           : tone == Tone::Warn ? &Theme::warn
                                : &Theme::text;
}

} // namespace

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_timer(new QTimer(this))
    , m_ring(new BusyRing(this))
    , m_text(new Label({}, FontRole::Body, Strength::Strong, &Theme::warn, this))
    , m_detail(new ElidedLabel({}, FontRole::Caption, Strength::Regular, &Theme::text2, this))
    , m_actions(new QWidget(this))
    , m_actionLayout(new QHBoxLayout(m_actions))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metric::pagePadding + 26, 0, metric::pagePadding, 0);
    row->setSpacing(10);
    row->addWidget(m_text);
    row->addWidget(m_detail, 1);
    row->addWidget(m_actions);
    m_actionLayout->setContentsMargins(0, 0, 0, 0);
    m_actionLayout->setSpacing(metric::grid);
    m_ring->setFixedSize(m_ring->sizeHint());
    m_ring->move(metric::pagePadding, (metric::bannerHeight - 18) / 2);
    m_timer->setSingleShot(true);
    m_timer->callOnTimeout(this, [this] { dismiss(); });
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &value) { setFixedHeight(value.toInt()); });
    connect(&m_slide, &QVariantAnimation::finished, this, [this] { setVisible(m_open); });
    setFixedHeight(0);
    hide();
}

void Banner::open(Tone tone, const QString &text, const QString &detail, bool busy)
{
    m_timer->stop();
    const bool isNews = !m_open || m_tone != tone || m_text->text() != text || m_detail->text() != detail;
    m_tone = tone;
    m_busy = busy;
    setText(text);
    m_text->setColour(textToken(tone));
    m_detail->setText(detail);
    m_ring->setColour(textToken(tone));
    m_ring->setVisible(busy);
    setAccessibleDescription(detail);
    if (isNews) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
        Q_EMIT announced(text);
    }
    update();
    if (!m_open) {
        m_open = true;
        setVisible(true);
        slideTo(metric::bannerHeight);
    }
}

void Banner::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

void Banner::dismiss(int afterMs)
{
    if (!m_open)
        return;
    if (afterMs > 0) {
        m_timer->start(afterMs);
        return;
    }
    m_timer->stop();
    m_open = false;
    slideTo(0);
}

void Banner::slideTo(int height)
{
    m_slide.stop();
    const int duration = isVisible() ? themeOf(this).motion(metric::motionPanel) : 0;
    if (duration == 0) {
        setFixedHeight(height);
        setVisible(m_open);
        return;
    }
    m_slide.setStartValue(this->height());
    m_slide.setEndValue(height);
    m_slide.setDuration(duration);
    m_slide.start();
}

Button *Banner::addAction(const QString &text)
{
    auto *button = new Button(text, ButtonKind::Plain, m_actions);
    button->setButtonSize(ButtonSize::Small);
    m_actionLayout->addWidget(button);
    button->show(); // at once: on a banner that is open the layout would do it a turn later
    return button;
}

void Banner::clearActions()
{
    while (QLayoutItem *item = m_actionLayout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // it may be the one whose click brought us here
        }
        delete item;
    }
}

QString Banner::text() const
{
    return m_text->text();
}

QSize Banner::sizeHint() const
{
    return {200, metric::bannerHeight};
}

void Banner::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), toneFill(m_tone, theme));
    if (!m_busy)
        paintIcon(painter, QRectF(metric::pagePadding, (metric::bannerHeight - 18) / 2.0, 18, 18),
                  m_tone == Tone::Ok        ? QStringLiteral("check")
                  : m_tone == Tone::Neutral ? QStringLiteral("info")
                                            : QStringLiteral("warning"),
                  toneText(m_tone, theme));
}

} // namespace miniqq::ui
