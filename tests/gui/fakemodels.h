// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/messagestate.h"
#include "common/base/uuid.h"

#include <QAbstractListModel>
#include <QDateTime>

#include <vector>

namespace miniqq::client::test {

/// A message as a test writes it down.
struct FakeMessage
{
    QByteArray from;
    QString name;
    QString text;
    qint64 seq = 0;
    qint64 timeMs = 0;
    MessageState::Kind state = MessageState::Kind::Sent;
    bool own = false;
    bool startsUnread = false;
    Uuid uuid; ///< given by the model
};

/// The roles of MessageListModel over rows that a test adds, takes away and changes.
class FakeMessageModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const FakeMessage &at(int row) const { return m_rows[size_t(row)]; }
    void append(std::vector<FakeMessage> messages);
    void prepend(std::vector<FakeMessage> messages);
    void remove(int first, int count);
    void setState(int row, MessageState::Kind state);
    void clear();

private:
    void name(std::vector<FakeMessage> &messages);
    bool joins(int row) const;
    bool startsDay(int row) const;
    void insert(int first, std::vector<FakeMessage> messages);

    std::vector<FakeMessage> m_rows;
    quint64 m_named = 0;
};

/// A conversation as a test writes it down.
struct FakeConversation
{
    QByteArray key;
    QString title;
    QByteArray peer; ///< empty: the lobby
    QString prefix;
    QString preview;
    QDateTime time;
    int unread = 0;
    int presence = -1;
    int ownState = -1;
    bool draft = false;
    bool typing = false;
};

/// The roles of ConversationListModel.
class FakeConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    explicit FakeConversationModel(std::vector<FakeConversation> rows, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    void change(int row, const FakeConversation &conversation);
    /// As when something happens in a conversation.
    void moveToTop(int row);
    const FakeConversation &at(int row) const { return m_rows[size_t(row)]; }

private:
    std::vector<FakeConversation> m_rows;
};

} // namespace miniqq::client::test
