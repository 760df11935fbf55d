// SPDX-License-Identifier: MIT
#include "app/lab/core/services/conversation.h"

#include <chrono>
#include <utility>

namespace miniqq::lab {

using namespace std::chrono_literals;

Conversation::Conversation(std::unique_ptr<NativeSocket> socket, const SocketName &peer,
                           const ServiceSettings &settings)
    : m_peer(peer)
    , m_settings(settings)
    , m_end(new StreamEnd(std::move(socket), receiveSize, this))
    , m_idle(new QTimer(this))
    , m_pause(new QTimer(this))
    , m_farewell(new QTimer(this))
{
    m_idle->setSingleShot(true);
    m_pause->setSingleShot(true);
    m_pause->setTimerType(Qt::PreciseTimer); // a second is a second, not 0.95
    m_farewell->setSingleShot(true);
    connect(m_farewell, &QTimer::timeout, this, [this] { closeNow(m_reason); });
    connect(m_end, &StreamEnd::received, this, &Conversation::onReceived);
    connect(m_end, &StreamEnd::drained, this, [this] {
        if (m_finishing)
            closeGently();
        else
            resume();
    });
    connect(m_end, &StreamEnd::broken, this, [this](const Failure &failure) { fail(failure); });
    connect(m_pause, &QTimer::timeout, this, [this] {
        const auto then = std::exchange(m_then, nullptr);
        then();
        resume();
    });
    connect(m_idle, &QTimer::timeout, this, [this] {
        closeNow(tr("it said nothing for %1 s").arg(double(m_settings.idleTimeoutMs) / 1000.0));
    });
}

void Conversation::start()
{
    begin();
    resume();
}

/// Receives when nothing else is to be done first.
void Conversation::resume()
{
    if (m_over)
        return;
    if (m_farewell->isActive())
        return;
    const bool waiting = m_end->unsent() > 0 || m_then || m_asking || m_finishing;
    m_end->setReading(!waiting);
    if (waiting || m_settings.idleTimeoutMs == 0)
        m_idle->stop();
    else
        m_idle->start(m_settings.idleTimeoutMs);
}

void Conversation::onReceived(const QByteArray &bytes)
{
    m_clientEnded = bytes.isEmpty();
    if (m_farewell->isActive()) {
        if (m_clientEnded)
            closeNow(m_reason);
        return; // too late to be answered
    }
    receive(bytes);
    resume();
}

void Conversation::send(const QByteArray &bytes)
{
    m_end->send(bytes);
}

void Conversation::pause(const std::function<void()> &then)
{
    m_then = then;
    m_pause->start(m_settings.pauseMs);
}

void Conversation::askOperator()
{
    m_asking = true;
    Q_EMIT replyWanted();
}

void Conversation::reply(const QString &text)
{
    if (m_over)
        return;
    m_asking = false;
    operatorSaid(text);
    resume();
}

void Conversation::refuseReply()
{
    if (m_settings.asPrinted)
        die(QStringLiteral("EOFError: EOF when reading a line"));
    else
        finish(tr("nobody is left to type replies"));
}

void Conversation::fail(const Failure &failure)
{
    if (m_settings.asPrinted)
        die(failure.toText());
    else
        closeNow(failure.toText());
}

void Conversation::finish(const QString &reason)
{
    if (m_over)
        return;
    m_finishing = true;
    m_reason = reason;
    if (m_end->unsent() == 0)
        closeGently();
}

void Conversation::closeGently()
{
    if (m_settings.asPrinted || m_clientEnded) {
        closeNow(m_reason);
        return;
    }
    m_end->finishSending();
    m_end->setReading(true);
    m_farewell->start(1s);
}

void Conversation::stop(const QString &reason)
{
    closeNow(reason);
}

void Conversation::die(const QString &text)
{
    if (m_over)
        return;
    Q_EMIT died(text);
    closeNow(text);
}

void Conversation::closeNow(const QString &reason)
{
    if (std::exchange(m_over, true))
        return;
    m_idle->stop();
    m_pause->stop();
    m_farewell->stop();
    m_end->close();
    Q_EMIT finished(reason);
}

void Conversation::print(const QString &line)
{
    Q_EMIT printed(line.toUtf8() + '\n');
}

void Conversation::printPrompt(const QString &text)
{
    Q_EMIT printed(text.toUtf8());
}

} // namespace miniqq::lab
