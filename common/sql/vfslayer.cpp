// SPDX-License-Identifier: MIT
#include "common/sql/vfslayer.h"

namespace miniqq::sql {
namespace {

/// One method of the file below, with whatever arguments it has.
template<auto Method>
struct Pass;

template<class Value, class... Arguments, Value (*sqlite3_io_methods::*Method)(sqlite3_file *, Arguments...)>
struct Pass<Method>
{
    static Value on(sqlite3_file *file, Arguments... arguments)
    {
        sqlite3_file *below = reinterpret_cast<LayerFile *>(file)->below;
        return (below->pMethods->*Method)(below, arguments...);
    }
};

} // namespace

sqlite3_io_methods passingMethods()
{
    using Methods = sqlite3_io_methods;
    Methods methods{};
    methods.iVersion = 2;
    methods.xClose = Pass<&Methods::xClose>::on;
    methods.xRead = Pass<&Methods::xRead>::on;
    methods.xWrite = Pass<&Methods::xWrite>::on;
    methods.xTruncate = Pass<&Methods::xTruncate>::on;
    methods.xSync = Pass<&Methods::xSync>::on;
    methods.xFileSize = Pass<&Methods::xFileSize>::on;
    methods.xLock = Pass<&Methods::xLock>::on;
    methods.xUnlock = Pass<&Methods::xUnlock>::on;
    methods.xCheckReservedLock = Pass<&Methods::xCheckReservedLock>::on;
    methods.xFileControl = Pass<&Methods::xFileControl>::on;
    methods.xSectorSize = Pass<&Methods::xSectorSize>::on;
    methods.xDeviceCharacteristics = Pass<&Methods::xDeviceCharacteristics>::on;
    methods.xShmMap = Pass<&Methods::xShmMap>::on;
    methods.xShmLock = Pass<&Methods::xShmLock>::on;
    methods.xShmBarrier = Pass<&Methods::xShmBarrier>::on;
    methods.xShmUnmap = Pass<&Methods::xShmUnmap>::on;
    return methods;
}

int openBelow(sqlite3_vfs *below, const char *name, sqlite3_file *file, int ownSize, int flags, int *outFlags)
{
    auto *layer = reinterpret_cast<LayerFile *>(file);
    layer->base.pMethods = nullptr;
    layer->below = reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + ownSize);
    return below->xOpen(below, name, layer->below, flags, outFlags);
}

} // namespace miniqq::sql
