// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/stepresult.h"

namespace miniqq::lab {

class LessonStage;

/// Holds a result against what the step expects: sets its verdict and, where it did not hold, what was
/// expected and what was observed instead, in the language of the program. `stage` knows the ports.
void judge(const LessonStep &step, LessonStage &stage, StepResult &result);

/// Whether the next steps make sense after this one: not if something was awaited in vain or a call failed
/// that should not have.
bool canGoOn(const StepResult &result);

} // namespace miniqq::lab
