// SPDX-License-Identifier: MIT
#include "common/net/epolldispatcher.h"
#include "server/core/processlimits.h"
#include "server/net/connectiontable.h"
#include "tests/cost/cost.h"
#include "tests/cost/lightserver.h"

#include <QCoreApplication>
#include <QtEndian>

#include <sys/socket.h>

#include <stdexcept>

namespace miniqq::cost {
namespace {

using namespace miniqq::server;

constexpr int pairs = 10;
constexpr int rounds = 100;        // one message of every pair in each
constexpr int signInsAtOnce = 50;  // each is told to everybody: sockets hold only so much
constexpr int quietTurns = 10;     // a step takes one or two, then somebody hears of it
constexpr int enoughTurns = 1'000; // whoever has not heard everything then never will

/// The far end of a connection, a plain socket.
class Caller
{
public:
    explicit Caller(net::Descriptor &&socket)
        : m_socket(std::move(socket))
    {}

    void write(const QByteArray &frames)
    {
        if (::send(m_socket.get(), frames.constData(), size_t(frames.size()), MSG_NOSIGNAL) != frames.size())
            throw std::runtime_error("a socket did not take a frame");
    }

    /// Takes in what has arrived; false if that is nothing.
    bool hear()
    {
        char bytes[64 * 1024];
        const ssize_t size = ::recv(m_socket.get(), bytes, sizeof bytes, MSG_DONTWAIT);
        if (size == 0)
            throw std::runtime_error("a connection was closed");
        if (size < 0)
            return false;
        m_heard.append(bytes, size);
        qsizetype at = 0;
        for (qsizetype end; (end = endOfFrame(at)) != 0; at = end)
            count(QByteArrayView(m_heard).sliced(at, end - at));
        m_heard.remove(0, at);
        return true;
    }

    int signIns = 0;
    int acks = 0;
    int deliveries = 0;

private:
    /// Where the frame that begins at `at` ends; 0 if it is not whole yet.
    qsizetype endOfFrame(qsizetype at) const
    {
        if (m_heard.size() - at < wire::headerSize)
            return 0;
        const qsizetype end =
            at + wire::headerSize + qsizetype(qFromBigEndian<quint32>(m_heard.constData() + at));
        return end <= m_heard.size() ? end : 0;
    }
    void count(QByteArrayView frame)
    {
        signIns += isA<protocol::AuthOk>(frame);
        acks += isA<protocol::ChatAck>(frame);
        deliveries += isA<protocol::ChatDeliver>(frame);
    }

    net::Descriptor m_socket;
    QByteArray m_heard;
};

/// The server from its sockets to its domain, in this thread as where it has one I/O worker.
class Exchange
{
public:
    Exchange()
        : m_limits(LightServer::limits())
        , m_inbound(&m_here,
                    [this](std::vector<Inbound> &&batch) { m_server.domain().handle(std::move(batch)); })
        , m_events(&m_here, [](auto &&) {})
        , m_workers(1, *QThread::currentThread(),
                    {m_limits, m_clock, m_sink, m_log, m_inbound, m_events, m_meter}, {})
        , m_table(m_workers)
        , m_server(m_table)
    {
        m_server.messages().appended = [this] {
            QMetaObject::invokeMethod(
                &m_here, [this] { m_server.messages().answer(); }, Qt::QueuedConnection);
        };
    }
    ~Exchange()
    {
        m_workers.stop();
        QCoreApplication::processEvents();
    }

