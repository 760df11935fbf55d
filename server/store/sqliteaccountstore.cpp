// SPDX-License-Identifier: MIT
#include "server/store/sqliteaccountstore.h"

#include "common/sql/statement.h"
#include "server/store/storethread.h"

namespace miniqq::server {
namespace {

using sql::Database;
using sql::SqlError;
using sql::Statement;

/// Prepares, lets `bind` bind, runs.
template<class Bind>
Result<Done, SqlError> runOnce(Database &db, const char *sql, Bind bind)
{
    auto statement = Statement::prepare(db, sql);
    if (!statement)
        return statement.error();
    bind(*statement);
    return statement->run();
}

Result<AccountStore::CreateResult, SqlError> insertAccount(Database &db,
                                                           const AccountStore::NewAccount &account)
{
    AccountStore::CreateResult result;
    const auto done = runOnce(
        db,
        "INSERT INTO accounts (name, skeleton, display, password_hash, created_ms) VALUES (?, ?, ?, ?, ?)",
        [&account](Statement &insert) {
            insert.bindText(1, account.name)
                .bindText(2, account.skeleton)
                .bindText(3, account.display)
                .bindText(4, account.passwordHash)
                .bind(5, account.createdMs);
        });
    if (!done && done.error().isConstraint()) {
        result.status = AccountStore::CreateStatus::Taken;
        return result;
    }
    if (!done)
        return done.error();
    result.status = AccountStore::CreateStatus::Created;
    result.account = {AccountId(db.lastInsertRowId()),
                      account.name,
                      account.display,
                      account.passwordHash,
                      account.createdMs,
                      0};
    return result;
}

Result<Done, SqlError> insertToken(Database &db, const TokenRecord &token)
{
    return runOnce(db,
                   "INSERT INTO resume_tokens (sha256, account, created_ms, expires_ms) VALUES (?, ?, ?, ?)",
                   [&token](Statement &insert) {
                       insert.bindBlob(1, token.sha256)
                           .bind(2, token.account.value())
                           .bind(3, token.createdMs)
                           .bind(4, token.expiresMs);
                   });
}

/// A token for each sign-in, kept for weeks, would let whoever signs in without end fill the disk.
Result<Done, SqlError> removeOldTokens(Database &db, AccountId account)
{
    return runOnce(
        db,
        "DELETE FROM resume_tokens WHERE account = ?1 AND sha256 IN (SELECT sha256 FROM resume_tokens"
        " WHERE account = ?1 ORDER BY created_ms DESC, sha256 LIMIT -1 OFFSET ?2)",
        [account](Statement &remove) {
            remove.bind(1, account.value()).bind(2, qint64(AccountStore::maxTokensPerAccount));
        });
}

Result<Done, SqlError> updateHash(Database &db, AccountId account, const QByteArray &hash)
{
    return runOnce(db, "UPDATE accounts SET password_hash = ? WHERE id = ?",
                   [&](Statement &update) { update.bindText(1, hash).bind(2, account.value()); });
}

Result<Done, SqlError> removeAllBut(Database &db, AccountId account, const QByteArray &sha256)
{
    return runOnce(db, "DELETE FROM resume_tokens WHERE account = ? AND sha256 <> ?",
                   [&](Statement &remove) { remove.bind(1, account.value()).bindBlob(2, sha256); });
}

Result<Done, SqlError> addNewestToken(Database &db, const TokenRecord &token)
{
    auto done = insertToken(db, token);
    return done ? removeOldTokens(db, token.account) : done;
}

Result<bool, SqlError> renew(Database &db, const QByteArray &usedSha256, const TokenRecord &token)
{
    auto select = Statement::prepare(db, "SELECT 1 FROM resume_tokens WHERE sha256 = ? AND account = ?");
    if (!select)
        return select.error();
    const sql::StatementScope scope(*select);
    auto row = select->bindBlob(1, usedSha256).bind(2, token.account.value()).step();
    if (!row || !*row)
        return row;
    select->reset();
    auto done = addNewestToken(db, token);
    if (!done)
        return done.error();
    return true;
}

Result<std::optional<TokenRecord>, SqlError> selectToken(Database &db, const QByteArray &sha256, qint64 nowMs)
{
    auto select = Statement::prepare(
        db, "SELECT account, created_ms, expires_ms FROM resume_tokens WHERE sha256 = ? AND expires_ms > ?");
    if (!select)
        return select.error();
    auto row = select->bindBlob(1, sha256).bind(2, nowMs).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<TokenRecord>();
    return std::optional(
        TokenRecord{AccountId(select->int64(0)), sha256, select->int64(1), select->int64(2)});
}

} // namespace

void SqliteAccountStore::create(const NewAccount &account, CreateHandler then)
{
    m_thread.write<CreateResult>(
        [account](Database &db) { return insertAccount(db, account); },
        [then = std::move(then)](const Result<CreateResult, StoreError> &result) {
            if (then)
                then(result ? *result : CreateResult{CreateStatus::Failed, {}, result.error()});
        });
}

void SqliteAccountStore::setPasswordHash(AccountId account, const QByteArray &hash, WriteHandler then)
{
    m_thread.write<Done>([account, hash](Database &db) { return updateHash(db, account, hash); },
                         std::move(then));
}

void SqliteAccountStore::changePassword(AccountId account, const QByteArray &hash, const TokenRecord &token,
                                        WriteHandler then)
{
    m_thread.write<Done>(
        [account, hash, token](Database &db) {
            auto done = updateHash(db, account, hash);
            if (done)
                done = removeAllBut(db, account, {});
            return done ? insertToken(db, token) : done;
        },
        std::move(then));
}

void SqliteAccountStore::setDisplay(AccountId account, const QByteArray &display, WriteHandler then)
{
    m_thread.write<Done>(
        [account, display](Database &db) {
            return runOnce(db, "UPDATE accounts SET display = ? WHERE id = ?",
                           [&](Statement &update) { update.bindText(1, display).bind(2, account.value()); });
        },
        std::move(then));
}

void SqliteAccountStore::touchLastSeen(AccountId account, qint64 timeMs)
{
    m_thread.touchLastSeen({account, timeMs});
}

void SqliteAccountStore::addToken(const TokenRecord &token, WriteHandler then)
{
    m_thread.write<Done>([token](Database &db) { return addNewestToken(db, token); }, std::move(then));
}

void SqliteAccountStore::renewToken(const QByteArray &usedSha256, const TokenRecord &token, RenewHandler then)
{
    m_thread.write<bool>([usedSha256, token](Database &db) { return renew(db, usedSha256, token); },
                         std::move(then));
}

void SqliteAccountStore::removeToken(const QByteArray &sha256, WriteHandler then)
{
    m_thread.write<Done>(
        [sha256](Database &db) {
            return runOnce(db, "DELETE FROM resume_tokens WHERE sha256 = ?",
                           [&](Statement &remove) { remove.bindBlob(1, sha256); });
        },
        std::move(then));
}

void SqliteAccountStore::removeTokensBut(AccountId account, const QByteArray &sha256, WriteHandler then)
{
    m_thread.write<Done>([account, sha256](Database &db) { return removeAllBut(db, account, sha256); },
                         std::move(then));
}

void SqliteAccountStore::findToken(const QByteArray &sha256, qint64 nowMs, FindHandler then)
{
    m_thread.read<std::optional<TokenRecord>>(
        [sha256, nowMs](Database &db) { return selectToken(db, sha256, nowMs); }, std::move(then));
}

void SqliteAccountStore::putBan(const BanRecord &ban, WriteHandler then)
{
    m_thread.write<Done>(
        [ban](Database &db) {
            return runOnce(
                db, "INSERT OR REPLACE INTO bans (kind, subject, reason, created_ms) VALUES (?, ?, ?, ?)",
                [&](Statement &insert) {
                    insert.bind(1, qint64(ban.kind))
                        .bindText(2, ban.subject)
                        .bindText(3, ban.reason)
                        .bind(4, ban.createdMs);
                });
        },
        std::move(then));
}

void SqliteAccountStore::removeBan(BanRecord::Kind kind, const QByteArray &subject, WriteHandler then)
{
    m_thread.write<Done>(
        [kind, subject](Database &db) {
            return runOnce(db, "DELETE FROM bans WHERE kind = ? AND subject = ?",
                           [&](Statement &remove) { remove.bind(1, qint64(kind)).bindText(2, subject); });
        },
        std::move(then));
}

void SqliteAccountStore::pruneTokens(qint64 nowMs, WriteHandler then)
{
    m_thread.write<Done>(
        [nowMs](Database &db) {
            return runOnce(db, "DELETE FROM resume_tokens WHERE expires_ms <= ?",
                           [&](Statement &remove) { remove.bind(1, nowMs); });
        },
        std::move(then));
}

} // namespace miniqq::server
