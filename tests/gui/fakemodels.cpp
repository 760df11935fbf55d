// SPDX-License-Identifier: MIT
#include "fakemodels.h"

#include "app/models/conversationlistmodel.h"
#include "app/models/messagelistmodel.h"

#include <QtEndian>

#include <algorithm>

namespace miniqq::client::test {

int FakeMessageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FakeMessageModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const FakeMessage &message = m_rows[size_t(row)];
    switch (role) {
    case MessageListModel::UuidRole:
        return QVariant::fromValue(message.uuid);
    case MessageListModel::SeqRole:
        return message.seq;
    case MessageListModel::FromRole:
        return message.from;
    case MessageListModel::DisplayNameRole:
        return message.name;
    case MessageListModel::OwnRole:
        return message.own;
    case Qt::DisplayRole:
    case MessageListModel::TextRole:
        return message.text;
    case MessageListModel::TimeRole:
        return QDateTime::fromMSecsSinceEpoch(message.timeMs);
    case MessageListModel::StateRole:
        return int(message.state);
    case MessageListModel::FailureReasonRole:
        return int(message.state == MessageState::Kind::Failed ? SendFailure::Refused : SendFailure::None);
    case MessageListModel::SavedRole:
        return true;
    case MessageListModel::FirstInGroupRole:
        return !joins(row);
    case MessageListModel::LastInGroupRole:
        return row + 1 >= rowCount() || !joins(row + 1);
    case MessageListModel::DaySeparatorRole:
        return startsDay(row);
    case MessageListModel::UnreadLineRole:
        return message.startsUnread;
    default:
        return {};
    }
}

bool FakeMessageModel::startsDay(int row) const
{
    const auto day = [this](int r) {
        return QDateTime::fromMSecsSinceEpoch(m_rows[size_t(r)].timeMs).date();
    };
    return row == 0 || day(row) != day(row - 1);
}

bool FakeMessageModel::joins(int row) const
{
    if (row == 0 || startsDay(row) || m_rows[size_t(row)].startsUnread)
        return false;
    const FakeMessage &before = m_rows[size_t(row) - 1];
    const FakeMessage &message = m_rows[size_t(row)];
    return before.from == message.from && message.timeMs - before.timeMs < 180'000;
}

void FakeMessageModel::name(std::vector<FakeMessage> &messages)
{
    for (FakeMessage &message : messages)
        qToBigEndian(++m_named, message.uuid.bytes.data());
}

void FakeMessageModel::insert(int first, std::vector<FakeMessage> messages)
{
    if (messages.empty())
        return;
    name(messages);
    const int last = first + int(messages.size()) - 1;
    beginInsertRows({}, first, last);
    m_rows.insert(m_rows.begin() + first, messages.begin(), messages.end());
    endInsertRows();
    // The rows beside are grouped anew.
    if (first > 0)
        Q_EMIT dataChanged(index(first - 1), index(first - 1));
    if (last + 1 < rowCount())
        Q_EMIT dataChanged(index(last + 1), index(last + 1));
}

void FakeMessageModel::append(std::vector<FakeMessage> messages)
{
    insert(rowCount(), std::move(messages));
}

void FakeMessageModel::prepend(std::vector<FakeMessage> messages)
{
    insert(0, std::move(messages));
}

void FakeMessageModel::remove(int first, int count)
{
    beginRemoveRows({}, first, first + count - 1);
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
    endRemoveRows();
}

void FakeMessageModel::setState(int row, MessageState::Kind state)
{
    m_rows[size_t(row)].state = state;
    Q_EMIT dataChanged(index(row), index(row), {MessageListModel::StateRole});
}

void FakeMessageModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

FakeConversationModel::FakeConversationModel(std::vector<FakeConversation> rows, QObject *parent)
    : QAbstractListModel(parent)
    , m_rows(std::move(rows))
{}

int FakeConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant FakeConversationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const FakeConversation &row = m_rows[size_t(index.row())];
    switch (role) {
    case ConversationListModel::KeyRole:
        return row.key;
    case Qt::DisplayRole:
    case ConversationListModel::TitleRole:
        return row.title;
    case ConversationListModel::KindRole:
        return int(row.peer.isEmpty() ? ConversationKind::Lobby : ConversationKind::Direct);
    case ConversationListModel::PeerRole:
        return row.peer;
    case ConversationListModel::PreviewRole:
        return row.preview;
    case ConversationListModel::PreviewPrefixRole:
        return row.prefix;
    case ConversationListModel::HasDraftRole:
        return row.draft;
    case ConversationListModel::TimeRole:
        return row.time;
    case ConversationListModel::UnreadRole:
        return row.unread;
    case ConversationListModel::PresenceRole:
        return row.presence;
    case ConversationListModel::LastOwnStateRole:
        return row.ownState;
    case ConversationListModel::TypingRole:
        return row.typing;
    default:
        return {};
    }
}

void FakeConversationModel::change(int row, const FakeConversation &conversation)
{
    m_rows[size_t(row)] = conversation;
    Q_EMIT dataChanged(index(row), index(row));
}

void FakeConversationModel::moveToTop(int row)
{
    if (row == 0)
        return;
    beginMoveRows({}, row, row, {}, 0);
    std::rotate(m_rows.begin(), m_rows.begin() + row, m_rows.begin() + row + 1);
    endMoveRows();
}

} // namespace miniqq::client::test
