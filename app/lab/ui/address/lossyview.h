// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/lossyrun.h"

#include <QWidget>

namespace miniqq::lab {

/// Paints datagrams between a sender above and a receiver below, time running to the right: lost ones end in
/// a cross, repeated ones are dashed, damaged and overtaken ones have their colours and a mark.
class LossyView final : public QWidget
{
    Q_OBJECT

public:
    explicit LossyView(QWidget *parent = nullptr);

    void setRun(const LossyRun &run);
    const LossyRun &run() const { return m_run; }
    /// Where a moment lies, from the left.
    qreal placeOf(qint64 ms) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    void paintArrow(QPainter &painter, const LossyRun::Arrow &arrow) const;
    int leftEdge() const;
    int upperLine() const;
    int lowerLine() const;
    int numberHeight() const;

    LossyRun m_run;
};

} // namespace miniqq::lab
