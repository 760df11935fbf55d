// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "server/domain/alarm.h"
#include "server/domain/outbound.h"
#include "server/domain/sessionregistry.h"

#include <map>

namespace miniqq::server {

/// Tells everyone of new people and of changes in who is seen how. All of it goes to all, so that n people
/// who come at the same time would be n * n frames, if each were told by itself. So the first change after a
/// quiet time is told at the end of its turn; those that follow are gathered, told together after
/// intervalNs(), and encoded once for everybody.
///
/// Everyone is told the state of the moment of telling, never an older one, and an account that is back to
/// what all were told is left out. Pages of the directory do not wait: see pageShows().
class PeopleNews
{
public:
    PeopleNews(const Clock &clock, const SessionRegistry &registry, Outbound &out, Alarm &alarm)
        : m_clock(clock)
        , m_registry(registry)
        , m_out(out)
        , m_alarm(alarm)
    {}

    /// How long changes are gathered while so many sessions are signed in. Each telling is a frame for each
    /// of them, per 500 people of either kind; an interval that grows with their number holds that to 10 000
    /// a second.
    static qint64 intervalNs(int sessions)
    {
        return std::max(shortestIntervalNs, qint64(sessions) * nsPerSession);
    }

    /// `account` is new, or shows itself by another name.
    void added(Account &account) { m_added.insert({account.id, &account}); }
    /// Account::seen() is another one.
    void changed(Account &account) { m_changed.insert({account.id, &account}); }
    /// Somebody is about to be sent a page with `account` on it as it is at present, ahead of everybody else.
    /// Were it back to what the others know before they are told, this one would be left with the past.
    void pageShows(Account &account);

    /// Ends a turn: tells what is due, or asks to be woken when it will be.
    void publish();

private:
    static constexpr qint64 shortestIntervalNs = 100'000'000; ///< nobody sees a dot light up later than that
    static constexpr qint64 nsPerSession = 100'000;           ///< the longer of the two from 1000 sessions on

    bool tellAdded();
    bool tellChanged();

    const Clock &m_clock;
    const SessionRegistry &m_registry;
    Outbound &m_out;
    Alarm &m_alarm;
    std::map<AccountId, Account *> m_added;
    std::map<AccountId, Account *> m_changed;
    qint64 m_notBeforeNs = 0;
};

} // namespace miniqq::server
