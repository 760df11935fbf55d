// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lesson.h"
#include "app/lab/lessons/stepresult.h"

#include <QList>
#include <QObject>

#include <memory>

class QTimer;

namespace miniqq::lab {

class SocketContext;
class LessonStage;
class StepPlayer;

/// How a run ended.
struct LessonOutcome
{
    enum class Verdict {
        Held,     ///< every expectation held (or differed where machines may differ)
        Differed, ///< this machine behaved otherwise: text says where and how
        Stopped   ///< somebody stopped it
    };

    Verdict verdict = Verdict::Held;
    int steps = 0;        ///< that were run
    QList<int> failed;    ///< their indices
    QList<int> otherwise; ///< where this machine differs, as the lesson foresaw
    QString text;         ///< in one sentence

    bool held() const { return verdict == Verdict::Held; }
};

/// Runs the steps of a lesson with real sockets, one after the other and never blocking: a step that has to
/// wait is woken by its socket and given up after its limit. Everything the lesson's programs call is
/// reported to the context's event log; what the runner only looks at (how much waits, a state it awaits) is
/// not. At the end, and when it is stopped, everything is closed. Reusable. Lives in one thread.
class LessonRunner final : public QObject
{
    Q_OBJECT

public:
    enum class Part { Printed, Repair };

    /// The context must outlive this.
    explicit LessonRunner(SocketContext &context, QObject *parent = nullptr);
    ~LessonRunner() override; ///< stops, without a signal

    /// Between two steps, ms, 0 to 60 000. May be changed while it runs.
    void setDelay(int ms);
    int delay() const { return m_delayMs; }

    /// Begins; what runs is stopped first, as by stop(). A lesson without repair has nothing to do for
    /// Part::Repair and finishes at once. Signals of the new run come later, never within the call.
    void start(const Lesson &lesson, Part part = Part::Printed);
    /// No further step begins until resume(), and everything stays open, also behind the last step. The step
    /// that is under way comes to its end.
    void pause();
    void resume();
    /// The next step, then pause; behind the last step, the end.
    void stepOnce();
    /// Closes everything; finished() with Stopped if it was running.
    void stop();

    bool isRunning() const { return m_running; }
    bool isPaused() const { return m_paused; }
    const Lesson &lesson() const { return m_lesson; }
    Part part() const { return m_part; }
    /// Of the part that runs or ran last.
    const QList<LessonStep> &steps() const;
    int nextStep() const { return m_next; } ///< the step that begins next

Q_SIGNALS:
    void started();
    void stepStarted(int step);
    /// A socket of this end exists. For a service's sockets, too, each as soon as it has made a call.
    void socketOpened(const QString &end, const QString &socket, miniqq::ConnectionId connection);
    /// What a service's program prints.
    void printed(const QString &end, const QString &text);
    void stepDone(const miniqq::lab::StepResult &result);
    void pausedChanged(bool paused);
    /// The steps are over; what is closed from now on is closed by the runner, not by the lesson.
    void tidying();
    /// Once per start(), when everything is closed.
    void finished(const miniqq::lab::LessonOutcome &outcome);

private:
    void proceed();
    void take(StepResult result);
    void onAppeared(const QString &socket, ConnectionId connection);
    void finish(LessonOutcome::Verdict verdict);
    LessonOutcome outcomeOf(LessonOutcome::Verdict verdict) const;

    SocketContext &m_context;
    Lesson m_lesson;
    Part m_part = Part::Printed;
    std::unique_ptr<LessonStage> m_stage; // the sockets of the run
    StepPlayer *m_player = nullptr;       // a child
    QTimer *m_timer;                      // a child; until the next step
    QList<StepResult> m_notHeld;
    QList<int> m_otherwise;
    int m_run = 0; // counts the ends of runs: whoever emits can tell whether it is still the same
    int m_next = 0;
    int m_done = 0;
    int m_delayMs = 0;
    bool m_running = false;
    bool m_announced = false; // started() has been emitted
    bool m_playing = false;   // a step is under way
    bool m_paused = false;
    bool m_single = false; // one step, although it is paused
};

} // namespace miniqq::lab

Q_DECLARE_METATYPE(miniqq::lab::LessonOutcome)
