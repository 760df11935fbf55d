// SPDX-License-Identifier: MIT
// How a step is begun, waited for and ended.
#include "app/lab/lessons/stepplayerprivate.h"

#include "app/lab/core/pythontext.h"
#include "app/lab/lessons/stepwords.h"
#include "common/base/errornames.h"

#include <QTimer>

#include <cerrno>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype keptBytes = 64 * 1024;
constexpr qsizetype keptPieces = 1000;
constexpr qsizetype shownBytes = 120;

QString typeWord(Kind kind)
{
    switch (kind) {
    case Kind::Datagram:
        return u"SOCK_DGRAM"_s;
    case Kind::SeqPacket:
        return u"SOCK_SEQPACKET"_s;
    case Kind::Raw:
        return u"SOCK_RAW"_s;
    case Kind::Stream:
        break;
    }
    return u"SOCK_STREAM"_s;
}

} // namespace

StepPlayer::StepPlayer(LessonStage &stage, QObject *parent)
    : QObject(parent)
    , m_stage(stage)
    , m_gate(std::make_shared<Gate>())
{
    m_gate->player = this;
    m_limit.setSingleShot(true);
    m_again.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &StepPlayer::giveUp);
}

StepPlayer::~StepPlayer()
{
    const QMutexLocker lock(&m_gate->mutex);
    m_gate->player = nullptr;
}

void StepPlayer::play(const LessonStep &step, int index)
{
    Q_ASSERT(!m_busy);
    m_busy = true;
    ++m_turn;
    m_step = step;
    m_sent = 0;
    m_sends = 0;
    m_writesWired = false;
    m_watch = new QObject(this);
    m_result = {};
    m_result.step = index;
    m_result.action = step.action;
    m_result.socket = step.on;
    m_result.end = step.end();
    m_result.beganNs = m_stage.context().clock().monotonicNs();
    m_actor = m_stage.find(step.on);
    m_reader = m_stage.find(step.reader);
    if (m_actor != nullptr)
        m_result.connection = socket().id();
    m_result.called = callTitle(step, m_stage.resolve(step.place));
    if (step.action != Action::Wait && step.action != Action::Silence)
        m_limit.start(step.limitMs);
    // Whom an earlier step was to bring, but did not: as Python says of a socket that is not open.
    if (m_actor == nullptr && needsActor())
        return finish(CallResult{-1, EBADF});
    begin();
}

bool StepPlayer::needsActor() const
{
    switch (m_step.action) {
    case Action::Open: // makes it
    case Action::Wait:
    case Action::Start:
    case Action::Stop:
    case Action::Output:
        return false;
    default:
        return true;
    }
}

void StepPlayer::begin()
{
    switch (m_step.action) {
    case Action::Open:
        return open();
    case Action::Bind:
        return finish(socket().bind(m_stage.resolve(m_step.place)));
    case Action::Listen: {
        const CallResult result = socket().listen(m_step.backlog);
        actor().listening = result.ok();
        return finish(result);
    }
    case Action::Connect:
        return connectTo();
    case Action::AwaitConnect:
        return awaitConnect();
    case Action::Accept:
        return accept();
    case Action::Send:
        return send();
    case Action::Receive:
        return receive();
    case Action::Silence:
        return listenForSilence();
    case Action::Decode:
        return decode();
    case Action::Frames:
        return cutFrames();
    case Action::Shutdown:
        return finish(socket().shutdown(m_step.half));
    case Action::Close:
        m_stage.remember(actor());
        return finish(socket().close());
    case Action::Reset:
        m_stage.remember(actor());
        return finish(socket().reset());
    case Action::SetOption:
    case Action::GetOption:
        return option();
    case Action::LocalName:
        return name(false);
    case Action::PeerName:
        return name(true);
    case Action::SendTo: {
        const CallResult result = socket().sendTo(m_step.data, m_stage.resolve(m_step.place));
        moved(result, QByteArrayView(m_step.data).first(std::max<qint64>(result.value, 0)));
        return finish(result);
    }
    case Action::ReceiveFrom:
        return receiveFrom();
    case Action::Join:
        return finish(socket().joinGroup(m_stage.resolve(m_step.place), m_step.interface));
    case Action::Leave:
        return finish(socket().leaveGroup(m_stage.resolve(m_step.place), m_step.interface));
    case Action::MulticastFrom:
        return finish(socket().setMulticastInterface(actor().family, m_step.interface));
    case Action::Wait:
        return again(m_step.ms, [this] { finish(StepWords::tr("%1 ms have passed").arg(m_step.ms)); });
    case Action::Start:
        return startService();
    case Action::Stop:
        return stopService();
    case Action::Output:
        return awaitOutput();
    case Action::State:
        return awaitState();
    }
}

