// SPDX-License-Identifier: MIT
// What the rows of MessageListModel say.
#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/peopleservice.h"
#include "app/models/messagelistmodel.h"

#include <QDateTime>
#include <QLocale>

namespace miniqq::client {
namespace {

constexpr qint64 groupSpanMs = 3 * 60 * 1000;

QDateTime localTime(const Message &message)
{
    return QDateTime::fromMSecsSinceEpoch(message.timeMs);
}

} // namespace

QHash<int, QByteArray> MessageListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {UuidRole, "uuid"},
            {SeqRole, "seq"},
            {FromRole, "from"},
            {DisplayNameRole, "displayName"},
            {OwnRole, "own"},
            {TextRole, "text"},
            {TimeRole, "time"},
            {StateRole, "state"},
            {FailureReasonRole, "failureReason"},
            {SavedRole, "saved"},
            {LostRole, "lost"},
            {FirstInGroupRole, "firstInGroup"},
            {LastInGroupRole, "lastInGroup"},
            {DaySeparatorRole, "daySeparator"},
            {UnreadLineRole, "unreadLine"}};
}

QVariant MessageListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const Message &message = m_window.at(row);
    switch (role) {
    case UuidRole:
        return QVariant::fromValue(message.uuid);
    case SeqRole:
        return message.seq;
    case FromRole:
        return message.from;
    case DisplayNameRole:
        return m_client.people().displayName(message.from);
    case OwnRole:
        return isOwn(row);
    case Qt::DisplayRole:
    case TextRole:
        return message.text;
    case TimeRole:
        return localTime(message);
    case StateRole:
        return int(stateAt(row).kind);
    case FailureReasonRole:
        return int(stateAt(row).failure);
    case SavedRole:
        return message.saved;
    case LostRole:
        return message.isLost();
    case FirstInGroupRole:
        return !joins(row);
    case LastInGroupRole:
        return row + 1 >= m_window.size() || !joins(row + 1);
    case DaySeparatorRole:
        return startsDay(row);
    case UnreadLineRole:
        return hasUnreadLine(row);
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    default:
        return {};
    }
}

bool MessageListModel::isOwn(int row) const
{
    return m_window.at(row).from == m_client.conversations().me();
}

MessageState MessageListModel::stateAt(int row) const
{
    const Message &message = m_window.at(row);
    if (message.seq == 0)
        return message.state;
    return isOwn(row) ? stateOf(message.seq, m_shownReceived, m_shownRead)
                      : MessageState{MessageState::Kind::Sent, SendFailure::None};
}

bool MessageListModel::joins(int row) const
{
    if (row <= 0 || row >= m_window.size() || startsDay(row) || hasUnreadLine(row))
        return false;
    const Message &above = m_window.at(row - 1);
    const Message &message = m_window.at(row);
    return above.from == message.from && above.isLost() == message.isLost() &&
           qAbs(message.timeMs - above.timeMs) < groupSpanMs;
}

bool MessageListModel::startsDay(int row) const
{
    return row == 0 || localTime(m_window.at(row)).date() != localTime(m_window.at(row - 1)).date();
}

bool MessageListModel::hasUnreadLine(int row) const
{
    const qint64 seq = m_window.at(row).seq;
    return m_hasUnreadLine && seq == m_unreadAfter + 1;
}

QString MessageListModel::accessibleText(int row) const
{
    const Message &message = m_window.at(row);
    const QString time = QLocale().toString(localTime(message), QLocale::ShortFormat);
    if (message.isLost()) {
        const QString sender = isOwn(row) ? tr("You") : m_client.people().displayName(message.from);
        return tr("%1: %2, %3, no longer on the server").arg(sender, message.text, time);
    }
    if (!isOwn(row))
        return tr("%1: %2, %3").arg(m_client.people().displayName(message.from), message.text, time);
    QString state;
    switch (stateAt(row).kind) {
    case MessageState::Kind::Sending:
        state = tr("sending");
        break;
    case MessageState::Kind::Sent:
        state = tr("sent");
        break;
    case MessageState::Kind::Delivered:
        state = tr("delivered");
        break;
    case MessageState::Kind::Read:
        state = tr("read");
        break;
    case MessageState::Kind::Failed:
        state = tr("not sent");
        break;
    }
    return tr("You: %1, %2, %3").arg(message.text, time, state);
}

void MessageListModel::rowChanged(int row)
{
    if (row >= 0 && row < m_window.size())
        Q_EMIT dataChanged(index(row), index(row));
}

/// The rows around `row` may have joined its group or left it.
void MessageListModel::neighboursChanged(int row)
{
    const QList<int> roles{FirstInGroupRole, LastInGroupRole, DaySeparatorRole};
    if (row > 0)
        Q_EMIT dataChanged(index(row - 1), index(row - 1), roles);
    if (row + 1 < m_window.size())
        Q_EMIT dataChanged(index(row + 1), index(row + 1), roles);
}

void MessageListModel::namesChanged()
{
    if (m_window.size() > 0)
        Q_EMIT dataChanged(index(0), index(m_window.size() - 1), {DisplayNameRole, Qt::AccessibleTextRole});
}

} // namespace miniqq::client
