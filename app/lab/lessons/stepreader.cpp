// SPDX-License-Identifier: MIT
// What a step does. What it expects is read in stepexpectation.cpp.
#include "app/lab/lessons/stepreader.h"

#include "app/lab/core/services/servicesettings.h"
#include "app/lab/lessons/stepwords.h"

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxLimitMs = 60'000;
constexpr int maxDataBytes = 4 << 20;
constexpr qint64 maxDataBytesInAll = 16 << 20;
constexpr int maxTextCharacters = 4000;

bool makesSocket(Action action)
{
    return action == Action::Open || action == Action::Start;
}

bool isForClosed(Action action)
{
    return action == Action::State || action == Action::Wait;
}

bool isForService(Action action)
{
    return action == Action::Output || action == Action::Stop;
}

QByteArray framed(const QByteArray &data, LessonStep::Framing framing)
{
    if (framing == LessonStep::Framing::Line)
        return data + '\n';
    if (framing == LessonStep::Framing::None)
        return data;
    QByteArray length(4, '\0');
    for (int i = 0; i < 4; ++i)
        length[i] = char((data.size() >> (24 - 8 * i)) & 0xff);
    return length + data;
}

} // namespace

LessonStep StepReader::read(FieldReader &fields)
{
    LessonStep step;
    step.action = Action(fields.choice("do", Need::Required, actionWords()));
    step.say = fields.both("say", Need::Optional, 600);
    if (fields.failed())
        return step;
    readTarget(fields, step);
    if (step.action != Action::Wait)
        step.limitMs = fields.number("limit", LessonStep::defaultLimitMs, 10, maxLimitMs);
    readArguments(fields, step);
    if (step.action == Action::State && !fields.has("expect"))
        fields.fail("expect", LessonFileWords::tr("is missing; write it."));
    else if (fields.has("expect"))
        readExpectation(fields.object("expect"), step);
    fields.finish();
    if (m_sockets.contains(step.on) &&
        (step.action == Action::Close || step.action == Action::Reset || step.action == Action::Stop))
        m_sockets[step.on].isOpen = false;
    return step;
}

void StepReader::readTarget(FieldReader &fields, LessonStep &step)
{
    if (step.action == Action::Wait)
        return;
    step.on = readName(fields, "on");
    if (fields.failed())
        return;
    if (makesSocket(step.action)) {
        make(fields, "on", step.on, {.isService = step.action == Action::Start});
        return;
    }
    if (!m_sockets.contains(step.on)) {
        fields.fail(
            "on", LessonFileWords::tr("there is no socket %1 yet; open, accept or start it in a step before.")
                      .arg(step.on));
        return;
    }
    const Socket socket = m_sockets.value(step.on);
    if (socket.isService != isForService(step.action))
        fields.fail("on",
                    socket.isService
                        ? LessonFileWords::tr("%1 is a service; it knows only the steps output and stop.")
                              .arg(step.on)
                        : LessonFileWords::tr("%1 is a socket; this step is for services.").arg(step.on));
    else if (!socket.isOpen && !isForClosed(step.action))
        fields.fail("on",
                    LessonFileWords::tr("%1 has been closed by then; open it again first.").arg(step.on));
}

void StepReader::make(FieldReader &fields, const char *key, const QString &name, const Socket &socket)
{
    if (m_sockets.contains(name) && m_sockets.value(name).isOpen)
        fields.fail(
            key, LessonFileWords::tr("there is a socket %1 already; close it first or choose another name.")
                     .arg(name));
    m_sockets.insert(name, socket);
}

QString StepReader::readName(FieldReader &fields, const char *key)
{
    const QString name = fields.text(key, Need::Required, 100);
    if (!isSocketName(name)) {
        fields.fail(key,
                    LessonFileWords::tr("must be the name of an end, or of an end and its socket (server, "
                                        "server.ann), in lower-case letters, digits and hyphens."));
        return name;
    }
    const QString end = name.section(u'.', 0, 0);
    if (m_lesson.findEnd(end) == nullptr)
        fields.fail(key,
                    LessonFileWords::tr("there is no end %1; add it to ends or correct the name.").arg(end));
    return name;
}

void StepReader::readArguments(FieldReader &fields, LessonStep &step)
{
    switch (step.action) {
    case Action::Open: {
        const LessonEnd *end = m_lesson.findEnd(step.end());
        const bool udp = end != nullptr && end->transport == LessonEnd::Transport::Udp;
        step.kind = udp ? Kind::Datagram : Kind::Stream;
        if (fields.has("type"))
            step.kind = Kind(fields.choice("type", Need::Optional,
                                           {u"stream"_s, u"datagram"_s, u"seqpacket"_s, u"raw"_s}));
        step.family = Family(fields.choice("family", Need::Optional, {u"inet"_s, u"inet6"_s}));
        if (m_sockets.contains(step.on))
            m_sockets[step.on].kind = step.kind;
        break;
    }
    case Action::Accept:
        step.as = readName(fields, "as");
        step.awaits = fields.flag("await", true);
        make(fields, "as", step.as, {});
        break;
    case Action::Wait:
        step.ms = fields.requiredNumber("ms", 1, maxLimitMs);
        break;
    case Action::Silence:
        step.ms = fields.number("ms", 300, 1, maxLimitMs);
        break;
    case Action::Start:
        readService(fields, step);
        break;
    default:
        readSocketArguments(fields, step);
    }
}

