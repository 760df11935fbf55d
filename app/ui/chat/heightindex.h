// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cstdint>
#include <vector>

namespace miniqq::client {

/// The heights of the rows of a long list, most of them only estimated. Finding a row by its offset, an
/// offset by its row and changing one height cost O(log n); inserting and removing O(n), with 12 bytes per
/// row.
class HeightIndex
{
public:
    /// `rows` rows of `estimate` pixels each, none of them measured.
    void reset(int rows, int estimate);
    /// Rows that come in, estimated, before row `first`.
    void insert(int first, int count);
    void remove(int first, int count);

    int count() const { return int(m_heights.size()); }
    int height(int row) const;
    bool isMeasured(int row) const;
    void setMeasured(int row, int height);
    /// The row has to be measured again; until then its last height is the estimate.
    void forget(int row);
    void forgetAll();

    /// Sum of the heights above `row`, which may be count().
    qint64 offsetOf(int row) const;
    /// The row that covers `offset`, clamped to the first and last row; -1 without rows.
    int rowAt(qint64 offset) const;
    qint64 total() const { return offsetOf(count()); }

private:
    void rebuild();
    void add(int row, int delta);

    // A height that is not measured is stored as its complement (~height, below 0).
    std::vector<int32_t> m_heights;
    std::vector<int64_t> m_tree; // binary indexed tree over the heights, from 1
    int m_estimate = 48;
};

} // namespace miniqq::client
