// SPDX-License-Identifier: MIT
#include "app/lab/models/exchangereplay.h"

#include <algorithm>

namespace miniqq::lab {

ExchangeReplay::ExchangeReplay(const ExchangeRecord &record)
    : m_record(record)
{
    m_steps.reserve(record.points.size());
    for (const ExchangePoint &point : record.points)
        m_steps.push_back({point.ns, 0});
    std::sort(m_steps.begin(), m_steps.end(), [](const Step &a, const Step &b) { return a.ns < b.ns; });
    for (size_t i = 1; i < m_steps.size(); ++i)
        m_steps[i].at = m_steps[i - 1].at + std::min(silenceNs, m_steps[i].ns - m_steps[i - 1].ns);
}

void ExchangeReplay::setSpeed(qreal speed)
{
    m_speed = std::clamp(speed, slowest, fastest);
}

void ExchangeReplay::seek(qint64 position)
{
    m_position = std::clamp<qint64>(position, 0, duration());
}

void ExchangeReplay::advance(qint64 wallNs)
{
    seek(m_position + qint64(qreal(std::max<qint64>(0, wallNs)) * m_speed));
}

bool ExchangeReplay::step(bool forward)
{
    if (forward) {
        const auto next = std::upper_bound(m_steps.begin(), m_steps.end(), m_position,
                                           [](qint64 position, const Step &s) { return position < s.at; });
        if (next == m_steps.end())
            return false;
        m_position = next->at;
        return true;
    }
    const auto here = std::lower_bound(m_steps.begin(), m_steps.end(), m_position,
                                       [](const Step &s, qint64 position) { return s.at < position; });
    if (here == m_steps.begin())
        return false;
    m_position = std::prev(here)->at;
    return true;
}

int ExchangeReplay::stepsDone() const
{
    const auto next = std::upper_bound(m_steps.begin(), m_steps.end(), m_position,
                                       [](qint64 position, const Step &s) { return position < s.at; });
    return int(next - m_steps.begin());
}

std::optional<qint64> ExchangeReplay::placeOf(qint64 point) const
{
    const ExchangePoint *found = m_record.point(point);
    if (!found)
        return std::nullopt;
    const auto step = std::lower_bound(m_steps.begin(), m_steps.end(), found->ns,
                                       [](const Step &s, qint64 ns) { return s.ns < ns; });
    return step == m_steps.end() ? duration() : step->at;
}

bool ExchangeReplay::isShown(qint64 point) const
{
    const auto at = placeOf(point);
    return at && *at <= m_position;
}

qreal ExchangeReplay::progress(const ExchangeArrow &arrow) const
{
    const auto sent = placeOf(arrow.sent);
    const auto received = placeOf(arrow.received);
    if (!sent && !received)
        return 0;
    if (!sent || !received)
        return sent.value_or(received.value_or(0)) <= m_position ? 1 : 0;
    if (m_position < *sent)
        return 0;
    if (m_position >= *received)
        return 1;
    return qreal(m_position - *sent) / qreal(std::max<qint64>(1, *received - *sent));
}

} // namespace miniqq::lab