void StepReader::readSocketArguments(FieldReader &fields, LessonStep &step)
{
    switch (step.action) {
    case Action::Bind:
        step.place = readPlace(fields, "at", Use::Bind, u"127.0.0.1:0"_s);
        break;
    case Action::Listen:
        step.backlog = fields.number("backlog", 5, 0, 4096);
        break;
    case Action::Connect:
        step.place = readPlace(fields, "to", Use::Dial, {});
        break;
    case Action::SendTo:
        step.place = readPlace(fields, "to", Use::Dial, {});
        checkReach(fields, "to", Use::Dial, step.place, step.on);
        readData(fields, step);
        break;
    case Action::Send:
        readData(fields, step);
        step.sends =
            LessonStep::Sends(fields.choice("how", Need::Optional, {u"all"_s, u"once"_s, u"until-full"_s}));
        if (fields.has("reader"))
            step.reader = readOther(fields, "reader");
        break;
    case Action::Receive:
    case Action::ReceiveFrom:
        readReceive(fields, step);
        break;
    case Action::Decode:
        step.encoding = readEncoding(fields);
        step.decoding = LessonStep::Decoding(
            fields.choice("mode", Need::Optional, {u"strict"_s, u"replace"_s, u"incremental"_s}));
        step.everything = fields.choice("of", Need::Optional, {u"last"_s, u"all"_s}) == 1;
        break;
    case Action::Frames:
        step.framing = LessonStep::Framing(1 + fields.choice("by", Need::Required, {u"line"_s, u"length"_s}));
        step.encoding = readEncoding(fields);
        break;
    case Action::Shutdown: {
        const int half = fields.choice("half", Need::Optional, {u"send"_s, u"receive"_s, u"both"_s});
        step.half = half == 0   ? NativeSocket::Half::Send
                    : half == 1 ? NativeSocket::Half::Receive
                                : NativeSocket::Half::Both;
        break;
    }
    case Action::SetOption:
    case Action::GetOption:
        readOption(fields, step);
        break;
    case Action::Join:
    case Action::Leave:
        step.place = readPlace(fields, "group", Use::Group, {});
        [[fallthrough]];
    case Action::MulticastFrom:
        step.interface = fields.has("interface") ? fields.text("interface", Need::Required, 15) : u"lo"_s;
        if (step.interface != u"lo" && !m_lesson.beyondLoopback)
            fields.fail("interface",
                        LessonFileWords::tr("must be lo, or the lesson says \"beyond-loopback\": true."));
        if (step.action == Action::MulticastFrom && m_sockets.contains(step.on))
            m_sockets[step.on].keepsGroups = true;
        break;
    default:
        break;
    }
}

/// Another socket that is there and open.
QString StepReader::readOther(FieldReader &fields, const char *key)
{
    const QString name = readName(fields, key);
    const auto found = m_sockets.constFind(name);
    if (found == m_sockets.constEnd() || found->isService || !found->isOpen)
        fields.fail(
            key,
            LessonFileWords::tr("%1 is no open socket then; open or accept it in a step before.").arg(name));
    return name;
}

void StepReader::readOption(FieldReader &fields, LessonStep &step)
{
    const QString name = fields.text("option", Need::Required, 60);
    const auto option = optionFromName(name);
    if (!option)
        fields.fail("option",
                    LessonFileWords::tr("must be one of %1, not %2.").arg(optionNames().join(u", "_s), name));
    else
        step.option = *option;
    if (step.action == Action::SetOption)
        step.value = fields.number("value", 1, -1, 1 << 30);
}

