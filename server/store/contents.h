// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/base/uuid.h"
#include "common/sql/sqlerror.h"
#include "server/store/safefiles.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace miniqq::sql {
class Database;
} // namespace miniqq::sql

/// The contents of files as they lie in a folder beside a database, under their ids: a server's, or a
/// backup's. They never change once they are there. Each call blocks on the disk; nothing is followed.
namespace miniqq::server {

/// What a database says of contents that are to be there.
struct ContentRecord
{
    Uuid file;
    qint64 size = 0;
    QByteArray sha256;
};

/// All that are to be there, by id; none in a database of a version without files.
Result<std::vector<ContentRecord>, sql::SqlError> contentsIn(sql::Database &db);
/// Whether they still are: a server in use lets files expire.
Result<bool, sql::SqlError> isExpected(sql::Database &db, const Uuid &file);
/// From now on these are told to have expired.
Result<Done, sql::SqlError> markExpired(sql::Database &db, const std::vector<Uuid> &files);

enum class ContentState { Sound, Missing, Damaged, Interrupted };

/// Reads all of it, for its size and SHA-256. What is no file counts as damaged. Error: it is there and the
/// system does not let it be read, which says nothing of what is in it.
Result<ContentState> checkContent(const QString &folder, const ContentRecord &record, const GoOn &goOn);
/// Puts it into another folder too: the same file under a second name where that is possible and nobody else
/// may write to it, otherwise a copy; synced but for its name (syncFolder()). Only its size is looked at.
/// Error: it cannot be read, or not be written there.
Result<ContentState> takeContent(const QString &from, const QString &to, const ContentRecord &record,
                                 const GoOn &goOn);
/// Makes a folder for contents, for its owner alone; one that is there is an error.
Result<Done> makeContentFolder(const QString &path);
Result<Done> syncFolder(const QString &path);
/// Removes a folder for contents and those in it; none there is fine. Follows nothing: a symbolic link in its
/// place goes, what it leads to stays. Error: it holds something else, which stays with it, or the disk
/// refused.
Result<Done> removeContents(const QString &path);

/// What is not as it should be, in words for the operator.
class ContentFindings
{
public:
    void add(ContentState state, const Uuid &file);
    QStringList words() const;

private:
    struct Kind
    {
        qint64 count = 0;
        QByteArray first; ///< Ids of the first few.
    };
    Kind m_missing;
    Kind m_damaged;
};

} // namespace miniqq::server
