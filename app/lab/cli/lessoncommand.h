// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/cli/command.h"
#include "app/lab/core/socketcontext.h"
#include "app/lab/lessons/lessonlibrary.h"
#include "app/lab/lessons/lessonrunner.h"

#include <memory>

namespace miniqq::lab {

/// `lesson [NAME|FILE]`: lists the lessons, tells what one is about, checks a file, or runs one. A run that
/// did not go as the lesson says ends with status 1.
class LessonCommand final : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;
    void start(Session &session) override;
    void stop() override;

private:
    void list();
    void check(const LessonEntry &entry);
    void describe(const Lesson &lesson);
    void run(const Lesson &lesson);
    void show(const StepResult &result);
    void conclude(const LessonOutcome &outcome);
    Result<LessonEntry> entry() const;

    QString m_name; // empty: list
    bool m_json = false;
    bool m_check = false;
    bool m_describe = false;
    LessonRunner::Part m_part = LessonRunner::Part::Printed;
    int m_delayMs = 0;
    Session *m_session = nullptr;
    std::unique_ptr<SocketContext> m_context;
    std::unique_ptr<LessonRunner> m_runner;
    std::vector<Facts> m_steps;
};

} // namespace miniqq::lab
