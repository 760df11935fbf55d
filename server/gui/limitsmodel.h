// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/limithits.h"

#include <QAbstractTableModel>

namespace miniqq::server {

/// The server's limits: what each bounds, where it stands, and how often it was reached since the start.
class LimitsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, HitsColumn, ColumnCount };
    enum Role { ReachedRole = Qt::UserRole + 1 }; ///< bool: at least once

    using QAbstractTableModel::QAbstractTableModel;

    /// Always the same limits in the same order, or none.
    void setLimits(const std::vector<LimitReport> &limits);
    /// For a change of language.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// What a limit bounds, in the user's language.
    static QString nameOf(LimitHit limit);
    /// Where it stands, in the user's language.
    static QString valueOf(const LimitReport &limit);

private:
    std::vector<LimitReport> m_limits;
};

} // namespace miniqq::server
