// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/peoplenews.h"
#include "server/domain/replies.h"

namespace miniqq::server {

/// The list of all people, as they are seen at present.
class DirectoryService
{
public:
    DirectoryService(const AccountTable &accounts, Replies &replies, PeopleNews &news)
        : m_accounts(accounts)
        , m_replies(replies)
        , m_news(news)
    {}

    void get(const Request &request, const protocol::DirectoryGet &message);

private:
    const AccountTable &m_accounts;
    Replies &m_replies;
    PeopleNews &m_news;
};

} // namespace miniqq::server
