// SPDX-License-Identifier: MIT
#include "server/files/filethread.h"

#include <utility>

namespace miniqq::server {

FileThread::FileThread(const BlobArea::Options &options)
    : m_area(options)
{
    m_thread.setObjectName(QStringLiteral("files"));
    m_there.moveToThread(&m_thread);
    m_jobs = std::make_unique<Mailbox<Job>>(&m_there, [this](std::vector<Job> &&jobs) {
        for (Job &job : jobs) {
            if (!m_stopping)
                job(m_area);
        }
    });
    m_replies = std::make_unique<Mailbox<Reply>>(&m_here, [](std::vector<Reply> &&replies) {
        for (Reply &reply : replies)
            reply();
    });
    m_thread.start();
}

FileThread::~FileThread()
{
    stop();
}

void FileThread::stop()
{
    m_stopping = true;
    m_thread.quit();
    m_thread.wait();
}

template<class T>
void FileThread::run(std::function<Result<T, BlobError>(BlobArea &)> job, Handler<T> then)
{
    m_jobs->post([this, job = std::move(job), then = std::move(then)](BlobArea &area) {
        m_replies->post([result = job(area), then] {
            if (then)
                then(result);
        });
    });
}

void FileThread::prepare(PrepareHandler then)
{
    run<Done>([](BlobArea &area) { return area.prepare(); }, std::move(then));
}

void FileThread::openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted,
                            Handler<OpenedUpload> then)
{
    m_jobs->post([this, transfer, plan, trusted, then = std::move(then)](BlobArea &area) {
        const auto opened = area.openUpload(transfer, plan, trusted);
        if (opened && !opened->isWhole && opened->offset > 0)
            readAgain(transfer, *opened, then);
        else
            m_replies->post([opened, then] { then(opened); });
    });
}

/// In the file thread: the next slice, and the rest of them behind what others want.
void FileThread::readAgain(const Uuid &transfer, const OpenedUpload &opened,
                           const Handler<OpenedUpload> &then)
{
    const auto isDone = m_area.readSome(transfer);
    if (isDone && !*isDone) {
        m_jobs->post([this, transfer, opened, then](BlobArea &) { readAgain(transfer, opened, then); });
        return;
    }
    const auto result =
        isDone ? Result<OpenedUpload, BlobError>(opened) : Result<OpenedUpload, BlobError>(isDone.error());
    m_replies->post([result, then] { then(result); });
}

void FileThread::write(const Uuid &transfer, qint64 offset, const QByteArray &data, Handler<WrittenPart> then)
{
    run<WrittenPart>([transfer, offset, data](BlobArea &area) { return area.write(transfer, offset, data); },
                     std::move(then));
}

void FileThread::finish(const Uuid &transfer, Handler<ImageInfo> then)
{
    run<ImageInfo>([transfer](BlobArea &area) { return area.finish(transfer); }, std::move(then));
}

void FileThread::pause(const Uuid &transfer, Handler<WrittenPart> then)
{
    run<WrittenPart>([transfer](BlobArea &area) { return area.pause(transfer); }, std::move(then));
}

void FileThread::openDownload(const Uuid &transfer, const Uuid &file, qint64 size, Handler<Done> then)
{
    run<Done>([transfer, file, size](BlobArea &area) { return area.openDownload(transfer, file, size); },
              std::move(then));
}

void FileThread::read(const Uuid &transfer, qint64 offset, qsizetype length, qsizetype headroom,
                      ReadHandler then)
{
    std::shared_ptr<std::atomic<bool>> &isOver = m_readers[transfer];
    if (!isOver)
        isOver = std::make_shared<std::atomic<bool>>(false);
    m_jobs->post([=, this, isOver = isOver, then = std::move(then)](BlobArea &area) {
        auto result = *isOver ? Result<QByteArray, BlobError>(BlobError{BlobError::Missing, {}})
                              : area.read(transfer, offset, length, headroom);
        m_replies->post([result = std::move(result), then]() mutable { then(std::move(result)); });
    });
}

void FileThread::closeDownload(const Uuid &transfer)
{
    if (const auto isOver = m_readers.take(transfer))
        *isOver = true;
    m_jobs->post([transfer](BlobArea &area) { area.closeDownload(transfer); });
}

void FileThread::remove(const std::vector<Uuid> &files)
{
    if (!files.empty())
        m_jobs->post([files](BlobArea &area) { area.remove(files); });
}

void FileThread::removeAllBut(std::vector<Uuid> &&whole, std::vector<Uuid> &&arriving,
                              Handler<std::vector<Uuid>> then)
{
    run<std::vector<Uuid>>([whole = std::move(whole), arriving = std::move(arriving)](
                               BlobArea &area) { return area.removeAllBut(whole, arriving); },
                           std::move(then));
}

} // namespace miniqq::server
