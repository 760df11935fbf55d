// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/messagestore.h"

namespace miniqq::server {

class StoreThread;

class SqliteMessageStore final : public MessageStore
{
public:
    explicit SqliteMessageStore(StoreThread &thread)
        : m_thread(thread)
    {}

    void setAppendHandler(AppendHandler handler) override;
    void append(std::vector<NewMessage> &&batch) override;
    void page(const PageQuery &query, PageHandler then) override;
    void savePositions(std::vector<PositionRecord> &&positions) override;

private:
    StoreThread &m_thread;
};

} // namespace miniqq::server
