// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/eventlog.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/transfertable.h"
#include "server/domain/turn.h"
#include "server/files/blobstore.h"
#include "server/store/filestore.h"

namespace miniqq::server {

/// What the services for files share.
struct FileParts
{
    const Clock &clock;
    const Limits &limits;
    TransferTable &transfers;
    FileStore &store;
    BlobStore &blobs;
    SessionRegistry &registry;
    Outbound &out;
    Replies &replies;
    EventLog &log;
    Turn &turn;
};

/// An id that nobody can guess (RFC 9562, version 4).
Uuid randomId();

/// What a client is told of an error with files. `kind` is the file's: pictures have limits of their own.
Refusal refusalOf(const BlobError &error, protocol::FileKind kind = protocol::FileKind::File);
Refusal refusalOf(const StoreError &error);

/// Says that a transfer came to nothing.
void tellEnded(const FileParts &m, ConnectionId connection, const Uuid &transfer, const Refusal &why);
/// Writes a failing disk into the operator's log.
void logFailure(const FileParts &m, const QString &text);

} // namespace miniqq::server
