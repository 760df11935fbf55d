// SPDX-License-Identifier: MIT
#include "server/gui/logmodel.h"

#include "server/gui/format.h"
#include "server/gui/logwords.h"

#include <algorithm>

namespace miniqq::server {
namespace {

/// Lines may quote strangers: what could break out of a line is shown as a visible sign instead.
QString harmless(QString text)
{
    for (QChar &c : text) {
        switch (c.category()) {
        case QChar::Other_Control:
        case QChar::Other_Format:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph:
            c = QChar::ReplacementCharacter;
            break;
        default:
            break;
        }
    }
    return text;
}

} // namespace

void LogModel::append(const QList<LogEvent> &events)
{
    const int fresh = int(std::min<qsizetype>(events.size(), maxLines));
    const int surplus = int(m_events.size()) + fresh - maxLines;
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_events.erase(m_events.begin(), m_events.begin() + surplus);
        endRemoveRows();
    }
    if (fresh == 0)
        return;
    beginInsertRows({}, int(m_events.size()), int(m_events.size()) + fresh - 1);
    m_events.insert(m_events.end(), events.end() - fresh, events.end());
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_events.clear();
    endResetModel();
}

QString LogModel::toText() const
{
    QString text;
    for (const LogEvent &event : m_events) {
        for (int column = 0; column < ColumnCount; ++column)
            text += display(event, column) + QLatin1Char(column + 1 == ColumnCount ? '\n' : '\t');
    }
    return text;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LogModel::display(const LogEvent &event, int column)
{
    switch (column) {
    case TimeColumn:
        return Format::clock(event.timeMs, true);
    case LevelColumn:
        switch (event.level) {
        case LogLevel::Info:
            return tr("info");
        case LogLevel::Warning:
            return tr("warning");
        case LogLevel::Error:
            return tr("error");
        }
        return {};
    case AccountColumn:
        return harmless(QString::fromUtf8(event.account));
    case EndpointColumn:
        return event.endpoint.address.isEmpty() ? QString() : event.endpoint.toText();
    case TextColumn:
        return harmless(logWords(event.text));
    default:
        return {};
    }
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogEvent &event = m_events[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return display(event, index.column());
    case LevelRole:
        return int(event.level);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case LevelColumn:
        return tr("Level");
    case AccountColumn:
        return tr("Account");
    case EndpointColumn:
        return tr("Peer");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

void LogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_events.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_events.size()) - 1, ColumnCount - 1));
}

} // namespace miniqq::server
