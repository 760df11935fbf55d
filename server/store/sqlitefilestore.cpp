// SPDX-License-Identifier: MIT
#include "server/store/sqlitefilestore.h"

#include "common/sql/statement.h"
#include "server/store/filetables.h"
#include "server/store/storethread.h"
#include "server/store/uuidview.h"

#include <algorithm>

namespace miniqq::server {
namespace {

using sql::Database;
using sql::SqlError;
using sql::Statement;
using Found = std::optional<FileRecord>;
using OfferResult = FileStore::OfferResult;
using OfferStatus = FileStore::OfferStatus;

constexpr qint64 freshMs = 60'000; // offers of which nothing has come yet are left alone for so long

/// Prepares, lets `bind` bind, runs; the number of rows it changed.
template<class Bind>
Result<qint64, SqlError> runOnce(Database &db, const char *sql, Bind bind)
{
    auto statement = Statement::prepare(db, sql);
    if (!statement)
        return statement.error();
    bind(*statement);
    const auto done = statement->run();
    if (!done)
        return done.error();
    return db.changes();
}

/// Prepares, lets `bind` bind, calls `take` for each row.
template<class Bind, class Take>
Result<Done, SqlError> forEachRow(Database &db, const char *sql, Bind bind, Take take)
{
    auto statement = Statement::prepare(db, sql);
    if (!statement)
        return statement.error();
    bind(*statement);
    for (;;) {
        auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return Done{};
        take(*statement);
    }
}

template<class Bind>
Result<Found, SqlError> selectOne(Database &db, const char *sql, Bind bind)
{
    Found found;
    const auto done = forEachRow(db, sql, bind, [&found](const Statement &row) { found = recordOf(row); });
    if (!done)
        return done.error();
    return found;
}

#define FILE_COLUMNS                                                                                         \
    "files.id, owner, files.uuid, name, size, sha256, files.kind, format, width, height, state, verified"

Result<Found, SqlError> findOffer(Database &db, AccountId owner, const Uuid &uuid)
{
    return selectOne(db, "SELECT " FILE_COLUMNS " FROM files WHERE owner = ? AND uuid = ?",
                     [&](Statement &s) { s.bind(1, owner.value()).bindBlob(2, uuidView(uuid)); });
}

bool isSameContent(const protocol::Attachment &a, const protocol::Attachment &b)
{
    return a.name == b.name && a.size == b.size && a.sha256 == b.sha256 && a.kind == b.kind &&
           a.format == b.format;
}

/// Those of the owner's files that make room for one of `size`.
struct Room
{
    std::vector<Uuid> forgotten; ///< offers of which nothing came
    std::vector<Uuid> expired;   ///< the oldest that were said
};

/// Nothing if even all that may give way is not enough.
Result<std::optional<Room>, SqlError> makingRoom(Database &db, AccountId owner, qint64 size,
                                                 const FileQuota &quota, qint64 nowMs)
{
    qint64 bytes = size;
    qint64 files = 1;
    Room room;
    const auto ofOwner = [&](Statement &s) { s.bind(1, owner.value()); };
    const auto fits = [&] { return bytes <= quota.bytes && files <= quota.files; };
    const auto giveWay = [&](const Statement &row, std::vector<Uuid> &going) {
        const Uuid id = Uuid::fromBytes(row.blob(0)).value_or(Uuid());
        if (fits() || std::find(quota.inUse.begin(), quota.inUse.end(), id) != quota.inUse.end())
            return;
        bytes -= row.int64(1);
        --files;
        going.push_back(id);
    };
    auto done =
        forEachRow(db, "SELECT coalesce(sum(size), 0), count(*) FROM files WHERE owner = ? AND state < 2",
                   ofOwner, [&](const Statement &row) {
                       bytes += row.int64(0);
                       files += row.int64(1);
                   });
    if (done && !fits())
        done = forEachRow(
            db, "SELECT id, size FROM files WHERE owner = ?1 AND state = 0 AND verified = 0 AND time_ms < ?2",
            [&](Statement &s) { s.bind(1, owner.value()).bind(2, nowMs - freshMs); },
            [&](const Statement &row) { giveWay(row, room.forgotten); });
    if (done && !fits())
        done = forEachRow(db,
                          "SELECT id, size FROM files WHERE owner = ? AND state = 1 AND kind < 2 AND uses > 0"
                          " ORDER BY time_ms",
                          ofOwner, [&](const Statement &row) { giveWay(row, room.expired); });
    if (!done)
        return done.error();
    return fits() ? std::optional(std::move(room)) : std::nullopt;
}

/// Runs `sql`, which has an id as its parameter, for each.
Result<Done, SqlError> runForEach(Database &db, const char *sql, const std::vector<Uuid> &files)
{
    auto statement = Statement::prepare(db, sql);
    if (!statement)
        return statement.error();
    for (const Uuid &file : files) {
        const auto done = statement->bindBlob(1, uuidView(file)).run();
        if (!done)
            return done.error();
    }
    return Done{};
}

Result<Done, SqlError> expire(Database &db, const std::vector<Uuid> &files)
{
    return runForEach(db, "UPDATE files SET state = 2 WHERE id = ? AND state = 1", files);
}

Result<Done, SqlError> forget(Database &db, const std::vector<Uuid> &files)
{
    return runForEach(db, "DELETE FROM files WHERE id = ?", files);
}

/// What is offered again is in use again: the sweep leaves it alone for a while.
Result<Done, SqlError> touch(Database &db, const Uuid &file, qint64 nowMs)
{
    const auto done =
        runOnce(db, "UPDATE files SET time_ms = ?2, uses = max(uses, 0) WHERE id = ?1 AND uses <= 0",
                [&](Statement &s) { s.bindBlob(1, uuidView(file)).bind(2, nowMs); });
    if (!done)
        return done.error();
    return Done{};
}

Result<OfferResult, SqlError> enterOffer(Database &db, const FileRecord &file, const FileQuota &quota,
                                         qint64 nowMs)
{
    OfferResult result;
    result.file = file;
    auto known = findOffer(db, file.owner, file.uuid);
    if (!known)
        return known.error();
    if (*known) {
        const bool isSame = isSameContent((*known)->about, file.about);
        result.status = isSame ? OfferStatus::Known : OfferStatus::Conflict;
        result.file = **known;
        const auto touched = isSame ? touch(db, result.file.about.file, nowMs) : Done{};
        if (!touched)
            return touched.error();
        return result;
    }
    auto room = makingRoom(db, file.owner, file.about.size, quota, nowMs);
    if (!room)
        return room.error();
    if (!*room)
        return result;
    auto done = expire(db, (*room)->expired);
    if (done)
        done = forget(db, (*room)->forgotten);
    if (!done)
        return done.error();
    result.expired = std::move((*room)->expired);
    result.expired.insert(result.expired.end(), (*room)->forgotten.begin(), (*room)->forgotten.end());
    const auto inserted =
        runOnce(db,
                "INSERT INTO files (id, owner, uuid, name, size, sha256, kind, format, time_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [&](Statement &s) {
                    s.bindBlob(1, uuidView(file.about.file))
                        .bind(2, file.owner.value())
                        .bindBlob(3, uuidView(file.uuid))
                        .bindText(4, file.about.name)
                        .bind(5, file.about.size)
                        .bindBlob(6, file.about.sha256)
                        .bind(7, qint64(file.about.kind))
                        .bind(8, qint64(file.about.format))
                        .bind(9, nowMs);
                });
    if (!inserted)
        return inserted.error();
    result.status = OfferStatus::Created;
    return result;
}

/// Whoever asks has to own it or to be able to read a message it came with: said here, where it is read,
/// whatever the domain thinks. A group's members read what lies in the spans in which they were in it.
Result<Found, SqlError> selectReadable(Database &db, const Uuid &file, AccountId reader)
{
    return selectOne(db,
                     "SELECT " FILE_COLUMNS
                     " FROM files WHERE files.id = ?1 AND state > 0 AND (owner = ?2 OR EXISTS ("
                     "SELECT 1 FROM attachments AS a JOIN log ON log.id = a.log_id"
                     " JOIN conversations AS c ON c.id = log.conversation WHERE a.file = ?1 AND (c.kind = 0"
                     " OR (c.kind = 1 AND EXISTS (SELECT 1 FROM members AS m"
                     " WHERE m.conversation = c.id AND m.account = ?2))"
                     " OR (c.kind = 2 AND (SELECT left_seq = 0 OR left_seq >= log.seq FROM group_members AS g"
                     " WHERE g.conversation = c.id AND g.account = ?2 AND joined_seq <= log.seq"
                     " ORDER BY joined_seq DESC LIMIT 1)))))",
                     [&](Statement &s) { s.bindBlob(1, uuidView(file)).bind(2, reader.value()); });
}

Result<Found, SqlError> selectAvatar(Database &db, AccountId account)
{
    return selectOne(db,
                     "SELECT " FILE_COLUMNS " FROM avatars JOIN files ON files.id = file WHERE account = ?",
                     [&](Statement &s) { s.bind(1, account.value()); });
}

Result<Found, SqlError> writeAvatar(Database &db, AccountId account, const Uuid &file)
{
    const auto changed =
        file.isNull()
            ? runOnce(db, "DELETE FROM avatars WHERE account = ?",
                      [&](Statement &s) { s.bind(1, account.value()); })
            : runOnce(
                  db,
                  "INSERT INTO avatars (account, file) SELECT ?1, id FROM files WHERE id = ?2 AND owner = ?1"
                  " AND state = 1 AND kind = 2 ON CONFLICT (account) DO UPDATE SET file = excluded.file",
                  [&](Statement &s) { s.bind(1, account.value()).bindBlob(2, uuidView(file)); });
    if (!changed)
        return changed.error();
    if (*changed == 0 || file.isNull())
        return Found();
    return selectAvatar(db, account);
}

/// The ids that `sql` finds, which has the time and the number at most as its parameters, without those in
/// use.
Result<std::vector<Uuid>, SqlError> gather(Database &db, const char *sql, qint64 beforeMs,
                                           const CollectRules &rules)
{
    std::vector<Uuid> found;
    const auto done = forEachRow(
        db, sql, [&](Statement &s) { s.bind(1, beforeMs).bind(2, qint64(FileStore::collectedAtOnce)); },
        [&](const Statement &row) {
            const Uuid id = Uuid::fromBytes(row.blob(0)).value_or(Uuid());
            if (std::find(rules.inUse.begin(), rules.inUse.end(), id) == rules.inUse.end())
                found.push_back(id);
        });
    if (!done)
        return done.error();
    return found;
}

Result<std::vector<Uuid>, SqlError> collectGarbage(Database &db, const CollectRules &rules)
{
    auto unused = gather(db,
                         "SELECT id FROM files WHERE uses <= 0 AND (uses < 0 OR time_ms < ?1)"
                         " ORDER BY time_ms LIMIT ?2",
                         rules.nowMs - rules.abandonedMs, rules);
    if (!unused)
        return unused.error();
    const auto old = gather(db,
                            "SELECT id FROM files WHERE state = 1 AND kind < 2 AND uses > 0 AND time_ms < ?1"
                            " ORDER BY time_ms LIMIT ?2",
                            rules.nowMs - rules.keepMs, rules);
    if (!old)
        return old.error();
    auto done = forget(db, *unused);
    if (done)
        done = expire(db, *old);
    if (!done)
        return done.error();
    unused->insert(unused->end(), old->begin(), old->end());
    return unused;
}

} // namespace

