// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/core/serverconfig.h"

#include <QString>

#include <functional>
#include <vector>

namespace miniqq::server {

/// One key of the configuration file: its name and how its value gets into the configuration. The error says
/// what the value should have been.
struct ConfigKey
{
    using Apply = std::function<Result<Done>(ServerConfig &, const QString &value)>;
    QString name;
    Apply apply;
};

const std::vector<ConfigKey> &configKeyTable();

} // namespace miniqq::server
