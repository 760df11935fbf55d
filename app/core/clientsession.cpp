// SPDX-License-Identifier: MIT
#include "app/core/clientsession.h"

#include "common/base/logging.h"

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = SignInFailure::Kind;

} // namespace

ClientSession::ClientSession(Profile &profile, Connector &connector, tap::TrafficSink &sink,
                             const Clock &clock, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_connector(connector)
    , m_sink(sink)
    , m_clock(clock)
    , m_timing(timing)
    , m_policy(timing)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ClientSession::dial);
    m_signInDeadline.setSingleShot(true);
    connect(&m_signInDeadline, &QTimer::timeout, this, [this] {
        over(m_state == ConnectionState::Greeting
                 ? SignInFailure{Kind::NotOurService, u"It did not answer the greeting."_s}
                 : SignInFailure{Kind::TimedOut, u"The sign-in was not answered in time."_s});
    });
}

ClientSession::~ClientSession()
{
    m_connector.cancel();
    wipePassword();
    if (m_link) {
        m_link->disconnect(this);
        m_link->leave(
            protocol::Leave()); // handed to the system if it takes it at once; there is no time to wait
    }
}

void ClientSession::signIn(const ServerAddress &server, const QByteArray &account, QString password)
{
    stop();
    m_password = std::move(password);
    begin(Method::SignIn, server, account);
}

void ClientSession::registerAccount(const ServerAddress &server, const QByteArray &account,
                                    const QString &displayName, QString password)
{
    stop();
    m_password = std::move(password);
    m_display = displayName;
    begin(Method::Register, server, account);
}

void ClientSession::resume(const RememberedSignIn &signIn)
{
    stop();
    m_token = signIn.token;
    begin(Method::Resume, signIn.server, signIn.account);
}

void ClientSession::begin(Method method, const ServerAddress &server, const QByteArray &account)
{
    m_method = method;
    m_server = server;
    m_account = account;
    m_failure = {};
    m_policy.succeeded();
    dial();
}

void ClientSession::stop()
{
    m_retry.stop();
    m_connector.cancel();
    if (m_link)
        m_link->leave(protocol::Leave());
    dropLink();
    wipePassword();
    m_method = Method::None;
    m_token.clear();
    setState(ConnectionState::Offline);
}

void ClientSession::signOut()
{
    if (m_link && isSignedIn(m_state)) {
        m_link->leave(protocol::AuthSignOut());
        dropLink();
    }
    stop();
}

void ClientSession::reconnectNow()
{
    const bool waiting = m_state == ConnectionState::WaitingToReconnect;
    const bool refused = m_state == ConnectionState::Refused || m_state == ConnectionState::Offline;
    if (waiting || (refused && m_method == Method::Resume && !m_token.isEmpty()))
        dial();
}

void ClientSession::dial()
{
    m_retry.stop();
    m_nextTryNs = 0;
    m_welcome.reset();
    setState(ConnectionState::Resolving);
    Connector::Handlers handlers;
    handlers.progress = [this](ConnectionState state) { setState(state); };
    handlers.failed = [this](const SignInFailure &failure) { over(failure); };
    handlers.connected = [this](std::unique_ptr<net::Transport> transport,
                                const net::SecurityInfo &security) {
        connected(std::move(transport), security);
    };
    m_connector.connectTo(m_server, std::move(handlers));
}

void ClientSession::connected(std::unique_ptr<net::Transport> transport, const net::SecurityInfo &security)
{
    if (!certificateTrusted(security)) {
        transport->close(net::Transport::CloseMode::Graceful);
        return;
    }
    m_sinceMs = m_clock.wallMs();
    m_sinceNs = m_clock.monotonicNs();
    m_link = new Link(ConnectionId(++m_connections), std::move(transport), security, m_sink, m_clock,
                      m_timing, this);
    connect(m_link, &Link::arrived, this, &ClientSession::linkArrived);
    connect(m_link, &Link::closed, this, &ClientSession::linkClosed);
    connect(m_link, &Link::readCompleted, this, &ClientSession::readCompleted);
    m_signInDeadline.start(m_timing.signIn);
    greet();
}

