// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficlog.h"

namespace miniqq::ui {

/// A clock that stands still until told.
class GalleryClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return m_ns; }
    qint64 wallMs() const override { return startMs + m_ns / 1'000'000; }
    void advanceMs(double ms) { m_ns += qint64(ms * 1e6); }

private:
    static constexpr qint64 startMs = 1'763'631'898'120;
    qint64 m_ns = 1'000'000'000;
};

/// A frame around an envelope of this type.
QByteArray galleryFrame(const QByteArray &type, const QByteArray &id, const QByteArray &re,
                        const QByteArray &body);

/// Plays a short conversation of three people into the log, as the server sees it.
void playServerTraffic(tap::TrafficLog &log, GalleryClock &clock);
/// The same kind of exchange as one messenger sees it.
void playClientTraffic(tap::TrafficLog &log, GalleryClock &clock);

} // namespace miniqq::ui
