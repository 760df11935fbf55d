// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/fileparts.h"

namespace miniqq::server {

/// Files on their way to the server: from the offer over the chunks to the moment at which all of it is
/// checked and on disk. A file of which something went wrong is gone; one whose sender went away waits for
/// them to go on.
class UploadService
{
public:
    explicit UploadService(const FileParts &parts)
        : m(parts)
    {}

    void offer(const Session &session, const Request &request, const protocol::FileOffer &message);
    void chunk(Transfer &transfer, const ChunkArrived &chunk);
    /// Ends it so that it can go on later.
    void pause(const Transfer &transfer);

private:
    void begin(const Request &request, Account &account, const FileRecord &file);
    void offered(const Uuid &id, const Result<FileStore::OfferResult, StoreError> &result);
    void goOn(Transfer &transfer, const FileRecord &file);
    void opened(const Uuid &id, const Result<OpenedUpload, BlobError> &result);
    void written(const Uuid &id, const Result<WrittenPart, BlobError> &result);
    void finish(Transfer &transfer);
    void finished(const Uuid &id, const protocol::Attachment &about,
                  const Result<ImageInfo, BlobError> &result);
    void forget(const Uuid &transfer, const Uuid &file, AccountId owner);
    void complete(const Uuid &id, protocol::Attachment about, const ImageInfo &image);
    void completed(const Uuid &id, const protocol::Attachment &about, const Result<bool, StoreError> &result);

    /// The request is refused and the transfer over.
    void refuse(const Transfer &transfer, const Refusal &why);
    /// Chunks were taken, and the transfer is over.
    void end(const Transfer &transfer, const Refusal &why);
    std::optional<Refusal> tooLarge(const protocol::FileOffer &message) const;
    std::optional<ImageCaps> capsFor(const protocol::Attachment &about) const;

    FileParts m;
};

} // namespace miniqq::server
