// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/exchangerecord.h"

namespace miniqq::lab {

/// Where the exchange of an experiment stands: a row per call in the order of their times, arrows from row to
/// row. Spacing is ordinal; a silence of more than half a second gets a row of its own. Knows no painter.
class LabExchangeLayout
{
public:
    struct Metrics
    {
        int row = 30;        ///< px per call
        int silence = 28;    ///< px per folded silence
        int laneApart = 232; ///< the least distance of two lifelines
        int margin = 168;    ///< room at both sides for the words of the outer lifelines
    };
    static constexpr qint64 silenceNs = 500'000'000;

    struct Row
    {
        qint64 point = -1; ///< its running number
        int lane = 0;      ///< index into lanes()
        int y = 0;         ///< of its line, from the top
        qint64 silenceBefore = 0;
        bool note = false;      ///< no arrow begins or ends here
        bool wordsLeft = false; ///< its words stand left of the lifeline, where its arrows do not go
    };
    struct Arrow
    {
        qint64 number = 0; ///< running number in the record
        int fromLane = 0;
        int toLane = 0;
        int fromRow = 0;
        int toRow = 0;      ///< the same as fromRow where only one time is known
        bool open = false;  ///< not received (yet): it ends nowhere
        double words = 0.5; ///< where on it its words stand: away from the end that it shares with others
    };
    struct Lane
    {
        int index = 0; ///< in the record
        int x = 0;
        QString title;
        bool server = false;
        bool foreign = false;
    };

    /// Lays out what fits the filter.
    void rebuild(const ExchangeRecord &record, const QString &filter, const Metrics &metrics);
    /// Spreads the lifelines over so much room; returns how much they take.
    int spread(int width);

    const std::vector<Row> &rows() const { return m_rows; }
    const std::vector<Arrow> &arrows() const { return m_arrows; }
    const std::vector<Lane> &lanes() const { return m_lanes; }
    const Metrics &metrics() const { return m_metrics; }
    int height() const { return m_height; }
    int margin() const { return m_margin; } ///< at both sides, as there was room
    /// Indices of the rows between two heights, both included; {0, -1} if there are none.
    std::pair<int, int> rowsBetween(int top, int bottom) const;
    /// The first arrow whose rows reach into these rows; arrows are sorted by their first row.
    std::vector<int> arrowsBetween(int firstRow, int lastRow) const;
    /// The arrow nearest to a point, within reach; -1 if there is none.
    int arrowAt(int x, int y) const;
    int hidden() const { return m_hidden; } ///< arrows that the filter keeps away

private:
    Metrics m_metrics;
    std::vector<Row> m_rows;
    std::vector<Arrow> m_arrows; // by their first row
    std::vector<Lane> m_lanes;
    void placeWords();

    int m_height = 0;
    int m_longest = 0; // rows that the longest arrow spans
    int m_hidden = 0;
    int m_margin = 0;
};

} // namespace miniqq::lab
