// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QFrame>
#include <QWidget>

class QHBoxLayout;

namespace miniqq::ui {

/// A plain area in one colour of the theme, with optional 1 px lines at its edges. The base of headers,
/// rails, panes and the status strip.
class Pane : public QWidget
{
    Q_OBJECT
public:
    explicit Pane(Theme::Token fill = &Theme::panel, Qt::Edges lines = {}, QWidget *parent = nullptr);
    void setFill(Theme::Token fill);
    void setLines(Qt::Edges lines);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme::Token m_fill;
    Qt::Edges m_lines;
};

/// A 1 px line, horizontal or vertical.
class Separator : public QWidget
{
    Q_OBJECT
public:
    explicit Separator(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::Orientation m_orientation;
};

/// A sunken box with round corners for hints and small facts; lay out into it.
class InfoBox : public QWidget
{
    Q_OBJECT
public:
    explicit InfoBox(Theme::Token fill = &Theme::sunken, QWidget *parent = nullptr);
    void setFill(Theme::Token fill);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme::Token m_fill;
};

/// The strip of 36 px at the foot of a window: small widgets from the left, others after addStretch().
class StatusStrip : public Pane
{
    Q_OBJECT
public:
    explicit StatusStrip(QWidget *parent = nullptr);
    void addWidget(QWidget *widget);
    void addStretch();
    QHBoxLayout *row() { return m_layout; }

private:
    QHBoxLayout *m_layout;
};

} // namespace miniqq::ui
