// SPDX-License-Identifier: MIT
#include "common/ui/exchange/exchangelegend.h"

#include "common/ui/exchange/arrowpainter.h"
#include "common/ui/exchange/exchangeitem.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::ui {

namespace {

constexpr MessageClass families[] = {MessageClass::Chat, MessageClass::Ack,     MessageClass::Session,
                                     MessageClass::File, MessageClass::Control, MessageClass::Error};

} // namespace

ExchangeLegend::ExchangeLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void ExchangeLegend::describe()
{
    QStringList words;
    for (const MessageClass family : families)
        words.append(messageClassWord(family));
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
}

QSize ExchangeLegend::sizeHint() const
{
    return {200, 32};
}

void ExchangeLegend::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
    painter.setFont(theme.font(FontRole::Micro));
    int x = metric::pagePadding;
    for (const MessageClass family : families) {
        const QString word = messageClassWord(family);
        const int wide = painter.fontMetrics().horizontalAdvance(word);
        if (x + 26 + wide > width())
            break;
        const qreal y = height() / 2 + 0.5;
        paintArrow(painter, {qreal(x), y}, {x + 21.0, y}, {family, family == MessageClass::Ack, false},
                   theme);
        painter.setPen(theme.text2);
        painter.drawText(QRect(x + 26, 0, wide + 2, height()), Qt::AlignVCenter, word);
        x += 26 + wide + 18;
    }
}

void ExchangeLegend::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
}

} // namespace miniqq::ui
