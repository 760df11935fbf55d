// SPDX-License-Identifier: MIT
// All views of the Network Lab over a flood of calls:
//
//     labviews [--seconds N] [--rate N] [--stall MS] [--beside]
//
// Prints how long the event loop stood still, how long painting took and how much memory the program held;
// fails where the window would not have been usable (a stall of --stall ms, 100 at first), events were lost
// or memory grew. With --beside other work runs on the machine, or a sanitizer: only what has to hold even
// then is looked at.
#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/calllane.h"
#include "app/lab/ui/encodingbenchcard.h"
#include "app/lab/ui/hoverlink.h"
#include "app/lab/ui/labexchangecard.h"
#include "app/lab/ui/stepstrip.h"
#include "app/lab/ui/tuplecards.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/strips.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QHBoxLayout>
#include <QThread>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

using namespace miniqq;
using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int clients = 4;
constexpr int callsPerConnection = 1'000; // then another one begins

/// Resident memory in KiB.
qint64 residentKiB()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE) / 1024;
}

/// What this thread has really worked, ns: on a busy machine it also waits for its turn.
qint64 workedNs()
{
    timespec time = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

/// Times how long the windows' painting takes.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (event->type() != QEvent::UpdateRequest || m_painting)
            return QApplication::notify(receiver, event);
        m_painting = true;
        QElapsedTimer timer;
        timer.start();
        const bool done = QApplication::notify(receiver, event);
        m_paintNs.push_back(timer.nsecsElapsed());
        m_painting = false;
        return done;
    }
    std::vector<qint64> &paintNs() { return m_paintNs; }

private:
    std::vector<qint64> m_paintNs;
    bool m_painting = false;
};

/// Tells the log what busy sockets would: a server and its clients, connection after connection.
class Flood : public QThread
{
public:
    Flood(tap::TrafficLog &log, const Clock &clock, const Experiment &experiment, int rate)
        : m_log(log)
        , m_clock(clock)
        , m_rate(rate)
    {
        for (int end = 0; end <= clients; ++end)
            m_next[end] = experiment.firstId(end).value();
    }

    quint64 told() const { return m_told; }
    void stop() { m_stop = true; }

protected:
    void run() override
    {
        QElapsedTimer timer;
        timer.start();
        m_listener = ConnectionId(m_next[0]++);
        tell(m_listener, "socket", "AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0", 7);
        tell(m_listener, "bind", "7, 127.0.0.1:8001", 0);
        tell(m_listener, "listen", "7, 5", 0);
        for (int client = 0; !m_stop; client = (client + 1) % clients) {
            turn(client);
            const qint64 due = qint64(m_told) * 1'000'000'000 / m_rate;
            if (due > timer.nsecsElapsed())
                QThread::usleep(ulong((due - timer.nsecsElapsed()) / 1000 + 1));
        }
    }

private:
    struct Pair
    {
        ConnectionId client;
        ConnectionId server;
        int calls = callsPerConnection;
        QByteArray name;
    };

    void tell(ConnectionId id, const char *name, const QByteArray &arguments, qint64 result,
              const QByteArray &data = {}, int error = 0)
    {
        const bool in = qstrncmp(name, "recv", 4) == 0 || qstrcmp(name, "accept4") == 0;
        m_log.call(id, {name, in ? tap::Direction::In : tap::Direction::Out, arguments, result, error, data,
                        m_clock.monotonicNs()});
        ++m_told;
    }

    void connectAnew(int client)
    {
        Pair &pair = m_pairs[client];
        if (!pair.client.isNull()) {
            tell(pair.client, "close", "9", 0);
            tell(pair.server, "recv", "8, 1024, 0", 0);
            tell(pair.server, "close", "8", 0);
        }
        pair.client = ConnectionId(m_next[client + 1]++);
        pair.server = ConnectionId(m_next[0]++);
        pair.name = "127.0.0.1:" + QByteArray::number(20'000 + ++m_port % 40'000);
        pair.calls = 0;
        tell(pair.client, "socket", "AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0", 9);
        tell(pair.client, "connect", "9, 127.0.0.1:8001", -1, {}, EINPROGRESS);
        tell(m_listener, "accept4", "7, " + pair.name + ", SOCK_NONBLOCK", 8);
        tell(pair.server, "getsockname", "8, 127.0.0.1:8001", 0);
        tell(pair.client, "getsockopt", "9, SOL_SOCKET, SO_ERROR, 0", 0);
        tell(pair.client, "getsockname", "9, " + pair.name, 0);
    }

