// SPDX-License-Identifier: MIT
// How a ClientSession ends: what is made of errors and breaks, and what follows.
#include "app/core/clientsession.h"

#include "common/base/logging.h"

#include <QRandomGenerator>

#include <algorithm>

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = SignInFailure::Kind;
using protocol::ErrorCode;

} // namespace

SignInFailure ClientSession::failureOf(const protocol::ErrorReply &error) const
{
    SignInFailure failure{Kind::ServerMisbehaved, QString::fromUtf8(error.message),
                          error.retryAfterMs.value_or(0)};
    switch (error.code) {
    case ErrorCode::UnsupportedVersion:
        failure.kind = Kind::VersionMismatch;
        break;
    case ErrorCode::BadCredentials:
        failure.kind = m_method == Method::Resume ? Kind::TokenExpired : Kind::BadPassword;
        break;
    case ErrorCode::AccountTaken:
        failure.kind = Kind::AccountTaken;
        break;
    case ErrorCode::RegistrationClosed:
        failure.kind = Kind::RegistrationClosed;
        break;
    case ErrorCode::BadField:
        failure.kind = error.field == "account" ? Kind::BadAccountName : Kind::BadPassword;
        break;
    case ErrorCode::RateLimited:
        failure.kind = Kind::RateLimited;
        break;
    case ErrorCode::ServerBusy:
    case ErrorCode::StorageFailed:
        failure.kind = Kind::ServerBusy;
        break;
    case ErrorCode::TimedOut:
    case ErrorCode::SlowConsumer:
    case ErrorCode::ShuttingDown:
    case ErrorCode::SignedOut:
        failure.kind = Kind::ConnectionLost;
        break;
    case ErrorCode::Kicked:
    case ErrorCode::Banned:
        failure.kind = Kind::Kicked;
        break;
    case ErrorCode::TooManySessions:
        failure.kind = Kind::Replaced;
        break;
    default:
        break;
    }
    return failure;
}

SignInFailure ClientSession::failureOf(const Link::End &end) const
{
    if (end.bye) {
        protocol::ErrorReply asError{end.bye->reason, end.bye->message, std::nullopt, end.bye->afterMs};
        SignInFailure failure = failureOf(asError);
        if (failure.kind == Kind::ConnectionLost && !end.bye->reconnect)
            failure.kind = Kind::Kicked; // whatever the word was, it asked us to stay away
        return failure;
    }
    if (end.error)
        return failureOf(*end.error);
    if (m_state == ConnectionState::Greeting)
        return {Kind::NotOurService, end.detail};
    if (end.reason == net::CloseReason::ProtocolError)
        return {Kind::ServerMisbehaved, end.detail};
    return {Kind::ConnectionLost, end.detail};
}

void ClientSession::linkClosed(const Link::End &end)
{
    const qint64 notBefore = end.bye ? end.bye->afterMs.value_or(0) : 0;
    over(failureOf(end), notBefore);
}

void ClientSession::violated(const QString &what)
{
    if (!m_link)
        return;
    qCWarning(lcNet).noquote() << "the server broke the protocol:" << what;
    over({Kind::ServerMisbehaved, what});
}

void ClientSession::over(const SignInFailure &failure, qint64 notBeforeMs)
{
    m_connector.cancel();
    m_failure = failure;
    if (m_link) {
        const auto reason = failure.kind == Kind::ServerMisbehaved ? net::CloseReason::ProtocolError
                                                                   : net::CloseReason::LocalClosed;
        m_link->abort(reason, failure.detail);
    }
    dropLink();

    // By token means: signed in before, or remembered. Only then is there somebody who expects to be online.
    if (m_method == Method::Resume && !m_token.isEmpty() && ReconnectPolicy::mayRetry(failure.kind)) {
        const qint64 delay = m_policy.nextDelayMs(QRandomGenerator::global()->generateDouble(), notBeforeMs);
        m_nextTryNs = m_clock.monotonicNs() + delay * 1'000'000;
        m_retry.start(std::chrono::milliseconds(delay));
        setState(ConnectionState::WaitingToReconnect);
        return;
    }
    wipePassword();
    setState(m_method == Method::Resume ? ConnectionState::Refused : ConnectionState::Offline);
    Q_EMIT failed(failure);
}

void ClientSession::dropLink()
{
    m_signInDeadline.stop();
    if (!m_link)
        return;
    Link *link = m_link;
    m_link = nullptr;
    m_sinceMs = 0;
    link->disconnect(this);
    // It may have last words to say; it goes when it is done.
    connect(link, &Link::closed, link, &QObject::deleteLater);
    if (link->channel().isClosing() && link->isOver())
        link->deleteLater();
    if (isSignedIn(m_state))
        Q_EMIT down();
}

void ClientSession::setState(ConnectionState state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

bool ClientSession::request(const protocol::ClientMessage &message, Answer answer)
{
    return m_link && isSignedIn(m_state) && m_link->request(message, std::move(answer));
}

bool ClientSession::send(const protocol::ClientMessage &message)
{
    return m_link && isSignedIn(m_state) && m_link->send(message);
}

void ClientSession::pauseReading()
{
    if (m_link)
        m_link->pauseReading();
}

void ClientSession::resumeReading()
{
    if (m_link)
        m_link->resumeReading();
}

ConnectionInfo ClientSession::info() const
{
    ConnectionInfo info;
    info.state = m_state;
    info.server = m_server;
    if (m_nextTryNs != 0)
        info.nextTryInMs = std::max<qint64>(0, (m_nextTryNs - m_clock.monotonicNs()) / 1'000'000);
    if (!m_link)
        return info;
    const net::PeerChannel &channel = m_link->channel();
    info.local = channel.transport().local();
    info.peer = channel.transport().peer();
    info.tlsVersion = m_link->security().tlsVersion;
    info.cipher = m_link->security().cipher;
    info.fingerprint = m_link->security().peerFingerprint;
    info.sinceMs = m_sinceMs;
    info.forMs = (m_clock.monotonicNs() - m_sinceNs) / 1'000'000;
    info.pingRttUs = m_link->pingRttUs();
    if (const auto tcp = channel.transport().tcpInfo()) {
        info.kernelRttUs = tcp->rttUs;
        info.kernelRetransmits = tcp->totalRetransmits;
        info.kernelWindow = tcp->congestionWindow;
        info.kernelUnacked = tcp->unacked;
        info.kernelState = QString::fromLatin1(net::tcpStateName(tcp->state));
    }
    info.bytesIn = channel.counters().bytesIn;
    info.bytesOut = channel.counters().bytesOut;
    info.framesIn = channel.counters().framesIn;
    info.framesOut = channel.counters().framesOut;
    if (m_welcome) {
        info.serverName = QString::fromUtf8(m_welcome->name);
        info.serverProgram = QString::fromUtf8(m_welcome->server);
    }
    return info;
}

} // namespace miniqq::client
