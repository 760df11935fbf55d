// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/files/blobarea.h"

#include <QHash>
#include <QThread>

#include <atomic>
#include <memory>

namespace miniqq::server {

/// A BlobArea with a thread of its own. Made, used and destroyed in the logic thread. What takes long, such
/// as reading again what an earlier upload left, is done in slices between the work of others.
class FileThread final : public BlobStore
{
public:
    using PrepareHandler = std::function<void(const Result<Done, BlobError> &)>;

    explicit FileThread(const BlobArea::Options &options);
    ~FileThread() override; ///< As stop().
    Q_DISABLE_COPY_MOVE(FileThread)

    /// Makes the folders. First of all, once.
    void prepare(PrepareHandler then);
    /// Ends the thread after what it is just doing; what waits is dropped, for nobody was promised anything
    /// of it. Idempotent.
    void stop();

    void openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted,
                    Handler<OpenedUpload> then) override;
    void write(const Uuid &transfer, qint64 offset, const QByteArray &data,
               Handler<WrittenPart> then) override;
    void finish(const Uuid &transfer, Handler<ImageInfo> then) override;
    void pause(const Uuid &transfer, Handler<WrittenPart> then) override;
    void openDownload(const Uuid &transfer, const Uuid &file, qint64 size, Handler<Done> then) override;
    void read(const Uuid &transfer, qint64 offset, qsizetype length, qsizetype headroom,
              ReadHandler then) override;
    void closeDownload(const Uuid &transfer) override;
    void remove(const std::vector<Uuid> &files) override;
    void removeAllBut(std::vector<Uuid> &&whole, std::vector<Uuid> &&arriving,
                      Handler<std::vector<Uuid>> then) override;

private:
    using Job = std::function<void(BlobArea &)>;
    using Reply = std::function<void()>;

    /// Runs `job` there and `then` with its result here.
    template<class T>
    void run(std::function<Result<T, BlobError>(BlobArea &)> job, Handler<T> then);
    void readAgain(const Uuid &transfer, const OpenedUpload &opened, const Handler<OpenedUpload> &then);

    BlobArea m_area; ///< The thread's.
    QThread m_thread;
    /// Downloads that were read from, and whether they are over: what is asked of those is skipped.
    QHash<Uuid, std::shared_ptr<std::atomic<bool>>> m_readers;
    QObject m_here;  ///< In the logic thread: its death drops what is answered too late.
    QObject m_there; ///< In the file thread.
    std::atomic<bool> m_stopping = false;
    std::unique_ptr<Mailbox<Job>> m_jobs;
    std::unique_ptr<Mailbox<Reply>> m_replies;
};

} // namespace miniqq::server
