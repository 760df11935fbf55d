// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QAbstractButton>

namespace miniqq::ui {

/// A square button with one line icon. `text` is never drawn: it is the tooltip and the accessible name.
/// Checkable ones show their checked state as active (soft accent).
class IconButton : public QAbstractButton
{
    Q_OBJECT
public:
    IconButton(const QString &iconName, const QString &text, QWidget *parent = nullptr);

    QString iconName() const { return m_iconName; }
    void setIconName(const QString &name);
    /// Sets name and tooltip together; call it again when the language changes.
    void setLabel(const QString &text);
    /// Side of the button and of its icon; 32 and 20 at first.
    void setExtent(int side, int iconSide);
    /// Idle colour of the icon; `text2` at first.
    void setIconColour(Theme::Token token);
    /// A small count at the upper right corner; 0 hides it.
    void setCount(int count);
    int count() const { return m_count; }

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_iconName;
    Theme::Token m_colour = &Theme::text2;
    int m_side = 32;
    int m_iconSide = 20;
    int m_count = 0;
};

} // namespace miniqq::ui
