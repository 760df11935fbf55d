// SPDX-License-Identifier: MIT
#include "common/protocol/jsonwriter.h"

#include "common/protocol/jsonstring.h"

#include <algorithm>
#include <charconv>

namespace miniqq::protocol {
namespace {

constexpr qsizetype typicalSize = 320; // a message of a hundred characters with its envelope
constexpr qsizetype longestInteger = 20;
constexpr qsizetype longestEscape = 6;
constexpr qsizetype uuidSize = 36;

} // namespace

JsonWriter::JsonWriter(qsizetype bytesInFront)
    : m_out(bytesInFront + typicalSize, Qt::Uninitialized)
    , m_at(m_out.data() + bytesInFront)
    , m_end(m_out.data() + m_out.size())
{}

QByteArray JsonWriter::take()
{
    m_out.truncate(m_at - m_out.constData());
    return std::move(m_out);
}

void JsonWriter::grow(qsizetype bytes)
{
    const qsizetype used = m_at - m_out.constData();
    m_out.resize(std::max(2 * m_out.size(), used + bytes));
    m_at = m_out.data() + used;
    m_end = m_out.data() + m_out.size();
}

void JsonWriter::put(QByteArrayView bytes)
{
    m_at = std::copy(bytes.begin(), bytes.end(), m_at);
}

/// There must be room for a comma.
void JsonWriter::separate()
{
    if (!m_first)
        put(',');
    m_first = false;
}

/// Everything up to a member's value, for which there is room then.
void JsonWriter::key(QByteArrayView name, qsizetype valueBytes)
{
    makeRoom(name.size() + 4 + valueBytes);
    separate();
    put('"');
    put(name);
    put('"');
    put(':');
}

/// There must be room for the text as it is, and the quotes.
void JsonWriter::quoted(QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    put('"');
    for (;;) {
        const qsizetype run = unescapedLength(utf8);
        put(utf8.first(run));
        if (run == utf8.size())
            break;
        const char c = utf8[run];
        utf8 = utf8.sliced(run + 1);
        makeRoom(longestEscape + utf8.size() + 1);
        put('\\');
        switch (c) {
        case '"':
        case '\\':
            put(c);
            break;
        case '\n':
            put('n');
            break;
        case '\r':
            put('r');
            break;
        case '\t':
            put('t');
            break;
        default:
            put("u00");
            put(hex[quint8(c) >> 4]);
            put(hex[quint8(c) & 15]);
        }
    }
    put('"');
}

void JsonWriter::digits(qint64 value)
{
    const auto [end, error] = std::to_chars(m_at, m_end, value);
    Q_ASSERT(error == std::errc());
    m_at = end;
}

void JsonWriter::beginObject()
{
    makeRoom(2);
    separate();
    put('{');
    m_first = true;
}

void JsonWriter::beginObject(QByteArrayView name)
{
    key(name, 1);
    put('{');
    m_first = true;
}

void JsonWriter::endObject()
{
    makeRoom(1);
    put('}');
    m_first = false;
}

void JsonWriter::beginArray(QByteArrayView name)
{
    key(name, 1);
    put('[');
    m_first = true;
}

void JsonWriter::endArray()
{
    makeRoom(1);
    put(']');
    m_first = false;
}

void JsonWriter::string(QByteArrayView name, QByteArrayView utf8)
{
    key(name, utf8.size() + 2);
    quoted(utf8);
}

void JsonWriter::integer(QByteArrayView name, qint64 value)
{
    key(name, longestInteger);
    digits(value);
}

void JsonWriter::boolean(QByteArrayView name, bool value)
{
    const QByteArrayView word = value ? "true" : "false";
    key(name, word.size());
    put(word);
}

void JsonWriter::uuid(QByteArrayView name, const Uuid &id)
{
    key(name, uuidSize + 2);
    put('"');
    id.writeText(m_at);
    m_at += uuidSize;
    put('"');
}

void JsonWriter::stringElement(QByteArrayView utf8)
{
    makeRoom(1 + utf8.size() + 2);
    separate();
    quoted(utf8);
}

void JsonWriter::integerElement(qint64 value)
{
    makeRoom(1 + longestInteger);
    separate();
    digits(value);
}

} // namespace miniqq::protocol