    void turn(int client)
    {
        Pair &pair = m_pairs[client];
        if (pair.calls >= callsPerConnection)
            connectAnew(client);
        const QByteArray text = "line " + QByteArray::number(m_told) + " 你好\n";
        const QByteArray size = QByteArray::number(text.size());
        const qsizetype cut = text.size() / 2;
        tell(pair.client, "send", "9, " + size + ", MSG_NOSIGNAL", text.size(), text);
        tell(pair.server, "recv", "8, " + QByteArray::number(cut) + ", 0", cut, text.first(cut));
        tell(pair.server, "recv", "8, 1024, 0", text.size() - cut, text.sliced(cut));
        tell(pair.server, "recv", "8, 1024, 0", -1, {}, EAGAIN);
        tell(pair.server, "send", "8, " + size + ", MSG_NOSIGNAL", text.size(), text);
        tell(pair.client, "recv", "9, 1024, 0", text.size(), text);
        pair.calls += 6;
    }

    tap::TrafficLog &m_log;
    const Clock &m_clock;
    const int m_rate;
    std::atomic<bool> m_stop = false;
    std::atomic<quint64> m_told = 0;
    ConnectionId m_listener;
    qint64 m_next[clients + 1] = {};
    Pair m_pairs[clients];
    int m_port = 0;
};

/// Every view there is, in one window.
class AllViews : public Pane
{
public:
    explicit AllViews(Experiment &experiment)
        : Pane(&Theme::canvas)
        , m_experiment(experiment)
        , m_ruler(new ByteRulerCard)
        , m_bench(new EncodingBenchCard)
        , m_hex(new HexView)
    {
        auto *row = new QHBoxLayout(this);
        auto *left = new QVBoxLayout;
        for (int end = 0; end <= 1; ++end)
            left->addWidget(new StepStrip(experiment, end));
        left->addWidget(m_ruler);
        left->addWidget(new LabExchangeCard(experiment), 1);
        row->addLayout(left, 3);
        auto *middle = new QVBoxLayout;
        middle->addWidget(m_bench);
        middle->addWidget(m_hex);
        middle->addWidget(new TupleCards(experiment), 1);
        row->addLayout(middle, 2);
        row->addWidget(new CallLane(experiment));
        m_link.setRuler(m_ruler->view());
        m_link.setBench(m_bench->view());
        m_link.setHex(m_hex);
        connect(&experiment, &Experiment::streamsChanged, this, [this] { showStream(nullptr); });
        connect(&experiment, &Experiment::changed, this,
                [this] { showStream(m_experiment.streams().current()); });
    }

private:
    void showStream(const LabStream *stream)
    {
        if (stream != m_stream)
            m_ruler->setRuler(stream ? &stream->ruler : nullptr);
        m_stream = stream;
        if (!stream)
            return;
        m_ruler->rulerChanged();
        m_bench->setInput(m_experiment.benchInput(stream));
        m_link.setBenchAt(stream->lastReadAt);
        m_hex->setBytes(stream->lastRead.bytes, 0);
    }

    Experiment &m_experiment;
    ByteRulerCard *m_ruler;
    EncodingBenchCard *m_bench;
    HexView *m_hex;
    HoverLink m_link;
    const LabStream *m_stream = nullptr;
};

double part(std::vector<qint64> &values, double share)
{
    if (values.empty())
        return 0;
    const auto nth = values.begin() + qsizetype(share * double(values.size() - 1));
    std::nth_element(values.begin(), nth, values.end());
    return double(*nth) / 1e6;
}

struct Wanted
{
    int seconds = 10;
    int rate = 10'000;
    int stallMs = 100;
    bool beside = false;
};

