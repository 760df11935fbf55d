// SPDX-License-Identifier: MIT
#include "app/core/client.h"

#include "app/core/clientsession.h"
#include "app/core/conversationservice.h"
#include "app/core/netconnector.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "app/core/typingservice.h"
#include "app/store/historystore.h"
#include "common/protocol/names.h"
#include "common/protocol/textrules.h"

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

Client::Client(Profile &profile, tap::TrafficSink &sink, const Clock &clock,
               std::unique_ptr<Connector> connector, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_profile(profile)
    , m_clock(clock)
    , m_timing(timing)
    , m_connector(connector ? std::move(connector) : std::make_unique<NetConnector>())
    , m_ids(clock)
    , m_session(new ClientSession(profile, *m_connector, sink, clock, timing, this))
    , m_conversations(new ConversationService(*m_session, clock, timing, this))
    , m_outbox(new Outbox(*m_session, clock, m_ids, timing, this))
    , m_people(new PeopleService(*m_session, this))
    , m_typing(new TypingService(*m_session, clock, timing, this))
{
    connect(m_session, &ClientSession::stateChanged, this, &Client::sessionStateChanged);
    connect(m_session, &ClientSession::authenticated, this, &Client::authenticated);
    connect(m_session, &ClientSession::down, this, &Client::sessionDown);
    connect(m_session, &ClientSession::arrived, this, &Client::dispatch);
    connect(m_session, &ClientSession::readCompleted, m_conversations, &ConversationService::readFinished);
    connect(m_session, &ClientSession::failed, this, &Client::signInFailed);
    connect(m_session, &ClientSession::serverPinned, this, &Client::serverPinned);
    connect(m_session, &ClientSession::certificateChanged, this, &Client::certificateChanged);

    connect(m_outbox, &Outbox::acknowledged, m_conversations, &ConversationService::takeOwn);
    connect(m_conversations, &ConversationService::storeFailed, this, &Client::storeFailed);
    connect(m_conversations, &ConversationService::violated, m_session, &ClientSession::violated);
    connect(m_people, &PeopleService::violated, m_session, &ClientSession::violated);
    connect(m_conversations, &ConversationService::messagesStored, this,
            [this](const QByteArray &, const MessageList &messages) { m_outbox->removeStored(messages); });

    m_infoTimer.setInterval(timing.infoInterval);
    connect(&m_infoTimer, &QTimer::timeout, this, [this] { Q_EMIT connectionInfoChanged(connectionInfo()); });
}

Client::~Client()
{
    m_session->disconnect(this);
    closeAccount();
    delete m_session; // before the connector and the services it speaks to
}

bool Client::openLast()
{
    const auto remembered = m_profile.rememberedSignIn();
    const ServerAddress server = remembered ? remembered->server : m_profile.lastServer();
    const QByteArray account = remembered ? remembered->account : m_profile.lastAccount();
    if (!remembered)
        return false;
    openAccount(server, account, {});
    m_session->resume(*remembered);
    return true;
}

void Client::signIn(const ServerAddress &server, const QString &account, QString password)
{
    const auto name = protocol::canonicalAccountName(account.toUtf8());
    if (!name)
        refuseLater(SignInFailure::Kind::BadAccountName, QString::fromUtf8(name.error().text));
    else if (server.isNull())
        refuseLater(SignInFailure::Kind::BadAddress, QString());
    else if (!protocol::violation(password.toUtf8(), protocol::password).isEmpty())
        refuseLater(SignInFailure::Kind::BadPassword, u"The password is empty or too long."_s);
    else
        m_session->signIn(server, *name, std::move(password));
}

void Client::registerAccount(const ServerAddress &server, const QString &account, const QString &displayName,
                             QString password)
{
    const auto name = protocol::canonicalAccountName(account.toUtf8());
    const QString display = displayName.trimmed();
    const QByteArray displayFault =
        display.isEmpty() ? QByteArray() : protocol::displayNameViolation(display.toUtf8());
    if (!name)
        refuseLater(SignInFailure::Kind::BadAccountName, QString::fromUtf8(name.error().text));
    else if (!displayFault.isEmpty())
        refuseLater(SignInFailure::Kind::BadAccountName, QString::fromUtf8(displayFault));
    else if (server.isNull())
        refuseLater(SignInFailure::Kind::BadAddress, QString());
    else if (!protocol::violation(password.toUtf8(), protocol::password).isEmpty())
        refuseLater(SignInFailure::Kind::BadPassword, u"The password is empty or too long."_s);
    else
        m_session->registerAccount(server, *name, display, std::move(password));
}

void Client::refuseLater(SignInFailure::Kind kind, const QString &detail)
{
    QMetaObject::invokeMethod(
        this,
        [this, kind, detail] {
            Q_EMIT signInFailed({kind, detail});
        },
        Qt::QueuedConnection);
}

void Client::signOut()
{
    m_session->signOut();
    m_profile.forgetSignIn();
    closeAccount();
    Q_EMIT accountOpened(QByteArray());
    Q_EMIT signedOut();
}

void Client::disconnectFromServer()
{
    m_session->stop();
}

void Client::reconnectNow()
{
    if (m_session->state() == ConnectionState::Offline) {
        if (const auto remembered = m_profile.rememberedSignIn())
            m_session->resume(*remembered);
        return;
    }
    m_session->reconnectNow();
}

void Client::setConnectionWatched(bool watched)
{
    m_watched = watched;
    sessionStateChanged(m_session->state());
}

void Client::trustChangedCertificate()
{
    m_session->trustChangedCertificate();
}

void Client::rejectChangedCertificate()
{
    m_session->rejectChangedCertificate();
}

ConnectionState Client::state() const
{
    return m_session->state();
}

ConnectionInfo Client::connectionInfo() const
{
    return m_session->info();
}

SignInFailure Client::lastFailure() const
{
    return m_session->lastFailure();
}

protocol::Limits Client::serverLimits() const
{
    return m_session->welcome() ? m_session->welcome()->limits : protocol::Limits();
}

QString Client::displayName() const
{
    const Person *me = m_people->find(m_account);
    if (me)
        return me->display;
    return QString::fromUtf8(m_display.isEmpty() ? m_account : m_display);
}

ServerAddress Client::server() const
{
    return m_session->server().isNull() ? m_accountServer : m_session->server();
}

void Client::openAccount(const ServerAddress &server, const QByteArray &account, OpenHandler then)
{
    closeAccount();
    m_account = account;
    m_accountServer = server;
    m_store = std::make_unique<HistoryStore>(m_profile.storePath(server, account));
    m_storeContext = std::make_unique<QObject>();
    m_store->setFailureHandler(m_storeContext.get(),
                               [this](const StoreFailure &failure) { Q_EMIT storeFailed(failure); });
    m_store->open(account, m_storeContext.get(),
                  [this, then = std::move(then)](const Result<StoredState, StoreFailure> &loaded) {
                      accountLoaded(loaded, then);
                  });
}

void Client::accountLoaded(const Result<StoredState, StoreFailure> &loaded, const OpenHandler &then)
{
    if (!loaded) {
        const SignInFailure failure{SignInFailure::Kind::StoreFailed, loaded.error().text};
        m_session->stop();
        QMetaObject::invokeMethod(
            this,
            [this, failure] {
                closeAccount(); // not from within its own answer
                Q_EMIT signInFailed(failure);
            },
            Qt::QueuedConnection);
        return;
    }
    m_storeReady = true;
    m_people->attach(m_store.get(), loaded->people);
    m_conversations->attach(m_store.get(), m_account, loaded->conversations);
    m_outbox->attach(m_store.get(), m_account, loaded->outbox);
    Q_EMIT accountOpened(m_account);
    if (then)
        then();
    if (std::exchange(m_syncWanted, false))
        startSync();
}

void Client::closeAccount()
{
    m_typing->reset();
    m_outbox->detach();
    m_conversations->detach();
    m_people->detach();
    m_storeContext.reset();
    m_store.reset();
    m_storeReady = false;
    m_syncWanted = false;
    m_account.clear();
    m_display.clear();
}

void Client::authenticated(const protocol::AuthOk &auth)
{
    if (m_account != auth.account || !(m_accountServer == m_session->server()))
        openAccount(m_session->server(), auth.account, {});
    m_display = auth.display;
    if (m_storeReady) {
        startSync();
        return;
    }
    // What the server says meanwhile waits in the connection.
    m_session->pauseReading();
    m_syncWanted = true;
}

void Client::startSync()
{
    if (m_session->state() != ConnectionState::Syncing)
        return;
    Q_EMIT signedIn(m_account);
    m_syncsPending = 2;
    const auto done = [this] {
        if (--m_syncsPending > 0)
            return;
        m_session->syncFinished();
        m_outbox->goOnline();
    };
    m_conversations->goOnline(m_session->welcome() ? m_session->welcome()->log : std::nullopt, done);
    m_people->goOnline(done);
    m_session->resumeReading();
}

void Client::sessionDown()
{
    m_syncWanted = false;
    m_outbox->goOffline();
    m_conversations->goOffline();
    m_people->goOffline();
    m_typing->reset();
}

void Client::sessionStateChanged(ConnectionState state)
{
    const bool connected =
        isSignedIn(state) || state == ConnectionState::Greeting || state == ConnectionState::SigningIn;
    if (m_watched && connected && !m_infoTimer.isActive())
        m_infoTimer.start();
    else if (!m_watched || !connected)
        m_infoTimer.stop();
    Q_EMIT stateChanged(state);
    Q_EMIT connectionInfoChanged(connectionInfo());
}

void Client::dispatch(const protocol::ServerMessage &message)
{
    if (const auto *deliver = std::get_if<protocol::ChatDeliver>(&message)) {
        // In the order of the wire: who goes on typing says so before the message is on disk.
        m_typing->messageArrived(deliver->conversation, deliver->message.from);
        m_conversations->take(*deliver);
    } else if (const auto *ack = std::get_if<protocol::ChatAck>(&message))
        m_outbox->take(*ack);
    else if (const auto *receipt = std::get_if<protocol::ReceiptChanged>(&message))
        m_conversations->take(*receipt);
    else if (const auto *typing = std::get_if<protocol::TypingChanged>(&message))
        m_typing->take(*typing);
    else if (const auto *presence = std::get_if<protocol::PresenceChanged>(&message))
        m_people->take(*presence);
    else if (const auto *person = std::get_if<protocol::DirectoryChanged>(&message))
        m_people->take(*person);
    else if (const auto *notice = std::get_if<protocol::ServerNotice>(&message))
        Q_EMIT serverNoticeArrived(QString::fromUtf8(notice->text));
    else if (!std::holds_alternative<protocol::Pong>(message) &&
             !std::holds_alternative<protocol::GroupChanged>(message)) // it knows no groups yet
        m_session->violated(u"The server answered what was not asked."_s);
}

} // namespace miniqq::client
