// SPDX-License-Identifier: MIT
#include "app/models/conversationlistmodel.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/peopleservice.h"
#include "app/core/typingservice.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace miniqq::client {
namespace {

constexpr qsizetype previewLength = 200;

/// One line, however many the text has.
QString oneLine(const QString &text)
{
    return text.left(previewLength).simplified();
}

} // namespace

ConversationListModel::ConversationListModel(Client &client, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
{
    connect(&client, &Client::accountOpened, this, &ConversationListModel::reload);
    ConversationService &conversations = client.conversations();
    connect(&conversations, &ConversationService::conversationsReset, this, &ConversationListModel::reload);
    connect(&conversations, &ConversationService::conversationAdded, this, &ConversationListModel::add);
    connect(&conversations, &ConversationService::conversationChanged, this, &ConversationListModel::update);
    connect(&client.typing(), &TypingService::typistsChanged, this, [this](const QByteArray &key) {
        if (const QModelIndex row = indexOf(key); row.isValid())
            Q_EMIT dataChanged(row, row, {TypingRole});
    });
    connect(&client.people(), &PeopleService::peopleChanged, this, &ConversationListModel::updatePeople);
    connect(&client.people(), &PeopleService::peopleReset, this, [this] {
        if (!m_keys.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
    reload();
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_keys.size());
}

QHash<int, QByteArray> ConversationListModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {KeyRole, "key"},
            {TitleRole, "title"},
            {KindRole, "kind"},
            {PeerRole, "peer"},
            {PreviewRole, "preview"},
            {PreviewPrefixRole, "previewPrefix"},
            {HasDraftRole, "hasDraft"},
            {TimeRole, "time"},
            {UnreadRole, "unread"},
            {PresenceRole, "presence"},
            {LastOwnStateRole, "lastOwnState"},
            {TypingRole, "typing"}};
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Conversation *conversation = m_client.conversations().find(m_keys[index.row()]);
    if (!conversation)
        return {};
    const bool direct = conversation->kind == ConversationKind::Direct;
    switch (role) {
    case KeyRole:
        return conversation->key;
    case Qt::DisplayRole:
    case TitleRole:
        return direct ? m_client.people().displayName(conversation->peer) : tr("Lobby");
    case KindRole:
        return int(conversation->kind);
    case PeerRole:
        return conversation->peer;
    case PreviewRole:
    case PreviewPrefixRole:
        return previewData(*conversation, role);
    case HasDraftRole:
        return !conversation->draft.isEmpty();
    case TimeRole:
        return conversation->last ? QDateTime::fromMSecsSinceEpoch(conversation->last->timeMs) : QDateTime();
    case UnreadRole:
        return conversation->unread;
    case PresenceRole:
        return direct ? int(m_client.people().presence(conversation->peer)) : -1;
    case LastOwnStateRole:
        if (!conversation->last || conversation->last->isLost() ||
            conversation->last->from != m_client.conversations().me())
            return -1;
        return int(stateOf(conversation->last->seq, conversation->peerReceived, conversation->peerRead).kind);
    case TypingRole:
        return !m_client.typing().typists(conversation->key).isEmpty();
    case Qt::AccessibleTextRole:
        return accessibleText(*conversation);
    default:
        return {};
    }
}

QVariant ConversationListModel::previewData(const Conversation &conversation, int role) const
{
    const bool prefix = role == PreviewPrefixRole;
    if (!conversation.draft.isEmpty())
        return prefix ? tr("Draft") : oneLine(conversation.draft);
    if (!conversation.last)
        return QString();
    if (!prefix)
        return oneLine(conversation.last->text);
    if (conversation.last->from == m_client.conversations().me())
        return tr("You");
    if (conversation.kind == ConversationKind::Direct)
        return QString();
    return m_client.people().displayName(conversation.last->from);
}

QString ConversationListModel::accessibleText(const Conversation &conversation) const
{
    const QModelIndex row = indexOf(conversation.key);
    QStringList parts{row.data(TitleRole).toString()};
    if (conversation.unread > 0)
        parts.append(tr("%n unread", nullptr, conversation.unread));
    const QString prefix = row.data(PreviewPrefixRole).toString();
    const QString preview = row.data(PreviewRole).toString();
    if (!preview.isEmpty())
        parts.append(prefix.isEmpty() ? preview : tr("%1: %2").arg(prefix, preview));
    return parts.join(QStringLiteral(", "));
}

QModelIndex ConversationListModel::indexOf(const QByteArray &key) const
{
    const qsizetype row = m_keys.indexOf(key);
    return row < 0 ? QModelIndex() : index(int(row));
}

QByteArray ConversationListModel::keyAt(int row) const
{
    return m_keys.value(row);
}

void ConversationListModel::reload()
{
    beginResetModel();
    m_keys = m_client.conversations().keys();
    std::sort(m_keys.begin(), m_keys.end(),
              [this](const QByteArray &a, const QByteArray &b) { return before(a, b); });
    endResetModel();
}

void ConversationListModel::add(const QByteArray &key)
{
    if (m_keys.contains(key))
        return;
    const auto place = std::find_if(m_keys.cbegin(), m_keys.cend(),
                                    [&](const QByteArray &other) { return before(key, other); });
    const int row = int(place - m_keys.cbegin());
    beginInsertRows({}, row, row);
    m_keys.insert(row, key);
    endInsertRows();
}

void ConversationListModel::update(const QByteArray &key)
{
    const qsizetype from = m_keys.indexOf(key);
    if (from < 0)
        return;
    // The place it belongs to among the others, which are in order.
    const auto belongs = std::find_if(m_keys.cbegin(), m_keys.cend(), [&](const QByteArray &other) {
        return other != key && before(key, other);
    });
    qsizetype to = belongs - m_keys.cbegin();
    if (to > from + 1 || to < from) {
        beginMoveRows({}, int(from), int(from), {}, int(to));
        m_keys.move(from, to > from ? to - 1 : to);
        endMoveRows();
    }
    const QModelIndex row = indexOf(key);
    Q_EMIT dataChanged(row, row);
}

void ConversationListModel::updatePeople(const QList<QByteArray> &accounts)
{
    const QSet<QByteArray> changed(accounts.cbegin(), accounts.cend());
    for (int row = 0; row < m_keys.size(); ++row) {
        const Conversation *conversation = m_client.conversations().find(m_keys[row]);
        if (conversation && (changed.contains(conversation->peer) ||
                             (conversation->last && changed.contains(conversation->last->from))))
            Q_EMIT dataChanged(index(row), index(row));
    }
}

/// The latest activity first; those without any at the end, the lobby in front of them.
bool ConversationListModel::before(const QByteArray &left, const QByteArray &right) const
{
    const Conversation *a = m_client.conversations().find(left);
    const Conversation *b = m_client.conversations().find(right);
    const qint64 aTime = a ? a->lastActivityMs() : 0;
    const qint64 bTime = b ? b->lastActivityMs() : 0;
    if (aTime != bTime)
        return aTime > bTime;
    const bool aLobby = a && a->kind == ConversationKind::Lobby;
    const bool bLobby = b && b->kind == ConversationKind::Lobby;
    return aLobby != bLobby ? aLobby : left < right;
}

} // namespace miniqq::client
