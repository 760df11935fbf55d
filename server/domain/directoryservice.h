// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"

namespace miniqq::server {

/// The list of all people.
class DirectoryService
{
public:
    DirectoryService(const AccountTable &accounts, const SessionRegistry &registry, Replies &replies,
                     Outbound &out)
        : m_accounts(accounts)
        , m_registry(registry)
        , m_replies(replies)
        , m_out(out)
    {}

    void get(const Request &request, const protocol::DirectoryGet &message);
    /// Tells everyone that `account` is new or shows itself by another name.
    void announce(const Account &account);

private:
    const AccountTable &m_accounts;
    const SessionRegistry &m_registry;
    Replies &m_replies;
    Outbound &m_out;
};

} // namespace miniqq::server
