// SPDX-License-Identifier: MIT
#include "app/lab/core/services/servicesettings.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

constexpr ServiceKind kinds[] = {
    {"echo", "127.0.0.1", {8001, 0}, Encoding::Utf8, Engine::Iterative, false, false},
    {"one-each", "0.0.0.0", {8008, 8050}, Encoding::Gbk, Engine::Threads, false, true},
    {"hello", "127.0.0.1", {9999, 0}, Encoding::Utf8, Engine::Threads, false, false},
    {"thanks", "0.0.0.0", {7788, 0}, Encoding::Gbk, Engine::Iterative, false, false},
    {"udp-receive", "0.0.0.0", {7788, 0}, Encoding::Gbk, Engine::Loop, true, false},
    {"udp-echo", "0.0.0.0", {8080, 0}, Encoding::Utf8, Engine::Loop, true, false},
    {"udp-fanout", "0.0.0.0", {0, 0}, Encoding::Utf8, Engine::Loop, true, true},
    {"http", "127.0.0.1", {8000, 0}, Encoding::Utf8, Engine::Loop, false, false},
};

} // namespace

std::span<const ServiceKind> serviceKinds()
{
    return kinds;
}

const ServiceKind *findService(const QString &name)
{
    const auto found = std::find_if(std::begin(kinds), std::end(kinds), [&name](const ServiceKind &kind) {
        return name == QLatin1String(kind.name);
    });
    return found == std::end(kinds) ? nullptr : found;
}

ServiceSettings defaultSettings(const ServiceKind &kind)
{
    ServiceSettings settings;
    settings.address = QLatin1String(kind.address);
    settings.ports = {kind.ports[0]};
    if (kind.ports[1] != 0)
        settings.ports.append(kind.ports[1]);
    settings.encoding = kind.encoding;
    settings.engine = kind.engine;
    return settings;
}

} // namespace miniqq::lab
