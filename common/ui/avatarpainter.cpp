// SPDX-License-Identifier: MIT
#include "common/ui/avatarpainter.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextBoundaryFinder>

namespace miniqq::ui {

namespace {

constexpr QRgb palette[] = {0xFF3B6FD4, 0xFF7A56C9, 0xFFB04A8B, 0xFFB85432,
                            0xFF8A6A12, 0xFF3F7D3A, 0xFF0F7F79, 0xFF4C6A8F};
constexpr QRgb groupColour = palette[6];

quint32 fnv1a(const QByteArray &bytes)
{
    quint32 hash = 2166136261U;
    for (const char byte : bytes) {
        hash ^= quint8(byte);
        hash *= 16777619U;
    }
    return hash;
}

void paintPresence(QPainter &painter, const QRectF &circle, PresenceDot presence, const QColor &behind,
                   const Theme &theme)
{
    const qreal dot = circle.width() < 36 ? 10 : 12;
    const QPointF centre(circle.right() - dot / 2 + 1, circle.bottom() - dot / 2 + 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawEllipse(centre, dot / 2 + 1, dot / 2 + 1);
    painter.setBrush(presence == PresenceDot::Online ? theme.presence
                     : presence == PresenceDot::Away ? theme.warn
                                                     : theme.absent);
    painter.drawEllipse(centre, dot / 2 - 1, dot / 2 - 1);
    if (presence != PresenceDot::Online) {
        // Not by colour alone: who is not there has a hollow dot, who is away a clock hand.
        if (presence == PresenceDot::Offline) {
            painter.setBrush(behind);
            painter.drawEllipse(centre, dot / 2 - 3, dot / 2 - 3);
        } else {
            painter.setPen(QPen(behind, 1.2, Qt::SolidLine, Qt::RoundCap));
            painter.drawPolyline(QPolygonF{centre + QPointF(0, -2.6), centre, centre + QPointF(2, 1)});
        }
    }
}

} // namespace

int avatarColourIndex(QStringView account)
{
    return int(fnv1a(account.toString().toLower().toUtf8()) % std::size(palette));
}

QColor avatarColour(QStringView account)
{
    return QColor::fromRgb(palette[avatarColourIndex(account)]);
}

QColor avatarNameColour(QStringView account, const Theme &theme)
{
    const QColor colour = avatarColour(account);
    if (!theme.dark)
        return colour;
    float h = 0;
    float s = 0;
    float l = 0;
    colour.getHslF(&h, &s, &l);
    return QColor::fromHslF(h, qMin(0.75F, s), 0.74F);
}

QString avatarLetter(QStringView name)
{
    const QString trimmed = name.trimmed().toString();
    if (trimmed.isEmpty())
        return QStringLiteral("?");
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, trimmed);
    const auto end = finder.toNextBoundary();
    return trimmed.left(end > 0 ? end : 1).toUpper();
}

void paintAvatar(QPainter &painter, const QRectF &rect, const AvatarSpec &spec, const QColor &behind,
                 const Theme &theme)
{
    const PainterScope scope(painter);
    if (spec.kind == AvatarKind::Unknown) {
        QPen pen(theme.line2, 1.2);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawEllipse(rect.adjusted(0.6, 0.6, -0.6, -0.6));
        return;
    }
    const bool person = spec.kind == AvatarKind::Person;
    painter.setPen(Qt::NoPen);
    painter.setBrush(person                           ? avatarColour(spec.account)
                     : spec.kind == AvatarKind::Group ? QColor::fromRgb(groupColour)
                                                      : theme.accent);
    painter.drawEllipse(rect);
    if (person) {
        QFont font = theme.font(FontRole::Body, Strength::Strong);
        font.setPixelSize(qMax(1, qRound(rect.width() * 0.4)));
        painter.setFont(font);
        painter.setPen(theme.onAccent);
        painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, avatarLetter(spec.name));
    } else {
        const qreal side = rect.width() >= 30 ? 20 : qRound(rect.width() * 0.56);
        QRectF inner(0, 0, side, side);
        inner.moveCenter(rect.center());
        paintIcon(painter, inner,
                  spec.kind == AvatarKind::Group ? QStringLiteral("group") : QStringLiteral("lobby"),
                  theme.onAccent);
    }
    if (spec.presence != PresenceDot::None)
        paintPresence(painter, rect, spec.presence, behind, theme);
}

QString presenceWord(PresenceDot presence)
{
    switch (presence) {
    case PresenceDot::Online:
        return QCoreApplication::translate("Presence", "online");
    case PresenceDot::Away:
        return QCoreApplication::translate("Presence", "away");
    case PresenceDot::Offline:
        return QCoreApplication::translate("Presence", "offline");
    case PresenceDot::None:
        break;
    }
    return {};
}

} // namespace miniqq::ui
