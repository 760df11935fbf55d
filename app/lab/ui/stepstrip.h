// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"

#include <QWidget>

namespace miniqq::ui {
struct Theme;
} // namespace miniqq::ui

namespace miniqq::lab {

/// The tutorials' steps of one end in a row: those it has really taken are filled, one that waits is ringed,
/// one that failed is red. The experiment must outlive it.
class StepStrip : public QWidget
{
    Q_OBJECT
public:
    StepStrip(Experiment &experiment, int end, QWidget *parent = nullptr);

    /// Small nodes without names, and below them what comes next: for narrow places.
    void setCompact(bool compact);
    int end() const { return m_end; }
    const std::vector<StepTracker::Step> &steps() const { return m_steps; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A step that was taken was chosen: the number of its first call in the log.
    void stepChosen(quint64 event);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void refresh();
    void describe();
    int headWidth() const;
    int nodeSize() const;
    QString nextText() const;
    void paintNode(QPainter &painter, int step, const ui::Theme &theme) const;
    QRect nodeRect(int step) const;
    int stepAt(const QPoint &point) const;
    QString spoken(const StepTracker::Step &step, int number) const;

    Experiment &m_experiment;
    int m_end;
    bool m_compact = false;
    quint64 m_version = ~quint64(0);
    std::vector<StepTracker::Step> m_steps;
};

} // namespace miniqq::lab
