// SPDX-License-Identifier: MIT
#include "app/lab/models/directions.h"

namespace miniqq::lab {

void Directions::clear()
{
    m_directions.clear();
    m_bySocket.clear();
    m_byNames.clear();
    ++m_version;
}

Direction *Directions::find(quint64 number)
{
    const quint64 first = oldest();
    const bool known = number >= first && number - first < m_directions.size();
    return known ? &m_directions[size_t(number - first)] : nullptr;
}

const Direction *Directions::of(const LabSocket &socket, bool sends)
{
    const qint64 key = keyOf(socket, sends);
    if (const auto known = m_bySocket.find(key); known != m_bySocket.end())
        return find(known->second);
    if ((sends ? socket.sends : socket.receives) > 1)
        return nullptr; // met before, forgotten since

    const QString &from = sends ? socket.local : socket.peer;
    const QString &to = sends ? socket.peer : socket.local;
    const bool named = !from.isEmpty() && !to.isEmpty();
    const QString names = from + QLatin1Char('\n') + to;
    Direction *direction = nullptr;
    if (const auto same = m_byNames.find(names); named && same != m_byNames.end()) {
        direction = find(same->second);
        if (direction && !(sends ? direction->sender : direction->receiver).isNull())
            direction = nullptr; // of an earlier connection
    }
    if (!direction) {
        while (m_directions.size() >= maxDirections) {
            const Direction &gone = m_directions.front();
            const auto same = m_byNames.find(gone.from + QLatin1Char('\n') + gone.to);
            if (same != m_byNames.end() && same->second == gone.number)
                m_byNames.erase(same);
            m_directions.pop_front();
        }
        Direction made;
        made.number = m_next++;
        made.from = from;
        made.to = to;
        direction = &m_directions.emplace_back(std::move(made));
        if (named)
            m_byNames.insert_or_assign(names, direction->number);
    }
    (sends ? direction->sender : direction->receiver) = socket.id;
    if (m_bySocket.size() > 8 * maxDirections)
        std::erase_if(m_bySocket, [this](const auto &entry) { return entry.second < oldest(); });
    m_bySocket.insert_or_assign(key, direction->number);
    ++m_version;
    return direction;
}

} // namespace miniqq::lab
