// SPDX-License-Identifier: MIT
#include "app/lab/lessons/lessonrunner.h"

#include "app/lab/lessons/judge.h"
#include "app/lab/lessons/lessonstage.h"
#include "app/lab/lessons/stepplayer.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace miniqq::lab {
namespace {

constexpr int maxDelayMs = 60'000;

} // namespace

LessonRunner::LessonRunner(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &LessonRunner::proceed);
}

LessonRunner::~LessonRunner()
{
    delete m_player; // it refers to the stage
    m_stage.reset();
}

void LessonRunner::setDelay(int ms)
{
    m_delayMs = std::clamp(ms, 0, maxDelayMs);
}

const QList<LessonStep> &LessonRunner::steps() const
{
    static const QList<LessonStep> none;
    if (m_part == Part::Printed)
        return m_lesson.printed.steps;
    return m_lesson.repair ? m_lesson.repair->steps : none;
}

void LessonRunner::start(const Lesson &lesson, Part part)
{
    stop();
    m_lesson = lesson;
    m_part = part;
    m_next = 0;
    m_announced = false;
    m_done = 0;
    m_notHeld.clear();
    m_otherwise.clear();
    m_stage = std::make_unique<LessonStage>(m_context);
    m_player = new StepPlayer(*m_stage, this);
    connect(m_stage.get(), &LessonStage::appeared, this, &LessonRunner::onAppeared, Qt::QueuedConnection);
    connect(
        m_stage.get(), &LessonStage::printed, this,
        [this](const QString &service, const QString &text) {
            Q_EMIT printed(service.section(QLatin1Char('.'), 0, 0), text);
        },
        Qt::QueuedConnection);
    connect(m_player, &StepPlayer::done, this, &LessonRunner::take);
    m_running = true;
    m_timer->start(0);
}

void LessonRunner::onAppeared(const QString &socket, ConnectionId connection)
{
    Q_EMIT socketOpened(socket.section(QLatin1Char('.'), 0, 0), socket, connection);
}

void LessonRunner::pause()
{
    if (std::exchange(m_paused, true))
        return;
    if (m_announced)
        m_timer->stop();
    Q_EMIT pausedChanged(true);
}

void LessonRunner::resume()
{
    m_single = false;
    if (!std::exchange(m_paused, false))
        return;
    Q_EMIT pausedChanged(false);
    if (m_running && !m_playing)
        m_timer->start(0);
}

void LessonRunner::stepOnce()
{
    pause();
    m_single = true;
    if (m_running && !m_playing)
        m_timer->start(0);
}

void LessonRunner::stop()
{
    m_timer->stop();
    m_single = false;
    if (std::exchange(m_paused, false))
        Q_EMIT pausedChanged(false);
    if (m_running)
        finish(LessonOutcome::Verdict::Stopped);
}

/// The next step, or the end.
void LessonRunner::proceed()
{
    const int run = m_run;
    if (!std::exchange(m_announced, true)) {
        Q_EMIT started();
        if (m_run != run) // whoever heard it has stopped us
            return;
    }
    if (m_paused && !std::exchange(m_single, false))
        return;
    if (m_next >= steps().size()) {
        finish(m_notHeld.isEmpty() ? LessonOutcome::Verdict::Held : LessonOutcome::Verdict::Differed);
        return;
    }
    const int index = m_next++;
    m_playing = true;
    Q_EMIT stepStarted(index);
    if (m_run == run)
        m_player->play(steps().at(index), index);
}

void LessonRunner::take(StepResult result)
{
    m_playing = false;
    judge(steps().at(result.step), *m_stage, result);
    if (result.verdict == StepResult::Verdict::Failed)
        m_notHeld.append(result);
    else if (result.verdict == StepResult::Verdict::Otherwise)
        m_otherwise.append(result.step);
    if (!canGoOn(result))
        m_next = int(steps().size());
    ++m_done;
    if (!m_paused || m_single)
        m_timer->start(m_next < steps().size() ? m_delayMs : 0);
    Q_EMIT stepDone(result);
}

void LessonRunner::finish(LessonOutcome::Verdict verdict)
{
    ++m_run;
    m_running = false;
    m_playing = false;
    const LessonOutcome outcome = outcomeOf(verdict);
    delete std::exchange(m_player, nullptr);
    const auto stage = std::move(m_stage);
    Q_EMIT tidying();
    stage->close();
    Q_EMIT finished(outcome);
}

LessonOutcome LessonRunner::outcomeOf(LessonOutcome::Verdict verdict) const
{
    LessonOutcome outcome;
    outcome.verdict = verdict;
    outcome.steps = m_done;
    outcome.otherwise = m_otherwise;
    for (const StepResult &result : m_notHeld)
        outcome.failed.append(result.step);
    switch (verdict) {
    case LessonOutcome::Verdict::Held:
        outcome.text =
            m_otherwise.isEmpty()
                ? tr("All %n step(s) went as the lesson says.", nullptr, m_done)
                : tr("All steps went as the lesson says, but this machine behaves in its own way in "
                     "%n of them.",
                     nullptr, int(m_otherwise.size()));
        break;
    case LessonOutcome::Verdict::Differed:
        outcome.text =
            tr("This machine behaved otherwise: in step %1, %2, the lesson expects %3; observed was %4.")
                .arg(QString::number(m_notHeld.first().step + 1), m_notHeld.first().called,
                     m_notHeld.first().expected, m_notHeld.first().observed);
        break;
    case LessonOutcome::Verdict::Stopped:
        outcome.text = tr("Stopped after %n step(s).", nullptr, m_done);
        break;
    }
    return outcome;
}

} // namespace miniqq::lab
