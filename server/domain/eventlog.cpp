// SPDX-License-Identifier: MIT
#include "server/domain/eventlog.h"

#include "server/domain/sessionregistry.h"

namespace miniqq::server {
namespace {

constexpr qint64 windowNs = 10'000'000'000;
constexpr int maxEntries = 4'096;

} // namespace

EventLog::Source EventLog::of(const Session &session)
{
    return {session.account ? session.account->name : QByteArray(), session.peer};
}

void EventLog::write(LogLevel level, LogCategory category, const char *eventClass, const Source &source,
                     const QString &text)
{
    LogEvent event{m_clock.wallMs(), level, category, source.account, source.endpoint, text};
    const QByteArray who = source.account.isEmpty() ? source.endpoint.address.toUtf8() : source.account;
    const QByteArray key = QByteArray(eventClass) + '\n' + who;
    const auto known = m_entries.find(key);
    if (known != m_entries.end()) {
        ++known->heldBack;
        known->last = std::move(event);
        return;
    }
    const bool isOurs = who.isEmpty(); // the disk, say: strangers who fill the log must not hide that
    if (m_entries.size() >= maxEntries && !isOurs)
        return;
    m_entries.insert(key, {m_clock.monotonicNs(), 0, {}});
    m_sink.write(event);
}

void EventLog::tick()
{
    const qint64 now = m_clock.monotonicNs();
    for (auto it = m_entries.begin(); it != m_entries.end();) {
        if (now - it->sinceNs < windowNs) {
            ++it;
        } else if (it->heldBack == 0) {
            it = m_entries.erase(it);
        } else {
            if (it->heldBack > 1)
                it->last.text += QStringLiteral(" (%1 like this in 10 s)").arg(it->heldBack);
            m_sink.write(it->last);
            *it = {now, 0, {}};
            ++it;
        }
    }
}

} // namespace miniqq::server
