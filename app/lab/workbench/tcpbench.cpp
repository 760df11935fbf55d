// SPDX-License-Identifier: MIT
#include "app/lab/workbench/tcpbench.h"

#include "app/lab/core/hostlookup.h"
#include "app/lab/core/pythontext.h"
#include "app/lab/workbench/fieldtext.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Which field a failure to connect belongs under.
Field fieldOf(const Failure &failure)
{
    return failure.call == "bind" ? Field::From : Field::Host;
}

/// More than this does not wait in memory while the peer does not read.
constexpr qsizetype mostUnsent = 2 * maxPayloadFile;

} // namespace

TcpBench::TcpBench(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_transcript(context.clock())
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &TcpBench::onTimedOut);
}

TcpBench::~TcpBench() = default;

NativeSocket *TcpBench::socket() const
{
    return isConnected() ? &m_client->end().socket() : nullptr;
}

void TcpBench::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

std::optional<Complaint> TcpBench::connectTo(const TcpForm &form)
{
    const auto host = fieldtext::host(form.host);
    if (!host)
        return Complaint{Field::Host, host.error().text};
    const auto port = fieldtext::portToDial(form.port);
    if (!port)
        return Complaint{Field::Port, port.error().text};
    std::optional<SocketName> from;
    if (!form.from.trimmed().isEmpty()) {
        const auto name = fieldtext::addressAndPort(form.from);
        if (!name)
            return Complaint{Field::From, name.error().text};
        from = *name;
    }
    const auto sends = fieldtext::encoding(form.sends);
    const auto reads = fieldtext::encoding(form.reads);
    if (!sends || !reads)
        return Complaint{Field::Encoding, (sends ? reads : sends).error().text};
    const auto size = fieldtext::number(QString::number(form.receiveSize), 1, mostPerReceive);
    if (!size)
        return Complaint{Field::ReceiveSize, size.error().text};
    if (auto complaint = setTimeLimit(form.timeLimit))
        return complaint;
    close();
    m_sends = *sends;
    m_reads = *reads;
    m_receiveSize = *size;
    m_result.reset();
    m_local.clear();
    m_peer.clear();
    setState(State::LookingUp);
    lookUpHost(*host, *port, this, [this, attempt = ++m_attempt, from](const Result<SocketName> &name) {
        if (attempt != m_attempt || m_state != State::LookingUp)
            return;
        if (name) {
            dial(*name, from);
            return;
        }
        m_transcript.add(Transcript::Kind::Problem, name.error().text);
        setState(State::Closed);
        Q_EMIT complained({Field::Host, name.error().text});
    });
    return std::nullopt;
}

void TcpBench::dial(const SocketName &to, const std::optional<SocketName> &from)
{
    m_to = to;
    m_client = std::make_unique<StreamClient>(m_context, m_receiveSize);
    connect(m_client.get(), &StreamClient::connected, this, &TcpBench::onConnected);
    connect(m_client.get(), &StreamClient::failed, this, &TcpBench::onFailed);
    if (m_limit.kind() == TimeLimit::Kind::Seconds)
        m_patience.start(m_limit.milliseconds());
    setState(State::Connecting);
    m_client->dial(to, from);
}

void TcpBench::onConnected()
{
    m_patience.stop();
    StreamEnd &end = m_client->end();
    m_receive =
        new TimedReceive(end); // hears of it first, so that the one receive is over when we tell of it
    connect(&end, &StreamEnd::received, this, &TcpBench::onReceived);
    connect(&end, &StreamEnd::broken, this, &TcpBench::onBroken);
    connect(m_receive, &TimedReceive::expired, this, [this](const TimeLimit &limit) {
        m_transcript.add(Transcript::Kind::Problem, limit.expiredText());
        m_transcript.add(Transcript::Kind::Note, limit.explanation());
        Q_EMIT changed();
    });
    m_decoder.emplace(m_reads);
    m_lines.reset();
    setByLines(m_byLines);
    m_halfClosed = false;
    m_peerEnded = false;
    const SocketName local = end.socket().localName();
    m_local = local.toText();
    m_peer = m_to.toText();
    m_result = connectSucceeded(m_to, local);
    m_transcript.add(Transcript::Kind::Note, tr("connected %1 → %2").arg(m_local, m_peer));
    m_state = State::Connected;
    readIfAutomatic();
    Q_EMIT changed();
}

void TcpBench::onFailed(const Failure &failure)
{
    m_patience.stop();
    m_result = connectFailed(m_to, failure);
    m_transcript.add(Transcript::Kind::Problem, failure.toText());
    m_client.release()->deleteLater(); // it is telling us so
    setState(State::Closed);
    Q_EMIT complained({fieldOf(failure), failure.toText()});
}

void TcpBench::onTimedOut()
{
    m_result = connectTimedOut(m_to, m_limit.toPython());
    m_client.reset();
    const QString text = u"connect %1: %2"_s.arg(m_to.toText(), m_result->explanation);
    m_transcript.add(Transcript::Kind::Problem, text);
    setState(State::Closed);
    Q_EMIT complained({Field::Host, text});
}

void TcpBench::readIfAutomatic()
{
    if (!isConnected())
        return;
    if (m_receive->isWaiting())
        m_receive->cancel();
    m_client->end().setReading(m_automatic && !m_peerEnded);
}

void TcpBench::setAutomatic(bool on)
{
    m_automatic = on;
    readIfAutomatic();
    Q_EMIT changed();
}