void SqliteFileStore::offer(const FileRecord &file, const FileQuota &quota, qint64 nowMs, OfferHandler then)
{
    m_thread.write<OfferResult>(
        [file, quota, nowMs](Database &db) { return enterOffer(db, file, quota, nowMs); }, std::move(then));
}

void SqliteFileStore::setVerified(const Uuid &file, qint64 verified, qint64 nowMs)
{
    m_thread.write<qint64>(
        [=](Database &db) {
            return runOnce(
                db, "UPDATE files SET verified = ?2, time_ms = ?3 WHERE id = ?1 AND state = 0",
                [&](Statement &s) { s.bindBlob(1, uuidView(file)).bind(2, verified).bind(3, nowMs); });
        },
        {});
}

void SqliteFileStore::complete(const Uuid &file, int width, int height, qint64 nowMs, KnownHandler then)
{
    m_thread.write<bool>(
        [=](Database &db) -> Result<bool, SqlError> {
            const auto changed = runOnce(db,
                                         "UPDATE files SET state = 1, width = ?2, height = ?3, time_ms = ?4 "
                                         "WHERE id = ?1 AND state < 2",
                                         [&](Statement &s) {
                                             s.bindBlob(1, uuidView(file))
                                                 .bind(2, qint64(width))
                                                 .bind(3, qint64(height))
                                                 .bind(4, nowMs);
                                         });
            if (!changed)
                return changed.error();
            return *changed > 0;
        },
        std::move(then));
}

