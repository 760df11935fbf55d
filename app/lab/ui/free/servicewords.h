// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/servicedesk.h"

namespace miniqq::lab {

/// What a service does, in one sentence.
QString serviceAbout(const ServiceKind &kind);
/// "serving", "has ended", ...
QString stateWord(RunningService::State state);

} // namespace miniqq::lab
