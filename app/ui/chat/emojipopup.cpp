// SPDX-License-Identifier: MIT
#include "app/ui/chat/emojipopup.h"

#include "common/ui/painters.h"
#include "common/ui/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>

namespace miniqq::client {

namespace {

constexpr int side = 34;
constexpr int margin = 8;

} // namespace

EmojiPopup::EmojiPopup(QWidget *parent)
    : QWidget(parent, Qt::Popup)
{
    setMouseTracking(true);
    setAccessibleName(tr("Emoji"));
    resize(sizeHint());
}

QStringList EmojiPopup::emoji()
{
    return QStringLiteral("😀 😃 😄 😁 😆 😅 😂 🤣 😊 😇 "
                          "🙂 🙃 😉 😌 😍 🥰 😘 😋 😛 😜 "
                          "🤪 🤨 🧐 🤓 😎 🤩 🥳 😏 😒 😞 "
                          "😔 😟 😕 🙁 😣 😖 😫 😩 🥺 😢 "
                          "😭 😤 😠 😡 🤯 😳 🥵 🥶 😱 😨 "
                          "😰 😓 🤗 🤔 🤭 🤫 😶 😐 😑 😬 "
                          "🙄 😯 😲 🥱 😴 🤤 😵 🤐 🤢 🤧 "
                          "😷 🤒 👋 🤚 ✋ 🖖 👌 🤏 ✌️ 🤞 "
                          "🤟 🤙 👈 👉 👆 👇 👍 👎 ✊ 👊 "
                          "👏 🙌 🤝 🙏 💪 👀 🧠 ❤️ 🧡 💛 "
                          "💚 💙 💜 🖤 💔 💯 💥 🔥 ⭐ 🎉 "
                          "🎁 🌹 🌞 🌙 ☕ 🍺 🍎 🍜 ✅ ❌")
        .split(u' ', Qt::SkipEmptyParts);
}

QSize EmojiPopup::sizeHint() const
{
    const int rows = int((m_emoji.size() + columns - 1) / columns);
    return {columns * side + 2 * margin, rows * side + 2 * margin};
}

void EmojiPopup::openAbove(const QWidget &button)
{
    const QRect room = button.screen()->availableGeometry();
    QPoint place = button.mapToGlobal(QPoint(0, -height() - 6));
    if (place.y() < room.top())
        place.setY(button.mapToGlobal(QPoint(0, button.height() + 6)).y());
    place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width())));
    place.setY(std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    move(place);
    setCurrent(0);
    show();
    setFocus();
}

QRect EmojiPopup::cell(int index) const
{
    return {margin + index % columns * side, margin + index / columns * side, side, side};
}

int EmojiPopup::cellAt(const QPoint &point) const
{
    for (int i = 0; i < m_emoji.size(); ++i) {
        if (cell(i).contains(point))
            return i;
    }
    return -1;
}

void EmojiPopup::setCurrent(int index)
{
    if (index < 0 || index >= m_emoji.size())
        return;
    m_current = index;
    setAccessibleDescription(m_emoji[index]);
    update();
}

void EmojiPopup::pick(int index)
{
    if (index < 0 || index >= m_emoji.size())
        return;
    close();
    Q_EMIT picked(m_emoji[index]);
}

void EmojiPopup::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    painter.setPen(theme.line2);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    QFont font = theme.font(ui::FontRole::Message);
    font.setPixelSize(20);
    painter.setFont(font);
    painter.setPen(theme.text);
    for (int i = 0; i < m_emoji.size(); ++i) {
        const QRect box = cell(i);
        if (i == m_current) {
            ui::paintPanel(painter, box, ui::metric::radiusControl, theme.selected);
            ui::paintFocus(painter, box, ui::metric::radiusControl, theme);
        }
        painter.drawText(box, Qt::AlignCenter, m_emoji[i]);
    }
}

void EmojiPopup::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(cellAt(event->position().toPoint()));
}

void EmojiPopup::mouseReleaseEvent(QMouseEvent *event)
{
    pick(cellAt(event->position().toPoint()));
}

void EmojiPopup::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        setCurrent(m_current - 1);
        break;
    case Qt::Key_Right:
        setCurrent(m_current + 1);
        break;
    case Qt::Key_Up:
        setCurrent(m_current - columns);
        break;
    case Qt::Key_Down:
        setCurrent(m_current + columns);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        pick(m_current);
        break;
    default:
        QWidget::keyPressEvent(event); // Escape closes
        break;
    }
}

} // namespace miniqq::client
