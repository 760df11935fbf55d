// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/messagestate.h"
#include "common/base/uuid.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace miniqq::client {

/// One entry of a conversation as the messenger keeps and shows it. Account names and conversation keys are
/// UTF-8 bytes everywhere in the messenger; what people wrote is QString.
struct Message
{
    QByteArray conversation;
    qint64 seq = 0; ///< Place in the conversation, from 1; 0 while it is only in the outbox.
    QByteArray from;
    Uuid uuid;
    qint64 timeMs = 0; ///< Server's wall clock when stored; own clock while in the outbox.
    QString text;
    MessageState state; ///< Of own messages.
    bool saved = true;  ///< false: shown, but this computer could not write it down (disk full).
    /// The server has it no more, because it was restored from a backup: `seq` is 0, and it was said behind
    /// this place, before the next one.
    std::optional<qint64> lostAfter = std::nullopt;

    bool isLost() const { return lostAfter.has_value(); }

    friend bool operator==(const Message &, const Message &) = default;
};

/// An own message that the server has not acknowledged.
struct OutboxEntry
{
    qint64 order = 0; ///< Entries are sent in ascending order; given by the store.
    Uuid uuid;
    QByteArray conversation;
    QString text;
    qint64 createdMs = 0;
    SendFailure failure = SendFailure::None; ///< Anything else: waits for the user.

    friend bool operator==(const OutboxEntry &, const OutboxEntry &) = default;
};

using MessageList = QList<Message>;

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::Message)
Q_DECLARE_METATYPE(miniqq::client::OutboxEntry)