void StepPlayer::moved(const CallResult &result, QByteArrayView bytes)
{
    if (!result.ok())
        return;
    m_result.count += result.value;
    if (m_result.pieces.size() < keptPieces)
        m_result.pieces.append(result.value);
    m_result.bytes += bytes.first(std::min(bytes.size(), keptBytes - m_result.bytes.size()));
}

bool StepPlayer::isDatagram() const
{
    return m_actor->kind == Kind::Datagram;
}

void StepPlayer::finish(const CallResult &result, const QString &outcome)
{
    if (!result.ok()) {
        m_result.error = errnoName(result.error);
        const QString error = u"%1 (%2)"_s.arg(QLatin1String(m_result.error)).arg(result.error);
        finish(outcome.isEmpty() ? error : QString(outcome + u", " + error));
        return;
    }
    finish(outcome.isEmpty() ? QString::number(result.value) : outcome);
}

void StepPlayer::finish(const QString &outcome)
{
    if (!m_busy)
        return;
    m_busy = false;
    m_limit.stop();
    m_again.stop();
    m_again.disconnect(this);
    m_stage.disconnect(m_watch);
    for (LessonSocket *watched : {m_actor, m_reader}) {
        if (watched == nullptr)
            continue;
        watched->socket->disconnect(m_watch);
        if (watched->socket->isOpen()) {
            watched->socket->watchReads(false);
            watched->socket->watchWrites(false);
        }
    }
    m_watch->deleteLater(); // it may be what brought us here
    m_watch = nullptr;
    if (m_actor != nullptr) {
        m_stage.remember(*m_actor);
        m_result.soFar = m_actor->received;
    }
    m_result.outcome = outcome;
    m_result.durationNs = m_stage.context().clock().monotonicNs() - m_result.beganNs;
    QMetaObject::invokeMethod(
        this, [this, result = m_result] { Q_EMIT done(result); }, Qt::QueuedConnection);
}

/// The limit is over.
void StepPlayer::giveUp()
{
    if (m_step.action == Action::Connect || m_step.action == Action::AwaitConnect)
        m_result.pending = true;
    m_result.timedOut = !m_step.expect.pending;
    finish(m_result.pending ? StepWords::tr("no answer yet") : StepWords::tr("nothing happened"));
}

QString shownBytesOf(const QByteArray &bytes)
{
    const QString repr = QString::fromLatin1(pythonRepr(bytes.first(std::min(bytes.size(), shownBytes))));
    return bytes.size() <= shownBytes ? repr : QString(repr + u"…");
}

QString shownTextOf(const QString &text)
{
    QString shown;
    for (const QChar c : text) {
        if (c == u'\n')
            shown += u"\\n";
        else if (c == u'\r')
            shown += u"\\r";
        else if (c == u'\'' || c == u'\\')
            shown += QString(u'\\') + c;
        else if (c.isPrint())
            shown += c;
        else
            shown += u"\\u%1"_s.arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return u'\'' + shown + u'\'';
}

QString callTitle(const LessonStep &step, const SocketName &place)
{
    const QString word = actionWord(step.action);
    const auto with = [&word](const QString &arguments) { return u"%1(%2)"_s.arg(word, arguments); };
    switch (step.action) {
    case Action::Open:
        return u"socket(%1, %2)"_s.arg(step.family == Family::Inet6 ? u"AF_INET6"_s : u"AF_INET"_s,
                                       typeWord(step.kind));
    case Action::Bind:
    case Action::Connect:
    case Action::Join:
    case Action::Leave:
        return with(place.toText());
    case Action::Listen:
        return with(QString::number(step.backlog));
    case Action::AwaitConnect:
        return u"connect(…)"_s;
    case Action::Send:
        return with(u"%1 B"_s.arg(step.data.size()));
    case Action::SendTo:
        return with(u"%1 B, %2"_s.arg(QString::number(step.data.size()), place.toText()));
    case Action::Receive:
    case Action::ReceiveFrom:
        return with(QString::number(step.size));
    case Action::Silence:
    case Action::Wait:
        return with(u"%1 ms"_s.arg(step.ms));
    case Action::Decode:
        return with(u"\"%1\""_s.arg(QLatin1String(encodingName(step.encoding))));
    case Action::SetOption:
        return with(u"%1, %2"_s.arg(QLatin1String(optionText(step.option)), QString::number(step.value)));
    case Action::GetOption:
        return with(QLatin1String(optionText(step.option)));
    case Action::MulticastFrom:
        return u"setsockopt(IPPROTO_IP, IP_MULTICAST_IF, %1)"_s.arg(step.interface);
    case Action::Shutdown:
        return with(step.half == NativeSocket::Half::Send      ? u"SHUT_WR"_s
                    : step.half == NativeSocket::Half::Receive ? u"SHUT_RD"_s
                                                               : u"SHUT_RDWR"_s);
    case Action::Start:
        return with(step.service);
    default:
        return with(QString());
    }
}

} // namespace miniqq::lab
