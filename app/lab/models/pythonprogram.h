// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/calllanemodel.h"

namespace miniqq::lab {

/// A Python program that makes the calls of one end again, in their order and with blocking sockets: what
/// only waited (EAGAIN, EINPROGRESS) and what the Lab asked for itself (getsockname, SO_ERROR) is left out,
/// a call that failed may fail again, and bytes that were not kept are stood in for, which is said. Runs with
/// the standard library alone. `dropped` calls before the first are not known any more.
QString pythonProgram(const LabEnd &end, const std::vector<const CallLaneModel::Entry *> &calls,
                      quint64 dropped = 0);

} // namespace miniqq::lab
