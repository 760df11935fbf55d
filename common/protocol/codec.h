// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/protocol/jsondocument.h"
#include "common/protocol/jsonwriter.h"
#include "common/protocol/messages.h"

#include <optional>

namespace miniqq::protocol {

/// The envelope around every message:
///
///     {"type":"chat.send","id":"7","body":{...}}            a request; the sender chooses `id`
///     {"type":"chat.ack","re":"7","body":{...}}             its answer
///
/// `id` and `re` are optional; a request without `id` gets an answer without `re`. `body` may be left out
/// where it would be {}.

/// A payload that was understood.
template<class Message>
struct Incoming
{
    QByteArray id;
    QByteArray re;
    Message message;
};

/// A payload that was not. `reply` is what to answer; with endsConnection(reply.code) the connection must end
/// after it.
struct DecodeError
{
    QByteArray type; ///< as far as it could be read
    QByteArray id;   ///< the request's id, for the answer's `re`
    QByteArray re;
    ErrorReply reply;
    bool isJsonLimit = false; ///< well-formed as far as it was read, but larger than JsonLimits
};

/// Reads one payload. `scratch` is reused from call to call. The result shares nothing with `payload`.
Result<Incoming<ClientMessage>, DecodeError> decodeFromClient(QByteArrayView payload, JsonDocument &scratch);
Result<Incoming<ServerMessage>, DecodeError> decodeFromServer(QByteArrayView payload, JsonDocument &scratch);

/// A whole frame, length header included, ready to be written. Empty `id` or `re` are left out.
template<class T>
QByteArray encodeFrame(const T &message, QByteArrayView id = {}, QByteArrayView re = {});
QByteArray encodeFrame(const ClientMessage &message, QByteArrayView id = {}, QByteArrayView re = {});
QByteArray encodeFrame(const ServerMessage &message, QByteArrayView id = {}, QByteArrayView re = {});

/// The type of a payload without reading the rest, for views and logs; empty if it is no envelope.
QByteArray peekType(QByteArrayView payload);

namespace detail {

/// A frame whose envelope is open: the body is written between construction and finish().
class EnvelopeWriter
{
public:
    EnvelopeWriter(std::string_view type, QByteArrayView id, QByteArrayView re);
    JsonWriter &body() { return m_writer; }
    /// Closes the envelope and fills in the length; once.
    QByteArray finish();

private:
    JsonWriter m_writer;
};

/// The bytes that all frames of this type begin with, header and opened body included.
QByteArray beginEnvelope(std::string_view type, QByteArrayView id, QByteArrayView re);

} // namespace detail

} // namespace miniqq::protocol

template<class T>
QByteArray miniqq::protocol::encodeFrame(const T &message, QByteArrayView id, QByteArrayView re)
{
    detail::EnvelopeWriter frame(T::type, id, re);
    message.toJson(frame.body());
    return frame.finish();
}
