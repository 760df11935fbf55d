// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

#include <QByteArray>

namespace miniqq::protocol {

/// Writes compact JSON, member by member, into memory of its own; commas take care of themselves. Strings
/// must be well-formed UTF-8; only what must be escaped is, everything else stays UTF-8. Nesting must be
/// closed by the caller in order.
class JsonWriter
{
public:
    /// Leaves `bytesInFront` to be filled by whoever takes the result.
    explicit JsonWriter(qsizetype bytesInFront = 0);
    Q_DISABLE_COPY_MOVE(JsonWriter)

    void beginObject();
    void beginObject(QByteArrayView key);
    void endObject();
    void beginArray(QByteArrayView key);
    void endArray();

    void string(QByteArrayView key, QByteArrayView utf8);
    void integer(QByteArrayView key, qint64 value);
    void boolean(QByteArrayView key, bool value);
    void uuid(QByteArrayView key, const Uuid &id);
    void stringElement(QByteArrayView utf8);
    void integerElement(qint64 value);

    /// Everything written. The end of this writer.
    QByteArray take();

private:
    // Each member makes sure once that there is room for all of it, and then writes without looking.
    void makeRoom(qsizetype bytes)
    {
        if (m_end - m_at < bytes)
            grow(bytes);
    }
    void grow(qsizetype bytes);
    void put(char c) { *m_at++ = c; }
    void put(QByteArrayView bytes);
    void separate();
    void key(QByteArrayView name, qsizetype valueBytes);
    void quoted(QByteArrayView utf8);
    void digits(qint64 value);

    QByteArray m_out; ///< as large as there is room
    char *m_at;       ///< where the next byte goes
    char *m_end;
    bool m_first = true;
};

} // namespace miniqq::protocol
