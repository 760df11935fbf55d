// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace miniqq::client {

/// A person in 64 px: avatar with presence, name, account and when they were last there.
class PersonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// What the second line says: presence, and the account where it is not the name.
    static QString status(const QModelIndex &index);
};

} // namespace miniqq::client
