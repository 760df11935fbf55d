// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/card.h"

#include <optional>

namespace miniqq::ui {

class Label;
class Sparkline;

/// The counters of one connection. What the system does not tell stays empty and is shown as a dash.
struct RttCardData
{
    std::optional<double> rttMs = {};
    QString rule = {}; ///< where the round trip time comes from, e.g. "getsockopt(TCP_INFO)"
    Provenance provenance = Provenance::Observed;
    qint64 bytesOut = 0;
    qint64 bytesIn = 0;
    std::optional<qint64> retransmits = {};
    std::optional<qint64> congestionWindow = {}; ///< segments
    std::optional<qint64> unacked = {};          ///< segments
};

/// Round trip time as value and curve, and the counters below it. Each setData() adds one sample to the
/// curve.
class RttCard : public Card
{
    Q_OBJECT
public:
    explicit RttCard(QWidget *parent = nullptr);

    void setData(const RttCardData &values);
    /// A new connection starts a new curve.
    void clear();

protected:
    void changeEvent(QEvent *event) override;

private:
    class Counters;
    void retranslate();

    RttCardData m_data;
    Label *m_value;
    Label *m_unit;
    Sparkline *m_curve;
    Counters *m_counters;
};

} // namespace miniqq::ui
