// SPDX-License-Identifier: MIT
#include "app/ui/shell/persondelegate.h"

#include "app/models/peoplemodel.h"
#include "app/types/person.h"
#include "app/ui/conversations/conversationrow.h"
#include "app/ui/shell/presencetext.h"
#include "common/ui/avatarpainter.h"
#include "common/ui/painters.h"

#include <QDateTime>
#include <QPainter>

namespace miniqq::client {
namespace {

constexpr int inset = 8;
constexpr int padding = 12;
constexpr int avatarSide = 40;

} // namespace

QString PersonDelegate::status(const QModelIndex &index)
{
    const auto presence = Presence(index.data(PeopleModel::PresenceRole).toInt());
    QString text = PresenceText::of(presence, index.data(PeopleModel::LastSeenRole).toDateTime());
    const QString account = QString::fromUtf8(index.data(PeopleModel::AccountRole).toByteArray());
    if (account.compare(index.data().toString(), Qt::CaseInsensitive) != 0)
        text += QStringLiteral(" · ") + account;
    return text;
}

void PersonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const ui::Theme &theme = ui::themeOf(option.widget);
    const ui::PainterScope scope(*painter);
    const QRect row = option.rect.adjusted(inset, 1, -inset, -1);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const QColor &ground = selected ? theme.selected : hovered ? theme.hover : theme.panel;
    if (selected || hovered)
        ui::paintPanel(*painter, row, ui::metric::radiusCard, ground);
    if (selected && (option.state & QStyle::State_HasFocus))
        ui::paintFocus(*painter, row, ui::metric::radiusCard, theme);

    ui::AvatarSpec avatar;
    avatar.account = QString::fromUtf8(index.data(PeopleModel::AccountRole).toByteArray());
    avatar.name = index.data().toString();
    avatar.presence = presenceDot(index.data(PeopleModel::PresenceRole).toInt());
    const QRect disc(row.left() + padding, row.top() + (row.height() - avatarSide) / 2, avatarSide,
                     avatarSide);
    ui::paintAvatar(*painter, disc, avatar, ground, theme);

    const QRect text(disc.right() + 13, row.top() + 12, row.right() - disc.right() - 13 - padding,
                     row.height() - 24);
    const auto line = [&](const QString &words, const QFont &font, const QColor &colour,
                          Qt::Alignment alignment) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(text, int(alignment | Qt::AlignLeft) | int(Qt::TextSingleLine),
                          QFontMetrics(font).elidedText(words, Qt::ElideRight, text.width()));
    };
    line(avatar.name, theme.font(ui::FontRole::Message, ui::Strength::Strong), theme.text, Qt::AlignTop);
    line(status(index), theme.font(ui::FontRole::Caption), theme.text2, Qt::AlignBottom);
}

QSize PersonDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {ui::metric::listWidthMin, ui::metric::listRowHeight};
}

} // namespace miniqq::client
