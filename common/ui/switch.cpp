// SPDX-License-Identifier: MIT
#include "common/ui/switch.h"

#include "common/ui/theme.h"

namespace miniqq::ui {

Switch::Switch(const QString &text, QWidget *parent)
    : QCheckBox(text, parent)
{
    m_glide.setEasingCurve(QEasingCurve::OutCubic);
    m_glide.setStartValue(0.0);
    m_glide.setEndValue(1.0);
    connect(&m_glide, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
    connect(this, &QCheckBox::toggled, this, [this](bool on) {
        m_glide.stop();
        const int duration = isVisible() ? themeOf(this).motion(metric::motionFast) : 0;
        if (duration == 0)
            return;
        m_glide.setDuration(duration);
        m_glide.setDirection(on ? QAbstractAnimation::Forward : QAbstractAnimation::Backward);
        m_glide.start();
    });
}

double Switch::position() const
{
    if (m_glide.state() == QAbstractAnimation::Running)
        return m_glide.currentValue().toDouble();
    return isChecked() ? 1.0 : 0.0;
}

} // namespace miniqq::ui
