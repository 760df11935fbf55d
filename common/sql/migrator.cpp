// SPDX-License-Identifier: MIT
#include "common/sql/migrator.h"

#include "common/base/logging.h"
#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "common/sql/transaction.h"

#include <QDir>
#include <QFile>

#include <sqlite3.h>

namespace miniqq::sql {
namespace {

SqlError fault(int code, const QString &text)
{
    SqlError error;
    error.code = code;
    error.text = text;
    return error;
}

} // namespace

Migrator::Migrator(const QString &folder)
    : m_folder(folder)
{
    const QStringList files = QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const int number = file.section(u'_', 0, 0).toInt();
        if (number != newestVersion() + 1 && m_numberingFault.isEmpty()) {
            m_numberingFault = u"Migration " + folder + u'/' + file + u" should have number " +
                               QString::number(newestVersion() + 1);
        }
        m_steps.push_back(file);
    }
}

Result<Done, SqlError> Migrator::migrate(Database &db) const
{
    if (!m_numberingFault.isEmpty())
        return fault(SQLITE_ERROR, m_numberingFault);
    const auto version = db.queryInt64("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version < 0 || *version > newestVersion()) {
        return fault(SqlError::newerSchema,
                     QString(db.options().path +
                             u" was written by a newer version of this program (its schema is version " +
                             QString::number(*version) + u", the newest one known here is " +
                             QString::number(newestVersion()) + u"). Start that version instead."));
    }
    if (*version == newestVersion())
        return Done();

    if (*version > 0) {
        auto copied = backUp(db, *version);
        if (!copied)
            return copied;
    }
    for (int step = int(*version) + 1; step <= newestVersion(); ++step) {
        auto done = runStep(db, step);
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, SqlError> Migrator::runStep(Database &db, int version) const
{
    const QString path = m_folder + u'/' + m_steps[size_t(version - 1)];
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fault(SQLITE_CANTOPEN, QString(path + u": " + file.errorString()));
    const QByteArray script = file.readAll();

    auto transaction = Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    auto done = db.exec(script.constData());
    // A PRAGMA takes no bound values; this one is a number of ours.
    if (done)
        done = db.exec(QByteArray("PRAGMA user_version=" + QByteArray::number(version)).constData());
    if (done)
        done = transaction->commit();
    if (!done) {
        SqlError error = done.error();
        error.text = path + u": " + error.text;
        return error;
    }
    qCInfo(lcStore).noquote() << db.options().path << "is now at schema version" << version;
    return Done();
}

Result<Done, SqlError> Migrator::backUp(Database &db, qint64 version)
{
    if (db.options().path == u":memory:")
        return Done();
    const QString path = db.options().path + u".v" + QString::number(version) + u".bak";
    // Made beforehand, and empty as VACUUM INTO wants it, so that nobody else can read the copy at any time.
    QFile file(path);
    if (file.exists() && !file.remove())
        return fault(SQLITE_CANTOPEN, QString(path + u": " + file.errorString()));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly,
                   QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return fault(SQLITE_CANTOPEN, QString(path + u": " + file.errorString()));
    file.close();
    return db.copyInto(path);
}

} // namespace miniqq::sql
