// SPDX-License-Identifier: MIT
// Steps that move bytes or wait for somebody.
#include "app/lab/lessons/stepplayerprivate.h"

#include <numeric>
#include <sys/ioctl.h>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lookAgainMs = 5;
/// Full is a buffer that stays full for so long; the peer's kernel may still be taking some.
constexpr int settleMs = 100;
constexpr qsizetype meanwhileSize = 65536;
constexpr qsizetype mostSizes = 8;
constexpr int mostSends = 20'000; ///< until it is full; datagrams never fill anything
constexpr int callsPerTurn = 200; ///< of the event loop

/// How much waits to be read. Only looks.
qsizetype waitingBytes(int fd)
{
    int bytes = 0;
    return ::ioctl(fd, FIONREAD, &bytes) == 0 ? bytes : 0;
}

QString sizesText(const QList<qint64> &sizes)
{
    QStringList shown;
    for (qsizetype i = 0; i < std::min(sizes.size(), mostSizes); ++i)
        shown.append(QString::number(sizes.at(i)));
    if (sizes.size() > mostSizes)
        shown.append(u"…"_s);
    const qint64 sum = std::accumulate(sizes.cbegin(), sizes.cend(), qint64(0));
    return shown.join(u" + "_s) + (sizes.size() > 1 ? u" = %1"_s.arg(sum) : QString());
}

} // namespace

void StepPlayer::connectTo()
{
    const CallResult result = socket().connect(m_stage.resolve(m_step.place));
    if (!result.inProgress())
        return finish(result);
    awaitConnect();
}

void StepPlayer::awaitConnect()
{
    onWritable([this] { onConnectAnswer(); });
}

void StepPlayer::onConnectAnswer()
{
    finish(socket().finishConnect());
}

void StepPlayer::accept()
{
    const auto take = [this] {
        CallResult result;
        std::unique_ptr<NativeSocket> accepted = socket().accept(result);
        if (!accepted)
            return finish(result);
        const int fd = accepted->descriptor();
        m_result.port = accepted->peer().port();
        m_result.made = accepted->id();
        LessonSocket &made = m_stage.add(m_step.as, std::move(accepted));
        m_stage.remember(made);
        finish(u"fd %1, %2"_s.arg(QString::number(fd), made.peer.toText()));
    };
    if (m_step.awaits)
        onReadable(take);
    else
        take();
}

void StepPlayer::send()
{
    switch (m_step.sends) {
    case LessonStep::Sends::Once:
        return sendOnce();
    case LessonStep::Sends::UntilFull:
        return sendUntilFull();
    case LessonStep::Sends::All:
        break;
    }
    if (m_reader != nullptr) {
        connect(m_reader->socket.get(), &NativeSocket::readable, m_watch, [this] { readMeanwhile(); });
        m_reader->socket->watchReads(true);
    }
    sendMore();
}

void StepPlayer::sendOnce()
{
    const CallResult result = socket().send(m_step.data);
    moved(result, QByteArrayView(m_step.data).first(std::max<qint64>(result.value, 0)));
    finish(result);
}

void StepPlayer::sendMore()
{
    while (m_sent < m_step.data.size()) {
        const QByteArrayView rest = QByteArrayView(m_step.data).sliced(m_sent);
        const CallResult result = socket().send(rest);
        if (result.wouldBlock())
            return onWritable([this] { sendMore(); });
        moved(result, rest.first(std::max<qint64>(result.value, 0)));
        if (!result.ok())
            return finish(result);
        m_sent += result.value;
    }
    socket().watchWrites(false);
    const bool awaitsReader = m_reader != nullptr && m_reader->received < m_sent;
    if (!awaitsReader)
        finish(sizesText(m_result.pieces));
}

void StepPlayer::readMeanwhile()
{
    const Received piece = m_reader->socket->receive(meanwhileSize);
    if (piece.result.ok())
        m_reader->took(piece.bytes);
    if (!piece.result.ok() || piece.isEnd())
        m_reader->socket->watchReads(piece.result.wouldBlock());
    if (m_sent == m_step.data.size() && m_reader->received >= m_sent)
        finish(sizesText(m_result.pieces));
}

