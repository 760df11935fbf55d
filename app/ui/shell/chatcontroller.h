// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

#include <QHash>
#include <QObject>
#include <QUrl>

namespace miniqq::client {

class ChatPane;
class Client;
class MessageListModel;
struct OutboxEntry;

/// Shows one conversation at a time in a pane and carries what the user does there to the messenger's inside.
class ChatController final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    ChatController(Client &client, ChatPane &pane, QObject *parent = nullptr);

    /// Opens a conversation; empty: none.
    void open(const QByteArray &key);
    QByteArray conversation() const { return m_key; }
    void retranslate();

private:
    void connectComposer();
    void connectClient();
    void send(const QString &text);
    void queued(const OutboxEntry &entry);
    void showContact();
    void showTypists();
    void openLink(const QUrl &url);

    Client &m_client;
    ChatPane &m_pane;
    MessageListModel *m_model;
    QByteArray m_key;
    Uuid m_sending; ///< handed to the outbox, not yet on disk
    QString m_sendingText;
    QHash<Uuid, QString> m_left; ///< the same, of conversations that were left meanwhile
};

} // namespace miniqq::client
