// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/conversationstore.h"

namespace miniqq::server {

class StoreThread;

class SqliteConversationStore final : public ConversationStore
{
public:
    explicit SqliteConversationStore(StoreThread &thread)
        : m_thread(thread)
    {}

    void create(const QByteArray &key, ConversationKind kind, const std::vector<AccountId> &members,
                CreateHandler then) override;
    void readGroup(ConversationRow group, CreateHandler then) override;

private:
    StoreThread &m_thread;
};

} // namespace miniqq::server
