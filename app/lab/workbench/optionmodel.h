// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/optionsheet.h"

#include <QAbstractTableModel>

#include <functional>

namespace miniqq::lab {

/// The options of one socket by level: a row for the level, below it one for each option, with the value that
/// getsockopt() gave. Settable values can be edited; what the kernel made of it is told.
class OptionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, columns };
    enum Role { MeaningRole = Qt::UserRole + 1, LevelRole }; ///< LevelRole: bool, a row of a level

    using QAbstractTableModel::QAbstractTableModel;

    /// Gives the socket, or nullptr once it is closed; asked each time, nothing is kept.
    void setSource(std::function<NativeSocket *()> source);
    /// Reads everything anew.
    void refresh();

    /// What became of the last edit, in a sentence.
    const QString &note() const { return m_note; }
    bool noteIsProblem() const { return m_problem; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void noted();

private:
    struct Row
    {
        QString level; ///< of a level's row
        OptionRow option;
    };
    QString meaningOf(const OptionRow &option) const;

    std::function<NativeSocket *()> m_source;
    std::vector<Row> m_rows;
    QString m_note;
    bool m_problem = false;
};

} // namespace miniqq::lab
