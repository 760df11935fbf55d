// SPDX-License-Identifier: MIT
#include "common/wire/frame.h"

#include <QtEndian>

namespace miniqq::wire {

void writeHeader(char *header, quint32 payloadSize)
{
    qToBigEndian(payloadSize, header);
}

void appendFrame(QByteArray &out, QByteArrayView payload)
{
    const qsizetype start = out.size();
    out.resize(start + headerSize);
    writeHeader(out.data() + start, quint32(payload.size()));
    out.append(payload);
}

} // namespace miniqq::wire
