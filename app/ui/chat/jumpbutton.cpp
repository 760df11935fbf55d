// SPDX-License-Identifier: MIT
#include "app/ui/chat/jumpbutton.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::client {

namespace {

constexpr int disc = 40;
constexpr int margin = 8; // room above the disc for the count

} // namespace

JumpButton::JumpButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::NoFocus); // the End key does the same
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    describe();
}

void JumpButton::setCount(int count)
{
    if (std::exchange(m_count, count) == count)
        return;
    describe();
    update();
}

void JumpButton::describe()
{
    setToolTip(tr("To the newest message"));
    setAccessibleName(m_count > 0 ? tr("To the newest message, %n new", nullptr, m_count)
                                  : tr("To the newest message"));
}

QSize JumpButton::sizeHint() const
{
    return {disc + margin, disc + margin};
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    const QRectF circle((width() - disc) / 2.0, margin, disc, disc - 1);
    const QRectF round(circle.left(), circle.top(), disc - 1, disc - 1);
    ui::paintPanel(painter, round.translated(0, 1), round.height() / 2, theme.shadow);
    ui::paintPanel(painter, round, round.height() / 2,
                   isDown()       ? theme.selected
                   : underMouse() ? theme.hover
                                  : theme.raised,
                   theme.line2);
    ui::paintIcon(painter, round.adjusted(9, 10, -9, -8), QStringLiteral("chevron-down"), theme.text2);
    if (m_count > 0) {
        const QSize size = ui::countSize(m_count, theme);
        ui::paintCount(painter, QRectF((width() - size.width()) / 2.0, 0, size.width(), size.height()),
                       m_count, false, theme);
    }
}

void JumpButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QAbstractButton::changeEvent(event);
}

} // namespace miniqq::client
