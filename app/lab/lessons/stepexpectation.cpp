// SPDX-License-Identifier: MIT
// What a step expects: only what has a meaning for it may be written.
#include "app/lab/lessons/stepreader.h"
#include "app/lab/lessons/stepwords.h"
#include "common/base/errornames.h"

#include <initializer_list>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

bool isAny(Action action, std::initializer_list<Action> of)
{
    return std::find(of.begin(), of.end(), action) != of.end();
}

bool isErrno(const QString &name)
{
    for (int number = 1; number < 200; ++number) {
        if (name == QLatin1String(errnoName(number)))
            return true;
    }
    return false;
}

const QStringList &stateWords()
{
    static const QStringList words = {u"ESTABLISHED"_s, u"SYN_SENT"_s,  u"SYN_RECV"_s, u"FIN_WAIT1"_s,
                                      u"FIN_WAIT2"_s,   u"TIME_WAIT"_s, u"CLOSED"_s,   u"CLOSE_WAIT"_s,
                                      u"LAST_ACK"_s,    u"LISTEN"_s,    u"CLOSING"_s};
    return words;
}

std::optional<qint64> amount(FieldReader &fields, const char *key)
{
    if (!fields.has(key))
        return std::nullopt;
    return fields.number(key, 0, 0, 1 << 30);
}

std::optional<int> milliseconds(FieldReader &fields, const char *key)
{
    if (!fields.has(key))
        return std::nullopt;
    return fields.number(key, 0, 0, 60'000);
}

} // namespace

void StepReader::readExpectation(FieldReader fields, LessonStep &step)
{
    const Action action = step.action;
    Expectation &expect = step.expect;
    const bool moves = isAny(action, {Action::Send, Action::SendTo, Action::Receive, Action::ReceiveFrom});
    const bool receives = isAny(action, {Action::Receive, Action::ReceiveFrom});
    const bool calls = !isAny(action, {Action::Silence, Action::Decode, Action::Frames, Action::Wait,
                                       Action::Output, Action::State, Action::Stop});
    if (calls && fields.has("error")) {
        expect.error = fields.text("error", Need::Required, 40);
        if (!isErrno(expect.error))
            fields.fail("error",
                        LessonFileWords::tr("must be the name of an error, like ECONNREFUSED, not %1.")
                            .arg(expect.error));
    }
    if (action == Action::Connect)
        expect.pending = fields.flag("pending", false);
    if (action == Action::Receive && fields.has("end"))
        expect.end = fields.flag("end", true);
    if (moves) {
        expect.count = amount(fields, "count");
        expect.atLeast = amount(fields, "at-least");
        expect.atMost = amount(fields, "at-most");
        expect.pieces = fields.numbers("pieces", 1000);
    }
    if (action == Action::Receive)
        expect.soFar = amount(fields, "so-far");
    if (receives)
        readBytes(fields, expect);
    if (action == Action::ReceiveFrom)
        expect.fullLength = amount(fields, "full-length");
    if (isAny(action, {Action::Decode, Action::Output}) && fields.has("text"))
        expect.text = fields.text("text", Need::Optional, 4000);
    if (action == Action::Decode)
        expect.problem = fields.text("problem", Need::Optional, 200);
    if (action == Action::Frames && fields.has("frames"))
        expect.frames = fields.texts("frames", Need::Required, 100, 4000);
    if (isAny(action, {Action::Decode, Action::Frames}))
        expect.left = amount(fields, "left");
    if (action == Action::State)
        expect.state = stateWords().at(fields.choice("state", Need::Required, stateWords()));
    if (action == Action::GetOption && fields.has("value"))
        expect.value = fields.number("value", 0, -(1 << 30), 1 << 30);
    if (isAny(action, {Action::LocalName, Action::PeerName, Action::ReceiveFrom, Action::Accept}) &&
        fields.has("port-of")) {
        expect.portOf = fields.text("port-of", Need::Required, 100);
        if (!knows(expect.portOf))
            fields.fail(
                "port-of",
                LessonFileWords::tr("there is no socket %1 yet; open, accept or start it in a step before.")
                    .arg(expect.portOf));
    }
    expect.msAtLeast = milliseconds(fields, "ms-at-least");
    expect.msAtMost = milliseconds(fields, "ms-at-most");
    expect.otherwise = fields.both("otherwise", Need::Optional, 600);
    fields.finish();
}

void StepReader::readBytes(FieldReader &fields, Expectation &expect)
{
    if (fields.has("text"))
        expect.bytes =
            encode(fields, "text", fields.text("text", Need::Optional, 4000), m_lesson.stream.encoding);
    if (fields.has("hex"))
        expect.bytes = hex(fields, "hex");
}

} // namespace miniqq::lab
