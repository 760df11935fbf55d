// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/result.h"
#include "server/domain/argon2hasher.h"
#include "server/domain/domain.h"
#include "server/files/filethread.h"
#include "server/store/serverstore.h"

#include <QBasicTimer>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace miniqq::server {

/// What lives in the logic thread: the domain and what it works with. Made anywhere, then moved there; every
/// method is called there. Destroyed after that thread has ended.
class LogicHost final : public QObject, private Alarm
{
    Q_OBJECT

public:
    struct Options
    {
        QString databasePath;
        QByteArray databaseVfs; ///< empty for the system's
        QString filesPath;
        Limits limits;
        ServerProfile profile;
        Argon2Hasher::Options hashing;
    };
    struct Report
    {
        DomainCounts counts;
        std::vector<SessionInfo> sessions;
        StoreStatistics store;
    };

    LogicHost(const Options &options, const Clock &clock, LogSink &log);
    ~LogicHost() override;

    /// Opens the store and starts the domain, which answers through `out`.
    void open(Outbound &out, std::function<void(const Result<Done> &)> then);
    void handle(std::vector<Inbound> &&batch);
    void kick(ConnectionId connection, const QString &text);
    /// As Domain::shutDown(); `done` at once if it never started.
    void shutDown(const QString &text, std::function<void()> done);
    /// Ends domain, hasher and store; blocks until everything is committed. Idempotent.
    void close();
    Report report() const;
    ServerStore *store() { return m_store.get(); } ///< As domain().
    Domain *domain() { return m_domain.get(); }    ///< Null before open() succeeded and after close().

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void ringAt(qint64 atNs) override;
    void openFiles(Outbound &out, ServerState &&state, std::function<void(const Result<Done> &)> then);
    void start(Outbound &out, const ServerState &state);

    const Options m_options;
    const Clock &m_clock;
    LogSink &m_log;
    std::unique_ptr<ServerStore> m_store;
    std::unique_ptr<FileThread> m_files;
    std::unique_ptr<Argon2Hasher> m_hasher;
    std::unique_ptr<Domain> m_domain;
    QBasicTimer m_tick;
    QBasicTimer m_alarm; // runs only while the domain waits for a time
    qint64 m_alarmNs = 0;
};

} // namespace miniqq::server
