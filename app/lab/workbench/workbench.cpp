// SPDX-License-Identifier: MIT
#include "app/lab/workbench/workbench.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString tcpEnd = u"TCP"_s;
const QString udpEnd = u"UDP"_s;
const QString httpEnd = u"GET"_s;

} // namespace

Workbench::Workbench(tap::TrafficLog &log, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_log(log)
    , m_clock(clock)
    , m_experiment(new Experiment(log, this))
{
    m_services = std::make_unique<ServiceDesk>(
        [this](const ServiceKind &kind, const ServiceSettings &settings) -> SocketContext & {
            return contextOf(kind, settings);
        });
    m_tcp = std::make_unique<TcpBench>(*endFor(tcpEnd, EndRole::Client).context);
    m_udp = std::make_unique<UdpBench>(*endFor(udpEnd, EndRole::Client).context);
    m_http = std::make_unique<HttpBench>(*endFor(httpEnd, EndRole::Client).context);
    m_experiment->setEncodings(endFor(httpEnd, EndRole::Client).index, Encoding::Utf8,
                               Reading{Encoding::Utf8, true});
    connect(m_services.get(), &ServiceDesk::added, this, &Workbench::socketsChanged);
    connect(m_services.get(), &ServiceDesk::removed, this, &Workbench::socketsChanged);
    connect(m_services.get(), &ServiceDesk::changed, this, &Workbench::socketsChanged);
    connect(m_tcp.get(), &TcpBench::changed, this, &Workbench::socketsChanged);
    connect(m_udp.get(), &UdpBench::changed, this, &Workbench::socketsChanged);
}

Workbench::~Workbench() = default;

Workbench::End &Workbench::endFor(const QString &name, EndRole role)
{
    if (const auto known = m_ends.find(name); known != m_ends.end())
        return known->second;
    int sameRole = 0;
    for (const LabEnd &end : m_experiment->ends())
        sameRole += end.role == role ? 1 : 0;
    const int index = m_experiment->addEnd({.role = role, .name = name, .number = sameRole + 1});
    auto context = std::make_unique<SocketContext>(m_log, m_clock, m_experiment->firstId(index).value());
    return m_ends.emplace(name, End{index, std::move(context)}).first->second;
}

SocketContext &Workbench::contextOf(const ServiceKind &kind, const ServiceSettings &settings)
{
    End &end = endFor(QLatin1String(kind.name), EndRole::Server);
    m_experiment->setEncodings(end.index, settings.encoding, Reading{settings.encoding, !settings.asPrinted});
    return *end.context;
}

std::optional<Complaint> Workbench::connectTcp(const TcpForm &form)
{
    if (auto complaint = m_tcp->connectTo(form))
        return complaint;
    // They were read without a complaint just now.
    m_experiment->setEncodings(endFor(tcpEnd, EndRole::Client).index, *encodingFromName(form.sends.trimmed()),
                               Reading{*encodingFromName(form.reads.trimmed()), true});
    return std::nullopt;
}

std::vector<std::pair<NativeSocket *, QString>> Workbench::sockets() const
{
    std::vector<std::pair<NativeSocket *, QString>> sockets;
    if (NativeSocket *socket = m_tcp->socket())
        sockets.emplace_back(socket, tr("TCP client %1").arg(m_tcp->localName()));
    if (NativeSocket *socket = m_udp->socket()) {
        const QString &name = m_udp->localName();
        sockets.emplace_back(socket, name.isEmpty() ? tr("UDP socket, not bound yet")
                                                    : tr("UDP socket %1").arg(name));
    }
    for (const auto &service : m_services->services()) {
        const QList<NativeSocket *> bound = service->sockets();
        for (qsizetype i = 0; i < bound.size(); ++i) {
            sockets.emplace_back(
                bound[i], tr("%1, bound to %2")
                              .arg(QLatin1String(service->kind().name), service->names().value(i).toText()));
        }
    }
    return sockets;
}

std::vector<Workbench::OpenSocket> Workbench::openSockets() const
{
    std::vector<OpenSocket> open;
    for (const auto &[socket, title] : sockets()) {
        if (socket->isOpen())
            open.push_back({socket->id(), title});
    }
    return open;
}

NativeSocket *Workbench::findSocket(ConnectionId id) const
{
    for (const auto &[socket, title] : sockets()) {
        if (socket->id() == id && socket->isOpen())
            return socket;
    }
    return nullptr;
}

void Workbench::closeAll()
{
    m_tcp->close();
    m_udp->close();
    m_http->stop();
    m_services->stopAll();
}

} // namespace miniqq::lab
