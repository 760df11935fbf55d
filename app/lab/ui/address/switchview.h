// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/scenes.h"

#include <QWidget>

namespace miniqq::lab {

/// Paints four machines round a hub or a switch, and where the last frame went.
class SwitchView final : public QWidget
{
    Q_OBJECT

public:
    explicit SwitchView(QWidget *parent = nullptr);

    /// `step` without a way out shows a box at rest.
    void setScene(SwitchRun::Box box, const SwitchRun::Step &step, const QList<int> &table);
    QRect stationRect(int station) const;
    QRect boxRect() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void stationClicked(int station);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    SwitchRun::Box m_box = SwitchRun::Box::Switch;
    SwitchRun::Step m_step;
    QList<int> m_table;
};

} // namespace miniqq::lab
