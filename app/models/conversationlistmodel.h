// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/conversation.h"

#include <QAbstractListModel>
#include <QList>

namespace miniqq::client {

class Client;

/// The conversations, the one where something happened last on top.
class ConversationListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< QByteArray
        TitleRole,                  ///< QString; as Qt::DisplayRole. Foreign text.
        KindRole,                   ///< int, ConversationKind
        PeerRole,                   ///< QByteArray; the account whose avatar to draw, empty for the lobby
        PreviewRole,                ///< QString, one line; the draft if there is one. Foreign text.
        PreviewPrefixRole, ///< QString, to be set apart: sender's name; "Draft" or "You". May be empty.
        HasDraftRole,      ///< bool
        TimeRole,          ///< QDateTime, local; invalid if nothing was said
        UnreadRole,        ///< int, at most Conversation::maxUnread
        PresenceRole,      ///< int, Presence of the peer; -1 for the lobby
        LastOwnStateRole,  ///< int, MessageState::Kind of the newest message; -1 if it is not own
        TypingRole,        ///< bool
    };

    explicit ConversationListModel(Client &client, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QModelIndex indexOf(const QByteArray &key) const;
    QByteArray keyAt(int row) const;

private:
    void reload();
    void add(const QByteArray &key);
    void update(const QByteArray &key);
    void updatePeople(const QList<QByteArray> &accounts);
    bool before(const QByteArray &left, const QByteArray &right) const;
    QVariant previewData(const Conversation &conversation, int role) const;
    QString accessibleText(const Conversation &conversation) const;

    Client &m_client;
    QList<QByteArray> m_keys;
};

} // namespace miniqq::client
