// SPDX-License-Identifier: MIT
#include "app/lab/lessons/judge.h"

#include "app/lab/lessons/lessonstage.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LessonJudge)
};

/// What was expected and what came instead, as far as they differ.
struct Differences
{
    QStringList expected;
    QStringList observed;

    void add(const QString &wanted, const QString &came)
    {
        expected.append(wanted);
        observed.append(came);
    }
    bool isEmpty() const { return expected.isEmpty(); }
};

QString bytesText(qint64 count)
{
    return Words::tr("%n byte(s)", nullptr, int(count));
}

QString hexText(const QByteArray &bytes)
{
    return bytes.isEmpty() ? Words::tr("no bytes") : QString::fromLatin1(bytes.left(40).toHex(' '));
}

QString quoted(const QString &text)
{
    return u"“%1”"_s.arg(text);
}

QString listText(const QStringList &texts)
{
    return u"[%1]"_s.arg(texts.join(u", "_s));
}

QStringList textsOf(const QList<qint64> &numbers)
{
    QStringList texts;
    for (const qint64 number : numbers)
        texts.append(QString::number(number));
    return texts;
}

void compareError(const Expectation &expect, const StepResult &result, Differences &differences)
{
    if (expect.pending) {
        if (!result.pending)
            differences.add(Words::tr("no answer yet"), result.error.isEmpty()
                                                            ? Words::tr("it was answered")
                                                            : QString::fromLatin1(result.error));
        return;
    }
    if (result.timedOut) {
        const QString state = result.state.isEmpty() ? QString() : u" (%1)"_s.arg(result.state);
        QString wanted = expect.state;
        if (wanted.isEmpty())
            wanted = expect.text ? quoted(*expect.text) : expect.error;
        differences.add(wanted.isEmpty() ? Words::tr("something happens") : wanted,
                        Words::tr("nothing within the time limit") + state);
        return;
    }
    if (expect.error == QLatin1String(result.error))
        return;
    differences.add(expect.error.isEmpty() ? Words::tr("no error") : expect.error,
                    result.error.isEmpty() ? Words::tr("no error") : QString::fromLatin1(result.error));
}

void compareBytes(const Expectation &expect, const StepResult &result, Differences &differences)
{
    if (expect.count && *expect.count != result.count)
        differences.add(bytesText(*expect.count), bytesText(result.count));
    if (expect.atLeast && result.count < *expect.atLeast)
        differences.add(Words::tr("at least %1").arg(bytesText(*expect.atLeast)), bytesText(result.count));
    if (expect.atMost && result.count > *expect.atMost)
        differences.add(Words::tr("at most %1").arg(bytesText(*expect.atMost)), bytesText(result.count));
    if (expect.soFar && *expect.soFar != result.soFar)
        differences.add(Words::tr("%1 so far").arg(bytesText(*expect.soFar)),
                        Words::tr("%1 so far").arg(bytesText(result.soFar)));
    if (expect.bytes && *expect.bytes != result.bytes)
        differences.add(hexText(*expect.bytes), hexText(result.bytes));
    if (!expect.pieces.isEmpty() && expect.pieces != result.pieces)
        differences.add(Words::tr("pieces of %1").arg(textsOf(expect.pieces).join(u" + "_s)),
                        Words::tr("pieces of %1")
                            .arg(textsOf(result.pieces.first(std::min<qsizetype>(result.pieces.size(), 20)))
                                     .join(u" + "_s)));
    if (expect.end && *expect.end != result.isEnd)
        differences.add(*expect.end ? Words::tr("the end (b'')") : Words::tr("not the end"),
                        result.isEnd ? Words::tr("the end (b'')") : bytesText(result.count));
    if (expect.fullLength && *expect.fullLength != result.fullLength)
        differences.add(Words::tr("a datagram of %1").arg(bytesText(*expect.fullLength)),
                        Words::tr("a datagram of %1").arg(bytesText(result.fullLength)));
}

void compareText(const LessonStep &step, const StepResult &result, Differences &differences)
{
    const Expectation &expect = step.expect;
    if (step.action == Action::Decode) {
        const QString problem = result.problem ? result.problem->toText() : QString();
        if (expect.problem.isEmpty() ? !problem.isEmpty() : !problem.contains(expect.problem))
            differences.add(expect.problem.isEmpty() ? Words::tr("it can be decoded") : expect.problem,
                            problem.isEmpty() ? quoted(result.text) : problem);
        else if (expect.text && *expect.text != result.text)
            differences.add(quoted(*expect.text), quoted(result.text));
    }
    if (expect.frames && *expect.frames != result.frames)
        differences.add(listText(*expect.frames), listText(result.frames));
    if (expect.left && *expect.left != result.left)
        differences.add(Words::tr("%1 left over").arg(bytesText(*expect.left)),
                        Words::tr("%1 left over").arg(bytesText(result.left)));
}

void compareRest(const Expectation &expect, LessonStage &stage, const StepResult &result,
                 Differences &differences)
{
    if (!expect.state.isEmpty() && expect.state != result.state)
        differences.add(expect.state, result.state);
    if (expect.value && *expect.value != result.value)
        differences.add(QString::number(*expect.value), QString::number(result.value));
    if (!expect.portOf.isEmpty()) {
        const quint16 port = stage.resolve({{}, 0, expect.portOf}).port();
        if (port != result.port)
            differences.add(Words::tr("port %1").arg(port), Words::tr("port %1").arg(result.port));
    }
}

void compareTime(const Expectation &expect, const StepResult &result, Differences &differences)
{
    const qint64 ms = result.durationNs / 1'000'000;
    if (expect.msAtLeast && ms < *expect.msAtLeast)
        differences.add(Words::tr("at least %1 ms").arg(*expect.msAtLeast), Words::tr("%1 ms").arg(ms));
    if (expect.msAtMost && ms > *expect.msAtMost)
        differences.add(Words::tr("at most %1 ms").arg(*expect.msAtMost), Words::tr("%1 ms").arg(ms));
}

} // namespace

void judge(const LessonStep &step, LessonStage &stage, StepResult &result)
{
    Differences differences;
    const bool isTimed = step.expect.msAtLeast || step.expect.msAtMost;
    bool mayDiffer = !step.expect.otherwise.isEmpty();
    if (step.action == Action::Silence) {
        if (result.error != "EAGAIN")
            differences.add(Words::tr("nothing comes"), result.outcome);
    } else {
        compareError(step.expect, result, differences);
        if (differences.isEmpty()) {
            compareBytes(step.expect, result, differences);
            compareText(step, result, differences);
            compareRest(step.expect, stage, result, differences);
        }
        // Where times are expected, it is they that are excused.
        mayDiffer = mayDiffer && (!isTimed || differences.isEmpty());
        compareTime(step.expect, result, differences);
    }
    if (differences.isEmpty())
        return;
    result.verdict = mayDiffer ? StepResult::Verdict::Otherwise : StepResult::Verdict::Failed;
    result.expected = differences.expected.join(Words::tr(", "));
    result.observed = differences.observed.join(Words::tr(", "));
}

bool canGoOn(const StepResult &result)
{
    return result.verdict != StepResult::Verdict::Failed || (!result.timedOut && result.error.isEmpty());
}

} // namespace miniqq::lab
