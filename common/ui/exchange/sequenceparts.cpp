// SPDX-License-Identifier: MIT
#include "common/ui/exchange/sequenceparts.h"

#include "common/ui/painters.h"

#include <QCoreApplication>
#include <QPainter>

namespace miniqq::ui {

void paintLifelineHead(QPainter &painter, const QRect &rect, const QString &label, HeadGround ground,
                       const Theme &theme)
{
    const bool tinted = ground == HeadGround::Tinted;
    if (ground == HeadGround::Panel && !theme.dark)
        paintPanel(painter, rect, metric::radiusControl, theme.panel, theme.line);
    else
        paintPanel(painter, rect, metric::radiusControl, tinted ? theme.accentSoft : theme.tileFill());
    const QFont &font = theme.font(FontRole::Caption, Strength::Strong);
    painter.setFont(font);
    painter.setPen(tinted ? theme.accentText : theme.text);
    painter.drawText(rect, Qt::AlignCenter,
                     QFontMetrics(font).elidedText(label, Qt::ElideMiddle, rect.width() - 12));
}

void paintSilenceLine(QPainter &painter, int y, int width, qint64 silenceNs, const Theme &theme)
{
    const PainterScope scope(painter);
    const QString text = QCoreApplication::translate("miniqq::ui::SequenceDiagram", "%1 s of silence")
                             .arg(double(silenceNs) / 1e9, 0, 'f', 1);
    painter.setFont(theme.font(FontRole::Micro));
    const int words = painter.fontMetrics().horizontalAdvance(text) + 20;
    QPen dots(theme.line2, 1.2, Qt::SolidLine, Qt::RoundCap);
    dots.setDashPattern({0.5, 4});
    painter.setPen(dots);
    const int middle = width / 2;
    painter.drawLine(QPointF(16, y), QPointF(middle - words / 2, y));
    painter.drawLine(QPointF(middle + words / 2, y), QPointF(width - 16, y));
    painter.setPen(theme.text3);
    painter.drawText(QRect(middle - words / 2, y - 9, words, 18), Qt::AlignCenter, text);
}

} // namespace miniqq::ui