std::optional<Complaint> TcpBench::receive()
{
    if (!isConnected())
        return Complaint{Field::None, tr("Connect first: there is nothing to receive from.")};
    if (m_automatic || m_receive->isWaiting())
        return std::nullopt;
    m_receive->start(m_limit);
    Q_EMIT changed();
    return std::nullopt;
}

void TcpBench::setReceiveSize(int size)
{
    m_receiveSize = std::clamp(size, 1, mostPerReceive);
    if (isConnected())
        m_client->end().setReceiveSize(m_receiveSize);
}

std::optional<Complaint> TcpBench::setTimeLimit(const QString &seconds)
{
    const auto limit = TimeLimit::fromText(seconds);
    if (!limit)
        return Complaint{Field::TimeLimit, limit.error().text};
    m_limit = *limit;
    return std::nullopt;
}

void TcpBench::setByLines(bool on)
{
    m_byLines = on;
    if (on == m_lines.has_value())
        return;
    // Each way of reading begins anew; what the other had not given out yet is shown as it is.
    if (on) {
        m_lines.emplace(m_reads);
        if (m_decoder)
            m_decoder.emplace(m_reads);
    } else {
        endLines();
        m_lines.reset();
    }
}

void TcpBench::endLines()
{
    for (const QString &line : m_lines->finish())
        m_transcript.add(Transcript::Kind::Received, line);
}

void TcpBench::onReceived(const QByteArray &bytes)
{
    if (!bytes.isEmpty()) {
        show(bytes);
        if (!m_automatic) // the one receive is over
            Q_EMIT changed();
        return;
    }
    m_peerEnded = true;
    m_client->end().setReading(false); // it would be told again and again
    if (m_lines)
        endLines();
    m_transcript.add(Transcript::Kind::Note,
                     tr("recv → b'': the other side has closed; nothing more will come"));
    Q_EMIT changed();
}

void TcpBench::show(const QByteArray &bytes)
{
    if (m_lines) {
        for (const QString &line : m_lines->feed(bytes))
            m_transcript.add(Transcript::Kind::Received, line);
        return;
    }
    const QString call =
        u"recv(%1) → %2"_s.arg(QString::number(m_client->end().receiveSize()), QString::number(bytes.size()));
    const QString text = m_decoder->feed(bytes);
    m_transcript.add(Transcript::Kind::Received, u"%1  %2"_s.arg(call, text));
    if (m_decoder->problem()) {
        m_transcript.add(Transcript::Kind::Problem,
                         u"UnicodeDecodeError: "_s + m_decoder->problem()->toText());
    }
    if (const QByteArray &pending = m_decoder->pending(); !pending.isEmpty()) {
        m_transcript.add(
            Transcript::Kind::Note,
            tr("its end, %1, only begins a character").arg(QString::fromLatin1(pending.toHex(' '))));
    }
}

void TcpBench::onBroken(const Failure &failure)
{
    m_transcript.add(Transcript::Kind::Problem, failure.toText());
    leave({});
    Q_EMIT complained({Field::None, failure.toText()});
}

void TcpBench::send(const Payload &payload)
{
    if (!isConnected()) {
        Q_EMIT complained({Field::Payload, tr("Connect first: there is nobody to send to.")});
        return;
    }
    if (m_halfClosed) {
        Q_EMIT complained({Field::Payload, tr("You have closed this direction: after shutdown(SHUT_WR) only "
                                              "receiving goes on.")});
        return;
    }
    makeBytes(payload, m_sends, m_client.get(), [this, payload](const Result<QByteArray, Complaint> &bytes) {
        if (!bytes)
            Q_EMIT complained(bytes.error());
        else if (isConnected() && !m_halfClosed)
            sendBytes(payload, *bytes);
    });
}

void TcpBench::sendBytes(const Payload &payload, const QByteArray &bytes)
{
    if (m_client->end().unsent() + bytes.size() > mostUnsent) {
        Q_EMIT complained(
            {Field::Payload, tr("The other side does not read: %1 bytes wait already. Send this later.")
                                 .arg(m_client->end().unsent())});
        return;
    }
    m_transcript.add(Transcript::Kind::Sent,
                     u"send(%1)  %2"_s.arg(QString::number(bytes.size()), payloadText(payload, bytes)));
    m_client->end().send(bytes); // may break, and then everything is over
    Q_EMIT sent();
    Q_EMIT changed();
}

void TcpBench::halfClose()
{
    if (!isConnected() || m_halfClosed)
        return;
    m_halfClosed = true;
    m_client->end().finishSending();
    m_transcript.add(Transcript::Kind::Note, tr("shutdown(SHUT_WR): FIN is sent, receiving goes on"));
    Q_EMIT changed();
}

void TcpBench::leave(const QString &note)
{
    m_patience.stop();
    ++m_attempt;
    if (m_client) {
        m_client->disconnect(this);
        if (m_client->isConnected())
            m_client->end().disconnect(this);
        m_client->close();
        m_client.release()->deleteLater(); // one of its signals may have brought us here
    }
    m_receive = nullptr;
    if (!note.isEmpty())
        m_transcript.add(Transcript::Kind::Note, note);
    setState(State::Closed);
}

void TcpBench::close()
{
    if (isConnected())
        leave(tr("closed"));
    else if (isBusy())
        leave(tr("given up"));
}

void TcpBench::reset()
{
    if (!isConnected())
        return;
    m_client->end().setReading(false);
    m_client->end().socket().reset();
    leave(tr("closed with SO_LINGER {1, 0}: RST instead of FIN"));
}

} // namespace miniqq::lab
