// SPDX-License-Identifier: MIT
#include "app/lab/ui/labexchangelayout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace miniqq::lab {

namespace {

constexpr int topRoom = 12;
constexpr int reach = 9; // px within which an arrow is met
constexpr double narrowest = 0.7;

} // namespace

void LabExchangeLayout::rebuild(const ExchangeRecord &record, const QString &filter, const Metrics &metrics)
{
    m_metrics = metrics;
    m_rows.clear();
    m_arrows.clear();
    m_hidden = 0;
    m_longest = 0;

    // Which calls have a row, and whether an arrow is at them.
    enum Use : char { None, Note, Met };
    std::vector<char> uses(record.points.size(), filter.isEmpty() ? Note : None);
    const auto use = [&](qint64 point) {
        if (record.point(point))
            uses[size_t(point - record.firstPoint)] = Met;
    };
    std::vector<qint64> shown;
    for (size_t i = 0; i < record.arrows.size(); ++i) {
        const ExchangeArrow &arrow = record.arrows[i];
        if (!record.point(arrow.sent) && !record.point(arrow.received))
            continue;
        if (!arrowMatches(record, arrow, filter)) {
            ++m_hidden;
            continue;
        }
        use(arrow.sent);
        use(arrow.received);
        shown.push_back(record.firstArrow + qint64(i));
    }
    std::vector<size_t> order;
    order.reserve(uses.size());
    for (size_t i = 0; i < uses.size(); ++i) {
        if (uses[i] != None)
            order.push_back(i);
    }
    // Threads report when they come to it: the log is only nearly in the order of time.
    std::stable_sort(order.begin(), order.end(),
                     [&record](size_t a, size_t b) { return record.points[a].ns < record.points[b].ns; });

    // Ours first, in their order; of several clients the first stands left of the server.
    std::vector<int> lanes(record.lanes.size());
    std::iota(lanes.begin(), lanes.end(), 0);
    std::stable_sort(lanes.begin(), lanes.end(), [&record](int a, int b) {
        const auto key = [&record](int lane) {
            const int end = record.lanes[size_t(lane)].end;
            return end < 0 ? 1'000'000 : end;
        };
        return key(a) < key(b);
    });
    if (lanes.size() > 2 && record.lanes[size_t(lanes[0])].isServer())
        std::swap(lanes[0], lanes[1]);
    m_lanes.clear();
    std::vector<int> laneAt(record.lanes.size());
    for (size_t i = 0; i < lanes.size(); ++i) {
        const ExchangeLane &lane = record.lanes[size_t(lanes[i])];
        laneAt[size_t(lanes[i])] = int(i);
        m_lanes.push_back({lanes[i], 0, lane.title(), lane.isServer(), lane.end < 0});
    }

    std::vector<int> rowOf(uses.size(), -1);
    int y = topRoom;
    qint64 before = 0;
    m_rows.reserve(order.size());
    for (const size_t i : order) {
        const ExchangePoint &point = record.points[i];
        Row row;
        row.point = record.firstPoint + qint64(i);
        row.lane = laneAt[size_t(point.lane)];
        row.note = uses[i] == Note;
        if (!m_rows.empty() && point.ns - before > silenceNs) {
            row.silenceBefore = point.ns - before;
            y += m_metrics.silence;
        }
        before = point.ns;
        y += m_metrics.row;
        row.y = y - 8;
        rowOf[i] = int(m_rows.size());
        m_rows.push_back(row);
    }
    m_height = m_rows.empty() ? 0 : y + 12;

    for (const qint64 number : shown) {
        const ExchangeArrow &arrow = *record.arrow(number);
        Arrow placed;
        placed.number = number;
        placed.fromLane = laneAt[size_t(arrow.from)];
        placed.toLane = laneAt[size_t(arrow.to)];
        const int sent = record.point(arrow.sent) ? rowOf[size_t(arrow.sent - record.firstPoint)] : -1;
        const int received =
            record.point(arrow.received) ? rowOf[size_t(arrow.received - record.firstPoint)] : -1;
        placed.fromRow = sent >= 0 ? sent : received;
        placed.toRow = received >= 0 ? received : sent;
        placed.open = received < 0 && !arrow.theirs && arrow.error == 0;
        m_longest = std::max(m_longest, std::abs(placed.toRow - placed.fromRow));
        m_arrows.push_back(placed);
    }
    std::stable_sort(m_arrows.begin(), m_arrows.end(), [](const Arrow &a, const Arrow &b) {
        return std::min(a.fromRow, a.toRow) < std::min(b.fromRow, b.toRow);
    });
    placeWords();
}

