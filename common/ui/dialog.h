// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace miniqq::ui {

/// A dialog on the ground of panels, as wide as told and as high as its layout needs at that width. It is
/// gone once it is closed. Shown with open(), never with exec().
class Dialog : public QDialog
{
    Q_OBJECT
public:
    Dialog(int width, QWidget *parent);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace miniqq::ui
