// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/accountstore.h"
#include "server/store/conversationstore.h"
#include "server/store/filestore.h"
#include "server/store/messagestore.h"
#include "server/store/storereport.h"
#include "server/store/storestatistics.h"

#include <QAbstractEventDispatcher>
#include <QStringList>

#include <functional>
#include <memory>

namespace miniqq::server {

class Interruption;
struct Companions;
class StoreAside;
class StoreThread;

/// The server's SQLite database: one file, one thread that is the only one to touch it, three stores on top.
/// Belongs to the logic thread (the one that calls open()), where all callbacks run. statistics() alone may
/// be called from any thread while the object lives.
class ServerStore
{
public:
    struct Options
    {
        QString path;                    ///< Database file; its folder must exist. Created with mode 0600.
        int maxMessagesPerCommit = 4096; ///< At least 1.
        int indexAfterRows = 8192; ///< Index at once when this many messages wait, instead of when idle.
        int idleMs = 50;           ///< Index, save positions and checkpoint after this long without a commit.
        /// Checkpoint at once when the write-ahead log has this many pages, instead of when idle.
        int checkpointAfterPages = 4096;
        QString contents;       ///< Folder with the contents of files; empty: none are backed up or checked.
        bool quickCheck = true; ///< Look for damaged pages when opening; reads the whole file.
        QByteArray vfs;         ///< Name of the SQLite VFS; empty for the default one. For tests.
        /// The event dispatcher of the store's thread; none: Qt's own, which costs several system calls more
        /// per turn.
        std::function<std::unique_ptr<QAbstractEventDispatcher>()> makeDispatcher;
    };
    using OpenHandler = std::function<void(Result<ServerState, StoreError> &&)>;

    explicit ServerStore(const Options &options);
    ~ServerStore(); ///< As stop().

    /// Opens, checks and migrates the database, catches up the index and loads what the logic thread keeps in
    /// memory. Call once; nothing else may be called before the answer is there.
    void open(OpenHandler then);
    /// Blocks until all that was handed over is committed, then closes the database. The results of that are
    /// still delivered, in the next turn of the logic thread's event loop. Nothing may be handed over
    /// afterwards. Idempotent.
    void stop();

    /// As backUpStore() into `target`, in a thread of its own: commits go on meanwhile. Everything whose
    /// result was delivered before this call is in it. An error at once if a backup or check is under way.
    using ReportHandler = std::function<void(const Result<StoreReport> &)>;
    void backUp(const QString &target, const Companions &companions, ReportHandler then);
    /// As checkAll(), the same way; `more` runs in that thread too and says what else it found.
    void check(std::function<QStringList()> more, ReportHandler then);

    AccountStore &accounts();
    ConversationStore &conversations();
    FileStore &files();
    MessageStore &messages();
    StoreStatistics statistics() const;

private:
    void aside(std::function<Result<StoreReport>(Interruption &)> work, ReportHandler then);

    const Options m_options;
    std::unique_ptr<StoreThread> m_thread;
    std::unique_ptr<AccountStore> m_accounts;
    std::unique_ptr<ConversationStore> m_conversations;
    std::unique_ptr<FileStore> m_files;
    std::unique_ptr<MessageStore> m_messages;
    std::unique_ptr<StoreAside> m_aside;
};

} // namespace miniqq::server
