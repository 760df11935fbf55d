// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzzbodies.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    miniqq::fuzz::frameDecoder(QByteArrayView(data, qsizetype(size)));
    return 0;
}
