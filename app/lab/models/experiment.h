// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/calllanemodel.h"
#include "app/lab/models/labend.h"
#include "app/lab/models/labexchange.h"
#include "app/lab/models/socketbook.h"
#include "app/lab/models/steptracker.h"
#include "app/lab/models/streambook.h"
#include "app/lab/models/tuplemodel.h"
#include "common/tap/trafficlog.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace miniqq::lab {

/// What a chosen set of sockets did, read from the event log: the one place behind all views of the Lab. It
/// is told which sockets belong to which end before they are made, and then keeps the models below up to
/// date; nothing is asked of the sockets themselves. The log has to be in Mode::Full, or there are no bytes.
/// Lives in the GUI thread; the log must outlive it. Everything in it is bounded.
///
///     Experiment experiment(log);
///     const int server = experiment.addEnd({.role = EndRole::Server});
///     SocketContext sockets(log, clock, experiment.firstId(server).value());
///     experiment.setActive(true);   // while a view is visible
class Experiment : public QObject
{
    Q_OBJECT

public:
    /// Begins with what happens from now on.
    explicit Experiment(const tap::TrafficLog &log, QObject *parent = nullptr);
    ~Experiment() override;

    /// Socket numbers that an end may use; the first of all is 1 << 41, so they meet no others.
    static constexpr qint64 idsPerEnd = qint64(1) << 24;

    /// A new end with socket numbers of its own: index in ends().
    int addEnd(const LabEnd &end);
    /// The number that the SocketContext of this end starts with. Numbers are never given twice in a program
    /// run, so what older sockets still do is not taken for this experiment's.
    ConnectionId firstId(int end) const;
    /// For sockets numbered elsewhere, from 1 << 40 up: this one (and what it accepts) belongs to this end,
    /// too. What it did just before is not lost.
    void addSocket(int end, ConnectionId id);
    /// How an end writes and reads from now on; its role and name stay.
    void setEncodings(int end, std::optional<Encoding> writes, std::optional<Reading> reads);
    const std::vector<LabEnd> &ends() const { return m_ends; }

    /// Forgets what was seen, keeps the ends and their sockets.
    void clear();
    /// Forgets the ends as well: the next addEnd() is 0 again.
    void reset();

    /// Whether anybody looks: asks the log ten times a second. Inactive it costs nothing, and catches up
    /// later as far as the log reaches.
    void setActive(bool active);
    bool isActive() const { return m_timer.isActive(); }
    /// Takes what is new at once; at most `maxPerTurn` events, the rest at the next turn.
    void drain();
    static constexpr size_t maxPerTurn = 3'000;

    /// Events that left the log before they were read while sockets of ours were open: some may be ours.
    quint64 missed() const { return m_missed; }
    quint64 seen() const { return m_seen; } ///< events that were ours

    CallLaneModel &calls() { return *m_calls; }
    const StepTracker &steps() const { return *m_steps; }
    TupleModel &tuples() { return *m_tuples; }
    const ExchangeRecord &exchange() const { return m_exchange.record(); }
    /// What one end did, as a Python program (pythonprogram.h).
    QString pythonProgram(int end) const;
    const SocketBook &sockets() const { return m_sockets; }
    const StreamBook &streams() const { return m_streams; }

    /// What the encoding bench shows: the last bytes that were received on this stream (of the current one
    /// without it).
    BenchInput benchInput(const LabStream *stream = nullptr) const;

Q_SIGNALS:
    /// After a turn that brought something; at most once a turn.
    void changed();
    /// There are other streams than before, or a stream has learned its other end. Rulers that are gone must
    /// not be looked at any more.
    void streamsChanged();
    void endsChanged();
    /// Everything was forgotten: rulers must not be looked at any more.
    void cleared();

private:
    bool take(const tap::TrafficEvent &event);
    void keepStray(const tap::TrafficEvent &event);
    void takeStrays();
    void noteDecoding(const LabStream &stream, const tap::TrafficEvent &event);

    const tap::TrafficLog &m_log;
    tap::TrafficLog::Cursor m_cursor;
    QTimer m_timer;
    std::vector<LabEnd> m_ends;
    std::vector<ConnectionId> m_firstIds;
    SocketBook m_sockets;
    Directions m_directions;
    StreamBook m_streams{m_ends, m_directions};
    LabExchange m_exchange{m_ends, m_sockets, m_directions};
    CallLaneModel *m_calls; // children
    StepTracker *m_steps;
    TupleModel *m_tuples;
    std::deque<tap::TrafficEvent> m_strays; // the newest calls of the Lab that nobody claimed
    qsizetype m_strayBytes = 0;
    bool m_claimed = false; // some of them may be ours now
    quint64 m_missed = 0;
    quint64 m_seen = 0;
};

} // namespace miniqq::lab
