// SPDX-License-Identifier: MIT
#include "common/tap/trafficexport.h"

#include "common/base/errornames.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::tap {
namespace {

using protocol::JsonWriter;

const char *layerOf(EventKind kind)
{
    switch (kind) {
    case EventKind::BytesRead:
    case EventKind::BytesWritten:
        return "bytes";
    case EventKind::Frame:
        return "frame";
    case EventKind::Call:
        return "call";
    case EventKind::Opened:
    case EventKind::Secured:
    case EventKind::Closed:
        break;
    }
    return "connection";
}

void writeText(JsonWriter &out, const char *key, QByteArrayView utf8)
{
    if (!utf8.isEmpty())
        out.string(key, utf8);
}

void writeConnection(JsonWriter &out, const TrafficEvent &event, const std::optional<ConnectionFacts> &facts)
{
    out.string("event", event.kind == EventKind::Opened    ? "opened"
                        : event.kind == EventKind::Secured ? "secured"
                                                           : "closed");
    if (facts) {
        writeText(out, "local", facts->local.toText().toUtf8());
        writeText(out, "peer", facts->peer.toText().toUtf8());
    }
    writeText(out, "text", event.text.toUtf8());
}

void writeMove(JsonWriter &out, const TrafficEvent &event)
{
    out.string("direction", event.direction == Direction::In ? "in" : "out");
    out.integer("length", event.length);
    writeText(out, "data", event.frame.toHex());
}

void writeFrame(JsonWriter &out, const TrafficEvent &event)
{
    writeText(out, "type", event.type);
    writeText(out, "id", event.id);
    writeText(out, "re", event.re);
}

void writeCall(JsonWriter &out, const TrafficEvent &event)
{
    out.string("call", event.type);
    out.string("arguments", event.text.toUtf8());
    out.integer("result", event.result);
    if (event.error != 0) {
        out.integer("errno", event.error);
        out.string("error", errnoName(event.error));
    }
    out.integer("took", event.durationNs);
}

} // namespace

QByteArray toJsonLine(const TrafficEvent &event, const std::optional<ConnectionFacts> &facts)
{
    JsonWriter out;
    out.beginObject();
    out.integer("n", qint64(event.number));
    out.integer("t", event.monotonicNs);
    out.integer("wall", event.wallMs);
    out.integer("socket", event.connection.value());
    const QByteArrayView layer = layerOf(event.kind);
    out.string("layer", layer);
    if (layer == "connection") {
        writeConnection(out, event, facts);
    } else {
        if (event.kind == EventKind::Frame)
            writeFrame(out, event);
        else if (event.kind == EventKind::Call)
            writeCall(out, event);
        writeMove(out, event);
    }
    out.endObject();
    return out.take() + '\n';
}

QByteArray missedLine(quint64 events)
{
    JsonWriter out;
    out.beginObject();
    out.integer("missed", qint64(events));
    out.endObject();
    return out.take() + '\n';
}

} // namespace miniqq::tap
