// SPDX-License-Identifier: MIT
// The part of IoWorker that watches sizes and the time: budgets and deadlines.
#include "common/protocol/filechunk.h"
#include "server/net/deadlines.h"
#include "server/net/ioworker.h"

#include <algorithm>
#include <utility>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int throttleTickMs = 50;
constexpr int byeGraceMs = 1'000; ///< for peers that have been silent: most of them are gone

QByteArray timedOutFrame()
{
    protocol::Bye bye;
    bye.reason = protocol::ErrorCode::TimedOut;
    bye.message = "nothing was heard in time";
    bye.reconnect = true;
    return protocol::encodeFrame(bye);
}

/// What a signed-in connection may send: a piece of a file stands behind a head of its own.
quint32 largestPayload(const Limits &limits, bool mayUpload)
{
    const qsizetype chunk = mayUpload ? protocol::chunkHead + limits.chunkBytes : 0;
    return quint32(std::max(qsizetype(limits.frameBytes), chunk));
}

} // namespace

void IoWorker::run(const MarkSignedIn &command)
{
    WorkerConnection *const connection = find(command.connection);
    if (!connection)
        return;
    connection->account = command.account;
    connection->mayUpload = command.mayUpload;
    connection->channel->setMaxPayload(largestPayload(m_links.limits, command.mayUpload));
    if (!std::exchange(connection->signedIn, true))
        count(command.connection, ConnectionEvent::Kind::SignedIn);
}

/// The limit that a payload was refused for, if it was one.
std::optional<LimitHit> IoWorker::limitBehind(const protocol::DecodeError &error)
{
    if (error.isJsonLimit)
        return LimitHit::Json;
    if (!error.reply.message.contains("must have at most"))
        return std::nullopt;
    const auto is = [&error](std::string_view type) {
        return error.type == QByteArrayView(type.data(), qsizetype(type.size()));
    };
    const auto &field = error.reply.field;
    if (field == "text" && is(protocol::ChatSend::type))
        return LimitHit::Text;
    if (field == "title" && (is(protocol::GroupCreate::type) || is(protocol::GroupRename::type)))
        return LimitHit::GroupTitle;
    if (field == "notice" && is(protocol::GroupSetNotice::type))
        return LimitHit::GroupNotice;
    return std::nullopt;
}

/// Nothing is dropped: who sends too fast is read more slowly, until TCP itself holds the sender back.
void IoWorker::spendBudget(WorkerConnection &connection, qsizetype frameBytes)
{
    const Limits &limits = m_links.limits;
    const bool framesLeft = connection.frames.spend(limits.framesPerConnection, 1);
    const bool bytesLeft = connection.bytes.spend(limits.bytesPerConnection, double(frameBytes));
    if (framesLeft && bytesLeft)
        return;
    const qint64 now = m_links.clock.monotonicNs();
    const bool framesAgain = connection.frames.refill(limits.framesPerConnection, now);
    const bool bytesAgain = connection.bytes.refill(limits.bytesPerConnection, now);
    if ((!framesAgain || !bytesAgain) && throttle(connection))
        m_links.meter.count(framesAgain ? LimitHit::BytesPerConnection : LimitHit::FramesPerConnection);
}

/// Files have a bucket of their own, so that they and what people say do not wait for one another. A piece
/// and an acknowledgement of one cost the same, however short: they are work for the same threads.
void IoWorker::spendFileBudget(WorkerConnection &connection)
{
    const Rate &rate = m_links.limits.fileBytesPerConnection;
    const bool isLeft = connection.fileBytes.spend(rate, m_links.limits.chunkBytes);
    if (!isLeft && !connection.fileBytes.refill(rate, m_links.clock.monotonicNs()) && throttle(connection))
        m_links.meter.count(LimitHit::FileBytesPerConnection);
}

/// False if it was already.
bool IoWorker::throttle(WorkerConnection &connection)
{
    if (std::exchange(connection.throttled, true))
        return false;
    connection.channel->pauseReading();
    m_throttled.push_back(connection.channel->id());
    if (!m_throttleTimer.isActive())
        m_throttleTimer.start(throttleTickMs, this);
    return true;
}

void IoWorker::checkThrottled()
{
    const Limits &limits = m_links.limits;
    const qint64 now = m_links.clock.monotonicNs();
    std::erase_if(m_throttled, [&](ConnectionId id) {
        WorkerConnection *const connection = find(id);
        if (!connection)
            return true;
        const bool frames = connection->frames.refill(limits.framesPerConnection, now);
        const bool bytes = connection->bytes.refill(limits.bytesPerConnection, now);
        const bool files = connection->fileBytes.refill(limits.fileBytesPerConnection, now);
        if (!frames || !bytes || !files)
            return false;
        connection->throttled = false;
        if (!connection->congested)
            connection->channel->resumeReading();
        return true;
    });
    if (m_throttled.empty())
        m_throttleTimer.stop();
}

void IoWorker::watchDeadlines()
{
    if (m_deadlineTimer.isActive())
        return;
    m_standstill.rest();
    m_standstill.look(m_links.clock.monotonicNs(), deadlineTickMs(m_links.limits));
    m_deadlineTimer.start(deadlineTickMs(m_links.limits), this);
}

void IoWorker::checkDeadlines()
{
    const qint64 now = m_links.clock.monotonicNs();
    m_standstill.look(now, deadlineTickMs(m_links.limits));
    for (auto &[id, connection] : m_connections) {
        if (!connection.channel->isClosing())
            checkDeadlines(connection, now);
    }
}

void IoWorker::checkDeadlines(WorkerConnection &connection, qint64 nowNs)
{
    PeerChannel &channel = *connection.channel;
    const ConnectionTimes times{
        connection.acceptedNs, channel.lastActivityNs(), channel.midFrameSinceNs(), connection.pingedNs,
        channel.isReady(),     connection.signedIn,      channel.isReadingPaused(), m_standstill.wokeNs()};
    const auto end = [&](LimitHit limit, const QString &detail) {
        m_links.meter.count(limit);
        log(connection, Overdue, LogLevel::Info, u"closed: "_s + detail);
        channel.abort(net::CloseReason::Timeout, detail);
    };
    switch (dueFor(times, m_links.limits, nowNs)) {
    case Due::Nothing:
        break;
    case Due::Handshake:
        end(LimitHit::Handshake, u"no TLS handshake in time"_s);
        break;
    case Due::SignIn:
        end(LimitHit::SignIn, u"not signed in in time"_s);
        break;
    case Due::Frame:
        end(LimitHit::Frame, u"a frame was begun and not finished in time"_s);
        break;
    case Due::Dead:
        m_links.meter.count(LimitHit::Dead);
        channel.closeAfterFlush(net::CloseReason::Timeout, timedOutFrame(), byeGraceMs,
                                u"nothing was heard in time"_s);
        break;
    case Due::Ping:
        connection.pingedNs = nowNs;
        sendTo(connection, m_pingFrame);
        break;
    }
}

} // namespace miniqq::server
