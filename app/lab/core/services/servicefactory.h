// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/services/service.h"
#include "app/lab/core/services/servicesettings.h"
#include "app/lab/core/socketcontext.h"

#include <memory>

namespace miniqq::lab {

/// A service of this kind, not yet started. The context must outlive it.
std::unique_ptr<Service> makeService(const ServiceKind &kind, const ServiceSettings &settings,
                                     SocketContext &context);

} // namespace miniqq::lab
