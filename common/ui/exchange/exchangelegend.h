// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace miniqq::ui {

/// One small arrow with its word for every family of frames.
class ExchangeLegend : public QWidget
{
    Q_OBJECT
public:
    explicit ExchangeLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
};

} // namespace miniqq::ui
