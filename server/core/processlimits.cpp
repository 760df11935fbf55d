// SPDX-License-Identifier: MIT
#include "server/core/processlimits.h"

#include <algorithm>
#include <csignal>
#include <limits>
#include <sys/resource.h>

namespace miniqq::server {

int raiseDescriptorLimit()
{
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return reservedDescriptors;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlimit raised = {limit.rlim_max, limit.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0)
            limit = raised;
    }
    return int(std::min<rlim_t>(limit.rlim_cur, rlim_t(std::numeric_limits<int>::max())));
}

void ignoreBrokenPipes()
{
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace miniqq::server
