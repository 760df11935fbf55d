// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/models/experiment.h"

#include "labfixture.h"

namespace miniqq::lab {

/// A server and a client on loopback whose calls an experiment watches.
class ExperimentFixture
{
public:
    ExperimentFixture()
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        server = experiment.addEnd({.role = EndRole::Server});
        client = experiment.addEnd({.role = EndRole::Client});
        serverSockets.emplace(log, clock, experiment.firstId(server).value());
        clientSockets.emplace(log, clock, experiment.firstId(client).value());
    }

    std::unique_ptr<NativeSocket> make(SocketContext &context, Kind kind = Kind::Stream)
    {
        auto socket = std::make_unique<NativeSocket>(context);
        return socket->open(Family::Inet, kind).ok() ? std::move(socket) : nullptr;
    }
    std::unique_ptr<NativeSocket> makeListener(int backlog = 5)
    {
        auto socket = make(*serverSockets);
        return socket && socket->bind(LabFixture::here()).ok() && socket->listen(backlog).ok()
                   ? std::move(socket)
                   : nullptr;
    }
    LabFixture::Pair connectTo(NativeSocket &listener)
    {
        LabFixture::Pair pair;
        pair.client = make(*clientSockets);
        if (pair.client && LabFixture::connectTo(*pair.client, listener.localName()).ok())
            pair.server = LabFixture::accept(listener);
        return pair;
    }
    /// The tutorials' conversation: 你好吗 in GBK, received by recv(5); then the client closes.
    bool halfACharacter()
    {
        const auto listener = makeListener();
        auto pair = listener ? connectTo(*listener) : LabFixture::Pair();
        if (!pair || pair.server->send(QByteArray::fromHex("c4e3bac3c2f0")).value != 6)
            return false;
        const bool read = LabFixture::receive(*pair.client, 5).bytes.size() == 5 &&
                          pair.client->receive(5).bytes.size() == 1;
        pair.client->close();
        return read && LabFixture::receive(*pair.server).isEnd() && pair.server->close().ok() &&
               listener->close().ok();
    }

    SystemClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    Experiment experiment{log};
    int server = -1;
    int client = -1;
    std::optional<SocketContext> serverSockets;
    std::optional<SocketContext> clientSockets;
};

/// A call as the log would have it, for what loopback does not do on demand.
inline tap::TrafficEvent madeUpCall(ConnectionId id, const char *name, const QString &arguments,
                                    qint64 result, const QByteArray &data = {}, int error = 0, qint64 ns = 0)
{
    tap::TrafficEvent event;
    event.kind = tap::EventKind::Call;
    event.connection = id;
    event.type = name;
    event.text = arguments;
    event.result = result;
    event.frame = data;
    event.length = data.size();
    event.error = error;
    event.monotonicNs = ns;
    return event;
}

} // namespace miniqq::lab
