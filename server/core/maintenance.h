// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/storereport.h"

#include <QString>
#include <QStringList>

/// What is done with a data folder while no server uses it. Each call blocks as long as it takes.
namespace miniqq::server {

/// Brings a backup (`ctl backup`) back into a folder that does not exist or is empty, with the key of the
/// server it was made of and the contents of files that lie beside it. Looked through before and after: what
/// is wrong with its key and certificate, though everything was restored, stands in the findings. The error
/// says what to do.
Result<StoreReport> restoreBackup(const QString &backup, const QString &dataDir);

/// Looks through a backup and the contents of files beside it. What is wrong with those stands in the
/// findings.
Result<StoreReport> checkBackupFile(const QString &backup);

/// Looks through a whole folder: database, contents of files, key and certificate. What is wrong stands in
/// the findings; an error where it cannot be looked at.
Result<StoreReport> checkDataDirectory(const QString &dataDir);

/// What is wrong with key and certificate of a folder; a server without TLS has none.
QStringList keyPairFindings(const QString &dataDir);

/// What to know beside, ready to stand behind a sentence.
QString notesOf(const StoreReport &report);

/// "12 accounts, 1 conversation, 345 messages", and files if there are any.
QString wordsOf(const StoreReport &report);

} // namespace miniqq::server
