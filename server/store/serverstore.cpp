// SPDX-License-Identifier: MIT
#include "server/store/serverstore.h"

#include "server/store/sqliteaccountstore.h"
#include "server/store/sqliteconversationstore.h"
#include "server/store/sqlitemessagestore.h"
#include "server/store/storethread.h"

namespace miniqq::server {

ServerStore::ServerStore(const Options &options)
    : m_thread(std::make_unique<StoreThread>(options))
    , m_accounts(std::make_unique<SqliteAccountStore>(*m_thread))
    , m_conversations(std::make_unique<SqliteConversationStore>(*m_thread))
    , m_messages(std::make_unique<SqliteMessageStore>(*m_thread))
{}

ServerStore::~ServerStore()
{
    stop(); // while the stores that its last jobs refer to are still there
}

void ServerStore::open(OpenHandler then)
{
    m_thread->open(std::move(then));
}

void ServerStore::stop()
{
    m_thread->stop();
}

AccountStore &ServerStore::accounts()
{
    return *m_accounts;
}

ConversationStore &ServerStore::conversations()
{
    return *m_conversations;
}

MessageStore &ServerStore::messages()
{
    return *m_messages;
}

StoreStatistics ServerStore::statistics() const
{
    return m_thread->statistics();
}

} // namespace miniqq::server
