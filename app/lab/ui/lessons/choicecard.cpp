// SPDX-License-Identifier: MIT
#include "app/lab/ui/lessons/choicecard.h"

#include "common/ui/iconbutton.h"
#include "common/ui/painters.h"
#include "common/ui/theme.h"

#include <QEvent>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int left = 38;   // of the words
constexpr int right = 76;  // for the count and the plus
constexpr int bottom = 16; // for the bar
constexpr int top = 10;
constexpr int least = 47;
constexpr int ring = 16;
} // namespace

ChoiceCard::ChoiceCard(QWidget *parent)
    : QAbstractButton(parent)
    , m_plus(new IconButton(u"plus"_s, {}, this))
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_plus->setExtent(22, 14);
    m_plus->setFocusPolicy(Qt::TabFocus);
    connect(m_plus, &QAbstractButton::clicked, this, &ChoiceCard::voted);
    retranslate();
}

void ChoiceCard::setVotes(int votes, int all)
{
    m_votes = votes;
    m_all = all;
    setAccessibleDescription(votesText());
    update();
}

void ChoiceCard::setMark(Mark mark)
{
    m_mark = mark;
    update();
}

void ChoiceCard::setVotable(bool votable)
{
    m_plus->setVisible(votable);
}

QString ChoiceCard::votesText() const
{
    return m_all == 0 ? QString() : tr("%n of the class", nullptr, m_votes);
}

QRect ChoiceCard::wordsRect(int width) const
{
    return {left, top, std::max(40, width - left - right), 2000};
}

int ChoiceCard::heightForWidth(int width) const
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Body, Strength::Strong));
    const int words = metrics.boundingRect(wordsRect(width), Qt::TextWordWrap, text()).height();
    return std::max(least, top + words + bottom);
}

QSize ChoiceCard::sizeHint() const
{
    constexpr int width = 256;
    return {width, heightForWidth(std::max(width, this->width()))};
}

void ChoiceCard::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    m_plus->move(width() - m_plus->width() - 6, top - 3);
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const PainterScope scope(painter);
    const bool chosen = isChecked();
    const QColor &accent = m_mark == Mark::Right   ? theme.ok
                           : m_mark == Mark::Wrong ? theme.err
                                                   : theme.accent;
    const QColor &fill = chosen                        ? (m_mark == Mark::Right   ? theme.okSoft
                                                          : m_mark == Mark::Wrong ? theme.errSoft
                                                                                  : theme.selected)
                         : underMouse() && isEnabled() ? theme.hover
                                                       : theme.panel;
    const bool framed = chosen || m_mark != Mark::None;
    paintPanel(painter, rect(), metric::radiusControl, fill, framed ? accent : theme.control, framed ? 2 : 1);
    const QRectF circle(12, top + 1, ring, ring);
    painter.setPen(QPen(chosen ? accent : theme.control, 2));
    painter.setBrush(Qt::NoBrush);
    if (chosen) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawEllipse(circle);
        painter.setBrush(fill);
        painter.drawEllipse(circle.center(), 3.5, 3.5);
    } else {
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1));
    }
    painter.setFont(theme.font(FontRole::Body, chosen ? Strength::Strong : Strength::Regular));
    painter.setPen(theme.text);
    painter.drawText(wordsRect(width()), Qt::TextWordWrap, text());
    if (m_all > 0) {
        painter.setFont(theme.font(FontRole::Caption));
        painter.setPen(theme.text2);
        const int side = m_plus->isVisibleTo(this) ? 30 : 12;
        painter.drawText(QRectF(width() - right, top, right - side, 18), Qt::AlignRight | Qt::AlignVCenter,
                         tr("%n person(s)", nullptr, m_votes));
        const QRectF bar(left, height() - 12, width() - left - 12, 3);
        paintPanel(painter, bar, 1.5, theme.line);
        if (m_votes > 0) {
            paintPanel(painter, QRectF(bar.topLeft(), QSizeF(bar.width() * m_votes / m_all, bar.height())),
                       1.5, chosen ? accent : theme.text3);
        }
    }
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, rect(), metric::radiusControl, theme);
}

void ChoiceCard::retranslate()
{
    m_plus->setLabel(tr("One more is for this"));
}

void ChoiceCard::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace miniqq::lab
