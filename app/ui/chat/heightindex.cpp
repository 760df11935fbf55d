// SPDX-License-Identifier: MIT
#include "app/ui/chat/heightindex.h"

#include <bit>

namespace miniqq::client {

namespace {

int value(int32_t stored)
{
    return stored < 0 ? ~stored : stored;
}

} // namespace

void HeightIndex::reset(int rows, int estimate)
{
    m_estimate = estimate;
    m_heights.assign(size_t(rows), ~estimate);
    rebuild();
}

void HeightIndex::insert(int first, int count)
{
    m_heights.insert(m_heights.begin() + first, size_t(count), ~m_estimate);
    rebuild();
}

void HeightIndex::remove(int first, int count)
{
    m_heights.erase(m_heights.begin() + first, m_heights.begin() + first + count);
    rebuild();
}

int HeightIndex::height(int row) const
{
    return value(m_heights[size_t(row)]);
}

bool HeightIndex::isMeasured(int row) const
{
    return m_heights[size_t(row)] >= 0;
}

void HeightIndex::setMeasured(int row, int height)
{
    int32_t &stored = m_heights[size_t(row)];
    const int delta = height - value(stored);
    stored = height;
    if (delta != 0)
        add(row, delta);
}

void HeightIndex::forget(int row)
{
    int32_t &stored = m_heights[size_t(row)];
    if (stored >= 0)
        stored = ~stored;
}

void HeightIndex::forgetAll()
{
    for (int32_t &stored : m_heights) {
        if (stored >= 0)
            stored = ~stored;
    }
}

qint64 HeightIndex::offsetOf(int row) const
{
    int64_t sum = 0;
    for (size_t i = size_t(row); i > 0; i &= i - 1)
        sum += m_tree[i];
    return sum;
}

int HeightIndex::rowAt(qint64 offset) const
{
    const size_t n = m_heights.size();
    if (n == 0)
        return -1;
    size_t at = 0;
    for (size_t step = std::bit_floor(n); step > 0; step >>= 1) {
        if (at + step <= n && m_tree[at + step] <= offset) {
            at += step;
            offset -= m_tree[at];
        }
    }
    return int(at < n ? at : n - 1);
}

void HeightIndex::rebuild()
{
    const size_t n = m_heights.size();
    m_tree.assign(n + 1, 0);
    for (size_t i = 1; i <= n; ++i) {
        m_tree[i] += value(m_heights[i - 1]);
        const size_t parent = i + (i & (~i + 1));
        if (parent <= n)
            m_tree[parent] += m_tree[i];
    }
}

void HeightIndex::add(int row, int delta)
{
    for (size_t i = size_t(row) + 1; i < m_tree.size(); i += i & (~i + 1))
        m_tree[i] += delta;
}

} // namespace miniqq::client
