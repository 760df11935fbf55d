// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/lessons/lessonlibrary.h"
#include "app/lab/lessons/lessonrunner.h"

namespace miniqq::lab {

/// Lessons in words for a terminal, and as facts for programs.

QLocale::Language terminalLanguage();

Facts lessonListFacts(const QList<LessonEntry> &lessons);
QString lessonListText(const QList<LessonEntry> &lessons);

Facts lessonFacts(const Lesson &lesson);
/// What the class is told before it votes.
QString lessonText(const Lesson &lesson);

Facts stepFacts(const LessonStep &step, const StepResult &result);
/// One line, and more where there is a remark or something did not hold.
QString stepText(const LessonStep &step, const StepResult &result);

Facts outcomeFacts(const Lesson &lesson, const LessonOutcome &outcome, const std::vector<Facts> &steps);

} // namespace miniqq::lab
