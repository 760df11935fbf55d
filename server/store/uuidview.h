// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

namespace miniqq::server {

/// The bytes of an id, for binding; valid as long as the id.
inline QByteArrayView uuidView(const Uuid &uuid)
{
    return QByteArrayView(uuid.bytes.data(), qsizetype(uuid.bytes.size()));
}

} // namespace miniqq::server
