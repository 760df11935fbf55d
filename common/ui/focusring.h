// SPDX-License-Identifier: MIT
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace miniqq::ui {

/// Draws the ring outside buttons and switches that got the focus from the keyboard. Inputs and rows draw
/// their own.
class FocusRing : public QObject
{
    Q_OBJECT
public:
    explicit FocusRing(QObject *parent = nullptr);
    ~FocusRing() override;

public Q_SLOTS:
    void moveTo(QWidget *old, QWidget *now);

private:
    // A child of the focused widget's parent, so it dies with that window.
    QPointer<QFocusFrame> m_frame;
};

} // namespace miniqq::ui
