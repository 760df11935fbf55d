// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/filestore.h"

namespace miniqq::server {

class StoreThread;

class SqliteFileStore final : public FileStore
{
public:
    explicit SqliteFileStore(StoreThread &thread)
        : m_thread(thread)
    {}

    void offer(const FileRecord &file, const FileQuota &quota, qint64 nowMs, OfferHandler then) override;
    void setVerified(const Uuid &file, qint64 verified, qint64 nowMs) override;
    void complete(const Uuid &file, int width, int height, qint64 nowMs, KnownHandler then) override;
    void drop(const Uuid &file) override;
    void find(const Uuid &file, AccountId reader, FindHandler then) override;
    void findAvatar(AccountId account, FindHandler then) override;
    void setAvatar(AccountId account, const Uuid &file, FindHandler then) override;
    void lose(const std::vector<Uuid> &files) override;
    void collect(const CollectRules &rules, ListHandler then) override;

private:
    StoreThread &m_thread;
};

} // namespace miniqq::server
