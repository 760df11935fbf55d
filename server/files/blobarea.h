// SPDX-License-Identifier: MIT
#pragma once

#include "server/files/blobstore.h"
#include "server/files/filedescriptor.h"
#include "server/files/sha256.h"

#include <QHash>
#include <QSet>

#include <unordered_map>

namespace miniqq::server {

/// The folder with the contents of files:
///
///     partial/<id>   what has arrived of an upload
///     whole/<id>     all of a file, checked; read only from there
///
/// A file gets into `whole` by a rename after it was checked and synced, so that nothing half is ever there.
/// Names are ids that this server made; nothing is followed, nothing else is touched. Everything blocks:
/// belongs to the file thread.
class BlobArea
{
public:
    struct Options
    {
        QString path;
        qint64 floorBytes = 64 * 1024 * 1024; ///< of the disk, to stay free ...
        int floorPercent = 1;                 ///< ... or this much of it, if that is more
        qint64 syncEvery = 4 * 1024 * 1024;   ///< bytes of an upload: what a power cut may cost
    };

    explicit BlobArea(const Options &options);

    Result<Done, BlobError> prepare();
    /// Where in the folder `path` whole contents lie.
    static QString wholePath(const QString &path) { return path + u"/whole"; }

    /// Looks at what there is. `offset` is how much will be believed: readSome() has to be called until it
    /// answers that all of it was read again.
    Result<OpenedUpload, BlobError> openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted);
    /// Reads a part of what is there for the sum; true when there is no more.
    Result<bool, BlobError> readSome(const Uuid &transfer);
    Result<WrittenPart, BlobError> write(const Uuid &transfer, qint64 offset, QByteArrayView data);
    Result<ImageInfo, BlobError> finish(const Uuid &transfer);
    Result<WrittenPart, BlobError> pause(const Uuid &transfer);

    Result<Done, BlobError> openDownload(const Uuid &transfer, const Uuid &file, qint64 size);
    Result<QByteArray, BlobError> read(const Uuid &transfer, qint64 offset, qsizetype length,
                                       qsizetype headroom);
    void closeDownload(const Uuid &transfer) { m_downloads.erase(transfer); }

    void remove(const std::vector<Uuid> &files);
    Result<std::vector<Uuid>, BlobError> removeAllBut(const std::vector<Uuid> &whole,
                                                      const std::vector<Uuid> &arriving);

private:
    struct Upload
    {
        UploadPlan plan;
        FileDescriptor file;
        Sha256 sum;
        qint64 written = 0; ///< and in the sum
        qint64 synced = 0;
        qint64 toRead = 0; ///< believed, and not in the sum yet
    };
    struct Hash
    {
        size_t operator()(const Uuid &id) const { return qHash(id); }
    };

    Result<OpenedUpload, BlobError> alreadyWhole(const UploadPlan &plan, bool &isThere);
    Result<Done, BlobError> checkSpace(qint64 wanted) const;
    qint64 promised() const;
    Result<Done, BlobError> append(Upload &upload, QByteArrayView data);
    Result<Done, BlobError> sync(Upload &upload);
    Result<ImageInfo, BlobError> check(Upload &upload);
    Result<Done, BlobError> putInPlace(Upload &upload);
    BlobError drop(const Uuid &transfer, BlobError error);
    static Result<QSet<Uuid>, BlobError> list(const FileDescriptor &folder);

    const Options m_options;
    FileDescriptor m_partial;
    FileDescriptor m_whole;
    std::unordered_map<Uuid, Upload, Hash> m_uploads;
    std::unordered_map<Uuid, FileDescriptor, Hash> m_downloads;
};

} // namespace miniqq::server
