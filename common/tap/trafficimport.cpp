// SPDX-License-Identifier: MIT
#include "common/tap/trafficimport.h"

#include "common/protocol/jsonreader.h"

#include <QCoreApplication>

#include <limits>

namespace miniqq::tap {
namespace {

using protocol::ObjectReader;
using protocol::TextRule;

constexpr qint64 anyMost = std::numeric_limits<qint64>::max(); // monotonic time in ns outgrows 53 bits
constexpr int mostText = 1'000'000;
constexpr TextRule anyText{0, mostText, 4 * mostText, true, false};
constexpr TextRule anyWord{0, 200, 800, true, false};

/// The translation context of what is said about files.
class ImportWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::tap::ImportWords)
};

QByteArray textOr(ObjectReader &in, QByteArrayView key, const TextRule &rule)
{
    return in.optionalText(key, rule).value_or(QByteArray());
}

QByteArray bytesOf(ObjectReader &in)
{
    const QByteArray hex =
        textOr(in, "data", {0, int(longestRecordedLine), int(longestRecordedLine), true, true});
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (hex.size() % 2 != 0 || bytes.toHex() != hex.toLower())
        in.fail("data", "must be pairs of hexadecimal digits");
    return bytes;
}

void readConnection(ObjectReader &in, RecordedLine &line)
{
    static constexpr EventKind kinds[] = {EventKind::Opened, EventKind::Secured, EventKind::Closed};
    line.event.kind = kinds[in.oneOf("event", {"opened", "secured", "closed"})];
    line.local = QString::fromUtf8(textOr(in, "local", anyWord));
    line.peer = QString::fromUtf8(textOr(in, "peer", anyWord));
    line.event.text = QString::fromUtf8(textOr(in, "text", anyText));
}

void readMove(ObjectReader &in, TrafficEvent &event)
{
    event.direction = in.oneOf("direction", {"in", "out"}) == 0 ? Direction::In : Direction::Out;
    event.length = qsizetype(in.integer("length"));
    event.frame = bytesOf(in);
}

void readCall(ObjectReader &in, TrafficEvent &event)
{
    event.type = in.text("call", anyWord);
    event.text = QString::fromUtf8(in.text("arguments", anyText));
    event.result = in.integer("result", -anyMost, anyMost);
    event.error = int(in.optionalInteger("errno", 0, 100'000).value_or(0));
    event.durationNs = in.integer("took", 0, anyMost);
}

void readEvent(ObjectReader &in, RecordedLine &line)
{
    TrafficEvent &event = line.event;
    event.number = quint64(in.integer("n", 0, anyMost));
    event.monotonicNs = in.integer("t", 0, anyMost);
    event.wallMs = in.integer("wall");
    event.connection = ConnectionId(in.integer("socket"));
    switch (in.oneOf("layer", {"connection", "bytes", "frame", "call"})) {
    case 0:
        readConnection(in, line);
        break;
    case 1:
        readMove(in, event);
        event.kind = event.direction == Direction::In ? EventKind::BytesRead : EventKind::BytesWritten;
        break;
    case 2:
        event.kind = EventKind::Frame;
        event.type = textOr(in, "type", anyWord);
        event.id = textOr(in, "id", anyWord);
        event.re = textOr(in, "re", anyWord);
        readMove(in, event);
        break;
    default:
        event.kind = EventKind::Call;
        readCall(in, event);
        readMove(in, event);
    }
}

} // namespace

Result<RecordedLine> fromJsonLine(QByteArrayView bytes)
{
    if (bytes.size() > longestRecordedLine)
        return Error{ImportWords::tr("The line is too long for a recording.")};
    protocol::JsonDocument document;
    if (document.parse(bytes) || document.root().type() != protocol::JsonDocument::Type::Object)
        return Error{ImportWords::tr("The line is not a JSON object.")};
    std::optional<protocol::FieldError> error;
    ObjectReader in(document.root(), error);
    RecordedLine line;
    if (in.has("missed"))
        line.missed = quint64(in.integer("missed", 1));
    else
        readEvent(in, line);
    if (error)
        return Error{ImportWords::tr("The line is no event of a recording: \"%1\" %2.")
                         .arg(QString::fromUtf8(error->field), QString::fromUtf8(error->text))};
    return line;
}

} // namespace miniqq::tap
