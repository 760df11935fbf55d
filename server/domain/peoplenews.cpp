// SPDX-License-Identifier: MIT
#include "server/domain/peoplenews.h"

#include "server/domain/pages.h"

#include <utility>

namespace miniqq::server {
namespace {

/// Whether there was anything to tell, and anybody to tell it to.
template<class Message, class Entry>
bool tell(const std::vector<Entry> &people, std::span<const ConnectionId> everyone, Outbound &out)
{
    if (people.empty() || everyone.empty())
        return false;
    for (const QByteArray &frame : encodeInParts<Message>(std::span(people)))
        out.send(everyone, frame);
    return true;
}

} // namespace

void PeopleNews::pageShows(Account &account)
{
    if (account.told != account.seen())
        account.told.reset(); // not all know the same any more
}

void PeopleNews::publish()
{
    if (m_added.empty() && m_changed.empty())
        return;
    const qint64 now = m_clock.monotonicNs();
    if (now < m_notBeforeNs) {
        m_alarm.ringAt(m_notBeforeNs);
        return;
    }
    const bool toldOfNew = tellAdded(); // first: nobody heeds the presence of people they do not know
    const bool toldOfChanges = tellChanged();
    if (toldOfNew || toldOfChanges)
        m_notBeforeNs = now + intervalNs(m_registry.signedInCount());
}

bool PeopleNews::tellAdded()
{
    std::vector<protocol::Person> people;
    for (const auto &[id, account] : std::exchange(m_added, {})) {
        people.push_back(account->person());
        account->told = account->seen();
    }
    return tell<protocol::DirectoryChanged>(people, m_registry.everyone(), m_out);
}

bool PeopleNews::tellChanged()
{
    std::vector<protocol::PresenceState> people;
    for (const auto &[id, account] : std::exchange(m_changed, {})) {
        const Account::Seen seen = account->seen();
        if (account->told == seen)
            continue;
        people.push_back({account->name, seen.presence, seen.lastSeenMs});
        account->told = seen;
    }
    return tell<protocol::PresenceChanged>(people, m_registry.everyone(), m_out);
}

} // namespace miniqq::server