    Caller &connect()
    {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
            throw std::runtime_error("no more sockets: the limit on open files (ulimit -n) is too low");
        const ConnectionId id(qint64(m_callers.size()) + 1);
        m_callers.push_back(std::make_unique<Caller>(net::Descriptor(ends[1])));
        const Endpoint endpoint{QStringLiteral("127.0.0.1"), 40'000};
        m_workers.of(id).post(AdoptConnection{id, net::Descriptor(ends[0]), endpoint, endpoint, true});
        return *m_callers.back();
    }

    /// Signs in `count` more accounts; the callers are at the end of callers().
    void signIn(int count)
    {
        for (int i = 0; i < count; ++i) {
            const QByteArray account = accountName(int(m_callers.size()));
            connect().write(signInFrames(account));
            if (i % signInsAtOnce == 0)
                settle();
        }
        settle();
        for (const auto &caller : m_callers) {
            if (caller->signIns != 1)
                throw std::runtime_error("not everybody was signed in");
        }
    }

    /// Turns until nobody has anything more to hear.
    void settle()
    {
        for (int quiet = 0; quiet < quietTurns; ++quiet) {
            QCoreApplication::processEvents();
            m_server.settle();
            for (const auto &caller : m_callers) {
                while (caller->hear())
                    quiet = 0;
            }
        }
    }

    const std::vector<std::unique_ptr<Caller>> &callers() const { return m_callers; }

private:
    testing::ManualClock m_clock;
    testing::RecordingLog m_log;
    tap::NullSink m_sink;
    Limits m_limits;
    QObject m_here;
    Mailbox<Inbound> m_inbound;
    Mailbox<ConnectionEvent> m_events;
    LimitMeter m_meter;
    WorkerPool m_workers;
    ConnectionTable m_table;
    LightServer m_server;
    std::vector<std::unique_ptr<Caller>> m_callers;
};

/// Keeps what happens by the clock, once a second, out of the count: it is the same for all messages
/// together.
class NoTimers final : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override { return event->type() == QEvent::Timer; }
};

/// Every even one of `talkers` says something to the next; turns until all of it was heard.
void talk(std::span<const std::unique_ptr<Caller>> talkers, std::span<const QByteArray> frames)
{
    for (size_t pair = 0; pair < frames.size(); ++pair)
        talkers[2 * pair]->write(frames[pair]);
    const int due = 1 + talkers[0]->acks;
    const auto isDone = [&] {
        for (size_t i = 0; i < talkers.size(); ++i) {
            if ((i % 2 == 0 ? talkers[i]->acks : talkers[i]->deliveries) != due)
                return false;
        }
        return true;
    };
    for (int turn = 0; !isDone(); ++turn) {
        if (turn == enoughTurns)
            throw std::runtime_error("not every message was acknowledged and delivered");
        {
            const Counted counted;
            QCoreApplication::processEvents();
        }
        for (const auto &talker : talkers)
            talker->hear();
    }
}

} // namespace

int exchangeMessages(int idle, int atOnce)
{
    raiseDescriptorLimit();
    if (auto dispatcher = net::makeIoDispatcher())
        QCoreApplication::setEventDispatcher(dispatcher.release());
    int argumentCount = 1;
    char name[] = "miniqq-cost";
    char *arguments[] = {name, nullptr};
    const QCoreApplication application(argumentCount, arguments);

    Exchange server;
    server.signIn(idle + 2 * pairs);
    const auto talkers = std::span(server.callers()).last(2 * pairs);
    std::vector<std::vector<QByteArray>> written(rounds + 1);
    for (int round = 0; round <= rounds; ++round) {
        for (int pair = 0; pair < pairs; ++pair)
            written[size_t(round)].push_back(sendFrame(
                accountName(idle + 2 * pair), accountName(idle + 2 * pair + 1), round * pairs + pair));
    }
    for (int pair = 0; pair < pairs; ++pair) // makes the conversations
        talkers[size_t(2 * pair)]->write(written.front()[size_t(pair)]);
    server.settle();

    NoTimers noTimers;
    QCoreApplication::instance()->installEventFilter(&noTimers);
    beginCounting();
    for (size_t round = 1; round < written.size(); ++round) {
        for (size_t pair = 0; pair < size_t(pairs); pair += size_t(atOnce))
            talk(talkers.subspan(2 * pair, size_t(2 * atOnce)),
                 std::span(written[round]).subspan(pair, size_t(atOnce)));
    }
    return pairs * rounds;
}

} // namespace miniqq::cost
