// SPDX-License-Identifier: MIT
#pragma once

#include "common/sql/sqlerror.h"
#include "server/store/records.h"

namespace miniqq::server {

/// What the domain may know of a database error.
StoreError toStoreError(const sql::SqlError &error);

} // namespace miniqq::server
