// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/painters.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace miniqq::ui {

/// The pill that says where the values of a card come from. `rule` is the tooltip: the call, counter or
/// deduction.
class Badge : public QWidget
{
    Q_OBJECT
public:
    explicit Badge(Provenance provenance, const QString &rule = {}, QWidget *parent = nullptr);

    Provenance provenance() const { return m_provenance; }
    void setProvenance(Provenance provenance, const QString &rule);
    /// Only the 8 px glyph, for rows.
    void setBare(bool bare);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();

    Provenance m_provenance;
    QString m_rule;
    bool m_bare = false;
};

/// A small word on a tinted ground.
class Tag : public QWidget
{
    Q_OBJECT
public:
    explicit Tag(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    void setTone(Tone tone);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone;
};

/// The unread count as a widget; hidden at 0.
class CountPill : public QWidget
{
    Q_OBJECT
public:
    explicit CountPill(QWidget *parent = nullptr);
    void setCount(int count);
    int count() const { return m_count; }
    void setMuted(bool muted);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
    bool m_muted = false;
};

/// A small curve of the last samples, newest at the right.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    static constexpr size_t capacity = 60;

    explicit Sparkline(QWidget *parent = nullptr);

    /// Adds one sample and drops the oldest beyond `capacity`.
    void append(double value);
    void setSamples(std::vector<double> samples);
    /// The value at the upper edge; 0 (at first) scales to the largest sample.
    void setTop(double top);
    /// Unit for tooltip and accessible text, e.g. "ms".
    void setUnit(const QString &unit);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString summary() const;

    std::vector<double> m_samples;
    QString m_unit;
    double m_top = 0;
};

/// A turning ring of 18 px, only while it is running and visible.
class BusyRing : public QWidget
{
    Q_OBJECT
public:
    explicit BusyRing(QWidget *parent = nullptr);
    void setColour(Theme::Token token);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QTimer m_timer;
    Theme::Token m_colour = &Theme::accent;
    int m_angle = 0;
};

/// Draws three quarters of a ring turned to `angle` degrees.
void paintBusyRing(QPainter &painter, const QRectF &rect, int angle, const QColor &colour);

} // namespace miniqq::ui
