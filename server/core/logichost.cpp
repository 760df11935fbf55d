// SPDX-License-Identifier: MIT
#include "server/core/logichost.h"

#include "common/base/logging.h"
#include "common/net/epolldispatcher.h"

#include <QTimerEvent>

#include <algorithm>

namespace miniqq::server {

namespace {

constexpr int tickMs = 1'000;

}

LogicHost::LogicHost(const Options &options, const Clock &clock, LogSink &log)
    : m_options(options)
    , m_clock(clock)
    , m_log(log)
{}

LogicHost::~LogicHost() = default;

void LogicHost::open(Outbound &out, std::function<void(const Result<Done> &)> then)
{
    ServerStore::Options storeOptions;
    storeOptions.path = m_options.databasePath;
    storeOptions.vfs = m_options.databaseVfs;
    storeOptions.contents = BlobArea::wholePath(m_options.filesPath);
    storeOptions.makeDispatcher = net::makeIoDispatcher;
    m_store = std::make_unique<ServerStore>(storeOptions);
    m_store->open([this, &out, then = std::move(then)](Result<ServerState, StoreError> &&state) {
        if (state)
            openFiles(out, std::move(state).value(), then);
        else
            then(Error{QString(QStringLiteral("The database %1 cannot be opened: %2")
                                   .arg(m_options.databasePath, state.error().text))});
    });
}

void LogicHost::openFiles(Outbound &out, ServerState &&state, std::function<void(const Result<Done> &)> then)
{
    const Limits &limits = m_options.limits;
    m_files = std::make_unique<FileThread>(
        BlobArea::Options{m_options.filesPath, limits.diskFloorBytes, limits.diskFloorPercent});
    // Shared: what is called later is copied, and this is everything the server knows.
    m_files->prepare([this, &out, state = std::make_shared<const ServerState>(std::move(state)),
                      then = std::move(then)](const Result<Done, BlobError> &prepared) {
        if (!prepared) {
            then(Error{QString(
                QStringLiteral("The folder for files cannot be used: %1").arg(prepared.error().text))});
            return;
        }
        start(out, *state);
        then(Done{});
    });
}

void LogicHost::start(Outbound &out, const ServerState &state)
{
    m_hasher = std::make_unique<Argon2Hasher>(m_options.hashing);
    m_domain = std::make_unique<Domain>(Domain::Parts{m_clock, m_store->accounts(), m_store->conversations(),
                                                      m_store->messages(), m_store->files(), *m_files,
                                                      *m_hasher, out, m_log, *this},
                                        m_options.limits, m_options.profile);
    m_domain->start(state);
    m_tick.start(tickMs, this);
}

void LogicHost::handle(std::vector<Inbound> &&batch)
{
    if (m_domain)
        m_domain->handle(std::move(batch));
}

void LogicHost::kick(ConnectionId connection, const QString &text)
{
    if (m_domain)
        m_domain->kick(connection, text);
}

void LogicHost::shutDown(const QString &text, std::function<void()> done)
{
    if (m_domain)
        m_domain->shutDown(text, std::move(done));
    else
        done();
}

void LogicHost::close()
{
    m_tick.stop();
    if (m_files)
        m_files->stop();
    if (m_store) {
        m_store->stop(); // before the domain ends: what was handed over is committed, though nobody hears of
                         // it any more
        const StoreStatistics stored = m_store->statistics();
        qCInfo(lcStore).noquote() << "stored" << stored.messages << "messages in" << stored.messageCommits
                                  << "commits, the longest took" << stored.maxCommitUs << "us";
    }
    m_domain.reset();
    m_alarm.stop(); // only now does nobody set it any more
    m_hasher.reset();
    m_files.reset();
    m_store.reset();
}

LogicHost::Report LogicHost::report() const
{
    Report report;
    if (m_domain) {
        report.counts = m_domain->counts();
        report.sessions = m_domain->sessions();
    }
    if (m_store)
        report.store = m_store->statistics();
    return report;
}

void LogicHost::ringAt(qint64 atNs)
{
    if (m_alarm.isActive() && m_alarmNs == atNs)
        return;
    m_alarmNs = atNs;
    const qint64 waitMs = std::max(qint64(0), (atNs - m_clock.monotonicNs() + 999'999) / 1'000'000);
    m_alarm.start(int(waitMs), Qt::PreciseTimer, this);
}

void LogicHost::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_alarm.timerId()) {
        m_alarm.stop(); // before: the domain may ask again
        if (m_domain)
            m_domain->wake();
    } else if (m_domain) {
        m_domain->tick();
    }
}

} // namespace miniqq::server
