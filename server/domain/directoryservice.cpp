// SPDX-License-Identifier: MIT
#include "server/domain/directoryservice.h"

namespace miniqq::server {

void DirectoryService::get(const Request &request, const protocol::DirectoryGet &message)
{
    constexpr int max = protocol::DirectoryPage::maxPeople;
    const auto accounts = m_accounts.behind(message.after.value_or(QByteArray()), max + 1);
    protocol::DirectoryPage page;
    page.more = int(accounts.size()) > max;
    for (const Account *account : accounts) {
        if (int(page.people.size()) < max)
            page.people.push_back(account->person());
    }
    m_replies.answer(request, page);
}

void DirectoryService::announce(const Account &account)
{
    m_out.send(m_registry.everyone(), protocol::encodeFrame(protocol::DirectoryChanged{account.person()}));
}

} // namespace miniqq::server
