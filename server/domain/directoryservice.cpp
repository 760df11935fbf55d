// SPDX-License-Identifier: MIT
#include "server/domain/directoryservice.h"

namespace miniqq::server {

void DirectoryService::get(const Request &request, const protocol::DirectoryGet &message)
{
    constexpr int max = protocol::DirectoryPage::maxPeople;
    const auto accounts = m_accounts.behind(message.after.value_or(QByteArray()), max + 1);
    protocol::DirectoryPage page;
    page.more = int(accounts.size()) > max;
    for (Account *account : accounts) {
        if (int(page.people.size()) == max)
            break; // this one only says that there are more
        page.people.push_back(account->person());
        m_news.pageShows(*account);
    }
    m_replies.answer(request, page);
}

} // namespace miniqq::server
