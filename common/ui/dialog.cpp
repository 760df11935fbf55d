// SPDX-License-Identifier: MIT
#include "common/ui/dialog.h"

#include "common/ui/theme.h"

#include <QEvent>
#include <QLayout>
#include <QPainter>

namespace miniqq::ui {

Dialog::Dialog(int width, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFixedWidth(width);
}

bool Dialog::event(QEvent *event)
{
    // A layout alone guesses the height of texts that wrap before it knows their width, and guesses high.
    const bool mayChange = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Polish;
    const bool handled = QDialog::event(event);
    if (mayChange && layout())
        setFixedHeight(layout()->totalHeightForWidth(width()));
    return handled;
}

void Dialog::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), themeOf(this).panel);
}

} // namespace miniqq::ui
