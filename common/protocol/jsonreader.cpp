// SPDX-License-Identifier: MIT
#include "common/protocol/jsonreader.h"

#include "common/protocol/names.h"

#include <algorithm>

namespace miniqq::protocol {

void ObjectReader::fail(QByteArrayView key, const QByteArray &text)
{
    if (!m_error)
        m_error = FieldError{m_path + key.toByteArray(), text};
}

std::optional<JsonValue> ObjectReader::find(QByteArrayView key)
{
    if (m_error)
        return std::nullopt;
    return m_object.member(key);
}

std::optional<JsonValue> ObjectReader::required(QByteArrayView key)
{
    std::optional<JsonValue> value = find(key);
    if (!value)
        fail(key, "missing");
    return value;
}

QByteArrayView ObjectReader::textOf(const JsonValue &value, QByteArrayView key, const TextRule &rule,
                                    QByteArray &storage)
{
    if (!value.isString()) {
        fail(key, "must be a string");
        return {};
    }
    const std::optional<QByteArrayView> text = value.string(storage);
    if (!text) {
        fail(key, "must not contain U+0000 or half a surrogate pair");
        return {};
    }
    const QByteArray wrong = violation(*text, rule);
    if (!wrong.isEmpty()) {
        fail(key, wrong);
        return {};
    }
    return *text;
}

QByteArray ObjectReader::textOf(const JsonValue &value, QByteArrayView key, const TextRule &rule)
{
    QByteArray storage;
    const QByteArrayView text = textOf(value, key, rule, storage);
    return text.data() == storage.constData() ? storage : text.toByteArray();
}

QByteArrayView ObjectReader::text(QByteArrayView key, const TextRule &rule, QByteArray &storage)
{
    const std::optional<JsonValue> value = required(key);
    return value ? textOf(*value, key, rule, storage) : QByteArrayView();
}

QByteArray ObjectReader::text(QByteArrayView key, const TextRule &rule)
{
    const std::optional<JsonValue> value = required(key);
    return value ? textOf(*value, key, rule) : QByteArray();
}

std::optional<QByteArray> ObjectReader::optionalText(QByteArrayView key, const TextRule &rule)
{
    const std::optional<JsonValue> value = find(key);
    if (!value)
        return std::nullopt;
    return textOf(*value, key, rule);
}

qint64 ObjectReader::integerOf(const JsonValue &value, QByteArrayView key, qint64 min, qint64 max)
{
    const std::optional<qint64> number = value.integer();
    if (!number) {
        fail(key, "must be an integer");
        return min;
    }
    if (*number < min || *number > max) {
        fail(key, "must be from " + QByteArray::number(min) + " to " + QByteArray::number(max));
        return min;
    }
    return *number;
}

qint64 ObjectReader::integer(QByteArrayView key, qint64 min, qint64 max)
{
    const std::optional<JsonValue> value = required(key);
    return value ? integerOf(*value, key, min, max) : min;
}

std::optional<qint64> ObjectReader::optionalInteger(QByteArrayView key, qint64 min, qint64 max)
{
    const std::optional<JsonValue> value = find(key);
    if (!value)
        return std::nullopt;
    return integerOf(*value, key, min, max);
}

bool ObjectReader::booleanOf(const JsonValue &value, QByteArrayView key)
{
    const std::optional<bool> truth = value.boolean();
    if (!truth)
        fail(key, "must be true or false");
    return truth.value_or(false);
}

bool ObjectReader::boolean(QByteArrayView key)
{
    const std::optional<JsonValue> value = required(key);
    return value && booleanOf(*value, key);
}

std::optional<bool> ObjectReader::optionalBoolean(QByteArrayView key)
{
    const std::optional<JsonValue> value = find(key);
    if (!value)
        return std::nullopt;
    return booleanOf(*value, key);
}

Uuid ObjectReader::uuid(QByteArrayView key)
{
    QByteArray storage;
    const QByteArrayView written = text(key, identifier, storage);
    if (m_error)
        return {};
    const std::optional<Uuid> id = Uuid::fromText(written);
    if (!id || id->isNull())
        fail(key, "must be a UUID such as 0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d");
    return id.value_or(Uuid());
}

QByteArray ObjectReader::account(QByteArrayView key)
{
    QByteArray storage;
    const QByteArrayView written = text(key, accountName, storage);
    if (m_error)
        return {};
    Result<QByteArray, NameError> canonical = canonicalAccountName(written);
    if (!canonical) {
        fail(key, canonical.error().text);
        return {};
    }
    return std::move(canonical).value();
}

std::vector<QByteArray> ObjectReader::accounts(QByteArrayView key, int maxItems)
{
    std::vector<QByteArray> names;
    for (const QByteArray &written : texts(key, maxItems, accountName)) {
        if (m_error)
            break;
        const Result<QByteArray, NameError> canonical = canonicalAccountName(written);
        if (!canonical)
            fail(key, canonical.error().text);
        else if (std::find(names.begin(), names.end(), *canonical) != names.end())
            fail(key, "names " + *canonical + " twice");
        else
            names.push_back(*canonical);
    }
    return names;
}

std::optional<QByteArray> ObjectReader::optionalDisplayName(QByteArrayView key)
{
    std::optional<QByteArray> written = optionalText(key, protocol::displayName);
    if (m_error || !written)
        return std::nullopt;
    const QByteArray wrong = displayNameViolation(*written);
    if (!wrong.isEmpty())
        fail(key, wrong);
    return written;
}

QByteArray ObjectReader::displayName(QByteArrayView key)
{
    const std::optional<JsonValue> value = required(key);
    return value ? optionalDisplayName(key).value_or(QByteArray()) : QByteArray();
}

QByteArray ObjectReader::conversation(QByteArrayView key)
{
    QByteArray written = text(key, conversationKey);
    if (!m_error && !conversationKind(written))
        fail(key, "must be \"lobby\", \"d:NAME:NAME\" with the two names in order, or the key of a group");
    return written;
}

int ObjectReader::oneOf(QByteArrayView key, std::span<const QByteArrayView> words)
{
    QByteArray storage;
    const QByteArrayView written = text(key, word, storage);
    if (m_error)
        return 0;
    const auto found = std::find(words.begin(), words.end(), written);
    if (found != words.end())
        return int(found - words.begin());
    QByteArray list;
    for (const QByteArrayView choice : words)
        list += (list.isEmpty() ? "" : ", ") + choice.toByteArray();
    fail(key, "must be one of: " + list);
    return 0;
}

void ObjectReader::elements(QByteArrayView key, int maxItems,
                            const std::function<void(const JsonValue &, int index)> &take)
{
    const std::optional<JsonValue> value = required(key);
    if (!value)
        return;
    if (!value->isArray()) {
        fail(key, "must be an array");
        return;
    }
    int index = 0;
    for (auto item = value->firstChild(); item && !m_error; item = item->nextSibling(), ++index) {
        if (index >= maxItems)
            fail(key, "must have at most " + QByteArray::number(maxItems) + " elements");
        else
            take(*item, index);
    }
}

std::vector<qint64> ObjectReader::integers(QByteArrayView key, int maxItems, qint64 min, qint64 max)
{
    std::vector<qint64> list;
    elements(key, maxItems,
             [&](const JsonValue &item, int) { list.push_back(integerOf(item, key, min, max)); });
    return list;
}

std::vector<QByteArray> ObjectReader::texts(QByteArrayView key, int maxItems, const TextRule &rule)
{
    std::vector<QByteArray> list;
    elements(key, maxItems, [&](const JsonValue &item, int) { list.push_back(textOf(item, key, rule)); });
    return list;
}

void ObjectReader::object(QByteArrayView key, const std::function<void(ObjectReader &)> &read)
{
    if (required(key))
        optionalObject(key, read);
}

void ObjectReader::optionalObject(QByteArrayView key, const std::function<void(ObjectReader &)> &read)
{
    const std::optional<JsonValue> value = find(key);
    if (!value)
        return;
    if (!value->isObject()) {
        fail(key, "must be an object");
        return;
    }
    ObjectReader inner(*value, m_error, m_path + key.toByteArray() + '.');
    read(inner);
}

void ObjectReader::objects(QByteArrayView key, int maxItems, const std::function<void(ObjectReader &)> &read)
{
    elements(key, maxItems, [&](const JsonValue &item, int index) {
        if (!item.isObject()) {
            fail(key, "must hold objects only");
            return;
        }
        ObjectReader inner(item, m_error,
                           m_path + key.toByteArray() + '[' + QByteArray::number(index) + "].");
        read(inner);
    });
}

} // namespace miniqq::protocol
