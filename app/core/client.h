// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/connector.h"
#include "app/core/timing.h"
#include "app/store/profile.h"
#include "app/store/storefailure.h"
#include "app/types/connectioninfo.h"
#include "app/types/signinfailure.h"
#include "common/base/clock.h"
#include "common/base/idgenerator.h"
#include "common/protocol/messages.h"
#include "common/tap/trafficsink.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace miniqq::client {

class ClientSession;
class ConversationService;
class HistoryStore;
struct StoredState;
class Outbox;
class PeopleService;
class TypingService;

/// The whole inside of a messenger: one profile, at most one account signed in. Windows and models talk to
/// this and to the services it hands out. Belongs to the GUI thread; nothing in it blocks.
///
///     start -> openLast()                 shows what is on disk, signs in by itself if remembered
///     sign-in window -> signIn(...)       stateChanged..., then signedIn or signInFailed
class Client final : public QObject
{
    Q_OBJECT

public:
    /// `profile`, `sink` and `clock` must outlive the client. `connector`: null for real sockets.
    Client(Profile &profile, tap::TrafficSink &sink, const Clock &clock,
           std::unique_ptr<Connector> connector = nullptr, const Timing &timing = {},
           QObject *parent = nullptr);
    ~Client() override;

    /// Opens the account of the last time for reading and signs in if the sign-in is remembered. False: there
    /// is nothing remembered; show the sign-in window.
    bool openLast();
    /// Signs in with a password. The password is wiped once it was sent. Ends a sign-in under way.
    void signIn(const ServerAddress &server, const QString &account, QString password);
    /// Makes an account and signs in. `displayName` may be empty.
    void registerAccount(const ServerAddress &server, const QString &account, const QString &displayName,
                         QString password);
    /// Leaves, forgets the remembered sign-in, closes the account's store.
    void signOut();
    /// Gives up a sign-in under way, or goes offline; what is open stays open.
    void disconnectFromServer();
    /// Tries now instead of waiting: after a break, a network that came back, a wake-up.
    void reconnectNow();
    /// While somebody looks at the connection, connectionInfoChanged comes once a second; otherwise only when
    /// the state changes, so that an idle messenger does nothing.
    void setConnectionWatched(bool watched);
    /// The answers to `certificateChanged`: the new key replaces what is known, or the connection is
    /// not made.
    void trustChangedCertificate();
    void rejectChangedCertificate();

    ConnectionState state() const;
    bool isOnline() const { return state() == ConnectionState::Online; }
    ConnectionInfo connectionInfo() const;
    /// Why the state is Refused, or what the last sign-in failed with.
    SignInFailure lastFailure() const;
    /// What the server announced; default values before that.
    protocol::Limits serverLimits() const;

    /// The account whose conversations are open, signed in or not; empty: none.
    QByteArray account() const { return m_account; }
    QString displayName() const;
    ServerAddress server() const;

    ConversationService &conversations() { return *m_conversations; }
    Outbox &outbox() { return *m_outbox; }
    PeopleService &people() { return *m_people; }
    TypingService &typing() { return *m_typing; }
    Profile &profile() { return m_profile; }
    const Clock &clock() const { return m_clock; }

Q_SIGNALS:
    void stateChanged(miniqq::client::ConnectionState state);
    /// With every change of state; see setConnectionWatched().
    void connectionInfoChanged(const miniqq::client::ConnectionInfo &info);
    void signedIn(const QByteArray &account);
    void signedOut();
    /// A sign-in the user asked for failed, or an open session was ended for good.
    void signInFailed(const miniqq::client::SignInFailure &failure);
    /// The conversations of another account (or none: empty) are open now; models read everything anew.
    void accountOpened(const QByteArray &account);
    /// First use of this server: its key is trusted from now on.
    void serverPinned(const miniqq::client::ServerAddress &server, const QString &fingerprint);
    /// Another key than the known one; or, where only a certificate is remembered, another certificate.
    /// `shown` is the key's fingerprint. Blocked until trustChangedCertificate() or
    /// rejectChangedCertificate().
    void certificateChanged(const miniqq::client::ServerAddress &server,
                            const miniqq::client::ServerPin &known, const QString &shown);
    /// The operator's words to everybody: foreign text.
    void serverNoticeArrived(const QString &text);
    /// Something could not be written down here.
    void storeFailed(const miniqq::client::StoreFailure &failure);

private:
    using OpenHandler = std::function<void()>;

    void openAccount(const ServerAddress &server, const QByteArray &account, OpenHandler then);
    void accountLoaded(const Result<StoredState, StoreFailure> &loaded, const OpenHandler &then);
    void closeAccount();
    void authenticated(const protocol::AuthOk &auth);
    void startSync();
    void sessionDown();
    void sessionStateChanged(ConnectionState state);
    void dispatch(const protocol::ServerMessage &message);
    void refuseLater(SignInFailure::Kind kind, const QString &detail);

    Profile &m_profile;
    const Clock &m_clock;
    const Timing m_timing;
    std::unique_ptr<Connector> m_connector;
    UuidV7Generator m_ids;
    std::unique_ptr<HistoryStore> m_store;
    std::unique_ptr<QObject> m_storeContext; ///< Dies with the open account, and answers under way with it.
    ClientSession *m_session;
    ConversationService *m_conversations;
    Outbox *m_outbox;
    PeopleService *m_people;
    TypingService *m_typing;
    QTimer m_infoTimer;
    QByteArray m_account;
    QByteArray m_display; ///< As the server said at sign-in.
    ServerAddress m_accountServer;
    bool m_storeReady = false;
    bool m_syncWanted = false; ///< Signed in before the store was read.
    bool m_watched = false;
    int m_syncsPending = 0;
};

} // namespace miniqq::client
