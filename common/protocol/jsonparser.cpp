// SPDX-License-Identifier: MIT
#include "common/protocol/jsondocument.h"
#include "common/protocol/jsonstring.h"

#include <cstring>
#include <limits>

namespace miniqq::protocol {

/// Recursive descent over the grammar of RFC 8259, bounded by JsonLimits::depth.
class JsonParser
{
public:
    JsonParser(JsonDocument &document, const JsonLimits &limits)
        : m_bytes(document.m_bytes)
        , m_nodes(document.m_nodes)
        , m_limits(limits)
    {}

    std::optional<JsonError> run()
    {
        if (m_bytes.isEmpty() || m_bytes[0] != '{')
            return JsonError{0, QByteArrayLiteral("not a JSON object: the first byte must be '{'")};
        if (!value({}, 1))
            return m_error;
        skipSpace();
        if (m_at != m_bytes.size()) {
            fail("something follows the JSON object");
            return m_error;
        }
        return std::nullopt;
    }

private:
    using Node = JsonDocument::Node;
    using Type = JsonDocument::Type;

    bool fail(const char *text, bool isLimit = false)
    {
        m_error = {m_at, QByteArray(text), isLimit};
        return false;
    }

    bool atEnd() const { return m_at >= m_bytes.size(); }
    char current() const { return atEnd() ? '\0' : m_bytes[m_at]; }

    void skipSpace()
    {
        while (!atEnd()) {
            const char c = m_bytes[m_at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                return;
            ++m_at;
        }
    }

    /// `key` carries the key fields of the new node, if it is a member.
    bool value(const Node &key, int depth)
    {
        if (m_nodes.size() >= size_t(m_limits.values))
            return fail("too many values", true);
        const size_t index = m_nodes.size();
        m_nodes.push_back(key);
        m_nodes[index].begin = quint32(m_at);
        if (!valueAt(index, depth))
            return false;
        m_nodes[index].end = quint32(m_at);
        m_nodes[index].next = quint32(m_nodes.size());
        return true;
    }

    bool valueAt(size_t index, int depth)
    {
        switch (current()) {
        case '{':
            m_nodes[index].type = Type::Object;
            return object(index, depth);
        case '[':
            m_nodes[index].type = Type::Array;
            return array(depth);
        case '"': {
            m_nodes[index].type = Type::String;
            StringFacts facts;
            if (!string(facts))
                return false;
            m_nodes[index].escaped = facts.escaped;
            m_nodes[index].badUnicode = facts.badUnicode;
            m_nodes[index].hasNul = facts.hasNul;
            return true;
        }
        case 't':
            m_nodes[index].type = Type::True;
            return word("true");
        case 'f':
            m_nodes[index].type = Type::False;
            return word("false");
        case 'n':
            m_nodes[index].type = Type::Null;
            return word("null");
        default:
            m_nodes[index].type = Type::Number;
            return number();
        }
    }

    bool object(size_t index, int depth)
    {
        if (depth > m_limits.depth)
            return fail("nested too deeply", true);
        ++m_at; // {
        skipSpace();
        if (current() == '}') {
            ++m_at;
            return true;
        }
        for (int members = 1;; ++members) {
            if (members > m_limits.membersPerObject)
                return fail("too many members in one object", true);
            Node key;
            if (!memberKey(key, index) || !value(key, depth + 1))
                return false;
            skipSpace();
            const char c = current();
            if (c != ',' && c != '}')
                return fail("expected ',' or '}'");
            ++m_at;
            if (c == '}')
                return true;
            skipSpace();
        }
    }

    bool memberKey(Node &key, size_t object)
    {
        if (current() != '"')
            return fail("expected a key in quotes");
        const qsizetype begin = m_at;
        StringFacts facts;
        if (!string(facts))
            return false;
        if (facts.badUnicode || facts.hasNul)
            return fail("key is not text");
        key.keyBegin = quint32(begin);
        key.keyEnd = quint32(m_at);
        key.keyEscaped = facts.escaped;
        if (isDuplicate(key, object))
            return fail("the same key twice in one object");
        skipSpace();
        if (current() != ':')
            return fail("expected ':'");
        ++m_at;
        skipSpace();
        return true;
    }

    QByteArrayView innerKey(const Node &n) const
    {
        return m_bytes.sliced(n.keyBegin + 1, n.keyEnd - n.keyBegin - 2);
    }

    bool isDuplicate(const Node &key, size_t object) const
    {
        for (size_t i = object + 1; i < m_nodes.size(); i = m_nodes[i].next) {
            const Node &other = m_nodes[i];
            const bool same = key.keyEscaped || other.keyEscaped
                                  ? unescapeJson(innerKey(key)) == unescapeJson(innerKey(other))
                                  : innerKey(key) == innerKey(other);
            if (same)
                return true;
        }
        return false;
    }

    bool array(int depth)
    {
        if (depth > m_limits.depth)
            return fail("nested too deeply", true);
        ++m_at; // [
        skipSpace();
        if (current() == ']') {
            ++m_at;
            return true;
        }
        for (;;) {
            if (!value({}, depth + 1))
                return false;
            skipSpace();
            const char c = current();
            if (c != ',' && c != ']')
                return fail("expected ',' or ']'");
            ++m_at;
            if (c == ']')
                return true;
            skipSpace();
        }
    }

    bool word(const char *text)
    {
        const qsizetype length = qsizetype(std::strlen(text));
        if (m_bytes.size() - m_at < length || m_bytes.sliced(m_at, length) != QByteArrayView(text, length))
            return fail("unknown word");
        m_at += length;
        return true;
    }

    bool digits()
    {
        const qsizetype from = m_at;
        while (current() >= '0' && current() <= '9')
            ++m_at;
        return m_at > from;
    }

    bool number()
    {
        if (current() == '-')
            ++m_at;
        if (current() == '0')
            ++m_at; // and no further digit: 01 is no number
        else if (!digits())
            return fail("expected a value");
        if (current() == '.') {
            ++m_at;
            if (!digits())
                return fail("expected a digit after '.'");
        }
        if (current() == 'e' || current() == 'E') {
            ++m_at;
            if (current() == '+' || current() == '-')
                ++m_at;
            if (!digits())
                return fail("expected a digit in the exponent");
        }
        return true;
    }

    struct StringFacts
    {
        bool escaped = false;
        bool badUnicode = false;
        bool hasNul = false;
    };

    bool string(StringFacts &facts)
    {
        ++m_at; // "
        while (!atEnd()) {
            m_at += plainLength(m_bytes.sliced(m_at));
            if (atEnd())
                break;
            const quint8 c = quint8(m_bytes[m_at]);
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c == '\\') {
                facts.escaped = true;
                if (!escape(facts))
                    return false;
            } else if (c < 0x20) {
                return fail("control character inside a string");
            } else if (c < 0x80) {
                ++m_at; // DEL
            } else {
                const int length = utf8SequenceLength(m_bytes.sliced(m_at));
                if (length == 0)
                    return fail("not UTF-8");
                m_at += length;
            }
        }
        return fail("string without end");
    }

