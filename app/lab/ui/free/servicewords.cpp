// SPDX-License-Identifier: MIT
#include "app/lab/ui/free/servicewords.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::ServiceWords)
};

} // namespace

QString serviceAbout(const ServiceKind &kind)
{
    const QLatin1String name(kind.name);
    if (name == QLatin1String("echo"))
        return Words::tr("Answers each receive with “Server received” and its bytes as Python writes them.");
    if (name == QLatin1String("one-each"))
        return Words::tr("One sentence each, in GBK: the client speaks, you reply, and so on.");
    if (name == QLatin1String("hello"))
        return Words::tr("Says “Welcome!”, and a second after each name “Hello, NAME!”; exit ends it.");
    if (name == QLatin1String("thanks"))
        return Words::tr("Receives once, says “thank you !” and closes. As printed for one client only.");
    if (name == QLatin1String("udp-receive"))
        return Words::tr("Shows each datagram with its sender. As printed the first one only.");
    if (name == QLatin1String("udp-echo"))
        return Words::tr("Sends each datagram back to its sender.");
    if (name == QLatin1String("udp-fanout"))
        return Words::tr("Whoever sends something is registered; what you write goes to all of them.");
    return Words::tr("Serves a small page and shows the request byte for byte.");
}

QString stateWord(RunningService::State state)
{
    switch (state) {
    case RunningService::State::Serving:
        return Words::tr("serving");
    case RunningService::State::Ended:
        return Words::tr("has ended");
    case RunningService::State::Failed:
        return Words::tr("has died");
    case RunningService::State::Stopped:
        break;
    }
    return Words::tr("stopped");
}

} // namespace miniqq::lab
