// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"

#include <QString>

#include <vector>

namespace miniqq::sql {

class Database;

/// Brings a database to the newest schema. The steps are the files NNN_title.sql of a folder (usually Qt
/// resources, such as
/// ":/sql/server"), numbered from 001 without gaps; the number of the last step done is the database's
/// user_version.
class Migrator
{
public:
    explicit Migrator(const QString &folder);

    /// Runs the missing steps, each in one transaction together with its version number, so that a kill at
    /// any moment leaves the schema before or after a step. A database that already holds data is first
    /// copied to "<path>.v<version>.bak". A database newer than the newest step is refused
    /// (SqlError::newerSchema) and left untouched.
    Result<Done, SqlError> migrate(Database &db) const;

    /// The number of the newest step, 0 if the folder is empty.
    int newestVersion() const { return int(m_steps.size()); }

private:
    Result<Done, SqlError> runStep(Database &db, int version) const;
    static Result<Done, SqlError> backUp(Database &db, qint64 version);

    QString m_folder;
    std::vector<QString> m_steps; // file of step i + 1
    QString m_numberingFault;     // empty: the files are numbered as they should
};

} // namespace miniqq::sql
