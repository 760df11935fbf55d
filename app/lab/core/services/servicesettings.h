// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/textcodec.h"

#include <QList>
#include <QString>

#include <span>

namespace miniqq::lab {

/// How a service looks after several clients.
enum class Engine {
    Iterative, ///< one after the other; the next waits in the kernel's queue
    Threads,   ///< a thread for each
    Loop,      ///< all in one thread, whoever has something
};

/// A tutorial service as it is listed.
struct ServiceKind
{
    const char *name;
    const char *address; ///< where it is bound, as in the tutorial
    quint16 ports[2];    ///< 0 at the end: one port only; {0, 0}: the kernel's choice
    Encoding encoding;
    Engine engine; ///< the printed program's
    bool datagram;
    bool hasOperator; ///< somebody types what it sends
};

std::span<const ServiceKind> serviceKinds();
/// nullptr if there is none of that name.
const ServiceKind *findService(const QString &name);

/// What a service is started with.
struct ServiceSettings
{
    QString address;
    QList<quint16> ports; ///< 0: the kernel chooses
    Encoding encoding = Encoding::Utf8;
    Engine engine = Engine::Loop;
    bool asPrinted = false; ///< with the bugs of the tutorial's program
    int idleTimeoutMs = 0;  ///< a client that says nothing for so long is closed; 0: never
    int perAddress = 0;     ///< connections from one client address; 0: any number
    int pauseMs = 1000;     ///< what `hello` waits before each answer
};

ServiceSettings defaultSettings(const ServiceKind &kind);

} // namespace miniqq::lab
