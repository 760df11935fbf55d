// SPDX-License-Identifier: MIT
#pragma once

#include "server/gui/tabledelegate.h"

namespace miniqq::server {

/// Rows of ConnectionsModel: avatar and name, addresses in a fixed font, the lock, the curve of the last
/// minute.
class ConnectionsDelegate final : public TableDelegate
{
    Q_OBJECT

public:
    using TableDelegate::TableDelegate;

protected:
    CellText cellText(const QModelIndex &index, const ui::Theme &theme) const override;
    void paintCell(QPainter &painter, const QRect &rect, const QModelIndex &index, const QColor &ground,
                   const ui::Theme &theme) const override;

private:
    void paintAccount(QPainter &painter, const QRect &rect, const QModelIndex &index, const QColor &ground,
                      const ui::Theme &theme) const;
    void paintTls(QPainter &painter, const QRect &rect, const QModelIndex &index,
                  const ui::Theme &theme) const;
};

} // namespace miniqq::server
