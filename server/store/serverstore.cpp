// SPDX-License-Identifier: MIT
#include "server/store/serverstore.h"

#include "common/sql/database.h"
#include "server/store/sqliteaccountstore.h"
#include "server/store/sqliteconversationstore.h"
#include "server/store/sqlitefilestore.h"
#include "server/store/sqlitemessagestore.h"
#include "server/store/storeaside.h"
#include "server/store/storethread.h"

namespace miniqq::server {

ServerStore::ServerStore(const Options &options)
    : m_options(options)
    , m_thread(std::make_unique<StoreThread>(options))
    , m_accounts(std::make_unique<SqliteAccountStore>(*m_thread))
    , m_conversations(std::make_unique<SqliteConversationStore>(*m_thread))
    , m_files(std::make_unique<SqliteFileStore>(*m_thread))
    , m_messages(std::make_unique<SqliteMessageStore>(*m_thread))
    , m_aside(std::make_unique<StoreAside>())
{}

ServerStore::~ServerStore()
{
    stop(); // while the stores that its last jobs refer to are still there
}

void ServerStore::open(OpenHandler then)
{
    m_thread->open(std::move(then));
}

void ServerStore::stop()
{
    m_aside->stop(); // first: its connection would keep the log from being emptied
    m_thread->stop();
}

void ServerStore::backUp(const QString &target, const Companions &companions, ReportHandler then)
{
    BackupOptions options;
    options.source = m_options.path;
    options.vfs = m_options.vfs;
    options.target = target;
    options.companions = companions;
    options.contents = m_options.contents;
    aside([options](Interruption &interruption) { return backUpStore(options, interruption); },
          std::move(then));
}

void ServerStore::check(std::function<QStringList()> more, ReportHandler then)
{
    aside(
        [options = m_options, more = std::move(more)](Interruption &interruption) {
            sql::DatabaseOptions source;
            source.path = options.path;
            source.vfs = options.vfs;
            source.autoCheckpoint = false;
            auto report = options.contents.isEmpty() ? checkDatabase(source, interruption)
                                                     : checkAll(source, options.contents, interruption);
            if (report && more)
                report->findings += more();
            return report;
        },
        std::move(then));
}

void ServerStore::aside(std::function<Result<StoreReport>(Interruption &)> work, ReportHandler then)
{
    // What is only remembered yet, positions and the like, is written first, so that the copy has it too.
    const auto shared = std::make_shared<ReportHandler>(std::move(then));
    m_thread->settle([this, work = std::move(work), shared] {
        if (!m_aside->run(work, *shared))
            (*shared)(Error{QStringLiteral("A backup or a check is under way; try again when it is done.")});
    });
}

AccountStore &ServerStore::accounts()
{
    return *m_accounts;
}

ConversationStore &ServerStore::conversations()
{
    return *m_conversations;
}

FileStore &ServerStore::files()
{
    return *m_files;
}

MessageStore &ServerStore::messages()
{
    return *m_messages;
}

StoreStatistics ServerStore::statistics() const
{
    return m_thread->statistics();
}

} // namespace miniqq::server
