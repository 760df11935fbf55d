// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/logsink.h"

#include <QAbstractTableModel>
#include <QList>

#include <deque>

namespace miniqq::server {

/// The operator's log, newest last, bounded: the oldest lines go.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, LevelColumn, AccountColumn, EndpointColumn, TextColumn, ColumnCount };
    enum Role { LevelRole = Qt::UserRole + 1 }; ///< int(LogLevel)

    static constexpr int maxLines = 5'000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(const QList<LogEvent> &events);
    void clear();
    /// All lines as text, one each, columns separated by tabs: for the clipboard.
    QString toText() const;
    /// For a change of language.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static QString display(const LogEvent &event, int column);

    std::deque<LogEvent> m_events;
};

} // namespace miniqq::server
