// SPDX-License-Identifier: MIT
#include "common/protocol/codec.h"

#include "common/protocol/jsonreader.h"
#include "common/wire/frame.h"

namespace miniqq::protocol {
namespace {

template<class Message>
using Reader = Message (*)(ObjectReader &);

/// The reader for the alternative of `Message` that is called `type`, or null.
template<class Message, size_t I = 0>
Reader<Message> readerOf(QByteArrayView type)
{
    if constexpr (I == std::variant_size_v<Message>) {
        return nullptr;
    } else {
        using T = std::variant_alternative_t<I, Message>;
        if (type == QByteArrayView(T::type.data(), qsizetype(T::type.size())))
            return [](ObjectReader &in) { return Message(T::fromJson(in)); };
        return readerOf<Message, I + 1>(type);
    }
}

DecodeError &withReply(DecodeError &error, ErrorCode code, QByteArray text,
                       std::optional<QByteArray> field = {})
{
    error.reply = ErrorReply{code, std::move(text), std::move(field), std::nullopt};
    return error;
}

/// An object with no members, for envelopes that leave the body out.
const JsonDocument &emptyBody()
{
    static const JsonDocument empty = [] {
        JsonDocument document;
        const auto error = document.parse("{}");
        Q_ASSERT(!error);
        return document;
    }();
    return empty;
}

template<class Message>
Result<Incoming<Message>, DecodeError> decode(QByteArrayView payload, JsonDocument &document)
{
    DecodeError error;
    if (!payload.isEmpty() && payload[0] == '\x01')
        return withReply(error, ErrorCode::BadFrame, "binary payloads were not agreed on");
    if (const std::optional<JsonError> wrong = document.parse(payload)) {
        error.isJsonLimit = wrong->isLimit;
        return withReply(error, ErrorCode::BadJson,
                         wrong->text + " (at byte " + QByteArray::number(wrong->offset) + " of the payload)");
    }

    std::optional<FieldError> fieldError;
    ObjectReader envelope(document.root(), fieldError);
    QByteArray storage;
    const QByteArrayView type = envelope.text("type", typeName, storage);
    error.id = envelope.optionalText("id", identifier).value_or(QByteArray());
    error.re = envelope.optionalText("re", identifier).value_or(QByteArray());
    const auto wrongField = [&]() -> DecodeError & {
        error.type = type.toByteArray();
        return withReply(error, ErrorCode::BadField, fieldError->field + ' ' + fieldError->text,
                         fieldError->field);
    };
    std::optional<JsonValue> body = document.root().member("body");
    if (!fieldError && body && !body->isObject())
        envelope.fail("body", "must be an object");
    if (fieldError)
        return wrongField();

    const Reader<Message> read = readerOf<Message>(type);
    if (!read) {
        error.type = type.toByteArray();
        return withReply(error, ErrorCode::UnknownType, "unknown type: " + error.type);
    }

    ObjectReader reader(body ? *body : emptyBody().root(), fieldError);
    Message message = read(reader);
    if (fieldError)
        return wrongField();
    return Incoming<Message>{std::move(error.id), std::move(error.re), std::move(message)};
}

} // namespace

Result<Incoming<ClientMessage>, DecodeError> decodeFromClient(QByteArrayView payload, JsonDocument &scratch)
{
    return decode<ClientMessage>(payload, scratch);
}

Result<Incoming<ServerMessage>, DecodeError> decodeFromServer(QByteArrayView payload, JsonDocument &scratch)
{
    return decode<ServerMessage>(payload, scratch);
}

QByteArray encodeFrame(const ClientMessage &message, QByteArrayView id, QByteArrayView re)
{
    return std::visit([&](const auto &m) { return encodeFrame(m, id, re); }, message);
}

QByteArray encodeFrame(const ServerMessage &message, QByteArrayView id, QByteArrayView re)
{
    return std::visit([&](const auto &m) { return encodeFrame(m, id, re); }, message);
}

QByteArray peekType(QByteArrayView payload)
{
    JsonDocument document;
    if (document.parse(payload))
        return {};
    const std::optional<JsonValue> type = document.root().member("type");
    return type ? type->string().value_or(QByteArray()) : QByteArray();
}

detail::EnvelopeWriter::EnvelopeWriter(std::string_view type, QByteArrayView id, QByteArrayView re)
    : m_writer(wire::headerSize)
{
    m_writer.beginObject();
    m_writer.string("type", QByteArrayView(type.data(), qsizetype(type.size())));
    if (!id.isEmpty())
        m_writer.string("id", id);
    if (!re.isEmpty())
        m_writer.string("re", re);
    m_writer.beginObject("body");
}

QByteArray detail::EnvelopeWriter::finish()
{
    m_writer.endObject();
    m_writer.endObject();
    QByteArray frame = m_writer.take();
    wire::writeHeader(frame.data(), quint32(frame.size() - wire::headerSize));
    return frame;
}

QByteArray detail::beginEnvelope(std::string_view type, QByteArrayView id, QByteArrayView re)
{
    return EnvelopeWriter(type, id, re).body().take();
}

} // namespace miniqq::protocol
