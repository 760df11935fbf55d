// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace miniqq::protocol {

/// Why a request was refused or a connection ended. On the wire each is a word (see errorCodeText); words are
/// append-only.
enum class ErrorCode : quint8 {
    BadFrame,    ///< length out of range, or a payload kind that was not agreed on; the connection ends
    BadJson,     ///< payload is no well-formed envelope; the connection ends
    BadField,    ///< a field is missing, of the wrong type or out of range
    UnknownType, ///< no such message type
    UnsupportedVersion, ///< no common protocol version; the connection ends
    NotSignedIn,        ///< only hello and auth.* are allowed yet; the connection ends
    AlreadySignedIn,    ///< this session is signed in, or hello was already said
    BadCredentials,     ///< account and password, or account and token, do not fit
    AccountTaken,       ///< somebody has this account, or one that looks like it
    RegistrationClosed, ///< this server takes no new accounts
    NoConversation,     ///< no such conversation, or not yours: the answer does not tell which
    UuidConflict,       ///< this uuid was used for another message
    RateLimited,        ///< too fast; retryAfterMs says when it is welcome again
    StorageFailed,      ///< could not be written to disk; nothing was stored
    ServerBusy,         ///< too much work waiting; try again
    TooManySessions,    ///< a newer session of the account took this one's place
    TimedOut,           ///< no sign-in, no whole frame or no sign of life in time
    SlowConsumer,       ///< the peer does not read what it is sent
    Kicked,             ///< the operator ended this session
    ShuttingDown,       ///< the server is being stopped or restarted
    SignedOut,          ///< the account signed out on its own wish
    Forbidden,          ///< yours, but your role in it does not allow this
    Muted,              ///< you may not speak in this group for a while; retryAfterMs says how long
    LimitReached,       ///< the group is full, somebody is in too many, or too many transfers wait
    Banned,             ///< the operator does not let this account, or this address, in; the connection ends
    NoMessage,          ///< no such message, or not one that you may read
    TooLate,            ///< the time in which this may be done is over
    NoFile,             ///< no such file or transfer, or not yours: the answer does not tell which
    FileExpired,        ///< the file was there and has been removed, by age or to make room
    TooLarge,           ///< larger than the server takes
    QuotaExceeded,      ///< no room among this account's files
    HashMismatch,       ///< what arrived is not what was offered; it was thrown away
    BadChunk,           ///< a chunk or an acknowledgement that does not fit its transfer
    BadImage,           ///< no picture of the format that was said, or beyond the caps
};

/// The word on the wire, e.g. "bad_field".
QByteArray errorCodeText(ErrorCode code);
std::optional<ErrorCode> errorCodeFromText(QByteArrayView text);

/// True if a connection cannot go on after this error (rows "C" of the abuse table).
bool endsConnection(ErrorCode code);

/// True if a client that was closed for this reason may connect again by itself.
bool mayReconnect(ErrorCode code);

} // namespace miniqq::protocol
