// SPDX-License-Identifier: MIT
#include "server/store/sqlitemessagestore.h"

#include "server/store/storethread.h"

namespace miniqq::server {

void SqliteMessageStore::setAppendHandler(AppendHandler handler)
{
    m_thread.setAppendHandler(std::move(handler));
}

void SqliteMessageStore::append(std::vector<NewMessage> &&batch)
{
    if (!batch.empty())
        m_thread.append(std::move(batch));
}

void SqliteMessageStore::page(const PageQuery &query, PageHandler then)
{
    m_thread.readPage(query, std::move(then));
}

void SqliteMessageStore::savePositions(std::vector<PositionRecord> &&positions)
{
    if (!positions.empty())
        m_thread.savePositions(std::move(positions));
}

} // namespace miniqq::server
