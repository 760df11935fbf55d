// SPDX-License-Identifier: MIT
#pragma once

#include <sqlite3.h>

namespace miniqq::sql {

/// How a SQLite VFS begins that lies over another one (https://www.sqlite.org/vfs.html): per open file there
/// is what the layer keeps, beginning with this, and behind it in the same memory the file of the one below.
struct LayerFile
{
    sqlite3_file base; ///< pMethods: the layer's, or nullptr if opening failed
    sqlite3_file *below;
};

/// Methods that pass everything on to the file below; a layer replaces those it cares for. Of version 2: with
/// the shared memory of the write-ahead log, without memory mapping.
sqlite3_io_methods passingMethods();

/// Opens the file below, for which there is room behind the `ownSize` bytes that the layer keeps. Only on
/// SQLITE_OK the layer sets its pMethods and is asked to close.
int openBelow(sqlite3_vfs *below, const char *name, sqlite3_file *file, int ownSize, int flags,
              int *outFlags);

} // namespace miniqq::sql
