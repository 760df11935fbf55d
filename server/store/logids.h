// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QtEndian>

namespace miniqq::server {

/// Numbers of rows of the log, one behind the other in a blob: eight bytes each, big-endian. Both indexes
/// keep their entries so, because writing a row for each message is what an index costs.
class LogIds
{
public:
    /// As many as one row of an index holds: their blob and its key stay in one page of the database.
    static constexpr qsizetype capacity = 100;

    LogIds() = default;
    explicit LogIds(QByteArrayView blob)
        : m_bytes(blob.toByteArray())
    {}

    qsizetype count() const { return m_bytes.size() / idSize; }
    bool isEmpty() const { return count() == 0; }
    bool isFull() const { return count() >= capacity; }
    qint64 at(qsizetype i) const { return qFromBigEndian<qint64>(m_bytes.constData() + i * idSize); }
    void append(qint64 id)
    {
        const qint64 stored = qToBigEndian(id);
        m_bytes.append(reinterpret_cast<const char *>(&stored), idSize);
    }
    QByteArrayView blob() const { return m_bytes; }

private:
    static constexpr qsizetype idSize = sizeof(qint64);

    QByteArray m_bytes;
};

} // namespace miniqq::server
