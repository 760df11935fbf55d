// SPDX-License-Identifier: MIT
#include "server/gui/connectionsdelegate.h"

#include "common/ui/avatarpainter.h"
#include "common/ui/icons.h"
#include "common/ui/painters.h"
#include "server/gui/connectionsmodel.h"

#include <QPainter>

namespace miniqq::server {
namespace {

constexpr int avatarSide = 24;
constexpr int lockSide = 14;
constexpr QSize curveSize(56, 20);

bool isFixedFont(int column)
{
    return column == ConnectionsModel::PeerColumn || column == ConnectionsModel::LocalColumn;
}

QRect centredLeft(const QRect &rect, QSize size)
{
    return {QPoint(rect.left(), rect.top() + (rect.height() - size.height()) / 2), size};
}

} // namespace

TableDelegate::CellText ConnectionsDelegate::cellText(const QModelIndex &index, const ui::Theme &theme) const
{
    const int column = index.column();
    const bool signedIn = !index.data(ConnectionsModel::AccountRole).toString().isEmpty();
    CellText look{theme.text, theme.font(isFixedFont(column) ? ui::FontRole::Code : ui::FontRole::Body)};
    if (column == ConnectionsModel::LocalColumn || !signedIn)
        look.colour = theme.text2;
    if (column == ConnectionsModel::AccountColumn && signedIn)
        look.font = theme.font(ui::FontRole::Body, ui::Strength::Strong);
    if (isFixedFont(column))
        look.elide = Qt::ElideMiddle; // the port is what tells connections apart
    if (column == ConnectionsModel::QueueColumn) {
        const bool filling = index.data(ConnectionsModel::QueueRole).toLongLong() > 0;
        look.colour = filling ? theme.warn : theme.text2;
        look.font = theme.font(ui::FontRole::Body, filling ? ui::Strength::Strong : ui::Strength::Regular);
    }
    return look;
}

void ConnectionsDelegate::paintAccount(QPainter &painter, const QRect &rect, const QModelIndex &index,
                                       const QColor &ground, const ui::Theme &theme) const
{
    const QString account = index.data(ConnectionsModel::AccountRole).toString();
    ui::AvatarSpec avatar;
    avatar.account = account;
    avatar.name = index.data().toString();
    avatar.kind = account.isEmpty() ? ui::AvatarKind::Unknown : ui::AvatarKind::Person;
    const QRect disc = centredLeft(rect, {avatarSide, avatarSide});
    ui::paintAvatar(painter, disc, avatar, ground, theme);
    paintText(painter, rect.adjusted(avatarSide + 10, 0, 0, 0), avatar.name,
              int(Qt::AlignVCenter) | int(Qt::AlignLeft), cellText(index, theme));
}

void ConnectionsDelegate::paintTls(QPainter &painter, const QRect &rect, const QModelIndex &index,
                                   const ui::Theme &theme) const
{
    const bool encrypted = index.data(ConnectionsModel::EncryptedRole).toBool();
    const QColor &colour = encrypted ? theme.ok : theme.warn;
    ui::paintIcon(painter, centredLeft(rect, {lockSide, lockSide}),
                  encrypted ? QStringLiteral("lock") : QStringLiteral("unlock"), colour);
    CellText look = cellText(index, theme);
    if (!encrypted)
        look.colour = theme.warn;
    paintText(painter, rect.adjusted(lockSide + 5, 0, 0, 0), index.data().toString(),
              int(Qt::AlignVCenter) | int(Qt::AlignLeft), look);
}

void ConnectionsDelegate::paintCell(QPainter &painter, const QRect &rect, const QModelIndex &index,
                                    const QColor &ground, const ui::Theme &theme) const
{
    switch (index.column()) {
    case ConnectionsModel::AccountColumn:
        paintAccount(painter, rect, index, ground, theme);
        return;
    case ConnectionsModel::TlsColumn:
        paintTls(painter, rect, index, theme);
        return;
    case ConnectionsModel::RateColumn: {
        const auto samples = index.data(ConnectionsModel::SamplesRole).value<QList<double>>();
        ui::paintSparkline(painter, centredLeft(rect, curveSize),
                           {samples.constData(), size_t(samples.size())},
                           index.data(ConnectionsModel::TopRole).toDouble(), theme);
        return;
    }
    default:
        TableDelegate::paintCell(painter, rect, index, ground, theme);
    }
}

} // namespace miniqq::server
