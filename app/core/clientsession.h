// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/connector.h"
#include "app/core/link.h"
#include "app/core/reconnectpolicy.h"
#include "app/core/requests.h"
#include "app/store/profile.h"
#include "app/types/connectioninfo.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace miniqq::client {

/// The wish to be signed in, and what is done for it: dial, judge the server's key before anything is sent,
/// greet, sign in, and after a break the same again by token, until the user or the server says no.
///
///     Offline -> Resolving -> Connecting -> Securing -> Greeting -> SigningIn -> Syncing -> Online
///        a break ends in WaitingToReconnect if the account was signed in or remembered, else in Offline with
///        `failed`
class ClientSession final : public QObject, public Requests
{
    Q_OBJECT

public:
    /// All references must outlive the session.
    ClientSession(Profile &profile, Connector &connector, tap::TrafficSink &sink, const Clock &clock,
                  const Timing &timing, QObject *parent);
    ~ClientSession() override;

    /// All three end what was going on before. The password is wiped once it was sent or is of no more use.
    void signIn(const ServerAddress &server, const QByteArray &account, QString password);
    void registerAccount(const ServerAddress &server, const QByteArray &account, const QString &displayName,
                         QString password);
    void resume(const RememberedSignIn &signIn);
    /// Leaves without telling anybody why; `state()` becomes Offline.
    void stop();
    /// The same, and the server forgets this session's token.
    void signOut();
    void reconnectNow();
    void trustChangedCertificate();
    void rejectChangedCertificate();

    /// The services are up to date: Syncing becomes Online.
    void syncFinished();
    /// Frames wait in the connection until resumeReading().
    void pauseReading();
    void resumeReading();
    /// The server broke the protocol: ends the connection for good.
    void violated(const QString &what);

    bool request(const protocol::ClientMessage &message, Answer answer) override;
    bool send(const protocol::ClientMessage &message) override;

    ConnectionState state() const { return m_state; }
    ConnectionInfo info() const;
    SignInFailure lastFailure() const { return m_failure; }
    const std::optional<protocol::Welcome> &welcome() const { return m_welcome; }
    const ServerAddress &server() const { return m_server; }

Q_SIGNALS:
    void stateChanged(miniqq::client::ConnectionState state);
    void authenticated(const miniqq::protocol::AuthOk &auth);
    /// The signed-in connection is gone.
    void down();
    /// Signed in and a message came that answers no request.
    void arrived(const miniqq::protocol::ServerMessage &message);
    void readCompleted();
    /// A sign-in that was asked for failed, or the session was ended for good.
    void failed(const miniqq::client::SignInFailure &failure);
    void serverPinned(const miniqq::client::ServerAddress &server, const QString &fingerprint);
    void certificateChanged(const miniqq::client::ServerAddress &server,
                            const miniqq::client::ServerPin &known, const QString &shown);

private:
    enum class Method { None, SignIn, Register, Resume };

    void begin(Method method, const ServerAddress &server, const QByteArray &account);
    void dial();
    void connected(std::unique_ptr<net::Transport> transport, const net::SecurityInfo &security);
    bool certificateTrusted(const net::SecurityInfo &security);
    void greet();
    void greeted(const protocol::ServerMessage &answer);
    void authenticate();
    void authAnswered(const protocol::ServerMessage &answer);
    void linkArrived(const protocol::ServerMessage &message);
    void linkClosed(const Link::End &end);
    SignInFailure failureOf(const Link::End &end) const;
    SignInFailure failureOf(const protocol::ErrorReply &error) const;
    /// Ends the attempt or session; waits for the next try if that makes sense.
    void over(const SignInFailure &failure, qint64 notBeforeMs = 0);
    void dropLink();
    void setState(ConnectionState state);
    void wipePassword();

    Profile &m_profile;
    Connector &m_connector;
    tap::TrafficSink &m_sink;
    const Clock &m_clock;
    const Timing m_timing;
    ReconnectPolicy m_policy;
    Link *m_link = nullptr;
    QTimer m_retry;
    QTimer m_signInDeadline;
    ServerAddress m_server;
    QByteArray m_account;
    QByteArray m_token;
    QString m_display;
    QString m_password;
    QString m_shownFingerprint; ///< CertificateChanged: of the key that the server showed.
    std::optional<protocol::Welcome> m_welcome;
    SignInFailure m_failure;
    qint64 m_sinceMs = 0;   ///< Wall clock.
    qint64 m_sinceNs = 0;   ///< Clock::monotonicNs(), as the next.
    qint64 m_nextTryNs = 0; ///< 0: no try is set.
    qint64 m_connections = 0;
    Method m_method = Method::None;
    ConnectionState m_state = ConnectionState::Offline;
};

} // namespace miniqq::client