/// Trust on first use, of the key and not of the certificate around it (RFC 7469). Nothing has been sent yet,
/// and nothing is if this says no.
bool ClientSession::certificateTrusted(const net::SecurityInfo &security)
{
    if (!m_server.tls)
        return true;
    if (security.peerFingerprint.isEmpty()) {
        over({Kind::TlsFailed, u"The server showed no certificate."_s});
        return false;
    }
    const ServerPin known = m_profile.pin(m_server);
    if (known.of == ServerPin::Of::Unreadable) {
        over({Kind::StoreFailed,
              u"The list of known servers (known_servers) in the profile cannot be read."_s});
        return false;
    }
    if (known.of == ServerPin::Of::Key && known.fingerprint == security.peerFingerprint)
        return true;
    if (known.of == ServerPin::Of::Certificate && known.fingerprint == security.peerCertificateFingerprint) {
        // It is the server of before; from now on it is known by its key, and may renew its certificate.
        if (!m_profile.setPin(m_server, security.peerFingerprint))
            qCWarning(lcStore) << "the server's key could not be written down; its certificate stays known";
        return true;
    }
    if (!known.fingerprint.isEmpty()) {
        m_shownFingerprint = security.peerFingerprint;
        m_failure = {Kind::CertificateChanged, QString(known.fingerprint + u" -> " + m_shownFingerprint)};
        setState(ConnectionState::CertificateChanged);
        Q_EMIT certificateChanged(m_server, known, m_shownFingerprint);
        return false;
    }
    if (!m_profile.setPin(m_server, security.peerFingerprint)) {
        over({Kind::StoreFailed, u"The server's key could not be written down."_s});
        return false;
    }
    Q_EMIT serverPinned(m_server, security.peerFingerprint);
    return true;
}

void ClientSession::trustChangedCertificate()
{
    if (m_state != ConnectionState::CertificateChanged)
        return;
    if (m_profile.setPin(m_server, m_shownFingerprint))
        dial(); // it has to show the same one again
    else
        over({Kind::StoreFailed, u"The server's key could not be written down."_s});
}

void ClientSession::rejectChangedCertificate()
{
    if (m_state == ConnectionState::CertificateChanged)
        over(m_failure);
}

void ClientSession::greet()
{
    setState(ConnectionState::Greeting);
    protocol::Hello hello;
    hello.client = "MiniQQ/" MINIQQ_VERSION;
    m_link->request(hello, [this](const protocol::ServerMessage &answer) { greeted(answer); });
}

void ClientSession::greeted(const protocol::ServerMessage &answer)
{
    if (const auto *welcome = std::get_if<protocol::Welcome>(&answer)) {
        m_welcome = *welcome;
        if (welcome->protocol < protocol::versionMin || welcome->protocol > protocol::versionMax)
            over({Kind::VersionMismatch, u"The server speaks version %1."_s.arg(welcome->protocol)});
        else
            authenticate();
        return;
    }
    if (const auto *error = std::get_if<protocol::ErrorReply>(&answer))
        over(failureOf(*error));
    else
        over({Kind::NotOurService, u"The greeting was answered with something else."_s});
}

void ClientSession::authenticate()
{
    setState(ConnectionState::SigningIn);
    const auto answer = [this](const protocol::ServerMessage &message) { authAnswered(message); };
    switch (m_method) {
    case Method::Register: {
        protocol::AuthRegister request{m_account, std::nullopt, m_password.toUtf8()};
        if (!m_display.isEmpty())
            request.display = m_display.toUtf8();
        m_link->request(request, answer);
        request.password.fill('\0');
        break;
    }
    case Method::SignIn: {
        protocol::AuthSignIn request{m_account, m_password.toUtf8()};
        m_link->request(request, answer);
        request.password.fill('\0');
        break;
    }
    case Method::Resume:
        m_link->request(protocol::AuthResume{m_account, m_token}, answer);
        break;
    case Method::None:
        break;
    }
    wipePassword();
}

void ClientSession::authAnswered(const protocol::ServerMessage &answer)
{
    if (const auto *error = std::get_if<protocol::ErrorReply>(&answer)) {
        const SignInFailure failure = failureOf(*error);
        if (failure.kind == Kind::TokenExpired) {
            m_profile.forgetSignIn();
            m_token.clear();
        }
        over(failure, failure.retryAfterMs);
        return;
    }
    const auto *auth = std::get_if<protocol::AuthOk>(&answer);
    if (!auth || auth->account != m_account) {
        over({Kind::ServerMisbehaved, u"The sign-in was answered with something else."_s});
        return;
    }
    m_signInDeadline.stop();
    m_method = Method::Resume;
    m_token = auth->token;
    if (!m_profile.remember({m_server, m_account, m_token}))
        qCWarning(lcStore) << "the sign-in could not be remembered";
    m_profile.setLastSignIn(m_server, m_account);
    m_link->acceptLargeFrames();
    setState(ConnectionState::Syncing);
    Q_EMIT authenticated(*auth);
}

void ClientSession::syncFinished()
{
    if (m_state != ConnectionState::Syncing)
        return;
    m_policy.succeeded();
    m_failure = {};
    setState(ConnectionState::Online);
}

void ClientSession::linkArrived(const protocol::ServerMessage &message)
{
    if (isSignedIn(m_state))
        Q_EMIT arrived(message);
    else if (m_state == ConnectionState::Greeting)
        over({Kind::NotOurService, u"It spoke before it was greeted."_s});
    else
        over({Kind::ServerMisbehaved, u"It sent what only those signed in may get."_s});
}

void ClientSession::wipePassword()
{
    m_password.fill(u'\0');
    m_password.clear();
}

} // namespace miniqq::client
