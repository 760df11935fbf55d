// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketcontext.h"
#include "app/lab/lessons/lesson.h"
#include "app/lab/lessons/lessonrunner.h"
#include "app/lab/models/experiment.h"
#include "app/lab/workbench/transcript.h"

#include <QSet>
#include <QTimer>

#include <memory>
#include <vector>

namespace miniqq::lab {

/// One lesson as a class works through it: predict, run, see whether the prediction held, mend it. Sets up
/// the experiment that the views look at. Another lesson, or the end of this, closes whatever is open.
class LessonSession final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. The log has to be in Mode::Full for the views.
    LessonSession(tap::TrafficLog &log, const Clock &clock, QObject *parent = nullptr);
    ~LessonSession() override;

    using Part = LessonRunner::Part;
    enum class Stage {
        None,    ///< no lesson
        Predict, ///< the question is asked
        Running,
        Answered, ///< it has run: the answer is shown
    };

    /// Begins with the prediction.
    void load(const Lesson &lesson);
    /// Before the run; later ones are not taken.
    void predict(int choice);
    int predicted() const { return m_predicted; } ///< -1: not yet
    /// A teacher's count of hands.
    void vote(int choice);
    int votes(int choice) const { return m_votes.value(choice); }
    int allVotes() const;

    /// Needs a prediction first. Part::Repair needs the printed part to have run.
    bool canRun(Part part) const;
    void run(Part part);
    /// The same part again.
    void again() { run(m_part); }
    /// Ends the run, closes everything; the stage is Predict again, or Answered if it was answered before.
    void stop();
    /// Pace of the next steps, ms between two; 0 as fast as it goes.
    void setDelay(int ms) { m_runner->setDelay(ms); }
    void pause() { m_runner->pause(); }
    void resume() { m_runner->resume(); }
    /// The next step alone; begins the part if nothing runs, and stands still after its first step.
    void step();

    const Lesson &lesson() const { return m_lesson; }
    Stage stage() const { return m_stage; }
    Part part() const { return m_part; }
    /// What is shown now: text and code of the part.
    const LessonProgram &program() const;
    bool isPaused() const { return m_runner->isPaused(); }
    /// Whether the printed part has been answered, so that it may be mended.
    bool printedAnswered() const { return m_printedAnswered; }
    bool predictionWasRight() const;
    /// The choice that is right.
    int rightChoice() const;
    const std::optional<LessonOutcome> &outcome() const { return m_outcome; }
    int stepsDone() const { return m_stepsDone; }
    int stepCount() const { return int(program().steps.size()); }
    /// What happens now, for the class: the remark of the step under way, or of the last one that had one.
    const QString &remark() const { return m_remark; }

    /// One side of the experiment, as its card shows it.
    struct Side
    {
        LessonEnd end;
        QString name; ///< address and port of its first socket; empty before it has one
        SocketState state = SocketState::Closed;
        bool everOpened = false;
        QString problem; ///< the first thing that failed, in Python's words; empty if nothing did
        std::unique_ptr<Transcript> transcript;
    };
    const std::vector<Side> &sides() const { return m_sides; }
    Experiment &experiment() { return *m_experiment; }
    /// Whose bytes ruler and bench show, by the ends' indices; nullopt if bytes do not matter.
    std::optional<std::pair<int, int>> direction() const;

    /// Whether anybody looks: keeps the experiment up to date. (Its own timer is not for this: whose a socket
    /// is is known a moment after its first call only.)
    void setActive(bool active);

    /// The texts' language, that of the program.
    static QLocale::Language language();

Q_SIGNALS:
    void loaded();  ///< another lesson, or a run of a part begins: sides are others
    void changed(); ///< stage, prediction, votes, pause, progress
    void sidesChanged();

private:
    void prepare(Part part);
    int sideOf(const QString &end) const;
    void onSocketOpened(const QString &end, const QString &socket, ConnectionId id);
    void onStepStarted(int step);
    void onStepDone(const StepResult &result);
    void onFinished(const LessonOutcome &outcome);
    void describe(Side &side, const StepResult &result);
    void drain();
    void readSockets();

    const Clock &m_clock;
    Experiment *m_experiment; // a child
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<LessonRunner> m_runner;
    Lesson m_lesson;
    std::vector<Side> m_sides;
    QMap<int, int> m_votes;
    std::optional<LessonOutcome> m_outcome;
    QString m_remark;
    QTimer m_looking;
    QSet<qint64> m_announced; // sockets of this run whose end is known
    qint64 m_firstId = 0;     // of this run's sockets
    int m_postponed = 0;
    Stage m_stage = Stage::None;
    Part m_part = Part::Printed;
    int m_predicted = -1;
    int m_stepsDone = 0;
    bool m_printedAnswered = false;
};

} // namespace miniqq::lab
