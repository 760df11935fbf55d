// SPDX-License-Identifier: MIT
#include "common/ui/avatar.h"

#include <QPainter>

namespace miniqq::ui {

Avatar::Avatar(int diameter, QWidget *parent)
    : QWidget(parent)
    , m_diameter(diameter)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setSpec(const AvatarSpec &spec)
{
    m_spec = spec;
    const QString presence = presenceWord(spec.presence);
    setAccessibleName(presence.isEmpty() ? spec.name : tr("%1, %2").arg(spec.name, presence));
    update();
}

void Avatar::setBehind(Theme::Token token)
{
    m_behind = token;
    update();
}

QSize Avatar::sizeHint() const
{
    // The ring of the presence dot reaches 2 px beyond the circle.
    return {m_diameter + 2, m_diameter + 2};
}

void Avatar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintAvatar(painter, QRectF(0, 0, m_diameter, m_diameter), m_spec, theme.*m_behind, theme);
}

} // namespace miniqq::ui
