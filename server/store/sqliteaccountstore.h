// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/accountstore.h"

namespace miniqq::server {

class StoreThread;

class SqliteAccountStore final : public AccountStore
{
public:
    explicit SqliteAccountStore(StoreThread &thread)
        : m_thread(thread)
    {}

    void create(const NewAccount &account, CreateHandler then) override;
    void setPasswordHash(AccountId account, const QByteArray &hash, WriteHandler then) override;
    void changePassword(AccountId account, const QByteArray &hash, const TokenRecord &token,
                        WriteHandler then) override;
    void setDisplay(AccountId account, const QByteArray &display, WriteHandler then) override;
    void touchLastSeen(AccountId account, qint64 timeMs) override;
    void addToken(const TokenRecord &token, WriteHandler then) override;
    void renewToken(const QByteArray &usedSha256, const TokenRecord &token, RenewHandler then) override;
    void removeToken(const QByteArray &sha256, WriteHandler then) override;
    void removeTokensBut(AccountId account, const QByteArray &sha256, WriteHandler then) override;
    void findToken(const QByteArray &sha256, qint64 nowMs, FindHandler then) override;
    void putBan(const BanRecord &ban, WriteHandler then) override;
    void removeBan(BanRecord::Kind kind, const QByteArray &subject, WriteHandler then) override;
    void pruneTokens(qint64 nowMs, WriteHandler then) override;

private:
    StoreThread &m_thread;
};

} // namespace miniqq::server
