// SPDX-License-Identifier: MIT
#include "server/store/filetables.h"

#include "common/sql/database.h"
#include "server/store/prepare.h"
#include "server/store/uuidview.h"

namespace miniqq::server {

Result<Done, sql::SqlError> FileTables::open(sql::Database &db)
{
    m_db = &db;
    // No avatars; and each message that a file comes with is one more to look at for whoever asks for it.
    return prepareAll(
        db, {{m_attach, "INSERT INTO attachments (log_id, file) SELECT ?1, id FROM files WHERE id = ?2"
                        " AND owner = ?3 AND state = 1 AND kind < 2"
                        " AND (SELECT count(*) FROM attachments WHERE file = ?2) < 100"},
             {m_detach, "DELETE FROM attachments WHERE log_id = ?"},
             {m_attachedTo,
              "SELECT files.id, owner, files.uuid, name, size, sha256, files.kind, format, width, height,"
              " state, verified FROM attachments JOIN files ON files.id = attachments.file"
              " WHERE log_id = ?"}});
}

Result<std::shared_ptr<const FileRecord>, sql::SqlError> FileTables::attach(qint64 logId, const Uuid &file,
                                                                            AccountId sender)
{
    auto done = m_attach.bind(1, logId).bindBlob(2, uuidView(file)).bind(3, sender.value()).run();
    if (!done)
        return done.error();
    if (m_db->changes() == 0)
        return std::shared_ptr<const FileRecord>();
    return attachedTo(logId);
}

Result<std::shared_ptr<const FileRecord>, sql::SqlError> FileTables::attachedTo(qint64 logId)
{
    const sql::StatementScope scope(m_attachedTo);
    auto row = m_attachedTo.bind(1, logId).step();
    if (!row)
        return row.error();
    return *row ? std::make_shared<const FileRecord>(recordOf(m_attachedTo)) : nullptr;
}

FileRecord recordOf(const sql::Statement &row)
{
    FileRecord record;
    record.about.file = Uuid::fromBytes(row.blob(0)).value_or(Uuid());
    record.owner = AccountId(row.int64(1));
    record.uuid = Uuid::fromBytes(row.blob(2)).value_or(Uuid());
    record.about.name = row.text(3).toByteArray();
    record.about.size = row.int64(4);
    record.about.sha256 = row.blob(5).toByteArray();
    record.about.kind = protocol::FileKind(row.int64(6));
    record.about.format = protocol::ImageFormat(row.int64(7));
    record.about.width = int(row.int64(8));
    record.about.height = int(row.int64(9));
    record.state = FileState(row.int64(10));
    record.verified = row.int64(11);
    return record;
}

} // namespace miniqq::server
