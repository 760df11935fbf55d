// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/downloadservice.h"
#include "server/domain/peoplenews.h"
#include "server/domain/uploadservice.h"

namespace miniqq::server {

/// Everything about files and people's pictures: hands requests and chunks to uploads and downloads, ends
/// what gives no sign of life, and lets go of files whose time is over.
class FileService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        const AccountTable &accounts;
        FileStore &store;
        BlobStore &blobs;
        SessionRegistry &registry;
        PeopleNews &news;
        Outbound &out;
        Replies &replies;
        EventLog &log;
        Turn &turn;
    };

    explicit FileService(const Parts &parts);

    /// Once, before all else: contents that nobody knows, a crash has left them, go, and files whose contents
    /// are gone expire.
    void start(const ServerState &state);
    void offer(const Session &session, const Request &request, const protocol::FileOffer &message);
    void get(const Session &session, const Request &request, const protocol::FileGet &message);
    void progress(const Session &session, const protocol::FileProgress &message);
    void cancel(const Session &session, const protocol::FileCancel &message);
    void setAvatar(const Session &session, const Request &request, const protocol::AvatarSet &message);
    void chunk(const ChunkArrived &chunk);
    /// Also where it ends before its connection does.
    void sessionEnded(ConnectionId connection);
    void tick();

private:
    Transfer *ofSession(ConnectionId connection, const Uuid &transfer, Transfer::Kind kind);
    void end(const Transfer &transfer);
    void lose(const std::vector<Uuid> &files);
    void collect();
    qint64 believedMs() const;

    PeopleNews &m_news;
    TransferTable m_transfers;
    FileParts m;
    UploadService m_uploads;
    DownloadService m_downloads;
    qint64 m_nextSweepNs = 0;
    qint64 m_startedNs = 0;
    qint64 m_newestAtStartMs = 0; ///< what had been said last, when nothing of this run was said yet
};

} // namespace miniqq::server
