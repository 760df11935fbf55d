// SPDX-License-Identifier: MIT
#include "app/lab/models/calllanemodel.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace miniqq::lab {

CallLaneModel::CallLaneModel(const std::vector<LabEnd> &ends, QObject *parent)
    : QAbstractListModel(parent)
    , m_ends(ends)
{}

void CallLaneModel::add(int end, const tap::TrafficEvent &event)
{
    note({event, end, false, callText(event)});
}

void CallLaneModel::addDerived(int end, const tap::TrafficEvent &event, const CallText &text)
{
    note({event, end, true, text});
}

void CallLaneModel::note(Entry entry)
{
    if (m_firstNs < 0)
        m_firstNs = entry.event.monotonicNs;
    if (entry.event.frame.size() > keptBytes) // a copy, so that the whole can go
        entry.event.frame = QByteArray(entry.event.frame.constData(), keptBytes);
    m_noted.push_back(std::move(entry));
}

void CallLaneModel::flush()
{
    if (m_noted.empty())
        return;
    std::vector<Entry> news = std::exchange(m_noted, {});
    if (news.size() > size_t(maxRows)) {
        m_dropped += news.size() - size_t(maxRows);
        news.erase(news.begin(), news.end() - maxRows);
    }
    const size_t total = m_entries.size() + news.size();
    if (total > size_t(maxRows)) {
        const size_t block = std::max(total - size_t(maxRows), size_t(dropBlock));
        const size_t count = std::min(m_entries.size(), block);
        beginRemoveRows({}, 0, int(count) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(count));
        m_dropped += count;
        endRemoveRows();
    }
    const int first = int(m_entries.size());
    beginInsertRows({}, first, first + int(news.size()) - 1);
    std::move(news.begin(), news.end(), std::back_inserter(m_entries));
    endInsertRows();
}

void CallLaneModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_noted.clear();
    m_dropped = 0;
    m_firstNs = -1;
    endResetModel();
}

std::vector<const CallLaneModel::Entry *> CallLaneModel::entriesOf(int end) const
{
    std::vector<const Entry *> list;
    for (const Entry &entry : m_entries) {
        if (!entry.derived && (end < 0 || entry.end == end))
            list.push_back(&entry);
    }
    return list;
}

int CallLaneModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant CallLaneModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &entry = entryAt(index.row());
    const LabEnd end =
        entry.end >= 0 && size_t(entry.end) < m_ends.size() ? m_ends[size_t(entry.end)] : LabEnd();
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return entry.text.title;
    case LetterRole:
        return end.letter();
    case EndIndexRole:
        return entry.end;
    case ServerRole:
        return end.role == EndRole::Server;
    case ResultRole:
        return entry.text.result;
    case PythonRole:
        return entry.text.python;
    case QtRole:
        return entry.text.qt;
    case SinceRole:
        return entry.event.monotonicNs - m_firstNs;
    case FailedRole:
        return entry.text.failed;
    case WaitsRole:
        return entry.text.waits;
    case ConnectionRole:
        return entry.event.connection.value();
    case NumberRole:
        return entry.derived ? 0 : entry.event.number;
    case DerivedRole:
        return entry.derived;
    case Qt::AccessibleTextRole:
        return tr("%1: %2 gave %3").arg(end.title(), entry.text.title, entry.text.result);
    default:
        return {};
    }
}

QHash<int, QByteArray> CallLaneModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {LetterRole, "letter"}, {TitleRole, "title"},
            {ResultRole, "result"},       {PythonRole, "python"}, {QtRole, "qt"}};
}

} // namespace miniqq::lab
