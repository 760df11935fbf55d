// SPDX-License-Identifier: MIT
#include "server/store/storeerror.h"

namespace miniqq::server {

StoreError toStoreError(const sql::SqlError &error)
{
    return StoreError{error.text, error.storageFull};
}

} // namespace miniqq::server
