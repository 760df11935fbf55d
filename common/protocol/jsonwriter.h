// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

#include <QByteArray>

namespace miniqq::protocol {

/// Appends compact JSON to a byte array, member by member; commas take care of themselves.
/// Strings must be well-formed UTF-8. Nesting must be closed by the caller in order.
class JsonWriter
{
public:
    explicit JsonWriter(QByteArray &out)
        : m_out(out)
    {}

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

private:
    void separate();
    void key(QByteArrayView name);

    QByteArray &m_out;
    bool m_first = true;
};

} // namespace miniqq::protocol
