// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/message.h"
#include "common/protocol/messages.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <optional>

namespace miniqq::client {

class ConversationService;
class Requests;

/// Fills the holes between what is stored and the end of the server's log, one page at a time, one
/// conversation after the other: the newest page first where much is missing, because that is what people
/// look at.
class CatchUp final : public QObject
{
    Q_OBJECT

public:
    CatchUp(ConversationService &service, Requests &requests);

    /// Something of this conversation may be missing.
    void want(const QByteArray &key);
    void start(); ///< There is a connection, and what is stored is of the server's history.
    void stop();

    /// Checks a page before anything of it is used: the right conversation, ascending, within the bounds
    /// asked for. Returns what is wrong with it, empty if nothing.
    static QString fault(const protocol::HistoryGet &asked, const protocol::HistoryPage &page);

private:
    static constexpr int pageSize = 100;

    struct Asked
    {
        protocol::HistoryGet request;
        qint64 announced = 0; ///< The end of the log as it was known then.
    };

    void next();
    void ask(const Asked &asked);
    void answered(const Asked &asked, const protocol::ServerMessage &answer);
    void takePage(const Asked &asked, const protocol::HistoryPage &page);
    void drop(const QByteArray &key);

    ConversationService &m_service;
    Requests &m_requests;
    QList<QByteArray> m_wanted;
    QSet<QByteArray> m_newestSeen; ///< On this connection.
    QTimer m_pause;                ///< The server asked to be slower.
    quint64 m_epoch = 0;           ///< Counts connections: answers of the store may come late.
    bool m_running = false;
    bool m_busy = false;
};

} // namespace miniqq::client
