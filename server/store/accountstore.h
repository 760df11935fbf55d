// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/records.h"

#include <functional>
#include <optional>

namespace miniqq::server {

/// Accounts, resume tokens and bans on disk. Called on the logic thread; callbacks run there too, later
/// (never from within the call), in the order of the calls, and never after the store is destroyed. Success
/// means committed and synced. A callback may be empty where the caller does not care.
class AccountStore
{
public:
    /// Far more than anybody has devices.
    static constexpr int maxTokensPerAccount = 64;

    struct NewAccount
    {
        QByteArray name;     ///< Canonical name, unique.
        QByteArray skeleton; ///< What look-alike names have in common, unique; made by the caller.
        QByteArray display;
        QByteArray passwordHash;
        qint64 createdMs = 0;
    };
    enum class CreateStatus {
        Created,
        Taken, ///< Name or skeleton belongs to somebody else.
        Failed
    };
    struct CreateResult
    {
        CreateStatus status = CreateStatus::Failed;
        AccountRecord account; ///< Set if Created.
        StoreError error;      ///< Set if Failed.
    };

    using CreateHandler = std::function<void(const CreateResult &)>;
    using WriteHandler = std::function<void(const Result<Done, StoreError> &)>;
    using RenewHandler = std::function<void(const Result<bool, StoreError> &)>;
    using FindHandler = std::function<void(const Result<std::optional<TokenRecord>, StoreError> &)>;

    virtual ~AccountStore() = default;

    virtual void create(const NewAccount &account, CreateHandler then) = 0;
    virtual void setPasswordHash(AccountId account, const QByteArray &hash, WriteHandler then) = 0;
    /// In one: the new hash, no token but `token` any more.
    virtual void changePassword(AccountId account, const QByteArray &hash, const TokenRecord &token,
                                WriteHandler then) = 0;
    virtual void setDisplay(AccountId account, const QByteArray &display, WriteHandler then) = 0;
    /// Remembers when the account was last active. Written along with the next commit; not waited for.
    virtual void touchLastSeen(AccountId account, qint64 timeMs) = 0;

    /// The oldest go where an account would have more than maxTokensPerAccount.
    virtual void addToken(const TokenRecord &token, WriteHandler then) = 0;
    /// Adds `token` on the strength of the one with `usedSha256`, which stays. Answers false, and stores
    /// nothing, if that one is not there any more or belongs to another account.
    virtual void renewToken(const QByteArray &usedSha256, const TokenRecord &token, RenewHandler then) = 0;
    virtual void removeToken(const QByteArray &sha256, WriteHandler then) = 0;
    /// Removes all tokens of an account but the one with this hash, if it is there.
    virtual void removeTokensBut(AccountId account, const QByteArray &sha256, WriteHandler then) = 0;
    /// The token if there is one that expires after `nowMs`.
    virtual void findToken(const QByteArray &sha256, qint64 nowMs, FindHandler then) = 0;
    /// Takes the place of an older one on the same subject.
    virtual void putBan(const BanRecord &ban, WriteHandler then) = 0;
    virtual void removeBan(BanRecord::Kind kind, const QByteArray &subject, WriteHandler then) = 0;

    /// Removes the tokens that expired at or before `nowMs`.
    virtual void pruneTokens(qint64 nowMs, WriteHandler then) = 0;
};

} // namespace miniqq::server