void SqliteFileStore::drop(const Uuid &file)
{
    m_thread.write<qint64>(
        [file](Database &db) {
            return runOnce(db, "DELETE FROM files WHERE id = ? AND state = 0",
                           [&](Statement &s) { s.bindBlob(1, uuidView(file)); });
        },
        {});
}

void SqliteFileStore::find(const Uuid &file, AccountId reader, FindHandler then)
{
    m_thread.read<Found>([file, reader](Database &db) { return selectReadable(db, file, reader); },
                         std::move(then));
}

void SqliteFileStore::findAvatar(AccountId account, FindHandler then)
{
    m_thread.read<Found>([account](Database &db) { return selectAvatar(db, account); }, std::move(then));
}

void SqliteFileStore::setAvatar(AccountId account, const Uuid &file, FindHandler then)
{
    m_thread.write<Found>([account, file](Database &db) { return writeAvatar(db, account, file); },
                          std::move(then));
}

void SqliteFileStore::lose(const std::vector<Uuid> &files)
{
    m_thread.write<Done>([files](Database &db) { return expire(db, files); }, {});
}

void SqliteFileStore::collect(const CollectRules &rules, ListHandler then)
{
    m_thread.write<std::vector<Uuid>>([rules](Database &db) { return collectGarbage(db, rules); },
                                      std::move(then));
}

} // namespace miniqq::server
