// SPDX-License-Identifier: MIT
#include "common/ui/exchange/sequencelayout.h"

#include <algorithm>

namespace miniqq::ui {

namespace {

// A client talks to one server over whatever connection it has; a server tells its connections apart.
constexpr qint64 theServer = 1;

} // namespace

SequenceLayout::SequenceLayout(tap::Side side)
    : m_side(side)
{}

void SequenceLayout::clear()
{
    m_arrows.clear();
    m_arrowOfRow.clear();
    m_peers.clear();
    m_firstArrow = 0;
    m_bottom = 0;
}

bool SequenceLayout::joinsLast(const ExchangeItem &item) const
{
    if (m_arrows.empty() || !item.isChunk())
        return false;
    const ExchangeItem &last = m_arrows.back().item;
    return last.isChunk() && last.type == item.type && last.connection == item.connection &&
           last.direction == item.direction;
}

void SequenceLayout::append(const ExchangeItem &item)
{
    if (joinsLast(item)) {
        ++m_arrows.back().count;
        m_arrows.back().bytes += item.length;
        m_arrowOfRow.push_back(m_firstArrow + m_arrows.size() - 1);
        return;
    }
    Arrow arrow;
    arrow.item = item;
    arrow.bytes = item.length;
    arrow.lane = m_side == tap::Side::Client ? theServer : item.connection;
    arrow.toOwn = item.direction == tap::Direction::In;
    if (!m_arrows.empty() && item.ns - m_arrows.back().item.ns > silenceNs)
        arrow.silenceBefore = item.ns - m_arrows.back().item.ns;
    arrow.top = m_bottom;
    arrow.height = m_metrics.row + (arrow.silenceBefore > 0 ? m_metrics.silence : 0);
    m_bottom += arrow.height;

    // Whoever opened, secured or closed a connection, its person is named first by the model.
    const bool moves =
        item.isFrame() || item.kind == tap::EventKind::BytesRead || item.kind == tap::EventKind::BytesWritten;
    const bool fromOwn = moves ? !arrow.toOwn : m_side == tap::Side::Client;
    m_ownLabel = fromOwn ? item.from : item.to;
    useLane(arrow.lane, fromOwn ? item.to : item.from);
    m_arrows.push_back(std::move(arrow));
    m_arrowOfRow.push_back(m_firstArrow + m_arrows.size() - 1);
}

int SequenceLayout::dropOldest(int count)
{
    const qint64 before = m_arrows.empty() ? 0 : m_arrows.front().top;
    for (int i = 0; i < count && !m_arrowOfRow.empty(); ++i) {
        m_arrowOfRow.pop_front();
        Arrow &oldest = m_arrows.front();
        if (--oldest.count > 0)
            continue;
        leaveLane(oldest.lane);
        m_arrows.pop_front();
        ++m_firstArrow;
    }
    return m_arrows.empty() ? int(m_bottom - before) : int(m_arrows.front().top - before);
}

void SequenceLayout::useLane(qint64 key, const QString &label)
{
    auto lane = std::find_if(m_peers.begin(), m_peers.end(), [key](const Lane &l) { return l.key == key; });
    if (lane == m_peers.end())
        lane = m_peers.insert(m_peers.end(), Lane{key, label, 0});
    lane->label = label;
    ++lane->uses;
}

void SequenceLayout::leaveLane(qint64 key)
{
    const auto lane =
        std::find_if(m_peers.begin(), m_peers.end(), [key](const Lane &l) { return l.key == key; });
    if (lane != m_peers.end() && --lane->uses == 0)
        m_peers.erase(lane);
}

std::vector<SequenceLayout::Lane> SequenceLayout::lanes() const
{
    std::vector<Lane> result(m_peers);
    if (result.empty())
        return result;
    const Lane own{ownLane, m_ownLabel, int(m_arrows.size())};
    result.insert(result.begin() + (m_side == tap::Side::Server ? 1 : 0), own);
    return result;
}

int SequenceLayout::height() const
{
    return m_arrows.empty() ? 0 : int(m_bottom - m_arrows.front().top);
}

int SequenceLayout::arrowOfRow(int row) const
{
    return int(m_arrowOfRow[size_t(row)] - m_firstArrow);
}

int SequenceLayout::firstRowOf(int arrow) const
{
    const quint64 number = m_firstArrow + quint64(arrow);
    return int(std::lower_bound(m_arrowOfRow.begin(), m_arrowOfRow.end(), number) - m_arrowOfRow.begin());
}

int SequenceLayout::topOf(int arrow) const
{
    return int(m_arrows[size_t(arrow)].top - m_arrows.front().top);
}

std::optional<int> SequenceLayout::arrowAt(int y) const
{
    if (y < 0 || y >= height())
        return std::nullopt;
    const qint64 position = m_arrows.front().top + y;
    const auto after = std::upper_bound(m_arrows.begin(), m_arrows.end(), position,
                                        [](qint64 p, const Arrow &arrow) { return p < arrow.top; });
    return int(after - m_arrows.begin()) - 1;
}

std::optional<int> SequenceLayout::partnerOf(int arrow) const
{
    const ExchangeItem &item = m_arrows[size_t(arrow)].item;
    const auto fits = [&item](const ExchangeItem &request, const ExchangeItem &answer) {
        return answer.re == request.id && !request.id.isEmpty() && answer.connection == request.connection &&
               answer.direction != request.direction;
    };
    // An answer comes soon or never: looking further would find ids used again.
    constexpr int reach = 500;
    if (!item.re.isEmpty()) {
        for (int i = arrow - 1; i >= std::max(0, arrow - reach); --i) {
            if (fits(m_arrows[size_t(i)].item, item))
                return i;
        }
    } else if (!item.id.isEmpty()) {
        for (int i = arrow + 1; i < std::min(int(m_arrows.size()), arrow + reach); ++i) {
            if (fits(item, m_arrows[size_t(i)].item))
                return i;
        }
    }
    return std::nullopt;
}

} // namespace miniqq::ui
