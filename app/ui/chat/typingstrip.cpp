// SPDX-License-Identifier: MIT
#include "app/ui/chat/typingstrip.h"

#include "app/ui/chat/messagetext.h"
#include "common/ui/avatarpainter.h"
#include "common/ui/painters.h"

#include <QPainter>

namespace miniqq::client {

namespace {

constexpr int avatarSide = 20;
constexpr int gap = 8;
constexpr int longestName = 40;

} // namespace

TypingStrip::TypingStrip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TypingStrip::setTypists(const QList<Typist> &typists)
{
    if (m_typists == typists)
        return;
    m_typists = typists;
    setAccessibleName(text());
    update();
}

QString TypingStrip::text() const
{
    const auto name = [this](qsizetype i) { return singleLine(m_typists[i].name, longestName); };
    switch (m_typists.size()) {
    case 0:
        return {};
    case 1:
        return tr("%1 is typing").arg(name(0));
    case 2:
        return tr("%1 and %2 are typing").arg(name(0), name(1));
    default:
        return tr("%n people are typing", nullptr, int(m_typists.size()));
    }
}

QSize TypingStrip::sizeHint() const
{
    return {200, qMax(24, QFontMetrics(ui::themeOf(this).font(ui::FontRole::Caption)).height() + 4)};
}

void TypingStrip::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.canvas);
    if (m_typists.isEmpty())
        return;
    qreal x = ui::metric::pagePadding;
    const qsizetype faces = std::min<qsizetype>(2, m_typists.size());
    for (qsizetype i = 0; i < faces; ++i) {
        const QRectF circle(x, (height() - avatarSide) / 2.0, avatarSide, avatarSide);
        ui::paintAvatar(
            painter, circle,
            {m_typists[i].account, m_typists[i].name, ui::AvatarKind::Person, ui::PresenceDot::None},
            theme.canvas, theme);
        x += avatarSide + (i + 1 < faces ? -4 : gap);
    }
    const QFont &font = theme.font(ui::FontRole::Caption);
    const QFontMetricsF metrics(font);
    const QString words = metrics.elidedText(text(), Qt::ElideRight, width() - x - 60);
    painter.setFont(font);
    painter.setPen(theme.text2);
    painter.drawText(QRectF(x, 0, width() - x, height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
    x += metrics.horizontalAdvance(words) + 12;
    const ui::PainterScope scope(painter);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 3; ++i) {
        QColor colour = theme.text2;
        colour.setAlphaF(1.0F - 0.25F * float(i));
        painter.setBrush(colour);
        painter.drawEllipse(QPointF(x + 9 * i, height() / 2.0), 2, 2);
    }
}

} // namespace miniqq::client