void StepReader::readService(FieldReader &fields, LessonStep &step)
{
    QStringList names;
    for (const ServiceKind &kind : serviceKinds())
        names.append(QLatin1String(kind.name));
    const ServiceKind &kind = serviceKinds()[size_t(fields.choice("service", Need::Required, names))];
    step.service = QLatin1String(kind.name);
    step.asPrinted = fields.flag("as-printed", false);
    if (fields.has("encoding"))
        step.encoding = readEncoding(fields);
    else
        step.encoding = kind.encoding;
    if (kind.hasOperator)
        step.replies = fields.texts("replies", Need::Optional, 100, maxTextCharacters);
    if (kind.datagram)
        return;
    const QStringList engines{u"iterative"_s, u"threads"_s, u"loop"_s};
    if (fields.has("engine"))
        step.engine = engines.at(fields.choice("engine", Need::Optional, engines));
    step.idleMs = fields.number("idle-ms", 0, 0, maxLimitMs);
    step.perAddress = fields.number("per-address", 0, 0, 1000);
    step.pauseMs = fields.number("pause-ms", 1000, 0, 10'000);
}

void StepReader::readReceive(FieldReader &fields, LessonStep &step)
{
    step.size = fields.number("size", 1024, 1, 65536);
    step.awaits = fields.flag("await", true);
    if (step.action == Action::ReceiveFrom)
        return;
    step.wants = LessonStep::Wants(
        fields.choice("until", Need::Optional, {u"once"_s, u"total"_s, u"end"_s, u"empty"_s}));
    if (step.wants == LessonStep::Wants::Total)
        step.total = fields.requiredNumber("total", 1, maxDataBytes);
    step.waiting = fields.number("waiting", 0, 0, maxDataBytes);
}

void StepReader::readData(FieldReader &fields, LessonStep &step)
{
    const int given = int(fields.has("text")) + int(fields.has("hex")) + int(fields.has("count"));
    if (given != 1) {
        fields.failHere(
            LessonFileWords::tr("says what to send once: text, hex or count (of bytes). Write one of them."));
        return;
    }
    if (fields.has("text")) {
        step.text = fields.text("text", Need::Optional, maxTextCharacters);
        step.encoding = readEncoding(fields);
        step.data = encode(fields, "text", step.text, step.encoding);
    } else if (fields.has("hex")) {
        step.data = hex(fields, "hex");
    } else {
        step.data = QByteArray(fields.requiredNumber("count", 1, maxDataBytes), 'x');
    }
    step.framing =
        LessonStep::Framing(fields.choice("frame", Need::Optional, {u"none"_s, u"line"_s, u"length"_s}));
    step.data = framed(step.data, step.framing);
    m_dataBytes += step.data.size();
    if (m_dataBytes > maxDataBytesInAll)
        fields.failHere(LessonFileWords::tr("makes the steps send more than %1 MiB in all; send less.")
                            .arg(maxDataBytesInAll >> 20));
}

Encoding StepReader::readEncoding(FieldReader &fields)
{
    if (!fields.has("encoding"))
        return m_lesson.stream.encoding;
    const Result<Encoding> encoding = encodingFromName(fields.text("encoding", Need::Required, 40));
    if (!encoding)
        fields.fail("encoding", encoding.error().text);
    return encoding ? *encoding : Encoding::Utf8;
}

QByteArray StepReader::encode(FieldReader &fields, const char *key, const QString &text, Encoding encoding)
{
    const Result<QByteArray> bytes = encodeStrict(encoding, text);
    if (!bytes)
        fields.fail(key, bytes.error().text);
    return bytes ? *bytes : QByteArray();
}

QByteArray StepReader::hex(FieldReader &fields, const char *key)
{
    const QByteArray text = fields.text(key, Need::Required, 3 * maxTextCharacters).toLatin1().simplified();
    const QByteArray bytes = QByteArray::fromHex(text);
    QByteArray digits = text.toLower();
    digits.replace(' ', "");
    if (bytes.toHex() != digits)
        fields.fail(key,
                    LessonFileWords::tr("must be bytes as pairs of hexadecimal digits, like \"c4 e3\"."));
    return bytes;
}

Place StepReader::readPlace(FieldReader &fields, const char *key, Use use, const QString &byDefault)
{
    const bool needed = byDefault.isEmpty();
    const QString text = !needed && !fields.has(key) ? byDefault : fields.text(key, Need::Required, 100);
    if (fields.failed())
        return {};
    const auto place = placeFromText(text);
    if (!place) {
        fields.fail(key, LessonFileWords::tr(
                             "must be a socket's name (server), an address and port (127.0.0.1:0), or an "
                             "address and whose port (127.0.0.2:server), not \"%1\".")
                             .arg(text));
        return {};
    }
    if (!place->socket.isEmpty() && !m_sockets.contains(place->socket))
        fields.fail(
            key, LessonFileWords::tr("there is no socket %1 yet; open, accept or start it in a step before.")
                     .arg(place->socket));
    if (use != Use::Dial)
        checkReach(fields, key, use, *place, {});
    else if (qstrcmp(key, "to") == 0 && !place->address.isEmpty())
        checkReach(fields, key, use, *place, fields.text("on", Need::Required, 100));
    return *place;
}

/// Lessons stay on this machine unless they say that they do not.
void StepReader::checkReach(FieldReader &fields, const char *key, Use use, const Place &place,
                            const QString &on)
{
    if (m_lesson.beyondLoopback || place.address.isEmpty())
        return;
    const QString address = place.address;
    const bool isGroup = address.startsWith(u"239.") || address.startsWith(u"ff", Qt::CaseInsensitive);
    const bool isHere = address.startsWith(u"127.") || address == u"::1";
    if (use == Use::Group && !isGroup)
        fields.fail(key,
                    LessonFileWords::tr("must be a group: an address from 239.0.0.0 to 239.255.255.255."));
    else if (use == Use::Dial && isGroup && !m_sockets.value(on).keepsGroups)
        fields.fail(key,
                    LessonFileWords::tr("would leave this machine: let %1 do multicast-from first, or say "
                                        "\"beyond-loopback\": true.")
                        .arg(on));
    else if (use != Use::Group && !isHere && !isGroup)
        fields.fail(key, LessonFileWords::tr(
                             "%1 reaches beyond this machine: use 127.0.0.1, or say \"beyond-loopback\": "
                             "true in the lesson.")
                             .arg(address));
}

} // namespace miniqq::lab