std::optional<Wanted> wantedFrom(const QStringList &arguments)
{
    Wanted wanted;
    QCommandLineParser parser;
    const QCommandLineOption seconds(u"seconds"_s, {}, u"n"_s, QString::number(wanted.seconds));
    const QCommandLineOption rate(u"rate"_s, {}, u"n"_s, QString::number(wanted.rate));
    const QCommandLineOption stall(u"stall"_s, {}, u"ms"_s, QString::number(wanted.stallMs));
    const QCommandLineOption beside(u"beside"_s);
    parser.addOptions({seconds, rate, stall, beside});
    if (!parser.parse(arguments) || !parser.positionalArguments().isEmpty())
        return std::nullopt;
    wanted.seconds = parser.value(seconds).toInt();
    wanted.rate = parser.value(rate).toInt();
    wanted.stallMs = parser.value(stall).toInt();
    wanted.beside = parser.isSet(beside);
    if (wanted.seconds < 1 || wanted.seconds > 3600 || wanted.rate < 1 || wanted.stallMs < 1)
        return std::nullopt;
    return wanted;
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication app(argc, argv);
    const auto wanted = wantedFrom(QCoreApplication::arguments());
    if (!wanted) {
        std::fprintf(stderr,
                     "usage: labviews [--seconds 1-3600] [--rate EVENTS_PER_S] [--stall MS] [--beside]\n");
        return 2;
    }
    ThemeManager themes(app);
    themes.setAnimated(false);
    SystemClock clock;
    tap::TrafficLog log(clock, tap::Side::Client);
    log.setMode(tap::TrafficLog::Mode::Full);
    Experiment experiment(log);
    experiment.addEnd(
        {.role = EndRole::Server, .writes = Encoding::Utf8, .reads = Reading{Encoding::Utf8, true}});
    for (int i = 1; i <= clients; ++i)
        experiment.addEnd({.role = EndRole::Client,
                           .number = i,
                           .writes = Encoding::Utf8,
                           .reads = Reading{Encoding::Utf8, true}});
    AllViews views(experiment);
    views.resize(1600, 1000);
    views.show();
    experiment.setActive(true);

    Flood flood(log, clock, experiment, wanted->rate);
    std::vector<qint64> gaps;
    std::vector<qint64> works;
    qint64 worked = workedNs();
    QElapsedTimer since;
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    heartbeat.setInterval(5);
    QObject::connect(&heartbeat, &QTimer::timeout, &app, [&] {
        gaps.push_back(since.nsecsElapsed());
        const qint64 now = workedNs();
        works.push_back(now - std::exchange(worked, now));
        since.start();
    });
    // The first seconds fill the rings: from then on nothing may grow.
    const int fillMs = std::min(4'000, wanted->seconds * 500);
    qint64 rss[3] = {};
    QTimer::singleShot(fillMs, &app, [&] { rss[0] = residentKiB(); });
    QTimer::singleShot((fillMs + wanted->seconds * 1000) / 2, &app, [&] { rss[1] = residentKiB(); });
    QTimer::singleShot(wanted->seconds * 1000, &app, [&] {
        rss[2] = residentKiB();
        flood.stop();
        QCoreApplication::quit();
    });
    since.start();
    heartbeat.start();
    flood.start();
    QCoreApplication::exec();
    flood.wait();
    heartbeat.stop();
    experiment.setActive(false);

    const double longest = part(gaps, 1) - 5;
    auto &paints = app.paintNs();
    std::printf("%llu events in %d s, %llu shown, %llu missed\n",
                static_cast<unsigned long long>(flood.told()), wanted->seconds,
                static_cast<unsigned long long>(experiment.seen()),
                static_cast<unsigned long long>(experiment.missed()));
    std::printf("event loop: longest stall %.1f ms, p99 %.1f ms, median %.1f ms\n", std::max(0.0, longest),
                std::max(0.0, part(gaps, 0.99) - 5), std::max(0.0, part(gaps, 0.5) - 5));
    std::printf("own work in one turn of it: longest %.1f ms, p99 %.1f ms\n", part(works, 1),
                part(works, 0.99));
    std::printf("painting: %zu times, median %.1f ms, p99 %.1f ms, longest %.1f ms\n", paints.size(),
                part(paints, 0.5), part(paints, 0.99), part(paints, 1));
    std::printf("memory: %lld MiB once filled, %lld MiB half way, %lld MiB at the end\n",
                static_cast<long long>(rss[0] / 1024), static_cast<long long>(rss[1] / 1024),
                static_cast<long long>(rss[2] / 1024));

    bool fine = true;
    const auto expect = [&fine](bool holds, const char *what) {
        if (!holds)
            std::printf("FAILED: %s\n", what);
        fine = fine && holds;
    };
    expect(longest < wanted->stallMs, "the event loop stood still for too long");
    const quint64 least = quint64(wanted->rate) * quint64(wanted->seconds) / (wanted->beside ? 20 : 2);
    expect(wanted->beside || experiment.missed() == 0, "events were lost");
    expect(experiment.seen() > least, "too few events were shown");
    expect(experiment.calls().rowCount() <= CallLaneModel::maxRows, "the call lane grew");
    // What is left of growth is what the allocator keeps.
    expect(wanted->beside || rss[2] - rss[0] < 48 * 1024, "memory grew");
    return fine ? 0 : 1;
}
