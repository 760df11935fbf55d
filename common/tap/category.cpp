// SPDX-License-Identifier: MIT
#include "common/tap/category.h"

namespace miniqq::tap {
namespace {

struct Row
{
    const char *prefix; // the first that fits counts
    Category category;
};

constexpr Row rows[] = {
    {"chat.ack", Category::Ack},       {"receipt.", Category::Ack},          {"chat.", Category::Chat},
    {"history.", Category::Chat},      {"hello", Category::Session},         {"welcome", Category::Session},
    {"auth.", Category::Session},      {"bye", Category::Session},           {"leave", Category::Session},
    {"directory.", Category::Session}, {"conversation.", Category::Session}, {"file.", Category::File},
    {"error", Category::Error},
};

} // namespace

Category categoryOfType(QByteArrayView type)
{
    for (const Row &row : rows) {
        if (type.startsWith(row.prefix))
            return row.category;
    }
    return Category::Control;
}

Category categoryOf(const TrafficEvent &event)
{
    switch (event.kind) {
    case EventKind::Opened:
    case EventKind::Secured:
    case EventKind::Closed:
        return Category::Session;
    case EventKind::BytesRead:
    case EventKind::BytesWritten:
    case EventKind::Call:
        return Category::Control;
    case EventKind::Frame:
        break;
    }
    return event.type.isEmpty() ? Category::Error : categoryOfType(event.type);
}

bool isReply(const TrafficEvent &event)
{
    return !event.re.isEmpty() || categoryOf(event) == Category::Ack;
}

} // namespace miniqq::tap
