// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzzbodies.h"

#include "common/protocol/codec.h"
#include "common/protocol/secrets.h"
#include "common/tap/framefields.h"
#include "common/tap/redaction.h"
#include "common/wire/framedecoder.h"
#include "tests/fuzz/promise.h"

#include <vector>

namespace miniqq::fuzz {
namespace {

using protocol::JsonDocument;
using protocol::JsonValue;
using wire::FrameDecoder;

constexpr quint32 limit = 256;

struct Decoded
{
    std::vector<QByteArray> payloads;
    FrameDecoder::Status end = FrameDecoder::Status::NeedMore;
    qsizetype left = 0;

    bool operator==(const Decoded &) const = default;
};

Decoded decodeInPieces(QByteArrayView stream, qsizetype piece)
{
    Decoded result;
    FrameDecoder decoder(limit);
    while (!stream.isEmpty()) {
        const qsizetype size = std::min(piece, stream.size());
        decoder.feed(stream.first(size));
        stream = stream.sliced(size);
        while ((result.end = decoder.next()) == FrameDecoder::Status::Frame) {
            promise(decoder.payload().size() >= wire::minPayload && decoder.payload().size() <= limit,
                    "payloads are within the limits");
            result.payloads.push_back(decoder.payload().toByteArray());
        }
        promise(decoder.buffered() < wire::headerSize + qsizetype(limit), "no more than a frame is kept");
    }
    result.left = decoder.buffered();
    return result;
}

template<class Decode>
void roundTrip(QByteArrayView payload, Decode decode)
{
    JsonDocument scratch;
    const auto in = decode(payload, scratch);
    if (!in) {
        const QByteArray reply = protocol::encodeFrame(in.error().reply, {}, in.error().id);
        promise(protocol::decodeFromServer(QByteArrayView(reply).sliced(wire::headerSize), scratch).ok(),
                "a refusal can be said on the wire");
        return;
    }
    const QByteArray once = protocol::encodeFrame(in->message, in->id, in->re);
    const auto again = decode(QByteArrayView(once).sliced(wire::headerSize), scratch);
    promise(again.ok(), "what was read can be written and read again");
    promise(protocol::encodeFrame(again->message, again->id, again->re) == once, "writing is stable");
}

void checkNoSecret(const JsonValue &value, QByteArrayView type)
{
    for (auto child = value.firstChild(); child; child = child->nextSibling()) {
        if (value.isObject() && protocol::isSecretKey(child->key(), type))
            promise(child->raw() == QByteArrayView("\"***\""), "no value stands under a secret key");
        checkNoSecret(*child, type);
    }
}

void checkNesting(const std::vector<tap::FrameField> &fields, qsizetype begin, qsizetype end)
{
    for (const tap::FrameField &field : fields) {
        promise(begin <= field.begin && field.begin <= field.valueBegin && field.valueBegin <= field.end &&
                    field.end <= end,
                "fields lie within one another");
        begin = field.end;
        checkNesting(field.children, field.valueBegin, field.end);
    }
}

void redaction(QByteArrayView payload, bool signedIn)
{
    QByteArray frame;
    wire::appendFrame(frame, payload);
    const tap::RedactedFrame shown = tap::redact(frame, signedIn);
    checkNesting(tap::frameFields(shown.frame), 0, shown.frame.size());
    promise(shown.frame.isEmpty() || shown.length == shown.frame.size(),
            "the length is that of what is shown");
    promise(shown.redacted || shown.frame == frame, "what is not marked is as it was");
    JsonDocument document;
    if (document.parse(payload)) {
        promise(signedIn || shown.frame.isEmpty(), "what cannot be read is kept back before sign-in");
        return;
    }
    promise(!document.parse(QByteArrayView(shown.frame).sliced(wire::headerSize)), "what is shown is JSON");
    checkNoSecret(document.root(), shown.type);
    const tap::RedactedFrame again = tap::redact(shown.frame, signedIn);
    promise(again.frame == shown.frame, "redacting twice changes nothing");
}

} // namespace

void frameDecoder(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const QByteArrayView stream = input.sliced(1);
    const qsizetype piece = 1 + quint8(input[0]) % 64;
    promise(decodeInPieces(stream, piece) == decodeInPieces(stream, std::max(stream.size(), qsizetype(1))),
            "cuts change nothing");
}

void envelope(QByteArrayView input)
{
    roundTrip(input, protocol::decodeFromClient);
    roundTrip(input, protocol::decodeFromServer);
    redaction(input, false);
    redaction(input, true);
}

} // namespace miniqq::fuzz