void StepPlayer::sendUntilFull()
{
    CallResult result;
    for (int calls = 0; calls < callsPerTurn && m_sends < mostSends; ++calls, ++m_sends) {
        result = socket().send(m_step.data);
        if (result.wouldBlock())
            return settle(result);
        moved(result, {});
        if (!result.ok())
            return finish(result);
    }
    if (m_sends >= mostSends)
        return finish(result, sizesText(m_result.pieces));
    again(0, [this] { sendUntilFull(); });
}

/// Writable once more within the time: there is room again, it was not full yet.
void StepPlayer::settle(const CallResult &full)
{
    const QString outcome = sizesText(m_result.pieces);
    again(settleMs, [this, full, outcome] { finish(full, outcome); });
    onWritable([this] {
        socket().watchWrites(false);
        sendUntilFull();
    });
}

void StepPlayer::receive()
{
    if (!m_step.awaits)
        return receiveSome();
    onReadable([this] { receiveSome(); });
}

void StepPlayer::receiveSome()
{
    if (m_step.waiting > 0 && m_result.pieces.isEmpty() &&
        waitingBytes(socket().descriptor()) < m_step.waiting) {
        socket().watchReads(false); // else it would wake us for what is there already
        return again(lookAgainMs, [this] { receiveSome(); });
    }
    const bool atOnce = m_step.wants == LessonStep::Wants::Empty || !m_step.awaits;
    for (int times = 0; times < (atOnce ? callsPerTurn : 1); ++times) {
        if (receiveOnce())
            return;
    }
    if (atOnce)
        again(0, [this] { receiveSome(); });
    else
        socket().watchReads(true);
}

/// True if the step is done by this.
bool StepPlayer::receiveOnce()
{
    const Received piece = socket().receive(m_step.size);
    using Wants = LessonStep::Wants;
    const bool isFirst = m_result.pieces.isEmpty();
    if (piece.result.wouldBlock() && m_step.wants == Wants::Empty && !isFirst) {
        finish(sizesText(m_result.pieces));
        return true;
    }
    if (!piece.result.ok()) {
        finish(piece.result, isFirst ? QString() : sizesText(m_result.pieces));
        return true;
    }
    if (isFirst)
        actor().last.clear();
    took(piece);
    const bool enough = piece.isEnd() || m_step.wants == Wants::Once ||
                        (m_step.wants == Wants::Total && m_result.count >= m_step.total);
    if (enough) {
        const QString bytes = shownBytesOf(m_result.bytes);
        finish(m_result.pieces.size() == 1 ? bytes : QString(sizesText(m_result.pieces) + u" → " + bytes));
    }
    return enough;
}

void StepPlayer::took(const Received &received)
{
    moved(received.result, received.bytes);
    m_result.isEnd = received.isEnd();
    actor().last += received.bytes;
    actor().took(received.bytes);
    m_result.soFar = actor().received;
}

void StepPlayer::receiveFrom()
{
    const auto take = [this] {
        const Received datagram = socket().receiveFrom(m_step.size);
        if (!datagram.result.ok())
            return finish(datagram.result);
        actor().last.clear();
        // With MSG_TRUNC the call returns the datagram's length; what moved is what was taken.
        took({{datagram.bytes.size(), 0}, datagram.bytes, datagram.from, datagram.fullLength});
        m_result.isEnd = false;
        m_result.fullLength = datagram.fullLength;
        m_result.port = datagram.from.port();
        finish(u"%1, %2"_s.arg(shownBytesOf(datagram.bytes), datagram.from.toPython()));
    };
    if (m_step.awaits)
        onReadable(take);
    else
        take();
}

void StepPlayer::listenForSilence()
{
    const auto look = [this] {
        if (actor().listening) {
            CallResult result;
            const auto accepted = socket().accept(result);
            return finish(result);
        }
        const Received piece = isDatagram() ? socket().receiveFrom(1024) : socket().receive(1024);
        if (piece.result.ok())
            took(piece);
        finish(piece.result, piece.result.ok() ? shownBytesOf(piece.bytes) : QString());
    };
    again(m_step.ms, look);
    onReadable(look);
}

} // namespace miniqq::lab
