// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/base/uuid.h"
#include "server/files/imageheader.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace miniqq::server {

/// Why the contents of a file could not be kept or read.
struct BlobError
{
    enum Kind : quint8 {
        Failed,   ///< the disk; `text` says what
        Full,     ///< no room, or less than is to stay free
        Mismatch, ///< the contents are not those of the plan; thrown away
        BadImage, ///< no picture as the plan wants it, `text` says why, in English for people; thrown away
        Missing,  ///< nothing of that name is here
    };
    Kind kind = Failed;
    QString text;
};

/// What is to arrive.
struct UploadPlan
{
    Uuid file;
    qint64 size = 0;
    QByteArray sha256;              ///< 32 bytes
    std::optional<ImageCaps> image; ///< set: it has to be a picture within these
};

struct OpenedUpload
{
    qint64 offset = 0;    ///< what is there already and was read again
    bool isWhole = false; ///< all of it is in its place: nothing to send, and no upload is open
    ImageInfo image;      ///< if whole, of a picture
};

struct WrittenPart
{
    qint64 offset = 0; ///< all before it is in the file
    qint64 synced = 0; ///< and all before this outlives a power cut
};

/// The contents of files on disk, away from the logic thread. Called on the logic thread; handlers run there
/// too, later, never from within a call, in the order of the calls of one transfer, and never after the store
/// is destroyed. Files are known by ids alone: no name from the network comes near a path.
class BlobStore
{
public:
    template<class T>
    using Handler = std::function<void(const Result<T, BlobError> &)>;
    /// Gets the bytes for itself alone, so that filling in its headroom copies nothing.
    using ReadHandler = std::function<void(Result<QByteArray, BlobError> &&)>;

    virtual ~BlobStore() = default;

    /// Begins an upload or goes on with one: at most `trusted` bytes that an earlier one left are believed,
    /// and read again for the sum. `transfer` is the caller's name for it until it ends.
    virtual void openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted,
                            Handler<OpenedUpload> then) = 0;
    /// Appends. After an error the upload is closed and what was there of it is gone.
    virtual void write(const Uuid &transfer, qint64 offset, const QByteArray &data,
                       Handler<WrittenPart> then) = 0;
    /// All is written: it is checked against the plan, synced and put in its place, whole or not at all. The
    /// upload is closed in any case; after an error what was there of it is gone.
    virtual void finish(const Uuid &transfer, Handler<ImageInfo> then) = 0;
    /// Closes an upload that may go on later; answers with what will be there then.
    virtual void pause(const Uuid &transfer, Handler<WrittenPart> then) = 0;

    virtual void openDownload(const Uuid &transfer, const Uuid &file, qint64 size, Handler<Done> then) = 0;
    /// `length` bytes from `offset` on, behind `headroom` bytes for the caller to fill.
    virtual void read(const Uuid &transfer, qint64 offset, qsizetype length, qsizetype headroom,
                      ReadHandler then) = 0;
    /// What was asked of it and is not read yet is skipped, and answered as Missing.
    virtual void closeDownload(const Uuid &transfer) = 0;

    /// Removes contents, whole or begun; what is open goes when it is closed.
    virtual void remove(const std::vector<Uuid> &files) = 0;
    /// Removes all contents but those of these: what a crash has left. Before anything else. Answers with
    /// those of `whole` that are not here; an error if the folder cannot be read, or most of them are not:
    /// then it is another folder, or an empty one where a disk should be mounted.
    virtual void removeAllBut(std::vector<Uuid> &&whole, std::vector<Uuid> &&arriving,
                              Handler<std::vector<Uuid>> then) = 0;
};

} // namespace miniqq::server