void LabExchangeLayout::placeWords()
{
    std::vector<int> toRight(m_rows.size(), 0); // arrows that go right from a row, less those that go left
    std::vector<int> ends(m_rows.size(), 0);
    for (const Arrow &arrow : m_arrows) {
        const int way = arrow.toLane > arrow.fromLane ? 1 : -1;
        if (m_rows[size_t(arrow.fromRow)].lane == arrow.fromLane)
            toRight[size_t(arrow.fromRow)] += way;
        if (m_rows[size_t(arrow.toRow)].lane == arrow.toLane)
            toRight[size_t(arrow.toRow)] -= way;
        ++ends[size_t(arrow.fromRow)];
        if (arrow.toRow != arrow.fromRow)
            ++ends[size_t(arrow.toRow)];
    }
    const int lastLane = int(m_lanes.size()) - 1;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        row.wordsLeft = row.lane == 0 || (row.lane < lastLane && toRight[i] > 0);
    }
    for (Arrow &arrow : m_arrows) {
        const bool shared = ends[size_t(arrow.fromRow)] > 1;
        const bool sharesEnd = ends[size_t(arrow.toRow)] > 1;
        if (arrow.fromRow != arrow.toRow && shared != sharesEnd)
            arrow.words = shared ? 0.72 : 0.28;
    }
}

int LabExchangeLayout::spread(int width)
{
    const int count = int(m_lanes.size());
    if (count == 0)
        return 0;
    // Where there is little room, everything moves together somewhat before it has to be scrolled.
    const int wanted = 2 * m_metrics.margin + m_metrics.laneApart * (count - 1);
    const double share = std::clamp(double(width) / wanted, narrowest, 1.0);
    m_margin = int(m_metrics.margin * share);
    const int least = int(m_metrics.laneApart * share);
    const int room = width - 2 * m_margin;
    const int apart = count > 1 ? std::clamp(room / (count - 1), least, 2 * m_metrics.laneApart) : 0;
    const int used = 2 * m_margin + apart * (count - 1);
    const int left = m_margin + std::max(0, (width - used) / 2);
    for (int i = 0; i < count; ++i)
        m_lanes[size_t(i)].x = left + i * apart;
    return used;
}

std::pair<int, int> LabExchangeLayout::rowsBetween(int top, int bottom) const
{
    const auto first =
        std::lower_bound(m_rows.begin(), m_rows.end(), top, [](const Row &row, int y) { return row.y < y; });
    const auto last =
        std::upper_bound(first, m_rows.end(), bottom, [](int y, const Row &row) { return y < row.y; });
    return {int(first - m_rows.begin()), int(last - m_rows.begin()) - 1};
}

std::vector<int> LabExchangeLayout::arrowsBetween(int firstRow, int lastRow) const
{
    std::vector<int> found;
    auto it = std::lower_bound(m_arrows.begin(), m_arrows.end(), firstRow - m_longest,
                               [](const Arrow &a, int row) { return std::min(a.fromRow, a.toRow) < row; });
    for (; it != m_arrows.end() && std::min(it->fromRow, it->toRow) <= lastRow; ++it) {
        if (std::max(it->fromRow, it->toRow) >= firstRow)
            found.push_back(int(it - m_arrows.begin()));
    }
    return found;
}

int LabExchangeLayout::arrowAt(int x, int y) const
{
    const auto [first, last] = rowsBetween(y - m_metrics.row * 2, y + m_metrics.row * 2);
    int best = -1;
    qreal nearest = reach;
    for (const int i : arrowsBetween(first, last)) {
        const Arrow &arrow = m_arrows[size_t(i)];
        const qreal x1 = m_lanes[size_t(arrow.fromLane)].x;
        const qreal x2 = m_lanes[size_t(arrow.toLane)].x;
        const qreal y1 = m_rows[size_t(arrow.fromRow)].y;
        const qreal y2 = m_rows[size_t(arrow.toRow)].y;
        const qreal length = std::hypot(x2 - x1, y2 - y1);
        if (length <= 0 || x < std::min(x1, x2) || x > std::max(x1, x2))
            continue;
        // The words stand above the line.
        const qreal distance = std::abs((x2 - x1) * (y1 - (y + 4)) - (x1 - x) * (y2 - y1)) / length;
        if (distance < nearest) {
            nearest = distance;
            best = i;
        }
    }
    return best;
}

} // namespace miniqq::lab
