// SPDX-License-Identifier: MIT
#include "server/store/backupcontents.h"

#include "common/sql/database.h"

#include <QFile>
#include <QFileInfo>

#include <optional>

namespace miniqq::server {
namespace {

using namespace Qt::Literals::StringLiterals;
using sql::Database;
using sql::DatabaseOptions;

Error plain(const sql::SqlError &error)
{
    return {error.text};
}

QString filesAre(qsizetype count)
{
    return QString::number(count) + (count == 1 ? u" file is"_s : u" files are"_s);
}

/// Whether a database that may be in use still names it; opened when it is asked first.
class Asked
{
public:
    explicit Asked(const DatabaseOptions &options)
        : m_options(options)
    {}

    Result<bool> names(const Uuid &file)
    {
        if (!m_db) {
            auto opened = Database::open(m_options);
            if (!opened)
                return plain(opened.error());
            m_db = std::move(*opened);
        }
        const auto expected = isExpected(*m_db, file);
        if (!expected)
            return plain(expected.error());
        return *expected;
    }

private:
    const DatabaseOptions &m_options;
    std::optional<Database> m_db;
};

Result<Done> expire(Database &db, const std::vector<Uuid> &files)
{
    if (files.empty())
        return Done{};
    const auto done = markExpired(db, files);
    if (!done)
        return plain(done.error());
    return Done{};
}

/// Takes one over and reads what came; what is not sound is not left there.
Result<ContentState> takeAndRead(const QString &from, const QString &to, const ContentRecord &record)
{
    const GoOn always = [] { return true; };
    auto state = takeContent(from, to, record, always);
    if (!state || *state != ContentState::Sound)
        return state;
    const auto read = checkContent(to, record, always);
    if (!read || *read != ContentState::Sound)
        (void)QFile::remove(to + u'/' + QString::fromLatin1(record.file.toText()));
    return read;
}

} // namespace

Result<Done> backUpContents(Database &copy, const DatabaseOptions &source, const QString &from,
                            const QString &to, const GoOn &goOn, StoreReport &report)
{
    const auto records = contentsIn(copy);
    if (!records)
        return plain(records.error());
    if (records->empty())
        return Done{};
    auto made = makeContentFolder(to);
    if (!made)
        return made;
    Asked server(source);
    std::vector<Uuid> forgotten;
    ContentFindings lost;
    for (const ContentRecord &record : *records) {
        const auto state = goOn() ? takeContent(from, to, record, goOn) : ContentState::Interrupted;
        if (!state)
            return state.error();
        if (*state == ContentState::Interrupted)
            return notFinished(to);
        if (*state == ContentState::Sound) {
            ++report.files;
            continue;
        }
        // The server forgets first and removes after: what it still names and is not there was lost.
        const auto named = server.names(record.file);
        if (!named)
            return named.error();
        if (*named)
            lost.add(*state, record.file);
        else
            forgotten.push_back(record.file);
    }
    for (const QString &words : lost.words())
        report.notes.append(QString(u"On the server itself " + words + u"."));
    const auto expired = expire(copy, forgotten);
    return expired ? syncFolder(to) : expired;
}

Result<Done> restoreContents(Database &db, const QString &from, const QString &to, StoreReport &report)
{
    const auto records = contentsIn(db);
    if (!records)
        return plain(records.error());
    if (records->empty())
        return Done{};
    const bool isThere = QFileInfo(from).isDir();
    const QString parent = QFileInfo(to).absolutePath();
    auto done = !isThere || QFileInfo(parent).isDir() ? Result<Done>(Done{}) : makeContentFolder(parent);
    if (done && isThere)
        done = makeContentFolder(to);
    if (!done)
        return done;
    std::vector<Uuid> without;
    ContentFindings wrong;
    for (const ContentRecord &record : *records) {
        const auto state = isThere ? takeAndRead(from, to, record) : ContentState::Missing;
        if (!state)
            return state.error();
        if (*state == ContentState::Sound) {
            ++report.files;
            continue;
        }
        wrong.add(*state, record.file);
        without.push_back(record.file);
    }
    if (!isThere)
        report.notes.append(filesAre(qsizetype(without.size())) +
                            u" not beside it, and told to have expired."_s);
    else if (!without.empty())
        report.findings +=
            wrong.words() + QStringList{u"all else was restored, these are told to have expired"_s};
    done = expire(db, without);
    if (done && isThere)
        done = syncFolder(to);
    if (done && isThere)
        done = syncFolder(parent);
    return done;
}

Result<Done> checkContents(const DatabaseOptions &database, const QString &folder, bool isBackup,
                           const GoOn &goOn, StoreReport &report)
{
    auto db = Database::open(database);
    if (!db)
        return plain(db.error());
    const auto records = contentsIn(*db);
    if (!records)
        return plain(records.error());
    if (isBackup && !records->empty() && !QFileInfo(folder).isDir()) {
        report.notes.append(filesAre(qsizetype(records->size())) + u" not beside it."_s);
        return Done{};
    }
    ContentFindings wrong;
    for (const ContentRecord &record : *records) {
        const auto state = checkContent(folder, record, goOn);
        if (!goOn() || (state && *state == ContentState::Interrupted))
            return Error{u"The server is being stopped."_s};
        if (!state)
            return state.error();
        if (*state == ContentState::Sound) {
            ++report.files;
            continue;
        }
        const auto named = isExpected(*db, record.file); // a server in use may have let it go meanwhile
        if (!named)
            return plain(named.error());
        if (*named)
            wrong.add(*state, record.file);
    }
    report.findings += wrong.words();
    return Done{};
}

} // namespace miniqq::server
