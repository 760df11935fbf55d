// SPDX-License-Identifier: MIT
#include "server/store/storecheck.h"

#include "common/sql/database.h"
#include "common/sql/migrator.h"
#include "common/sql/statement.h"

namespace miniqq::server {
namespace {

using sql::Database;
using sql::SqlError;

SqlError unusable(const Database &db, const QString &text, int code = 1)
{
    SqlError error;
    error.code = code;
    error.text = QString(db.options().path + u' ' + text);
    return error;
}

Result<Done, SqlError> checkVersion(Database &db)
{
    const auto version = db.queryInt64("PRAGMA user_version");
    if (!version)
        return version.error();
    const auto tables = db.queryInt64(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('accounts', 'log')");
    if (!tables)
        return tables.error();
    if (*tables != 2 || *version < 1)
        return unusable(db, QStringLiteral("is no database of a MiniQQ server."));
    if (*version > sql::Migrator(QStringLiteral(":/sql/server")).newestVersion())
        return unusable(db, QStringLiteral("was written by a newer version of this program."),
                        SqlError::newerSchema);
    return Done();
}

/// SQLite's own opinion, in its words.
Result<Done, SqlError> checkPages(Database &db, QStringList &findings)
{
    auto query = sql::Statement::prepare(db, "PRAGMA integrity_check(5)");
    if (!query)
        return query.error();
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return Done();
        if (query->text(0) != "ok")
            findings.append(QString::fromUtf8(query->text(0)));
    }
}

struct Rule
{
    const char *violations; // counts them
    const char *words;
};

constexpr Rule rules[] = {
    {"SELECT count(*) FROM pragma_foreign_key_check", "rows refer to others that are not there"},
    {"SELECT count(*) FROM (SELECT 1 FROM log GROUP BY conversation HAVING min(seq) <> 1 OR max(seq) <> "
     "count(*)"
     " OR count(DISTINCT seq) <> count(*))",
     "conversations have gaps or doubles in their numbers"},
    {"SELECT count(*) FROM (SELECT 1 FROM log GROUP BY sender, uuid HAVING count(*) > 1)",
     "messages are stored more than once"},
    {"SELECT count(*) FROM log WHERE conversation NOT IN (SELECT id FROM conversations)",
     "messages belong to no conversation"},
    {"SELECT count(*) FROM log WHERE sender NOT IN (SELECT id FROM accounts)", "messages are nobody's"},
    {"SELECT count(*) FROM index_state WHERE indexed_log_id > (SELECT coalesce(max(id), 0) FROM log)",
     "indexes are ahead of the log"},
};

Result<Done, SqlError> checkRules(Database &db, QStringList &findings)
{
    for (const Rule &rule : rules) {
        const auto count = db.queryInt64(rule.violations);
        if (!count)
            return count.error();
        if (*count > 0)
            findings.append(QString(QString::number(*count) + u' ' + QLatin1StringView(rule.words)));
    }
    return Done();
}

Result<Done, SqlError> countRows(Database &db, StoreReport &report)
{
    struct Count
    {
        const char *sql;
        qint64 &target;
    };
    const Count counts[] = {{"SELECT count(*) FROM accounts", report.accounts},
                            {"SELECT count(*) FROM conversations", report.conversations},
                            {"SELECT count(*) FROM log", report.messages}};
    for (const Count &count : counts) {
        const auto rows = db.queryInt64(count.sql);
        if (!rows)
            return rows.error();
        count.target = *rows;
    }
    return Done();
}

Result<StoreReport, SqlError> look(Database &db)
{
    StoreReport report;
    auto done = checkVersion(db);
    if (done)
        done = checkPages(db, report.findings);
    // A damaged tree would make the rules fail in words that help nobody.
    if (done && report.isSound())
        done = checkRules(db, report.findings);
    if (done && report.isSound())
        done = countRows(db, report);
    if (!done)
        return done.error();
    return report;
}

} // namespace

Result<StoreReport, SqlError> checkStore(Database &db)
{
    const auto begun = db.exec("BEGIN"); // one moment for all statements
    if (!begun)
        return begun.error();
    auto report = look(db);
    const auto ended = db.exec("ROLLBACK");
    if (report && !ended)
        return ended.error();
    return report;
}

} // namespace miniqq::server
