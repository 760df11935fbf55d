// SPDX-License-Identifier: MIT
#include "app/lab/workbench/lessonsession.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostVotes = 999;
constexpr int mostPostponed = 5; // of ten in a second

EndRole roleOf(LessonEnd::Role role)
{
    return role == LessonEnd::Role::Server ? EndRole::Server : EndRole::Client;
}

QString endOf(const QString &socket)
{
    return socket.section(u'.', 0, 0);
}

/// Whether a program keeps half a character for the next receive.
bool decodesIncrementally(const LessonProgram &program, const QString &socket)
{
    return std::any_of(program.steps.begin(), program.steps.end(), [&socket](const LessonStep &step) {
        return step.action == Action::Decode && step.on == socket &&
               (step.decoding == LessonStep::Decoding::Incremental || step.everything);
    });
}

bool moves(Action action, bool out)
{
    if (out)
        return action == Action::Send || action == Action::SendTo;
    return action == Action::Receive || action == Action::ReceiveFrom;
}

} // namespace

LessonSession::LessonSession(tap::TrafficLog &log, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_experiment(new Experiment(log, this))
{
    // A block of numbers for all runs; the runner tells whose each socket is.
    const int block = m_experiment->addEnd({});
    m_context = std::make_unique<SocketContext>(log, clock, m_experiment->firstId(block).value());
    m_experiment->reset();
    m_runner = std::make_unique<LessonRunner>(*m_context);
    connect(m_runner.get(), &LessonRunner::socketOpened, this, &LessonSession::onSocketOpened);
    connect(m_runner.get(), &LessonRunner::stepStarted, this, &LessonSession::onStepStarted);
    connect(m_runner.get(), &LessonRunner::stepDone, this, &LessonSession::onStepDone);
    connect(m_runner.get(), &LessonRunner::finished, this, &LessonSession::onFinished);
    connect(m_runner.get(), &LessonRunner::pausedChanged, this, &LessonSession::changed);
    connect(m_runner.get(), &LessonRunner::printed, this, [this](const QString &end, const QString &text) {
        if (const int side = sideOf(end); side >= 0)
            m_sides[size_t(side)].transcript->print(text.toUtf8());
    });
    connect(m_experiment, &Experiment::changed, this, &LessonSession::readSockets);
    m_looking.setInterval(100);
    connect(&m_looking, &QTimer::timeout, this, &LessonSession::drain);
}

LessonSession::~LessonSession() = default;

QLocale::Language LessonSession::language()
{
    //: Language of the lessons' texts: en or zh
    return tr("en") == u"zh" ? QLocale::Chinese : QLocale::English;
}

void LessonSession::load(const Lesson &lesson)
{
    m_stage = Stage::None; // what is stopped now is not answered
    m_runner->stop();
    m_lesson = lesson;
    m_votes.clear();
    m_predicted = -1;
    m_printedAnswered = false;
    m_stage = Stage::Predict;
    prepare(Part::Printed);
    Q_EMIT changed();
}

void LessonSession::prepare(Part part)
{
    m_part = part;
    m_outcome.reset();
    m_remark.clear();
    m_stepsDone = 0;
    m_experiment->reset();
    m_firstId = m_context->takeIds(0);
    m_announced.clear();
    m_sides.clear();
    QMap<LessonEnd::Role, int> count;
    for (const LessonEnd &end : m_lesson.ends)
        ++count[end.role];
    QMap<EndRole, int> given;
    for (const LessonEnd &end : m_lesson.ends) {
        const EndRole role = roleOf(end.role);
        const auto sameLetter =
            std::count_if(m_lesson.ends.begin(), m_lesson.ends.end(),
                          [role](const LessonEnd &one) { return roleOf(one.role) == role; });
        const int number = sameLetter > 1 ? ++given[role] : 0;
        LabEnd shown = {.role = role, .name = end.title.in(language()), .number = number};
        if (m_lesson.stream.isNull()) { // bytes do not matter, but if there are some, they are text
            shown.writes = Encoding::Utf8;
            shown.reads = Reading{Encoding::Utf8, true};
        } else {
            shown.writes = m_lesson.stream.encoding;
            if (endOf(m_lesson.stream.to) == end.name) {
                const bool incremental = decodesIncrementally(program(), m_lesson.stream.to);
                shown.reads = Reading{m_lesson.stream.encoding, incremental};
            }
        }
        m_experiment->addEnd(shown);
        Side side;
        side.end = end;
        side.transcript = std::make_unique<Transcript>(m_clock);
        m_sides.push_back(std::move(side));
    }
    Q_EMIT loaded();
    Q_EMIT sidesChanged();
}

const LessonProgram &LessonSession::program() const
{
    return m_part == Part::Repair && m_lesson.repair ? *m_lesson.repair : m_lesson.printed;
}

void LessonSession::predict(int choice)
{
    if (m_stage != Stage::Predict || m_printedAnswered || choice < 0 || choice >= m_lesson.choices.size())
        return;
    m_predicted = choice;
    Q_EMIT changed();
}

void LessonSession::vote(int choice)
{
    if (choice < 0 || choice >= m_lesson.choices.size() || m_votes[choice] >= mostVotes)
        return;
    ++m_votes[choice];
    Q_EMIT changed();
}

int LessonSession::allVotes() const
{
    int sum = 0;
    for (const int votes : m_votes)
        sum += votes;
    return sum;
}

int LessonSession::rightChoice() const
{
    for (int i = 0; i < m_lesson.choices.size(); ++i) {
        if (m_lesson.choices[i].right)
            return i;
    }
    return -1;
}

bool LessonSession::predictionWasRight() const
{
    return m_predicted >= 0 && m_predicted == rightChoice();
}

bool LessonSession::canRun(Part part) const
{
    if (m_stage == Stage::None || m_predicted < 0)
        return false;
    return part == Part::Printed || (m_printedAnswered && m_lesson.repair.has_value());
}

void LessonSession::run(Part part)
{
    if (!canRun(part))
        return;
    m_stage = Stage::Predict;
    m_runner->stop();
    prepare(part);
    m_stage = Stage::Running;
    m_runner->start(m_lesson, part);
    Q_EMIT changed();
}

void LessonSession::step()
{
    if (m_stage == Stage::Running) {
        m_runner->stepOnce();
        return;
    }
    const Part part = m_printedAnswered && m_lesson.repair ? Part::Repair : Part::Printed;
    if (!canRun(part))
        return;
    run(part);
    m_runner->pause();
    m_runner->stepOnce();
}

void LessonSession::stop()
{
    m_runner->stop();
}

int LessonSession::sideOf(const QString &end) const
{
    for (size_t i = 0; i < m_sides.size(); ++i) {
        if (m_sides[i].end.name == end)
            return int(i);
    }
    return -1;
}

std::optional<std::pair<int, int>> LessonSession::direction() const
{
    if (m_lesson.stream.isNull())
        return std::nullopt;
    return std::pair(sideOf(endOf(m_lesson.stream.from)), sideOf(endOf(m_lesson.stream.to)));
}

void LessonSession::onSocketOpened(const QString &end, const QString &, ConnectionId id)
{
    const int side = sideOf(end);
    if (side < 0)
        return;
    m_experiment->addSocket(side, id);
    m_announced.insert(id.value());
    m_sides[size_t(side)].everOpened = true;
}

void LessonSession::onStepStarted(int step)
{
    const auto &steps = m_runner->steps();
    if (step < 0 || step >= steps.size() || steps[step].say.isEmpty())
        return;
    m_remark = steps[step].say.in(language());
    if (const int side = sideOf(steps[step].end()); side >= 0)
        m_sides[size_t(side)].transcript->add(Transcript::Kind::Note, m_remark);
    Q_EMIT changed();
}

void LessonSession::describe(Side &side, const StepResult &result)
{
    using Said = Transcript::Kind;
    if (result.action == Action::Output) // printed already
        return;
    if (result.problem) {
        const QString problem = u"UnicodeDecodeError: "_s + result.problem->toText();
        side.transcript->add(Said::Problem, problem);
        if (side.problem.isEmpty())
            side.problem = problem;
        return;
    }
    if (result.called.isEmpty())
        return;
    const bool failed = !result.error.isEmpty() && result.error != "EAGAIN" && result.error != "EINPROGRESS";
    const Said kind = failed                        ? Said::Problem
                      : result.error == "EAGAIN"    ? Said::Note
                      : moves(result.action, true)  ? Said::Sent
                      : moves(result.action, false) ? Said::Received
                                                    : Said::Note;
    side.transcript->add(kind, result.outcome.isEmpty() ? result.called
                                                        : u"%1 → %2"_s.arg(result.called, result.outcome));
    if (failed && side.problem.isEmpty())
        side.problem = u"%1: %2"_s.arg(result.called, result.outcome);
}

void LessonSession::onStepDone(const StepResult &result)
{
    m_stepsDone = result.step + 1;
    if (const int at = sideOf(result.end); at >= 0) {
        Side &side = m_sides[size_t(at)];
        describe(side, result);
        if (result.verdict != StepResult::Verdict::Held) {
            side.transcript->add(Transcript::Kind::Problem,
                                 tr("expected %1, observed %2").arg(result.expected, result.observed));
        }
    }
    drain();
    Q_EMIT changed();
}

void LessonSession::setActive(bool active)
{
    if (active)
        m_looking.start();
    else
        m_looking.stop();
}

void LessonSession::drain()
{
    // Calls of sockets that are nobody's yet would be passed over, so they wait until all have been
    // announced; not for ever, because a number may have been taken and never used.
    const bool allKnown = m_announced.size() >= m_context->takeIds(0) - m_firstId;
    if (!allKnown && ++m_postponed < mostPostponed)
        return;
    m_postponed = 0;
    m_experiment->drain();
}

void LessonSession::readSockets()
{
    for (size_t i = 0; i < m_sides.size(); ++i) {
        Side &side = m_sides[i];
        const LabSocket *shown = nullptr; // the newest that is open, or else the newest
        const LabSocket *first = nullptr;
        for (const LabSocket *socket : m_experiment->sockets().sockets()) {
            if (socket->end != int(i))
                continue;
            if (first == nullptr && !socket->local.isEmpty())
                first = socket;
            if (shown == nullptr || socket->isOpen() || !shown->isOpen())
                shown = socket;
        }
        if (first != nullptr)
            side.name = first->local;
        if (shown != nullptr)
            side.state = shown->state;
    }
    Q_EMIT sidesChanged();
}

void LessonSession::onFinished(const LessonOutcome &outcome)
{
    drain();
    if (m_stage != Stage::Running)
        return; // another lesson or run has begun meanwhile
    m_outcome = outcome;
    if (outcome.verdict == LessonOutcome::Verdict::Stopped) {
        m_stage = m_printedAnswered ? Stage::Answered : Stage::Predict;
    } else {
        m_stage = Stage::Answered;
        m_printedAnswered = true;
    }
    Q_EMIT changed();
}

} // namespace miniqq::lab
