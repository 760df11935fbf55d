// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/attachment.h"
#include "server/store/grouprecords.h"

namespace miniqq::server {

/// The number is stored: append only, never renumber.
enum class FileState : quint8 {
    Arriving = 0,
    Whole = 1,   ///< checked and in its place
    Expired = 2, ///< was whole; its contents are gone
};

/// What the server knows of a file beside its contents.
struct FileRecord
{
    protocol::Attachment about; ///< `about.file` is its id
    AccountId owner;
    Uuid uuid; ///< the owner's name for it; (owner, uuid) is unique
    FileState state = FileState::Arriving;
    qint64 verified = 0; ///< while arriving: bytes that outlive a power cut
};

} // namespace miniqq::server
