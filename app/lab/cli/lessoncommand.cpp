// SPDX-License-Identifier: MIT
#include "app/lab/cli/lessoncommand.h"

#include "app/lab/cli/arguments.h"
#include "app/lab/cli/factoutput.h"
#include "app/lab/cli/lessonoutput.h"
#include "app/lab/lessons/lessonfile.h"

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isFileName(const QString &name)
{
    return name.contains(u'/') || name.endsWith(u".json");
}

} // namespace

void LessonCommand::declare(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(u"NAME|FILE"_s,
                                 u"A lesson's name or number, or a file of your own; none: the list."_s);
    parser.addOptions({
        {u"repair"_s, u"Run it mended instead of as printed."_s},
        {u"describe"_s, u"Tell what it is about instead of running it."_s},
        {u"check"_s, u"Only say whether the file is a lesson."_s},
        {u"delay"_s, u"Seconds between two steps; default 0."_s, u"S"_s},
        {u"json"_s, u"Answer with one line of JSON, for programs."_s},
    });
}

Result<Done> LessonCommand::read(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.size() > 1)
        return Error{u"unexpected argument %1."_s.arg(words.at(1))};
    m_name = words.value(0);
    m_json = parser.isSet(u"json"_s);
    m_check = parser.isSet(u"check"_s);
    m_describe = parser.isSet(u"describe"_s);
    if (parser.isSet(u"repair"_s))
        m_part = LessonRunner::Part::Repair;
    const bool runs = !m_check && !m_describe;
    if (m_check && m_describe)
        return Error{u"--check and --describe exclude each other."_s};
    for (const QString &option : {u"repair"_s, u"delay"_s}) {
        if (parser.isSet(option) && !runs)
            return Error{u"--%1 is for running a lesson."_s.arg(option)};
    }
    for (const QString &option : {u"repair"_s, u"delay"_s, u"check"_s, u"describe"_s}) {
        if (parser.isSet(option) && m_name.isEmpty())
            return Error{u"--%1 needs the name of a lesson or file."_s.arg(option)};
    }
    if (parser.isSet(u"delay"_s)) {
        const auto delay = arguments::milliseconds(u"--delay"_s, parser.value(u"delay"_s));
        if (!delay)
            return delay.error();
        if (*delay > 60'000)
            return Error{u"--delay must be at most 60 seconds."_s};
        m_delayMs = *delay;
    }
    return Done{};
}

Result<LessonEntry> LessonCommand::entry() const
{
    if (isFileName(m_name)) {
        const Result<Lesson> read = readLessonFile(m_name);
        if (!read)
            return read.error();
        return LessonEntry{m_name, false, *read};
    }
    const QList<LessonEntry> lessons = allLessons();
    const LessonEntry *found = findLesson(lessons, m_name);
    if (found == nullptr)
        return Error{
            u"there is no lesson %1. \"lesson\" alone lists them; a file's name ends with .json."_s.arg(
                m_name)};
    if (found->lesson() == nullptr)
        return Error{found->problem()};
    return *found;
}

void LessonCommand::start(Session &session)
{
    m_session = &session;
    if (m_name.isEmpty()) {
        list();
        return;
    }
    const Result<LessonEntry> found = entry();
    if (!found) {
        session.fail(found.error());
        return;
    }
    if (m_check)
        check(*found);
    else if (m_describe)
        describe(*found->lesson());
    else
        run(*found->lesson());
}

void LessonCommand::list()
{
    const QList<LessonEntry> lessons = allLessons();
    if (m_json)
        m_session->terminal().printBytes(factJson(lessonListFacts(lessons)));
    else
        m_session->terminal().print(lessonListText(lessons));
    m_session->end();
}

void LessonCommand::check(const LessonEntry &entry)
{
    const Lesson &lesson = *entry.lesson();
    if (m_json)
        m_session->terminal().printBytes(factJson(lessonFacts(lesson)));
    else
        m_session->terminal().printLine(
            tr("%1: a lesson, %n step(s).", nullptr, int(lesson.printed.steps.size())).arg(lesson.id));
    m_session->end();
}

void LessonCommand::describe(const Lesson &lesson)
{
    if (m_json)
        m_session->terminal().printBytes(factJson(lessonFacts(lesson)));
    else
        m_session->terminal().print(lessonText(lesson));
    m_session->end();
}

void LessonCommand::run(const Lesson &lesson)
{
    if (m_part == LessonRunner::Part::Repair && !lesson.repair) {
        m_session->fail({tr("%1 has nothing to mend. Run it without --repair.").arg(lesson.id)});
        return;
    }
    m_context = std::make_unique<SocketContext>(m_session->log(), m_session->clock());
    m_runner = std::make_unique<LessonRunner>(*m_context);
    connect(m_runner.get(), &LessonRunner::stepDone, this, &LessonCommand::show);
    connect(m_runner.get(), &LessonRunner::finished, this, &LessonCommand::conclude);
    m_runner->setDelay(m_delayMs);
    m_runner->start(lesson, m_part);
}

void LessonCommand::show(const StepResult &result)
{
    const LessonStep &step = m_runner->steps().at(result.step);
    if (m_json)
        m_steps.push_back(stepFacts(step, result));
    else
        m_session->terminal().print(stepText(step, result));
}

void LessonCommand::conclude(const LessonOutcome &outcome)
{
    if (m_json)
        m_session->terminal().printBytes(factJson(outcomeFacts(m_runner->lesson(), outcome, m_steps)));
    if (outcome.verdict == LessonOutcome::Verdict::Differed) {
        m_session->fail({outcome.text});
        return;
    }
    if (!m_json)
        m_session->terminal().printLine(outcome.text);
    m_session->end();
}

void LessonCommand::stop()
{
    if (m_runner)
        m_runner->stop();
}

} // namespace miniqq::lab
