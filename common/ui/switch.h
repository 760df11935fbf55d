// SPDX-License-Identifier: MIT
#pragma once

#include <QCheckBox>
#include <QVariantAnimation>

namespace miniqq::ui {

/// A check box whose knob glides. A plain QCheckBox looks the same without the motion.
class Switch : public QCheckBox
{
    Q_OBJECT
public:
    explicit Switch(const QString &text = {}, QWidget *parent = nullptr);
    /// 0 is off, 1 is on.
    double position() const;

private:
    QVariantAnimation m_glide;
};

} // namespace miniqq::ui
