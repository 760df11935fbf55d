// SPDX-License-Identifier: MIT
#include "common/protocol/jsondocument.h"

#include "common/protocol/jsonstring.h"

#include <charconv>

namespace miniqq::protocol {

JsonValue JsonDocument::root() const
{
    Q_ASSERT(!m_nodes.empty());
    return JsonValue(*this, 0, quint32(m_nodes.size()));
}

QByteArray JsonValue::key() const
{
    const JsonDocument::Node &n = node();
    if (n.keyBegin == 0)
        return {};
    const QByteArrayView written = m_document->keyOf(n);
    return n.keyEscaped ? unescapeJson(written) : written.toByteArray();
}

std::optional<QByteArrayView> JsonValue::string(QByteArray &storage) const
{
    const JsonDocument::Node &n = node();
    if (n.type != JsonDocument::Type::String || n.badUnicode || n.hasNul)
        return std::nullopt;
    const QByteArrayView inner = m_document->m_bytes.sliced(n.begin + 1, n.end - n.begin - 2);
    if (!n.escaped)
        return inner;
    storage = unescapeJson(inner);
    return storage;
}

std::optional<QByteArray> JsonValue::string() const
{
    QByteArray storage;
    const std::optional<QByteArrayView> view = string(storage);
    if (!view)
        return std::nullopt;
    return node().escaped ? storage : view->toByteArray();
}

std::optional<qint64> JsonValue::integer() const
{
    if (type() != JsonDocument::Type::Number)
        return std::nullopt;
    const QByteArrayView text = raw();
    if (text == "-0")
        return std::nullopt;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    // from_chars stops before '.', 'e' and 'E': whatever is left over makes it no integer.
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<bool> JsonValue::boolean() const
{
    switch (type()) {
    case JsonDocument::Type::True:
        return true;
    case JsonDocument::Type::False:
        return false;
    default:
        return std::nullopt;
    }
}

std::optional<JsonValue> JsonValue::firstChild() const
{
    const quint32 end = node().next;
    if (m_index + 1 >= end)
        return std::nullopt;
    return JsonValue(*m_document, m_index + 1, end);
}

std::optional<JsonValue> JsonValue::nextSibling() const
{
    const quint32 index = node().next;
    if (index >= m_parentEnd)
        return std::nullopt;
    return JsonValue(*m_document, index, m_parentEnd);
}

int JsonValue::size() const
{
    int count = 0;
    for (auto child = firstChild(); child; child = child->nextSibling())
        ++count;
    return count;
}

std::optional<JsonValue> JsonValue::member(QByteArrayView key) const
{
    if (!isObject())
        return std::nullopt;
    const quint32 end = node().next;
    for (quint32 index = m_index + 1; index < end;) {
        const JsonDocument::Node &n = m_document->m_nodes[index];
        const QByteArrayView written = m_document->keyOf(n);
        if (n.keyEscaped ? unescapeJson(written) == key : written == key)
            return JsonValue(*m_document, index, end);
        index = n.next;
    }
    return std::nullopt;
}

} // namespace miniqq::protocol
