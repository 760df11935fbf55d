// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"
#include "common/base/uuid.h"
#include "server/store/filerecords.h"
#include "server/store/grouprecords.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

/// What the server keeps on disk, as plain values. All text is UTF-8 bytes; all times are milliseconds since
/// 1970-01-01T00:00:00Z; all sequence numbers count from 1 in each conversation, without gaps, and 0 means
/// "none".
namespace miniqq::server {

/// The database key of a conversation; never reused.
using ConversationRow = StrongId<struct ConversationRowTag>;

/// Why the store could not do what it was asked to. Nothing of the failed request is stored, with one
/// exception that is written at AppendResult::Failed.
struct StoreError
{
    QString text; ///< One sentence for the log and the administrator; never shown to users as it is.
    bool storageFull = false; ///< The disk (or the quota) is full: the answer to the user is "storage full".
};

struct AccountRecord
{
    AccountId id;
    QByteArray name;         ///< Canonical: what the domain made of it; unique.
    QByteArray display;      ///< As its owner wrote it.
    QByteArray passwordHash; ///< Encoded Argon2 string with its parameters.
    qint64 createdMs = 0;
    qint64 lastSeenMs = 0;        ///< 0: never signed in.
    QByteArray avatarSha256 = {}; ///< Of the picture shown with it; empty: none.
};

/// The number is stored: append only, never renumber.
enum class ConversationKind : quint8 {
    Lobby = 0,  ///< Everyone on the server; `members` is empty.
    Direct = 1, ///< Two members (or one: notes to oneself).
    Group = 2,  ///< Members come and go: ConversationRecord::group.
};

struct ConversationRecord
{
    ConversationRow row;
    QByteArray key; ///< Unique name such as "lobby" or "d:alice:bob"; opaque to the store.
    ConversationKind kind = ConversationKind::Lobby;
    std::vector<AccountId> members;
    qint64 lastSeq = 0;
    qint64 lastTimeMs = 0; ///< Time of the message `lastSeq`; 0 while there is none.
    std::optional<GroupRecord> group = std::nullopt; ///< Groups; `members` is empty then.
};

/// How far one member has received and read a conversation. Only ever grows.
struct PositionRecord
{
    ConversationRow row;
    AccountId account;
    qint64 received = 0;
    qint64 read = 0;
};

struct StoredMessage
{
    qint64 seq = 0;
    AccountId sender;
    Uuid uuid;
    qint64 timeMs = 0;
    QByteArray text;
    QByteArray details = {};                          ///< GroupEdit::change or EntryExtra::details; opaque.
    std::shared_ptr<const FileRecord> file = nullptr; ///< That came with it.
};

/// A resume token as it is stored: only its SHA-256 (32 bytes).
struct TokenRecord
{
    AccountId account;
    QByteArray sha256;
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
};

/// Whom the operator does not let in.
struct BanRecord
{
    /// The number is stored: append only, never renumber.
    enum class Kind : quint8 { Account = 0, Address = 1 };

    Kind kind = Kind::Account;
    QByteArray subject; ///< Canonical account name, which need not exist, or addressBucket().
    QByteArray reason;  ///< For the person concerned; may be empty.
    qint64 createdMs = 0;
};

/// Everything that the logic thread holds in memory, as it was when the store opened. The conversation
/// "lobby" is always there.
struct ServerState
{
    std::vector<AccountRecord> accounts;
    std::vector<ConversationRecord> conversations;
    std::vector<PositionRecord> positions;
    std::vector<BanRecord> bans = {};
    std::vector<Uuid> wholeFiles = {};    ///< Those with contents.
    std::vector<Uuid> arrivingFiles = {}; ///< Those that may have some.
    Uuid log = {};                ///< Which history the sequence numbers count; a restore makes a new one.
};

} // namespace miniqq::server
