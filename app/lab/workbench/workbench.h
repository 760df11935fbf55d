// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"
#include "app/lab/workbench/httpbench.h"
#include "app/lab/workbench/servicedesk.h"
#include "app/lab/workbench/tcpbench.h"
#include "app/lab/workbench/udpbench.h"

#include <map>
#include <memory>
#include <vector>

namespace miniqq::lab {

/// The free lab without its window: the services that run, a TCP client, a UDP socket and a raw HTTP client,
/// and what all their sockets did. Lives in one thread; destroying it closes everything.
class Workbench final : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this. The log has to be in Mode::Full for the views.
    Workbench(tap::TrafficLog &log, const Clock &clock, QObject *parent = nullptr);
    ~Workbench() override;

    ServiceDesk &services() { return *m_services; }
    TcpBench &tcp() { return *m_tcp; }
    UdpBench &udp() { return *m_udp; }
    HttpBench &http() { return *m_http; }
    Experiment &experiment() { return *m_experiment; }

    /// The client's ends of the experiment decode as the form says.
    std::optional<Complaint> connectTcp(const TcpForm &form);

    /// A socket whose options can be looked at.
    struct OpenSocket
    {
        ConnectionId id;
        QString title; ///< "TCP client 127.0.0.1:41706"
    };
    /// Those that live in this thread: the clients', and what services are bound with.
    std::vector<OpenSocket> openSockets() const;
    /// By its number; nullptr if it is closed.
    NativeSocket *findSocket(ConnectionId id) const;

    /// Everything is stopped and closed.
    void closeAll();

Q_SIGNALS:
    /// openSockets() may be others.
    void socketsChanged();

private:
    struct End
    {
        int index;
        std::unique_ptr<SocketContext> context;
    };
    End &endFor(const QString &name, EndRole role);
    SocketContext &contextOf(const ServiceKind &kind, const ServiceSettings &settings);
    std::vector<std::pair<NativeSocket *, QString>> sockets() const;

    tap::TrafficLog &m_log;
    const Clock &m_clock;
    Experiment *m_experiment;      // a child
    std::map<QString, End> m_ends; // by name; one for all services of a kind, so their number is bounded
    std::unique_ptr<ServiceDesk> m_services; // these go before the contexts they report to
    std::unique_ptr<TcpBench> m_tcp;
    std::unique_ptr<UdpBench> m_udp;
    std::unique_ptr<HttpBench> m_http;
};

} // namespace miniqq::lab
