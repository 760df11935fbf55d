// SPDX-License-Identifier: MIT
#include "common/ui/focusring.h"

#include "common/ui/iconbutton.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>

namespace miniqq::ui {

namespace {

bool wantsRing(const QWidget *widget)
{
    return qobject_cast<const QPushButton *>(widget) || qobject_cast<const QCheckBox *>(widget) ||
           qobject_cast<const QRadioButton *>(widget) || qobject_cast<const QSlider *>(widget);
}

} // namespace

FocusRing::FocusRing(QObject *parent)
    : QObject(parent)
{}

FocusRing::~FocusRing()
{
    delete m_frame;
}

void FocusRing::moveTo(QWidget *, QWidget *now)
{
    delete m_frame;
    if (!now || !wantsRing(now) || !now->window()->testAttribute(Qt::WA_KeyboardFocusChange))
        return;
    m_frame = new QFocusFrame(now->parentWidget());
    m_frame->setWidget(now);
}

} // namespace miniqq::ui
