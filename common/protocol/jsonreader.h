// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"
#include "common/protocol/conversationid.h"
#include "common/protocol/errorcode.h"
#include "common/protocol/jsondocument.h"
#include "common/protocol/textrules.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace miniqq::protocol {

/// The first field that did not obey, in words for an error reply.
struct FieldError
{
    QByteArray field; ///< e.g. "text" or "messages[3].seq"
    QByteArray text;  ///< e.g. "missing", "must be a string"
};

/// Reads the members of one JSON object by name, type, length and range. The first violation is kept and
/// every later call answers a harmless default, so a message is read in straight lines and judged once at the
/// end:
///
///     ChatSend m{reader.conversation("conv"), reader.uuid("uuid"), reader.text("text", messageText)};
///     if (reader.error()) ...
///
/// Members that nobody asks for are ignored: newer peers may send more.
class ObjectReader
{
public:
    static constexpr qint64 maxInteger = (qint64(1) << 53) - 1; ///< what every JSON library can hold exactly

    /// `error` is shared with the readers of inner objects.
    ObjectReader(JsonValue object, std::optional<FieldError> &error, QByteArray path = {})
        : m_object(object)
        , m_error(error)
        , m_path(std::move(path))
    {}

    const std::optional<FieldError> &error() const { return m_error; }
    bool has(QByteArrayView key) const { return m_object.member(key).has_value(); }
    /// How many members there are, those that nobody knows included.
    int size() const { return m_object.size(); }

    QByteArray text(QByteArrayView key, const TextRule &rule);
    /// The same without a copy where nothing is escaped: a view of the document's bytes, else of `storage`.
    QByteArrayView text(QByteArrayView key, const TextRule &rule, QByteArray &storage);
    std::optional<QByteArray> optionalText(QByteArrayView key, const TextRule &rule);
    qint64 integer(QByteArrayView key, qint64 min = 0, qint64 max = maxInteger);
    std::optional<qint64> optionalInteger(QByteArrayView key, qint64 min = 0, qint64 max = maxInteger);
    bool boolean(QByteArrayView key);
    std::optional<bool> optionalBoolean(QByteArrayView key);
    Uuid uuid(QByteArrayView key);

    /// An account name in canonical form (names.h).
    QByteArray account(QByteArrayView key);
    /// An array of them, required; none may be there twice.
    std::vector<QByteArray> accounts(QByteArrayView key, int maxItems);
    /// A name to show (names.h).
    std::optional<QByteArray> optionalDisplayName(QByteArrayView key);
    QByteArray displayName(QByteArrayView key);
    /// A conversation key (conversationid.h).
    QByteArray conversation(QByteArrayView key);
    /// One of `words`; the index of it.
    int oneOf(QByteArrayView key, std::span<const QByteArrayView> words);
    int oneOf(QByteArrayView key, std::initializer_list<QByteArrayView> words)
    {
        return oneOf(key, std::span(words.begin(), words.size()));
    }

    std::vector<qint64> integers(QByteArrayView key, int maxItems, qint64 min = 0, qint64 max = maxInteger);
    std::vector<QByteArray> texts(QByteArrayView key, int maxItems, const TextRule &rule);
    /// An inner object, required or optional; `read` gets a reader for it.
    void object(QByteArrayView key, const std::function<void(ObjectReader &)> &read);
    void optionalObject(QByteArrayView key, const std::function<void(ObjectReader &)> &read);
    /// An array of objects, required; `read` is called for each.
    void objects(QByteArrayView key, int maxItems, const std::function<void(ObjectReader &)> &read);

    /// For rules between fields.
    void fail(QByteArrayView key, const QByteArray &text);

private:
    /// Calls `take` for each element of a required array.
    void elements(QByteArrayView key, int maxItems,
                  const std::function<void(const JsonValue &, int index)> &take);
    std::optional<JsonValue> required(QByteArrayView key);
    std::optional<JsonValue> find(QByteArrayView key);
    QByteArrayView textOf(const JsonValue &value, QByteArrayView key, const TextRule &rule,
                          QByteArray &storage);
    QByteArray textOf(const JsonValue &value, QByteArrayView key, const TextRule &rule);
    qint64 integerOf(const JsonValue &value, QByteArrayView key, qint64 min, qint64 max);
    bool booleanOf(const JsonValue &value, QByteArrayView key);

    JsonValue m_object;
    std::optional<FieldError> &m_error;
    QByteArray m_path;
};

} // namespace miniqq::protocol
