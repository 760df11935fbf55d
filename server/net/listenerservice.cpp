// SPDX-License-Identifier: MIT
#include "server/net/listenerservice.h"

#include "common/net/epolldispatcher.h"
#include "server/net/workerpool.h"

#include <utility>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int acceptFailure = -1; ///< as a class of log lines, beside the verdicts

QString verdictText(PreAuthPool::Verdict verdict)
{
    switch (verdict) {
    case PreAuthPool::Verdict::TooFast:
        return u"refused: this address connects too often"_s;
    case PreAuthPool::Verdict::AddressFull:
        return u"refused: too many connections from this address"_s;
    case PreAuthPool::Verdict::ServerFull:
        return u"refused: the server is full"_s;
    case PreAuthPool::Verdict::Admit:
        break;
    }
    return QString();
}

} // namespace

/// The part that lives in the thread.
class ListenerService::Acceptor final : public QObject
{
public:
    Acceptor(const Limits &limits, bool trustLoopback, const Clock &clock, LogSink &log, LimitMeter &meter,
             qint64 lastId)
        : m_clock(clock)
        , m_log(log)
        , m_meter(meter)
        , m_pool(limits, clock)
        , m_throttle(clock)
        , m_lastId(lastId)
        , m_trustLoopback(trustLoopback)
    {}

    Result<Endpoint> listen(const QString &address, quint16 port)
    {
        m_listener = std::make_unique<net::Listener>(
            [this](net::Descriptor fd, const Endpoint &peer, const Endpoint &local) {
                accepted(std::move(fd), peer, local);
            });
        connect(m_listener.get(), &net::Listener::acceptPaused, this, [this](int errorNumber, int) {
            m_counts.paused = true;
            log(acceptFailure, LogLevel::Error, {}, u"cannot accept: "_s + net::errnoText(errorNumber));
        });
        connect(m_listener.get(), &net::Listener::acceptResumed, this, [this] { m_counts.paused = false; });
        auto result = m_listener->listen(address, port);
        if (!result)
            m_listener.reset();
        return result;
    }

    void close()
    {
        m_listener.reset();
        m_counts.paused = false;
    }

    void take(const std::vector<ConnectionEvent> &events)
    {
        for (const ConnectionEvent &event : events) {
            switch (event.kind) {
            case ConnectionEvent::Kind::Spoke:
                m_pool.spoke(event.connection);
                break;
            case ConnectionEvent::Kind::SignedIn:
                m_pool.signedIn(event.connection);
                break;
            case ConnectionEvent::Kind::Closed:
                m_pool.closed(event.connection);
                break;
            }
        }
    }

    void setWorkers(WorkerPool &workers) { m_workers = &workers; }
    Counts counts() const { return m_counts; }
    qint64 lastId() const { return m_lastId; }

private:
    void accepted(net::Descriptor fd, const Endpoint &peer, const Endpoint &local)
    {
        const AddressKey address = AddressKey::of(peer.address);
        const ConnectionId id(m_lastId + 1);
        const bool trusted = m_trustLoopback && address.isLoopback();
        const auto admission = m_pool.admit(id, address, trusted);
        if (admission.limit)
            m_meter.count(*admission.limit);
        if (admission.verdict != PreAuthPool::Verdict::Admit) {
            ++m_counts.refused;
            log(int(admission.verdict), LogLevel::Warning, peer, verdictText(admission.verdict));
            return; // closes it
        }
        m_lastId = id.value();
        if (!admission.evicted.isNull())
            m_workers->of(admission.evicted).post(EvictConnection{admission.evicted});
        m_workers->of(id).post(AdoptConnection{id, std::move(fd), peer, local, trusted});
    }

    void log(int logClass, LogLevel level, const Endpoint &peer, const QString &text)
    {
        if (m_throttle.allows(logClass, peer.address))
            m_log.write({m_clock.wallMs(), level, LogCategory::Connections, {}, peer, text});
    }

    const Clock &m_clock;
    LogSink &m_log;
    LimitMeter &m_meter;
    PreAuthPool m_pool;
    LogThrottle m_throttle;
    WorkerPool *m_workers = nullptr;
    std::unique_ptr<net::Listener> m_listener;
    Counts m_counts;
    qint64 m_lastId;
    bool m_trustLoopback;
};

ListenerService::ListenerService(const Limits &limits, bool trustLoopback, const Clock &clock, LogSink &log,
                                 LimitMeter &meter, qint64 lastId)
    : m_acceptor(std::make_unique<Acceptor>(limits, trustLoopback, clock, log, meter, lastId))
{
    m_thread.setObjectName(u"accept"_s);
    if (auto dispatcher = net::makeIoDispatcher())
        m_thread.setEventDispatcher(dispatcher.release());
    m_acceptor->moveToThread(&m_thread);
    m_events = std::make_unique<Mailbox<ConnectionEvent>>(
        m_acceptor.get(),
        [acceptor = m_acceptor.get()](std::vector<ConnectionEvent> &&events) { acceptor->take(events); });
    m_thread.start();
}

ListenerService::~ListenerService()
{
    stop();
}

void ListenerService::setWorkers(WorkerPool &workers)
{
    QMetaObject::invokeMethod(m_acceptor.get(), [this, &workers] { m_acceptor->setWorkers(workers); });
}

void ListenerService::listen(const QString &address, quint16 port)
{
    QMetaObject::invokeMethod(m_acceptor.get(), [this, address, port] {
        const Result<Endpoint> result = m_acceptor->listen(address, port);
        if (result)
            Q_EMIT listening(result.value());
        else
            Q_EMIT listenFailed(result.error());
    });
}

void ListenerService::close()
{
    QMetaObject::invokeMethod(m_acceptor.get(), [this] {
        m_acceptor->close();
        Q_EMIT closed();
    });
}

void ListenerService::requestCounts()
{
    QMetaObject::invokeMethod(m_acceptor.get(), [this] { Q_EMIT counted(m_acceptor->counts()); });
}

void ListenerService::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(m_acceptor.get(), [this] {
        m_acceptor->close();
        m_thread.quit();
    });
    m_thread.wait();
}

qint64 ListenerService::lastId() const
{
    return m_acceptor->lastId();
}

} // namespace miniqq::server
