// SPDX-License-Identifier: MIT
#include "app/lab/cli/lessonoutput.h"

#include "app/lab/cli/factoutput.h"
#include "app/lab/lessons/stepwords.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LessonOutput)
};

/// What takes less is not worth telling.
constexpr qint64 shownMs = 5;

QString padded(const QString &text, qsizetype columns)
{
    return text + QString(std::max<qsizetype>(columns - columnsOf(text), 0), u' ');
}

/// Paragraphs of at most so many columns; Chinese may break anywhere.
QString wrapped(const QString &text, const QString &indent, qsizetype columns = 92)
{
    QString out;
    for (const QString &paragraph : text.split(u'\n')) {
        QString line;
        QString word;
        const auto flush = [&] {
            if (columnsOf(line) + columnsOf(word) > columns && !line.isEmpty()) {
                out += indent + line.trimmed() + u'\n';
                line.clear();
            }
            line += word;
            word.clear();
        };
        for (const QChar c : paragraph) {
            word += c;
            if (c.isSpace() || c.unicode() >= 0x2e80)
                flush();
        }
        flush();
        out += indent + line.trimmed() + u'\n';
    }
    return out;
}

QString titleOf(const Lesson &lesson)
{
    const QString title = lesson.title.in(terminalLanguage());
    const QString subtitle = lesson.subtitle.in(terminalLanguage());
    return subtitle.isEmpty() ? title : QString(title + u" · " + subtitle);
}

QString certaintyText(LessonCard::Certainty certainty)
{
    switch (certainty) {
    case LessonCard::Certainty::Observed:
        return Words::tr(" (observed)");
    case LessonCard::Certainty::Derived:
        return Words::tr(" (derived)");
    case LessonCard::Certainty::None:
        break;
    }
    return {};
}

const char *verdictWord(StepResult::Verdict verdict)
{
    switch (verdict) {
    case StepResult::Verdict::Held:
        return "held";
    case StepResult::Verdict::Otherwise:
        return "otherwise";
    case StepResult::Verdict::Failed:
        break;
    }
    return "failed";
}

const char *verdictWord(LessonOutcome::Verdict verdict)
{
    switch (verdict) {
    case LessonOutcome::Verdict::Held:
        return "held";
    case LessonOutcome::Verdict::Differed:
        return "differed";
    case LessonOutcome::Verdict::Stopped:
        break;
    }
    return "stopped";
}

} // namespace

QLocale::Language terminalLanguage()
{
    return QLocale::system().language() == QLocale::Chinese ? QLocale::Chinese : QLocale::English;
}

Facts lessonListFacts(const QList<LessonEntry> &lessons)
{
    std::vector<Facts> rows;
    for (const LessonEntry &entry : lessons) {
        const Lesson *lesson = entry.lesson();
        rows.push_back({{"name", {}, entry.id()},
                        {"title_en", {}, lesson == nullptr ? QString() : lesson->title.en},
                        {"title_zh", {}, lesson == nullptr ? QString() : lesson->title.zh},
                        {"minutes", {}, qint64(lesson == nullptr ? 0 : lesson->minutes)},
                        {"repair", {}, lesson != nullptr && lesson->repair.has_value()},
                        {"built_in", {}, entry.builtIn},
                        {"file", {}, entry.file},
                        {"problem", {}, entry.problem()}});
    }
    return {{"lessons", {}, rows}};
}

QString lessonListText(const QList<LessonEntry> &lessons)
{
    QString out;
    int number = 0;
    for (const LessonEntry &entry : lessons) {
        const QString place = u"%1  "_s.arg(++number, 3);
        if (const Lesson *lesson = entry.lesson())
            out += place + padded(lesson->id, 26) + padded(titleOf(*lesson), 54) +
                   Words::tr("%n min", nullptr, lesson->minutes) + u'\n';
        else
            out += place + Words::tr("broken: %1").arg(entry.problem()) + u'\n';
    }
    return out;
}