    bool escape(StringFacts &facts)
    {
        if (m_at + 1 >= m_bytes.size())
            return fail("string without end");
        const char kind = m_bytes[m_at + 1];
        if (kind != 'u') {
            if (kind == '\0' || !std::strchr("\"\\/bfnrt", kind))
                return fail("unknown escape");
            m_at += 2;
            return true;
        }
        const int unit = unicodeEscape();
        if (unit < 0)
            return fail("expected four hex digits after \\u");
        m_at += 6;
        if (unit == 0)
            facts.hasNul = true;
        if (unit < 0xd800 || unit > 0xdfff)
            return true;
        const int low = unit < 0xdc00 ? unicodeEscape() : -1;
        if (low >= 0xdc00 && low <= 0xdfff)
            m_at += 6;
        else
            facts.badUnicode = true; // what stands here is looked at again as a character of its own
        return true;
    }

    /// The unit of a \uXXXX that starts here, or -1.
    int unicodeEscape() const
    {
        if (m_bytes.size() - m_at < 6 || m_bytes[m_at] != '\\' || m_bytes[m_at + 1] != 'u')
            return -1;
        return hex4(m_bytes.data() + m_at + 2);
    }

    QByteArrayView m_bytes;
    std::vector<Node> &m_nodes;
    const JsonLimits &m_limits;
    qsizetype m_at = 0;
    JsonError m_error;
};

std::optional<JsonError> JsonDocument::parse(QByteArrayView bytes, const JsonLimits &limits)
{
    m_bytes = bytes;
    m_nodes.clear();
    if (bytes.size() > qsizetype(std::numeric_limits<quint32>::max())) // what a node can point at
        return JsonError{0, QByteArrayLiteral("too long")};
    std::optional<JsonError> error = JsonParser(*this, limits).run();
    if (error)
        m_nodes.clear();
    return error;
}

} // namespace miniqq::protocol
