// SPDX-License-Identifier: MIT
#include "common/protocol/jsonwriter.h"

#include "common/protocol/jsonstring.h"

#include <charconv>

namespace miniqq::protocol {
namespace {

void appendInteger(QByteArray &out, qint64 value)
{
    char text[24];
    const auto [end, error] = std::to_chars(text, text + sizeof text, value);
    Q_ASSERT(error == std::errc());
    out.append(text, end - text);
}

} // namespace

void JsonWriter::separate()
{
    if (!m_first)
        m_out.append(',');
    m_first = false;
}

void JsonWriter::key(QByteArrayView name)
{
    separate();
    m_out.append('"').append(name).append("\":", 2);
}

void JsonWriter::beginObject()
{
    separate();
    m_out.append('{');
    m_first = true;
}

void JsonWriter::beginObject(QByteArrayView name)
{
    key(name);
    m_out.append('{');
    m_first = true;
}

void JsonWriter::endObject()
{
    m_out.append('}');
    m_first = false;
}

void JsonWriter::beginArray(QByteArrayView name)
{
    key(name);
    m_out.append('[');
    m_first = true;
}

void JsonWriter::endArray()
{
    m_out.append(']');
    m_first = false;
}

void JsonWriter::string(QByteArrayView name, QByteArrayView utf8)
{
    key(name);
    appendJsonString(m_out, utf8);
}

void JsonWriter::integer(QByteArrayView name, qint64 value)
{
    key(name);
    appendInteger(m_out, value);
}

void JsonWriter::boolean(QByteArrayView name, bool value)
{
    key(name);
    m_out.append(value ? "true" : "false");
}

void JsonWriter::uuid(QByteArrayView name, const Uuid &id)
{
    key(name);
    char text[38];
    text[0] = text[37] = '"';
    id.writeText(text + 1);
    m_out.append(text, sizeof text);
}

void JsonWriter::stringElement(QByteArrayView utf8)
{
    separate();
    appendJsonString(m_out, utf8);
}

void JsonWriter::integerElement(qint64 value)
{
    separate();
    appendInteger(m_out, value);
}

} // namespace miniqq::protocol
