// SPDX-License-Identifier: MIT
#include "server/domain/fileservice.h"

#include <algorithm>

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

constexpr int retryMs = 5'000; ///< for who has waited in vain

}

FileService::FileService(const Parts &parts)
    : m_news(parts.news)
    , m_transfers(parts.limits, parts.clock, parts.replies)
    , m{parts.clock,    parts.limits, m_transfers,   parts.store, parts.blobs,
        parts.registry, parts.out,    parts.replies, parts.log,   parts.turn}
    , m_uploads(m)
    , m_downloads(m, parts.accounts)
{}

void FileService::start(const ServerState &state)
{
    m.blobs.removeAllBut(std::vector<Uuid>(state.wholeFiles), std::vector<Uuid>(state.arrivingFiles),
                         m.turn.callback([this](const Result<std::vector<Uuid>, BlobError> &lost) {
                             if (lost)
                                 lose(*lost);
                             else
                                 logFailure(m, lost.error().text);
                         }));
    // Nothing goes for its age before the clock has had time to be set.
    m_startedNs = m.clock.monotonicNs();
    m_nextSweepNs = m_startedNs + qint64(m.limits.fileSweepMs) * 1'000'000;
    for (const ConversationRecord &conversation : state.conversations)
        m_newestAtStartMs = std::max(m_newestAtStartMs, conversation.lastTimeMs);
    if (m_newestAtStartMs == 0)
        m_newestAtStartMs = m.clock.wallMs();
}

/// In parts: other commits wait for each.
void FileService::lose(const std::vector<Uuid> &files)
{
    for (size_t at = 0; at < files.size(); at += FileStore::collectedAtOnce) {
        const size_t end = std::min(files.size(), at + FileStore::collectedAtOnce);
        m.store.lose({files.begin() + qsizetype(at), files.begin() + qsizetype(end)});
    }
}

/// The clock, but no further than a day beyond what had been said when this server began, and the time that
/// it has run since: a clock that has jumped ahead, whatever is said under it, makes no file old.
qint64 FileService::believedMs() const
{
    constexpr qint64 dayMs = 24LL * 3'600 * 1'000;
    const qint64 ranMs = (m.clock.monotonicNs() - m_startedNs) / 1'000'000;
    return std::min(m.clock.wallMs(), m_newestAtStartMs + dayMs + ranMs);
}

void FileService::offer(const Session &session, const Request &request, const protocol::FileOffer &message)
{
    m_uploads.offer(session, request, message);
}

void FileService::get(const Session &session, const Request &request, const protocol::FileGet &message)
{
    m_downloads.get(session, request, message);
}

/// The transfer if it is this connection's: whose it is decides, not who knows its name.
Transfer *FileService::ofSession(ConnectionId connection, const Uuid &transfer, Transfer::Kind kind)
{
    Transfer *const found = m_transfers.find(transfer);
    return found && found->request.connection == connection && found->kind == kind ? found : nullptr;
}

void FileService::progress(const Session &session, const protocol::FileProgress &message)
{
    // One that is over may have its last acknowledgements still under way.
    if (Transfer *transfer = ofSession(session.connection, message.transfer, Transfer::Download))
        m_downloads.progress(*transfer, message.offset);
}

void FileService::cancel(const Session &session, const protocol::FileCancel &message)
{
    const Transfer *const transfer = m_transfers.find(message.transfer);
    // One that is being checked is answered by what comes of it.
    if (transfer && transfer->request.connection == session.connection &&
        transfer->state != Transfer::Finishing)
        end(*transfer);
}

void FileService::chunk(const ChunkArrived &chunk)
{
    if (!m.registry.find(chunk.connection))
        return; // the session has ended, and its connection is about to
    if (Transfer *transfer = ofSession(chunk.connection, chunk.transfer, Transfer::Upload))
        m_uploads.chunk(*transfer, chunk);
    else
        tellEnded(m, chunk.connection, chunk.transfer,
                  {ErrorCode::NoFile, "There is no such transfer, or it is over."});
}

void FileService::end(const Transfer &transfer)
{
    if (transfer.kind == Transfer::Upload)
        m_uploads.pause(transfer);
    else
        m_downloads.stop(transfer);
}

void FileService::sessionEnded(ConnectionId connection)
{
    for (const Uuid &id : m_transfers.leave(connection))
        end(*m_transfers.find(id));
}

void FileService::setAvatar(const Session &session, const Request &request,
                            const protocol::AvatarSet &message)
{
    Account &account = *session.account;
    const bool wanted = message.file.has_value();
    m.store.setAvatar(account.id, message.file.value_or(Uuid()),
                      m.turn.callback([this, request, &account,
                                       wanted](const Result<std::optional<FileRecord>, StoreError> &result) {
                          if (!result) {
                              logFailure(m, result.error().text);
                              const Refusal why = refusalOf(result.error());
                              m.replies.refuse(request, why.code, why.text);
                              return;
                          }
                          if (wanted && !*result) {
                              m.replies.refuse(request, ErrorCode::NoFile,
                                               "You have no such picture. Upload it as an avatar first.");
                              return;
                          }
                          account.avatarSha256 = wanted ? (*result)->about.sha256 : QByteArray();
                          m_news.added(account);
                          m.replies.answer(request, wanted ? protocol::AvatarAck{account.avatarSha256}
                                                           : protocol::AvatarAck{});
                      }));
}

void FileService::tick()
{
    const qint64 now = m.clock.monotonicNs();
    const qint64 longAgo = now - qint64(m.limits.fileIdleMs) * 1'000'000;
    for (const Uuid &id : m_transfers.silentSince(longAgo)) {
        const Transfer &transfer = *m_transfers.find(id);
        tellEnded(m, transfer.request.connection, id,
                  {ErrorCode::TimedOut,
                   "Nothing moved for a long time. Ask again to go on.",
                   {},
                   LimitHit::FileIdle});
        end(transfer);
    }
    for (const Request &request : m_transfers.waitingSince(longAgo))
        m.replies.refuse(request, {ErrorCode::ServerBusy,
                                   "Other files are still on their way. Ask again.",
                                   {},
                                   LimitHit::FileIdle,
                                   retryMs});
    if (now >= m_nextSweepNs)
        collect();
}

void FileService::collect()
{
    m_nextSweepNs = m.clock.monotonicNs() + qint64(m.limits.fileSweepMs) * 1'000'000;
    m.store.collect(
        {believedMs(), m.limits.fileAbandonedMs, m.limits.fileKeepMs, m_transfers.uploadedFiles()},
        m.turn.callback([this](const Result<std::vector<Uuid>, StoreError> &result) {
            if (!result) {
                logFailure(m, result.error().text);
                return;
            }
            m.blobs.remove(*result);
            if (result->size() >= size_t(FileStore::collectedAtOnce))
                m_nextSweepNs = m.clock.monotonicNs(); // there may be more
        }));
}

} // namespace miniqq::server
