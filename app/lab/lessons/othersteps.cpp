// SPDX-License-Identifier: MIT
// Steps that decode, look, or have to do with services.
#include "app/lab/lessons/stepplayerprivate.h"

#include "app/lab/address/sockettable.h"
#include "common/net/tcpinfo.h"

#include <QMutexLocker>
#include <QThreadPool>

#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int lookAgainMs = 5;
constexpr int lookAtTableMs = 50;
constexpr qsizetype mostFrames = 1000;

/// As the kernel's table and everybody's tools write it.
QString stateText(int number)
{
    const auto state = TcpState(number);
    return state == TcpState::Close ? u"CLOSED"_s : QString::fromLatin1(tcpStateName(state));
}

bool isSame(const Endpoint &endpoint, const SocketName &name)
{
    return endpoint.port == name.port() && (name.isNull() || endpoint.address == name.address());
}

/// The next message; nullopt if it is not complete.
std::optional<QByteArray> takeFrame(QByteArray &bytes, LessonStep::Framing framing)
{
    qsizetype header = 0;
    qsizetype size = bytes.indexOf('\n');
    qsizetype trailer = 1;
    if (framing == LessonStep::Framing::Length) {
        header = 4;
        trailer = 0;
        quint32 length = 0;
        for (qsizetype i = 0; i < 4 && bytes.size() >= 4; ++i)
            length = length << 8 | quint8(bytes.at(i));
        size = bytes.size() >= 4 + qsizetype(length) && bytes.size() >= 4 ? qsizetype(length) : -1;
    }
    if (size < 0)
        return std::nullopt;
    const QByteArray frame = bytes.mid(header, size);
    bytes.remove(0, header + size + trailer);
    return frame;
}

} // namespace

void StepPlayer::open()
{
    m_actor = &m_stage.make(m_step.on);
    actor().kind = m_step.kind;
    actor().family = m_step.family;
    m_result.connection = socket().id();
    const CallResult result = socket().open(m_step.family, m_step.kind);
    finish(result, result.ok() ? u"fd %1"_s.arg(result.value) : QString());
}

void StepPlayer::option()
{
    if (m_step.action == Action::SetOption)
        return finish(socket().setOption(m_step.option, m_step.value));
    QByteArray value;
    const CallResult result = socket().option(m_step.option, value);
    m_result.value = toInt(value);
    finish(result, result.ok() ? QString::fromLatin1(optionValueText(m_step.option, value)) : QString());
}

void StepPlayer::name(bool peer)
{
    CallResult result{0, 0};
    const SocketName name = peer ? socket().peerName(&result) : socket().localName();
    m_result.port = name.port();
    finish(result, result.ok() ? name.toPython() : QString());
}

void StepPlayer::decode()
{
    LessonSocket &from = actor();
    using Decoding = LessonStep::Decoding;
    const bool everything = m_step.everything || m_step.decoding == Decoding::Incremental;
    const QByteArray bytes = everything ? from.undecoded : from.last;
    from.undecoded.clear();
    m_result.bytes = bytes;
    if (m_step.decoding == Decoding::Strict) {
        const auto text = decodeStrict(m_step.encoding, bytes);
        if (!text) {
            m_result.problem = text.error();
            return finish(u"UnicodeDecodeError: "_s + text.error().toText());
        }
        m_result.text = *text;
    } else if (m_step.decoding == Decoding::Replace) {
        TextDecoder decoder(m_step.encoding);
        m_result.text = decoder.feed(bytes);
        m_result.text += decoder.finish();
    } else {
        if (!from.decoder)
            from.decoder.emplace(m_step.encoding);
        m_result.text = from.decoder->feed(bytes);
        m_result.problem = from.decoder->problem();
        m_result.left = from.decoder->pending().size();
    }
    finish(shownTextOf(m_result.text));
}

void StepPlayer::cutFrames()
{
    LessonSocket &from = actor();
    while (m_result.frames.size() < mostFrames) {
        const auto frame = takeFrame(from.unframed, m_step.framing);
        if (!frame)
            break;
        TextDecoder decoder(m_step.encoding);
        m_result.frames.append(decoder.feed(*frame) + decoder.finish());
    }
    m_result.left = from.unframed.size();
    QStringList shown;
    for (const QString &frame : std::as_const(m_result.frames))
        shown.append(shownTextOf(frame));
    finish(u"[%1]"_s.arg(shown.join(u", "_s)));
}

void StepPlayer::startService()
{
    if (const std::optional<Failure> failure = m_stage.start(m_step))
        return finish(CallResult{-1, failure->error}, failure->toText());
    finish(m_stage.findService(m_step.on)->name.toText());
}

void StepPlayer::stopService()
{
    m_stage.stop(m_step.on);
    finish(QString());
}

void StepPlayer::awaitOutput()
{
    const auto look = [this] {
        LessonService *service = m_stage.findService(m_step.on);
        if (service == nullptr)
            return;
        const QString wanted = m_step.expect.text.value_or(QString());
        const QString fresh = service->output.sliced(service->seen);
        m_result.text = fresh;
        const qsizetype at = fresh.indexOf(wanted);
        if (at < 0 || fresh.isEmpty())
            return;
        const qsizetype end = fresh.indexOf(u'\n', at + wanted.size());
        service->seen += end < 0 ? fresh.size() : end + 1;
        m_result.text = fresh.first(end < 0 ? fresh.size() : end).trimmed();
        finish(m_result.text.section(u'\n', -1));
    };
    connect(&m_stage, &LessonStage::printed, m_watch, look);
    look();
}

void StepPlayer::awaitState()
{
    if (!socket().isOpen())
        return lookAtTable();
    const auto info = net::readTcpInfo(socket().descriptor());
    const QString state = info ? stateText(int(info->state)) : QString();
    m_result.state = state;
    if (state != m_step.expect.state)
        return again(lookAgainMs, [this] { awaitState(); });
    QByteArray bytes;
    socket().option({IPPROTO_TCP, TCP_INFO}, bytes); // the look that counts, and is seen
    takeState(bytes.isEmpty() ? state : stateText(quint8(bytes.at(0))), false);
}

/// What has been closed is no longer the program's; the kernel still lists it for a while. The table may be
/// long, so it is read in another thread, which may outlast this player.
void StepPlayer::lookAtTable()
{
    const auto look = [gate = m_gate, turn = m_turn, local = actor().local, peer = actor().peer] {
        QString state = stateText(int(TcpState::Close));
        const QList<SocketRow> rows = systemSockets();
        for (const SocketRow &row : rows) {
            if (row.protocol == IpProtocol::Tcp && isSame(row.local, local) && isSame(row.peer, peer))
                state = stateText(int(row.state));
        }
        const QMutexLocker lock(&gate->mutex);
        if (StepPlayer *player = gate->player)
            QMetaObject::invokeMethod(
                player, [player, turn, state] { player->onTable(turn, state); }, Qt::QueuedConnection);
    };
    QThreadPool::globalInstance()->start(look);
}

void StepPlayer::onTable(int turn, const QString &state)
{
    if (turn != m_turn || !m_busy)
        return; // the step's limit was first
    m_result.state = state;
    if (state == m_step.expect.state)
        takeState(state, true);
    else
        again(lookAtTableMs, [this] { lookAtTable(); });
}

void StepPlayer::takeState(const QString &state, bool fromTable)
{
    m_result.state = state;
    m_result.fromTable = fromTable;
    finish(state);
}

} // namespace miniqq::lab
