// SPDX-License-Identifier: MIT
#include "common/tap/trafficmodel.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

namespace miniqq::tap {
namespace {

using namespace std::chrono_literals;

constexpr auto interval = 100ms;
constexpr size_t batchSize = 2'000;
constexpr int maxBatches = 16; // per tick, so that a flood cannot hold the window

/// What happens underneath the frames: reads, writes, system calls.
bool isUnderneath(const TrafficEvent &event)
{
    return event.kind == EventKind::BytesRead || event.kind == EventKind::BytesWritten ||
           event.kind == EventKind::Call;
}

} // namespace

TrafficModel::TrafficModel(const TrafficLog &log, QObject *parent, int maxRows)
    : QAbstractTableModel(parent)
    , m_log(log)
    , m_maxRows(size_t(std::max(1, maxRows)))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &TrafficModel::refresh);
}

void TrafficModel::setActive(bool active)
{
    if (active == isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    refresh();
}

void TrafficModel::setPaused(bool paused)
{
    m_paused = paused;
    refresh();
}

void TrafficModel::setFilter(const QString &text)
{
    m_filterText = text;
    m_filter = TrafficFilter(text);
    rebuild();
}

void TrafficModel::setReadsShown(bool shown)
{
    m_readsShown = shown;
    rebuild();
}

void TrafficModel::setConnection(ConnectionId id)
{
    m_connection = id;
    rebuild();
}

void TrafficModel::clear()
{
    beginResetModel();
    m_visible.clear();
    m_firstEntry += m_entries.size();
    m_entries.clear();
    m_cursor = m_log.end();
    m_waiting = 0;
    m_missed = 0;
    endResetModel();
    Q_EMIT countsChanged();
}

void TrafficModel::refresh()
{
    if (m_paused) {
        const quint64 waiting = m_log.waiting(m_cursor);
        if (waiting != std::exchange(m_waiting, waiting))
            Q_EMIT countsChanged();
        return;
    }
    const auto before = std::tuple(m_waiting, m_missed, hidden());
    m_waiting = 0;
    for (int i = 0; i < maxBatches; ++i) {
        TrafficLog::Batch batch = m_log.drain(m_cursor, batchSize);
        m_missed += batch.missed;
        if (batch.events.empty())
            break;
        const bool more = batch.events.size() == batchSize;
        std::vector<Entry> entries;
        entries.reserve(batch.events.size());
        for (TrafficEvent &event : batch.events)
            entries.push_back(makeEntry(std::move(event)));
        append(std::move(entries));
        if (!more)
            break;
    }
    if (before != std::tuple(m_waiting, m_missed, hidden()))
        Q_EMIT countsChanged();
}

TrafficModel::Entry TrafficModel::makeEntry(TrafficEvent event) const
{
    const ConnectionFacts facts = m_log.connection(event.connection).value_or(ConnectionFacts());
    const bool client = m_log.side() == Side::Client;
    QString person = QString::fromUtf8(facts.account);
    if (person.isEmpty())
        person = client ? tr("me") : facts.peer.toText();
    if (person.isEmpty())
        person = QString(QLatin1Char('#') + QString::number(event.connection.value()));
    const QString server = tr("server");

    // A connection is opened by the client; nobody in particular secures or closes it.
    const bool moves = event.kind == EventKind::Frame || isUnderneath(event);
    const bool fromPerson = !moves || (event.direction == Direction::Out) == client;
    return {std::move(event), fromPerson ? person : server, fromPerson ? server : person};
}

bool TrafficModel::isShown(const Entry &entry) const
{
    return (m_readsShown || !isUnderneath(entry.event)) &&
           (m_connection.isNull() || entry.event.connection == m_connection) &&
           m_filter.accepts(entry.event, entry.from, entry.to);
}

void TrafficModel::append(std::vector<Entry> &&entries)
{
    if (entries.size() > m_maxRows)
        entries.erase(entries.begin(), entries.end() - qsizetype(m_maxRows));
    const size_t total = m_entries.size() + entries.size();
    if (total > m_maxRows)
        dropOldest(total - m_maxRows);

    std::vector<quint64> shown;
    quint64 number = m_firstEntry + m_entries.size();
    for (Entry &entry : entries) {
        if (isShown(entry))
            shown.push_back(number);
        m_entries.push_back(std::move(entry));
        ++number;
    }
    if (shown.empty())
        return;
    const int row = rowCount();
    beginInsertRows({}, row, row + int(shown.size()) - 1);
    m_visible.insert(m_visible.end(), shown.begin(), shown.end());
    endInsertRows();
}

void TrafficModel::dropOldest(size_t count)
{
    const quint64 firstKept = m_firstEntry + count;
    const auto end = std::lower_bound(m_visible.begin(), m_visible.end(), firstKept);
    if (const int rows = int(end - m_visible.begin()); rows > 0) {
        beginRemoveRows({}, 0, rows - 1);
        m_visible.erase(m_visible.begin(), end);
        endRemoveRows();
    }
    m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(count));
    m_firstEntry = firstKept;
}

void TrafficModel::rebuild()
{
    beginResetModel();
    m_visible.clear();
    for (size_t i = 0; i < m_entries.size(); ++i) {
        if (isShown(m_entries[i]))
            m_visible.push_back(m_firstEntry + i);
    }
    endResetModel();
    Q_EMIT countsChanged();
}

int TrafficModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_visible.size());
}

int TrafficModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

} // namespace miniqq::tap