Facts lessonFacts(const Lesson &lesson)
{
    QStringList choices;
    qint64 right = 0;
    for (const LessonChoice &choice : lesson.choices) {
        if (choice.right)
            right = choices.size();
        choices.append(choice.text.in(terminalLanguage()));
    }
    const auto in = [](const BothLanguages &text) { return text.in(terminalLanguage()); };
    return {{"name", {}, lesson.id},
            {"title", {}, in(lesson.title)},
            {"minutes", {}, qint64(lesson.minutes)},
            {"text", {}, in(lesson.printed.text)},
            {"code", {}, lesson.printed.codeIn(terminalLanguage())},
            {"question", {}, in(lesson.question)},
            {"choices", {}, choices},
            {"right", {}, right},
            {"answer", {}, in(lesson.answer)},
            {"steps", {}, qint64(lesson.printed.steps.size())},
            {"repair_steps", {}, qint64(lesson.repair ? lesson.repair->steps.size() : 0)},
            {"beyond_loopback", {}, lesson.beyondLoopback}};
}

QString lessonText(const Lesson &lesson)
{
    const QLocale::Language language = terminalLanguage();
    QString out = titleOf(lesson) + u"\n\n" + wrapped(lesson.printed.text.in(language), {});
    if (lesson.beyondLoopback)
        out += wrapped(Words::tr("While it runs, other computers can reach its ports."), {});
    for (const QString &line : lesson.printed.codeIn(language))
        out += u"\n    "_s + line;
    out += u'\n';
    for (const LessonCard &card : lesson.cards)
        out += u'\n' + card.title.in(language) + certaintyText(card.certainty) + u'\n' +
               wrapped(card.text.in(language), u"    "_s);
    out += u'\n' + wrapped(lesson.question.in(language), {});
    char letter = 'a';
    for (const LessonChoice &choice : lesson.choices)
        out += u"  %1) "_s.arg(QLatin1Char(letter++)) + choice.text.in(language) + u'\n';
    return out;
}

Facts stepFacts(const LessonStep &step, const StepResult &result)
{
    return {{"step", {}, qint64(result.step + 1)},
            {"end", {}, result.end},
            {"socket", {}, result.socket},
            {"connection", {}, result.connection.value()},
            {"do", {}, actionWord(step.action)},
            {"called", {}, result.called},
            {"outcome", {}, result.outcome},
            {"error", {}, QString::fromLatin1(result.error)},
            {"bytes", {}, result.count},
            {"state", {}, result.state},
            {"ms", {}, result.durationNs / 1'000'000},
            {"verdict", {}, QString::fromLatin1(verdictWord(result.verdict))},
            {"expected", {}, result.expected},
            {"observed", {}, result.observed}};
}

QString stepText(const LessonStep &step, const StepResult &result)
{
    const QString number = u"%1  "_s.arg(result.step + 1, 3);
    const qint64 ms = result.durationNs / 1'000'000;
    const QString time = ms >= shownMs ? u"  (%1 ms)"_s.arg(ms) : QString();
    QString out = number + padded(result.socket, 22) + padded(result.called + u' ', 35) + u"→ " +
                  result.outcome + time + u'\n';
    const QString indent(5, u' ');
    const QLocale::Language language = terminalLanguage();
    if (!step.say.isEmpty())
        out += wrapped(step.say.in(language), indent + u"# ");
    if (result.verdict == StepResult::Verdict::Failed)
        out += indent + Words::tr("! expected %1; observed %2").arg(result.expected, result.observed) + u'\n';
    if (result.verdict == StepResult::Verdict::Otherwise)
        out += wrapped(Words::tr("~ expected %1; observed %2: %3")
                           .arg(result.expected, result.observed, step.expect.otherwise.in(language)),
                       indent);
    return out;
}

Facts outcomeFacts(const Lesson &lesson, const LessonOutcome &outcome, const std::vector<Facts> &steps)
{
    return {{"name", {}, lesson.id},
            {"verdict", {}, QString::fromLatin1(verdictWord(outcome.verdict))},
            {"held", {}, outcome.held()},
            {"text", {}, outcome.text},
            {"steps", {}, steps}};
}

} // namespace miniqq::lab
