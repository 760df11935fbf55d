// SPDX-License-Identifier: MIT
#include "app/lab/core/services/streamservice.h"

#include <QTimer>

#include <cerrno>
#include <chrono>
#include <utility>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

StreamService::StreamService(const ServiceKind &kind, const ServiceSettings &settings, SocketContext &context)
    : m_kind(kind)
    , m_settings(settings)
    , m_context(context)
{}

StreamService::~StreamService()
{
    shutDown();
}

std::optional<Failure> StreamService::start()
{
    for (const quint16 port : m_settings.ports) {
        const auto name = SocketName::fromNumeric(m_settings.address, port);
        auto failure = name ? listenOn(*name) : Failure{"bind", EADDRNOTAVAIL, m_settings.address};
        if (failure) {
            m_listeners.clear();
            m_names.clear();
            return failure;
        }
    }
    watchListeners();
    return std::nullopt;
}

int StreamService::backlog() const
{
    return isNamed("thanks") ? 128 : 5; // as the tutorials have it
}

std::optional<Failure> StreamService::listenOn(const SocketName &name)
{
    auto listener = std::make_unique<NativeSocket>(m_context);
    if (const CallResult result = listener->open(name.family(), Kind::Stream); !result.ok())
        return Failure{"socket", result.error, {}};
    // Of the printed programs only this one sets it; all should.
    if (!m_settings.asPrinted || isNamed("thanks"))
        listener->setOption(options::reuseAddress(), 1);
    if (const CallResult result = listener->bind(name); !result.ok())
        return Failure{"bind", result.error, name.toText()};
    if (const CallResult result = listener->listen(backlog()); !result.ok())
        return Failure{"listen", result.error, name.toText()};
    m_names.append(listener->localName());
    connect(listener.get(), &NativeSocket::readable, this,
            [this, socket = listener.get()] { acceptFrom(*socket); });
    m_listeners.push_back(std::move(listener));
    return std::nullopt;
}

QList<NativeSocket *> StreamService::sockets()
{
    QList<NativeSocket *> sockets;
    for (const auto &listener : m_listeners)
        sockets.append(listener.get());
    return sockets;
}

QByteArray StreamService::greeting() const
{
    if (isNamed("echo"))
        return "Server start at: " + m_names.value(0).toText().toUtf8() + '\n';
    if (isNamed("one-each"))
        return u"微型QQ服务端启动(一人一句版)......\n"_s.toUtf8();
    if (isNamed("hello"))
        return "Waiting for connection...\n";
    return {};
}

void StreamService::watchListeners()
{
    const int most = m_settings.engine == Engine::Iterative ? 1 : maxClients;
    for (const auto &listener : m_listeners)
        listener->watchReads(m_clients.size() < most && !m_noRoom);
}

void StreamService::acceptFrom(NativeSocket &listener)
{
    CallResult result;
    std::unique_ptr<NativeSocket> socket = listener.accept(result);
    if (socket) {
        take(std::move(socket));
    } else if (result.error == EMFILE || result.error == ENFILE || result.error == ENOBUFS ||
               result.error == ENOMEM) {
        m_noRoom = true; // asking again at once would not help
        QTimer::singleShot(1s, this, [this] {
            m_noRoom = false;
            watchListeners();
        });
        Q_EMIT noted(Failure{"accept4", result.error, {}}.toText());
    }
    watchListeners();
}

void StreamService::take(std::unique_ptr<NativeSocket> socket)
{
    const SocketName peer = socket->peer();
    const int already = m_clientsPerAddress.value(peer.address());
    if (m_settings.perAddress > 0 && already >= m_settings.perAddress) {
        Q_EMIT noted(
            tr("refused %1: as many connections from its address as are allowed are open already (%2)")
                .arg(peer.toText())
                .arg(already));
        return;
    }
    ++m_clientsPerAddress[peer.address()];
    begin(conversationMaker(m_kind)(std::move(socket), peer, m_settings));
}

void StreamService::begin(std::unique_ptr<Conversation> made)
{
    Conversation *conversation = made.release();
    connect(conversation, &Conversation::printed, this, &Service::printed);
    connect(conversation, &Conversation::replyWanted, this, [this, conversation] { ask(conversation); });
    connect(conversation, &Conversation::finished, this,
            [this, conversation](const QString &reason) { onFinished(conversation, reason); });
    if (m_settings.engine == Engine::Iterative) {
        // The printed program has one thread: what kills it ends the service.
        connect(conversation, &Conversation::died, this, [this](const QString &text) {
            m_dead = true;
            m_listeners.clear();
            Q_EMIT failed({text});
        });
    }
    if (m_settings.engine != Engine::Threads) {
        m_clients.insert(conversation, nullptr);
        conversation->setParent(this);
        conversation->start();
        return;
    }
    auto *thread = new QThread(this);
    m_clients.insert(conversation, thread);
    conversation->moveToThread(thread);
    connect(thread, &QThread::started, conversation, &Conversation::start);
    connect(thread, &QThread::finished, conversation, &QObject::deleteLater);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void StreamService::onFinished(Conversation *conversation, const QString &reason)
{
    const auto found = m_clients.constFind(conversation);
    if (found == m_clients.constEnd())
        return;
    const SocketName peer = conversation->peer(); // once its thread is told to end, it may be gone any time
    if (QThread *thread = *found)
        thread->quit();
    else
        conversation->deleteLater();
    m_clients.erase(found);
    m_waitingForReply.removeAll(conversation);
    const QString address = peer.address();
    if (--m_clientsPerAddress[address] == 0)
        m_clientsPerAddress.remove(address);
    if (!reason.isEmpty() && !m_dead)
        Q_EMIT noted(tr("closed %1: %2").arg(peer.toText(), reason));
    if (m_settings.asPrinted && isNamed("thanks")) { // one client, and the program is over
        m_listeners.clear();
        Q_EMIT ended();
        return;
    }
    watchListeners();
}

void StreamService::ask(Conversation *conversation)
{
    // It hears nothing before it has its answer, so it is still there when that comes, whatever its client
    // does.
    m_waitingForReply.append(conversation);
    if (m_repliesRefused)
        refuseReplies();
    else
        Q_EMIT replyWanted();
}

QList<SocketName> StreamService::waiting() const
{
    QList<SocketName> peers;
    for (const Conversation *conversation : m_waitingForReply)
        peers.append(conversation->peer()); // never changes, so its thread does not matter
    return peers;
}

void StreamService::reply(const QString &text)
{
    if (m_waitingForReply.isEmpty())
        return;
    Conversation *first = m_waitingForReply.takeFirst();
    QMetaObject::invokeMethod(
        first, [first, text] { first->reply(text); }, Qt::AutoConnection);
}

void StreamService::refuseReplies()
{
    m_repliesRefused = true;
    for (Conversation *waiting : std::exchange(m_waitingForReply, {}))
        QMetaObject::invokeMethod(waiting, &Conversation::refuseReply, Qt::AutoConnection);
}

void StreamService::shutDown()
{
    m_listeners.clear();
    m_clients.clear(); // those of this thread are children and go with this
    const auto threads = findChildren<QThread *>();
    for (QThread *thread : threads)
        thread->quit(); // its conversation goes with it, and closes
    for (QThread *thread : threads)
        thread->wait();
}

} // namespace miniqq::lab
