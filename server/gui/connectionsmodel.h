// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/serverstatus.h"

#include <QAbstractTableModel>

#include <vector>

namespace miniqq::server {

/// The connections table: one row per connection in the order of their ids, fed with a snapshot once a
/// second. Rows that stay keep their place, so that selection and scrolling survive every update.
class ConnectionsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        AccountColumn,
        PeerColumn,
        LocalColumn,
        TlsColumn,
        SinceColumn,
        IdleColumn,
        InColumn,
        OutColumn,
        RttColumn,
        RateColumn, ///< the last minute as a curve
        QueueColumn,
        ColumnCount
    };

    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64
        AccountRole,               ///< QString; empty until signed in
        SortRole,                  ///< what a column sorts by
        FilterRole,                ///< QString, what a search looks through
        SamplesRole,               ///< QList<double>, bytes per second, oldest first
        TopRole,       ///< double, the largest sample of all connections: one scale for the column
        EncryptedRole, ///< bool
        QueueRole,     ///< qint64, bytes
    };

    static constexpr int sampleCount = 60;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the new snapshot, which is in ascending order of ids.
    void update(const std::vector<ConnectionStatus> &connections);

    /// The connection of a row.
    const ConnectionStatus &connection(int row) const { return m_rows[size_t(row)].status; }
    const QList<double> &samples(int row) const { return m_rows[size_t(row)].samples; }
    /// The row of a connection, or -1.
    int rowOf(ConnectionId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// For a change of language.
    void retranslate();

private:
    struct Row
    {
        ConnectionStatus status;
        QList<double> samples;
    };

    static void refresh(Row &row, const ConnectionStatus &status);
    static QString display(const ConnectionStatus &status, int column);
    static QVariant sortValue(const ConnectionStatus &status, int column);
    static QString tooltip(const ConnectionStatus &status, int column);
    QString accessible(const ConnectionStatus &status, int column) const;

    std::vector<Row> m_rows;
    double m_top = 0;
};

} // namespace miniqq::server
