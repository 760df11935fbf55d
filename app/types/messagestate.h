// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>

namespace miniqq::client {

/// Why a message will not be sent any more by itself.
enum class SendFailure : quint8 {
    None,
    NoConversation, ///< the conversation does not exist, or is not open to us
    Refused,        ///< the server does not take this text (too long, empty, ...)
    Conflict,       ///< its id was used for another message
};

/// How far an own message has come. Foreign messages are always Sent.
struct MessageState
{
    enum class Kind : quint8 {
        Sending,   ///< in the outbox on this disk
        Sent,      ///< on the server's disk
        Delivered, ///< reached a session of the other side
        Read,      ///< was seen by the other side
        Failed,    ///< refused for good; waits for the user to retry or delete it
    };

    Kind kind = Kind::Sending;
    SendFailure failure = SendFailure::None; ///< set with Failed only

    friend bool operator==(const MessageState &, const MessageState &) = default;
};

/// What becomes of a message in `current` when `next` is heard of. States never go back: news that come late
/// or twice change nothing, a failure cannot undo what the server has stored, and proof that the server has
/// stored it ends a failure. (A retry by the user is not news but a new start.)
MessageState advance(MessageState current, MessageState next);

/// The state of an own message `seq` in a conversation where the other side has received and read up to the
/// given positions. `seq` 0: still in the outbox.
MessageState stateOf(qint64 seq, qint64 peerReceived, qint64 peerRead);

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::MessageState)
