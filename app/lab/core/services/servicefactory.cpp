// SPDX-License-Identifier: MIT
#include "app/lab/core/services/servicefactory.h"

#include "app/lab/core/services/datagramservice.h"
#include "app/lab/core/services/streamservice.h"

namespace miniqq::lab {

std::unique_ptr<Service> makeService(const ServiceKind &kind, const ServiceSettings &settings,
                                     SocketContext &context)
{
    if (kind.datagram)
        return std::make_unique<DatagramService>(kind, settings, context);
    return std::make_unique<StreamService>(kind, settings, context);
}

} // namespace miniqq::lab
