// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/bitsview.h"

#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int padding = 12;
constexpr int places = 35; // 32 digits and 3 dots

} // namespace

BitsView::BitsView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void BitsView::setBits(const SheetBits &bits)
{
    m_bits = bits;
    describe();
    update();
}

QString BitsView::networkWords() const
{
    if (m_bits.network == 0)
        return {};
    return m_bits.byClass ? tr("network by class · %n bit(s)", nullptr, m_bits.network)
                          : tr("network · %n bit(s)", nullptr, m_bits.network);
}

QString BitsView::hostWords() const
{
    if (m_bits.network == 0)
        return tr("no network and host part");
    return m_bits.network == 32 ? QString() : tr("host · %n bit(s)", nullptr, 32 - m_bits.network);
}

void BitsView::describe()
{
    setAccessibleName(tr("Bits of the address"));
    QStringList parts{m_bits.digits};
    for (const QString &words : {networkWords(), hostWords()}) {
        if (!words.isEmpty())
            parts << words;
    }
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
    setToolTip(m_bits.digits.isEmpty()
                   ? QString()
                   : tr("The underlined bits tell the class; the mask, where one is known, "
                        "tells where the network part ends."));
}

QSize BitsView::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {440, 2 * padding + QFontMetrics(theme.font(FontRole::Code)).height() +
                     QFontMetrics(theme.font(FontRole::Micro)).height() + 4};
}

QSize BitsView::minimumSizeHint() const
{
    return {300, sizeHint().height()};
}

qreal BitsView::step() const
{
    return std::min(qreal(width() - 2 * padding) / places, 13.0);
}

qreal BitsView::left(int digit) const
{
    return padding + (digit + digit / 8) * step();
}

void BitsView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintPanel(painter, rect(), metric::radiusControl, theme.sunken);
    if (m_bits.digits.size() != 32)
        return;
    const QFontMetrics code(theme.font(FontRole::Code, Strength::Strong));
    for (int digit = 0; digit < 32; ++digit) {
        const bool leading = digit < m_bits.leading;
        const QColor colour = digit < m_bits.network ? theme.accentText
                              : m_bits.network == 0  ? theme.text2
                                                     : theme.warn;
        const QRectF place(left(digit), padding, step(), code.height());
        painter.setFont(theme.font(FontRole::Code, leading ? Strength::Strong : Strength::Regular));
        painter.setPen(colour);
        painter.drawText(place, Qt::AlignCenter, m_bits.digits.mid(digit, 1));
        if (leading)
            painter.fillRect(QRectF(place.left() + 1, place.bottom() - 1, place.width() - 2, 1.5), colour);
        if (digit % 8 == 7 && digit < 31) {
            painter.setPen(theme.text3);
            painter.drawText(place.translated(step(), 0), Qt::AlignCenter, QStringLiteral("."));
        }
    }
    painter.setFont(theme.font(FontRole::Micro));
    const int top = padding + code.height() + 4;
    const int height = painter.fontMetrics().height();
    const QString network = networkWords();
    const QString host = hostWords();
    painter.setPen(theme.accentText);
    painter.drawText(QRectF(padding, top, width() - 2 * padding, height), Qt::AlignLeft, network);
    // Below its first bit, but never over the network's words and never out of the box.
    const qreal hostWidth = painter.fontMetrics().horizontalAdvance(host);
    const qreal networkEnd =
        network.isEmpty() ? padding : padding + painter.fontMetrics().horizontalAdvance(network) + 12;
    const qreal at =
        std::min(std::max(left(std::min(m_bits.network, 31)), networkEnd), width() - padding - hostWidth);
    painter.setPen(m_bits.network == 0 ? theme.text2 : theme.warn);
    painter.drawText(QRectF(at, top, hostWidth + 1, height), Qt::AlignLeft, host);
}

void BitsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    } else if (event->type() == QEvent::StyleChange) {
        updateGeometry();
    }
}

} // namespace miniqq::lab
