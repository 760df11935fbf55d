// SPDX-License-Identifier: MIT
#include "app/core/netconnector.h"

namespace miniqq::client {

SignInFailure failureOf(const net::DialError &error)
{
    using Kind = SignInFailure::Kind;
    SignInFailure failure;
    const QString where = error.endpoint.toText();
    const bool said = error.endpoint.isNull() || error.text.contains(where);
    failure.detail = said ? error.text : QString(where + u": " + error.text);
    switch (error.kind) {
    case net::DialError::Kind::NameUnknown:
        failure.kind = Kind::UnknownHost;
        break;
    case net::DialError::Kind::Refused:
        failure.kind = Kind::ConnectionRefused;
        break;
    case net::DialError::Kind::TimedOut:
        failure.kind = Kind::TimedOut;
        break;
    case net::DialError::Kind::Unreachable:
        failure.kind = Kind::Unreachable;
        break;
    case net::DialError::Kind::TlsFailed:
        failure.kind = Kind::TlsFailed;
        break;
    case net::DialError::Kind::Other:
        failure.kind = error.stage == net::DialStage::Tls ? Kind::TlsFailed : Kind::Unreachable;
        break;
    }
    return failure;
}

void NetConnector::connectTo(const ServerAddress &server, Handlers handlers)
{
    m_dialer.cancel();
    std::optional<net::TlsContext> tls;
    if (server.tls) {
        auto context = net::TlsContext::client();
        if (!context) {
            // Fail closed: without TLS there is no connection, never an unprotected one.
            QMetaObject::invokeMethod(
                &m_dialer,
                [handlers, text = context.error().text] {
                    handlers.failed({SignInFailure::Kind::TlsFailed, text});
                },
                Qt::QueuedConnection);
            return;
        }
        tls = *context;
    }

    net::Dialer::Handlers dial;
    dial.connected = [connected = handlers.connected](std::unique_ptr<net::Transport> transport) {
        const net::SecurityInfo security = transport->security();
        connected(std::move(transport), security);
    };
    dial.failed = [failed = handlers.failed](const net::DialError &error) { failed(failureOf(error)); };
    dial.progress = [progress = handlers.progress](const net::DialStep &step) {
        switch (step.stage) {
        case net::DialStage::Resolve:
            progress(ConnectionState::Resolving);
            break;
        case net::DialStage::Connect:
            progress(ConnectionState::Connecting);
            break;
        case net::DialStage::Tls:
            progress(ConnectionState::Securing);
            break;
        }
    };
    m_dialer.dial(server.host, server.port, tls, std::move(dial));
}

} // namespace miniqq::client
