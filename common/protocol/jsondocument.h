// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace miniqq::protocol {

/// What a document may hold before it is refused. Defends the reader, not the user: every sensible message is
/// far below.
struct JsonLimits
{
    int depth = 16; ///< objects and arrays inside one another, the outermost counted
    int membersPerObject = 64;
    int values = 16 * 1024; ///< values in the whole document
};

struct JsonError
{
    qsizetype offset = 0; ///< byte at which the document stops making sense
    QByteArray text;      ///< what is wrong there, in English
    bool isLimit = false; ///< one of JsonLimits, and not the grammar
};

class JsonValue;

/// A JSON text (RFC 8259), read strictly and kept as a flat list of values that remember *where* their bytes
/// are. That is why it exists beside QJsonDocument: the same pass feeds the typed reader and the views that
/// show which bytes carry which field. Nothing is decoded or copied until asked for.
///
/// Stricter than the RFC where leniency has bitten others: the text must be an object, UTF-8 must be
/// well-formed, keys must be unique within their object, nothing but white space may follow, and JsonLimits
/// hold. A document may be parsed into again and again; it keeps its memory.
class JsonDocument
{
public:
    enum class Type : quint8 { Null, False, True, Number, String, Array, Object };

    /// Parses `bytes`, which must outlive the use of the document. On an error the document is empty.
    [[nodiscard]] std::optional<JsonError> parse(QByteArrayView bytes, const JsonLimits &limits = {});

    bool isEmpty() const { return m_nodes.empty(); }
    /// The outermost object; only after a successful parse().
    JsonValue root() const;
    QByteArrayView bytes() const { return m_bytes; }

private:
    friend class JsonParser;
    friend class JsonValue;

    struct Node
    {
        quint32 begin = 0;    // first byte of the value; a string's opening quote
        quint32 end = 0;      // one past its last byte
        quint32 next = 0;     // index of the node after this one and everything inside it
        quint32 keyBegin = 0; // opening quote of the key, 0 if this is no member (no key can stand at 0)
        quint32 keyEnd = 0;
        Type type = Type::Null;
        bool escaped = false; // string with at least one backslash
        bool keyEscaped = false;
        bool badUnicode = false; // string with a lone surrogate escape: grammatical, but no text
        bool hasNul = false;     // string with \u0000
    };

    /// A member's key as it is written, without its quotes.
    QByteArrayView keyOf(const Node &n) const
    {
        return {m_bytes.data() + n.keyBegin + 1, qsizetype(n.keyEnd - n.keyBegin) - 2};
    }

    QByteArrayView m_bytes;
    std::vector<Node> m_nodes;
};

/// One value of a JsonDocument: a cheap handle that is valid as long as the document and its bytes are.
class JsonValue
{
public:
    JsonDocument::Type type() const { return node().type; }
    bool isObject() const { return type() == JsonDocument::Type::Object; }
    bool isArray() const { return type() == JsonDocument::Type::Array; }
    bool isString() const { return type() == JsonDocument::Type::String; }

    /// First byte of the value within the document, and one past its last. Strings include their quotes.
    qsizetype begin() const { return node().begin; }
    qsizetype end() const { return node().end; }
    /// First byte of the member this value belongs to: its key's opening quote; for others begin().
    qsizetype memberBegin() const { return node().keyBegin != 0 ? node().keyBegin : node().begin; }
    /// The bytes themselves.
    QByteArrayView raw() const { return m_document->m_bytes.sliced(begin(), end() - begin()); }

    /// The key this value stands under, decoded; empty for elements of arrays and for the root.
    QByteArray key() const;

    /// A string's decoded UTF-8; nothing if it holds a lone surrogate or U+0000, which are no text here.
    std::optional<QByteArray> string() const;
    /// The same without a copy where nothing is escaped: a view of the document's bytes, else of `storage`.
    std::optional<QByteArrayView> string(QByteArray &storage) const;
    /// A number written as a plain integer (no fraction, no exponent, no "-0") that fits 64 bits.
    std::optional<qint64> integer() const;
    std::optional<bool> boolean() const;

    /// Members of an object or elements of an array, in the order written. Empty for anything else.
    int size() const;
    /// The first inner value, or nothing; with nextSibling() the way to walk them.
    std::optional<JsonValue> firstChild() const;
    std::optional<JsonValue> nextSibling() const;
    /// The member of an object under `key`.
    std::optional<JsonValue> member(QByteArrayView key) const;

private:
    friend class JsonDocument;
    JsonValue(const JsonDocument &document, quint32 index, quint32 parentEnd)
        : m_document(&document)
        , m_index(index)
        , m_parentEnd(parentEnd)
    {}
    const JsonDocument::Node &node() const { return m_document->m_nodes[m_index]; }

    const JsonDocument *m_document;
    quint32 m_index;
    quint32 m_parentEnd; // index one past the parent's last node
};

} // namespace miniqq::protocol
