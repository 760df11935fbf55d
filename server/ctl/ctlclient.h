// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <optional>

namespace miniqq::server {

/// `PROGRAM ctl ...`: asks the server that runs on a data folder, prints what it answers, and returns the
/// status to end with: 0 done, 1 refused or no server there (one sentence on stderr), 2 wrong usage. Blocks
/// until the answer is there. Nothing if `arguments` do not begin with ctl.
std::optional<int> runCtl(const QStringList &arguments);

} // namespace miniqq::server
