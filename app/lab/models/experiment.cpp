// SPDX-License-Identifier: MIT
#include "app/lab/models/experiment.h"

#include "app/lab/core/textcodec.h"
#include "app/lab/models/pythonprogram.h"

#include <atomic>
#include <chrono>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto interval = 100ms;
constexpr size_t batchSize = 1'000;
constexpr size_t maxStrays = 1'000;
constexpr qsizetype maxStrayBytes = 1 << 20;
constexpr qint64 firstLabId = qint64(1) << 40;

/// The messenger's own connections count from 1, sockets of the Lab that no experiment watches from 1 << 40.
std::atomic<qint64> nextBlock = (qint64(1) << 41) / Experiment::idsPerEnd;

} // namespace

Experiment::Experiment(const tap::TrafficLog &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_cursor(log.end())
    , m_calls(new CallLaneModel(m_ends, this))
    , m_steps(new StepTracker(m_ends, this))
    , m_tuples(new TupleModel(m_ends, m_sockets, this))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Experiment::drain);
}

Experiment::~Experiment() = default;

int Experiment::addEnd(const LabEnd &end)
{
    const int index = int(m_ends.size());
    const ConnectionId first(nextBlock.fetch_add(1, std::memory_order_relaxed) * idsPerEnd);
    m_ends.push_back(end);
    m_firstIds.push_back(first);
    m_sockets.addRange(index, first, ConnectionId(first.value() + idsPerEnd - 1));
    Q_EMIT endsChanged();
    return index;
}

ConnectionId Experiment::firstId(int end) const
{
    return m_firstIds[size_t(end)];
}

void Experiment::addSocket(int end, ConnectionId id)
{
    m_sockets.addRange(end, id, id);
    m_claimed = true;
}

void Experiment::setEncodings(int end, std::optional<Encoding> writes, std::optional<Reading> reads)
{
    m_ends[size_t(end)].writes = writes;
    m_ends[size_t(end)].reads = reads;
}

void Experiment::clear()
{
    m_cursor = m_log.end();
    m_strays.clear();
    m_strayBytes = 0;
    m_claimed = false;
    m_missed = 0;
    m_seen = 0;
    m_sockets.clear();
    m_streams.clear();
    m_directions.clear();
    m_exchange.clear();
    m_calls->clear();
    m_steps->clear();
    m_tuples->refresh();
    Q_EMIT cleared();
    Q_EMIT streamsChanged();
    Q_EMIT changed();
}

void Experiment::reset()
{
    m_sockets.clearRanges();
    clear(); // before the ends go that the models speak of
    m_ends.clear();
    m_firstIds.clear();
    Q_EMIT endsChanged();
}

void Experiment::setActive(bool active)
{
    if (active == isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    drain();
}

void Experiment::drain()
{
    const quint64 streamsBefore = m_streams.version();
    const quint64 seenBefore = m_seen;
    const quint64 missedBefore = m_missed;
    if (m_claimed)
        takeStrays();
    for (size_t taken = 0; taken < maxPerTurn;) {
        const tap::TrafficLog::Batch batch = m_log.drain(m_cursor, batchSize);
        if (batch.missed > 0 && m_sockets.anyOpen()) {
            m_missed += batch.missed;
            m_sockets.tear();
            m_exchange.tear();
        }
        if (batch.events.empty())
            break;
        taken += batch.events.size();
        for (const tap::TrafficEvent &event : batch.events) {
            if (event.kind == tap::EventKind::Call && !take(event))
                keepStray(event);
        }
    }
    m_calls->flush();
    m_tuples->refresh();
    if (m_streams.version() != streamsBefore)
        Q_EMIT streamsChanged();
    if (m_seen != seenBefore || m_missed != missedBefore)
        Q_EMIT changed();
}

/// Who opened a socket may tell so only when its first calls have been read here.
void Experiment::keepStray(const tap::TrafficEvent &event)
{
    if (event.connection.value() < firstLabId)
        return;
    m_strays.push_back(event);
    m_strayBytes += event.frame.size();
    while (m_strays.size() > maxStrays || (m_strayBytes > maxStrayBytes && m_strays.size() > 1)) {
        m_strayBytes -= m_strays.front().frame.size();
        m_strays.pop_front();
    }
}

void Experiment::takeStrays()
{
    m_claimed = false;
    m_strayBytes = 0;
    for (const tap::TrafficEvent &event : std::exchange(m_strays, {})) {
        if (!take(event))
            keepStray(event);
    }
}

bool Experiment::take(const tap::TrafficEvent &event)
{
    const CallParts parts(event);
    const LabSocket *socket = m_sockets.learn(event, parts);
    if (!socket)
        return false;
    ++m_seen;
    m_calls->add(socket->end, event);
    m_steps->add(*socket, event, parts);
    m_exchange.add(*socket, event, parts);
    const LabStream *stream = m_streams.add(*socket, event, parts);
    if (stream && stream->receiver == socket->id)
        noteDecoding(*stream, event);
    return true;
}

/// Where the tutorials decode each receive by itself, half a character ends their program.
void Experiment::noteDecoding(const LabStream &stream, const tap::TrafficEvent &event)
{
    const auto &reads = m_ends[size_t(stream.to)].reads;
    if (!reads || reads->incremental || event.frame.isEmpty())
        return;
    const auto decoded = decodeStrict(reads->encoding, event.frame);
    if (decoded)
        return;
    CallText text;
    text.title = u"decode(\"%1\")"_s.arg(QLatin1String(encodingName(reads->encoding)));
    text.result = u"UnicodeDecodeError"_s;
    text.python = u"text = data.decode('%1')"_s.arg(QLatin1String(encodingName(reads->encoding)));
    text.qt = decoded.error().toText();
    text.failed = true;
    m_calls->addDerived(stream.to, event, text);
}

QString Experiment::pythonProgram(int end) const
{
    return lab::pythonProgram(m_ends[size_t(end)], m_calls->entriesOf(end), m_calls->dropped());
}

BenchInput Experiment::benchInput(const LabStream *stream) const
{
    if (!stream)
        stream = m_streams.current();
    if (!stream)
        return {};
    BenchInput input = stream->lastRead;
    if (!stream->ruler.reads().empty())
        input.source = tr("read %1").arg(stream->ruler.reads().back().number);
    return input;
}

} // namespace miniqq::lab
