// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/exchange/exchangeitem.h"

#include <deque>
#include <optional>
#include <vector>

namespace miniqq::ui {

/// Where the arrows of a sequence diagram stand: rows of a growing list that loses its oldest, turned into
/// lanes and vertical positions. Spacing is ordinal; a silence of more than half a second gets a row of its
/// own. Knows no painter and no widget. Appending and dropping cost only what is appended or dropped.
class SequenceLayout
{
public:
    struct Metrics
    {
        int row = 30;     ///< px per arrow
        int silence = 28; ///< px per folded silence
    };
    static constexpr qint64 silenceNs = 500'000'000;
    static constexpr qint64 ownLane = 0;

    /// One arrow: a frame, or several chunks of a file in a row.
    struct Arrow
    {
        ExchangeItem item; ///< the first of them
        int count = 1;
        qint64 bytes = 0;
        qint64 silenceBefore = 0; ///< ns; 0 if there was none to speak of
        qint64 top = 0;           ///< px from an origin that never moves; the silence comes first
        int height = 0;
        qint64 lane = 0; ///< of the other end
        bool toOwn = true;
    };

    struct Lane
    {
        qint64 key = 0; ///< ownLane or the connection
        QString label;  ///< newest known name
        int uses = 0;
    };

    explicit SequenceLayout(tap::Side side);

    tap::Side side() const { return m_side; }
    const Metrics &metrics() const { return m_metrics; }
    void setMetrics(const Metrics &metrics) { m_metrics = metrics; }
    void clear();
    void append(const ExchangeItem &item);
    /// The `count` oldest rows are gone. Returns by how many px the rest moved up.
    int dropOldest(int count);

    int rowCount() const { return int(m_arrowOfRow.size()); }
    const std::deque<Arrow> &arrows() const { return m_arrows; }
    /// In drawing order. On a server: the first connection, the server, the other connections.
    std::vector<Lane> lanes() const;
    int height() const;

    /// The arrow of a row, and the first row of an arrow. Indices are into arrows().
    int arrowOfRow(int row) const;
    int firstRowOf(int arrow) const;
    /// px below the top of the diagram.
    int topOf(int arrow) const;
    /// The arrow at `y` px below the top; nothing outside.
    std::optional<int> arrowAt(int y) const;
    /// The arrow that answers this one, or the one it answers.
    std::optional<int> partnerOf(int arrow) const;

private:
    bool joinsLast(const ExchangeItem &item) const;
    void useLane(qint64 key, const QString &label);
    void leaveLane(qint64 key);

    tap::Side m_side;
    Metrics m_metrics;
    std::deque<Arrow> m_arrows;
    std::deque<quint64> m_arrowOfRow; // running numbers of arrows
    quint64 m_firstArrow = 0;         // running number of m_arrows.front()
    std::vector<Lane> m_peers;        // in the order of appearance
    QString m_ownLabel;
    qint64 m_bottom = 0;
};

} // namespace miniqq::ui
