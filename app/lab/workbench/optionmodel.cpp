// SPDX-License-Identifier: MIT
#include "app/lab/workbench/optionmodel.h"

#include "app/lab/core/failure.h"

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void OptionModel::setSource(std::function<NativeSocket *()> source)
{
    m_source = std::move(source);
    m_note.clear();
    m_problem = false;
    refresh();
    Q_EMIT noted();
}

void OptionModel::refresh()
{
    beginResetModel();
    m_rows.clear();
    NativeSocket *socket = m_source ? m_source() : nullptr;
    if (socket != nullptr && socket->isOpen()) {
        for (const OptionRow &option : readOptions(*socket)) {
            if (m_rows.empty() || m_rows.back().option.level != option.level) {
                m_rows.push_back({option.level, {}});
                m_rows.back().option.level = option.level;
            }
            m_rows.push_back({{}, option});
        }
    }
    endResetModel();
}

int OptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int OptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columns);
}

QString OptionModel::meaningOf(const OptionRow &option) const
{
    if (option.error != 0)
        return Failure{"getsockopt", option.error, option.name}.toText();
    if (!option.settable())
        return option.meaning;
    return tr("%1. Double-click the value to set it: %2 to %3.")
        .arg(option.meaning, QString::number(option.least), QString::number(option.most));
}

QVariant OptionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const bool level = !row.level.isEmpty();
    switch (role) {
    case LevelRole:
        return level;
    case Qt::DisplayRole:
    case Qt::EditRole:
        if (level)
            return index.column() == Name ? row.level : QString();
        return index.column() == Name ? row.option.name : row.option.error != 0 ? u"?"_s : row.option.value;
    case MeaningRole:
    case Qt::ToolTipRole:
        return level ? QVariant() : meaningOf(row.option);
    case Qt::AccessibleTextRole:
        if (level)
            return row.level;
        return index.column() == Name ? row.option.name + u", "_s + meaningOf(row.option) : row.option.value;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(index.column() == Name ? Qt::AlignLeft | Qt::AlignVCenter
                                                          : Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant OptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Option") : tr("Value");
}

Qt::ItemFlags OptionModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!index.isValid())
        return flags;
    const Row &row = m_rows[size_t(index.row())];
    if (index.column() == Value && row.level.isEmpty() && row.option.settable())
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool OptionModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    Row &row = m_rows[size_t(index.row())];
    NativeSocket *socket = m_source ? m_source() : nullptr;
    m_problem = true;
    bool done = false;
    if (socket == nullptr) {
        m_note = tr("This socket is closed.");
    } else if (const auto outcome = setOptionText(*socket, row.option, value.toString()); !outcome) {
        m_note = outcome.error().text;
    } else {
        done = true;
        m_problem = false;
        row.option.value = outcome->became;
        m_note = outcome->asked == outcome->became
                     ? tr("%1 is %2 now.").arg(row.option.name, outcome->became)
                     : tr("%1: %2 asked for, %3 kept.").arg(row.option.name, outcome->asked, outcome->became);
        if (!outcome->note.isEmpty())
            m_note += u' ' + outcome->note;
        Q_EMIT dataChanged(index, index);
    }
    Q_EMIT noted();
    return done;
}

} // namespace miniqq::lab
