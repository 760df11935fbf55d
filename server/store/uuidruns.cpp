// SPDX-License-Identifier: MIT
#include "server/store/uuidruns.h"

#include "server/store/prepare.h"
#include "server/store/uuidview.h"

namespace miniqq::server {
namespace {

/// Above every other.
Uuid topUuid()
{
    Uuid top;
    top.bytes.fill(0xff);
    return top;
}

} // namespace

Result<Done, sql::SqlError> UuidRuns::open(sql::Database &db)
{
    return prepareAll(
        db,
        {{m_insertSingle, "INSERT INTO uuid_singles (sender, uuid, log_id) VALUES (?, ?, ?)"},
         {m_insertRun, "INSERT INTO uuid_runs (last_uuid, log_ids, sender, first_uuid) VALUES (?, ?, ?, ?)"},
         {m_updateRun, "UPDATE uuid_runs SET last_uuid = ?, log_ids = ? WHERE sender = ? AND first_uuid = ?"},
         {m_selectSingle, "SELECT log_id FROM uuid_singles WHERE sender = ? AND uuid = ?"},
         {m_selectRun, "SELECT first_uuid, last_uuid, log_ids FROM uuid_runs WHERE sender = ?"
                       " AND first_uuid <= ? ORDER BY first_uuid DESC LIMIT 1"},
         {m_selectUuid, "SELECT uuid FROM log WHERE id = ?"}});
}

void UuidRuns::close()
{
    *this = UuidRuns();
}

Result<Done, sql::SqlError> UuidRuns::append(AccountId sender, std::span<const Entry> entries)
{
    auto last = lastRun(sender);
    if (!last)
        return last.error();
    Run run = std::move(*last);
    bool isChanged = false;
    for (const Entry &entry : entries) {
        if (entry.uuid <= run.last) {
            auto done = m_insertSingle.bind(1, sender.value())
                            .bindBlob(2, uuidView(entry.uuid))
                            .bind(3, entry.logId)
                            .run();
            if (!done)
                return done;
            continue;
        }
        if (run.ids.isFull()) {
            auto done = isChanged ? write(sender, run) : Done();
            if (!done)
                return done;
            run = {entry.uuid, {}, {}, false};
        } else if (run.ids.isEmpty()) {
            run.first = entry.uuid;
        }
        run.last = entry.uuid;
        run.ids.append(entry.logId);
        isChanged = true;
    }
    return isChanged ? write(sender, run) : Done();
}

Result<Done, sql::SqlError> UuidRuns::write(AccountId sender, const Run &run)
{
    return (run.isStored ? m_updateRun : m_insertRun)
        .bindBlob(1, uuidView(run.last))
        .bindBlob(2, run.ids.blob())
        .bind(3, sender.value())
        .bindBlob(4, uuidView(run.first))
        .run();
}

Result<UuidRuns::Run, sql::SqlError> UuidRuns::lastRun(AccountId sender)
{
    const Uuid top = topUuid();
    const sql::StatementScope scope(m_selectRun);
    auto row = m_selectRun.bind(1, sender.value()).bindBlob(2, uuidView(top)).step();
    if (!row)
        return row.error();
    if (!*row)
        return Run();
    return Run{Uuid::fromBytes(m_selectRun.blob(0)).value_or(Uuid()),
               Uuid::fromBytes(m_selectRun.blob(1)).value_or(Uuid()), LogIds(m_selectRun.blob(2)), true};
}

Result<Uuid, sql::SqlError> UuidRuns::largest(AccountId sender)
{
    const auto run = lastRun(sender);
    if (!run)
        return run.error();
    return run->last;
}

Result<std::optional<qint64>, sql::SqlError> UuidRuns::find(AccountId sender, const Uuid &uuid)
{
    auto single = findSingle(sender, uuid);
    if (!single || *single)
        return single;
    LogIds ids;
    {
        const sql::StatementScope scope(m_selectRun);
        auto row = m_selectRun.bind(1, sender.value()).bindBlob(2, uuidView(uuid)).step();
        if (!row)
            return row.error();
        if (!*row || QByteArrayView(uuidView(uuid)).compare(m_selectRun.blob(1)) > 0)
            return std::optional<qint64>();
        ids = LogIds(m_selectRun.blob(2));
    }
    return bisect(ids, uuid);
}

Result<std::optional<qint64>, sql::SqlError> UuidRuns::findSingle(AccountId sender, const Uuid &uuid)
{
    const sql::StatementScope scope(m_selectSingle);
    auto row = m_selectSingle.bind(1, sender.value()).bindBlob(2, uuidView(uuid)).step();
    if (!row)
        return row.error();
    return *row ? std::optional<qint64>(m_selectSingle.int64(0)) : std::nullopt;
}

Result<std::optional<qint64>, sql::SqlError> UuidRuns::bisect(const LogIds &ids, const Uuid &uuid)
{
    qsizetype begin = 0;
    qsizetype end = ids.count();
    while (begin < end) {
        const qsizetype middle = begin + (end - begin) / 2;
        const sql::StatementScope scope(m_selectUuid);
        auto row = m_selectUuid.bind(1, ids.at(middle)).step();
        if (!row)
            return row.error();
        if (!*row)
            return std::optional<qint64>();
        const auto there = QByteArrayView(uuidView(uuid)).compare(m_selectUuid.blob(0));
        if (there == 0)
            return std::optional<qint64>(ids.at(middle));
        if (there < 0)
            end = middle;
        else
            begin = middle + 1;
    }
    return std::optional<qint64>();
}

} // namespace miniqq::server
