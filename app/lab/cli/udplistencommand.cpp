// SPDX-License-Identifier: MIT
#include "app/lab/cli/udplistencommand.h"

#include "app/lab/cli/arguments.h"
#include "app/lab/cli/datagramtext.h"

#include <QHostAddress>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void UdpListenCommand::declare(QCommandLineParser &parser) const
{
    parser.addOptions({
        {u"bind"_s, u"The address to listen on; default 0.0.0.0, or :: for an IPv6 group."_s, u"ADDR"_s},
        {u"port"_s, u"The port; 0 for one of the kernel's choice."_s, u"N"_s},
        {u"join"_s, u"Become a member of this multicast group."_s, u"GROUP"_s},
        {u"iface"_s, u"The interface to join on; default the system's choice."_s, u"NAME"_s},
        arguments::encodingOption(),
        {u"count"_s, u"End after so many datagrams."_s, u"N"_s},
    });
}

Result<Done> UdpListenCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {}); !given)
        return given;
    if (!parser.isSet(u"port"_s))
        return Error{u"--port is missing."_s};
    const auto port = arguments::port(u"--port"_s, parser.value(u"port"_s));
    if (!port)
        return port.error();
    QString byDefault = u"0.0.0.0"_s;
    if (parser.isSet(u"join"_s)) {
        const QString text = parser.value(u"join"_s);
        const auto group = SocketName::fromNumeric(text, *port);
        if (!group || !QHostAddress(text).isMulticast())
            return Error{
                u"--join must be a multicast address (224.0.0.0 to 239.255.255.255, or ff00::/8), not %1."_s
                    .arg(text)};
        m_group = *group;
        if (group->family() == Family::Inet6)
            byDefault = u"::"_s;
    }
    if (parser.isSet(u"iface"_s) && !m_group)
        return Error{u"--iface belongs to --join."_s};
    m_interface = parser.value(u"iface"_s);
    const auto name =
        arguments::address(u"--bind"_s, parser.isSet(u"bind"_s) ? parser.value(u"bind"_s) : byDefault, *port);
    if (!name)
        return name.error();
    m_name = *name;
    if (m_group && m_group->family() != m_name.family())
        return Error{u"--bind and --join must both be IPv4 or both be IPv6."_s};
    const auto encoding = arguments::encoding(parser, Encoding::Utf8);
    if (!encoding)
        return encoding.error();
    m_encoding = *encoding;
    if (parser.isSet(u"count"_s)) {
        const auto count = arguments::number(u"--count"_s, parser.value(u"count"_s), 1, 1'000'000'000);
        if (!count)
            return count.error();
        m_left = *count;
    }
    return Done{};
}

void UdpListenCommand::start(Session &session)
{
    m_session = &session;
    m_context = std::make_unique<SocketContext>(session.log(), session.clock());
    m_socket = std::make_unique<NativeSocket>(*m_context);
    if (const auto failure = open()) {
        m_socket.reset();
        session.fail(failure->toError());
        return;
    }
    connect(m_socket.get(), &NativeSocket::readable, this, &UdpListenCommand::receive);
    m_socket->watchReads(true);
    session.terminal().printLine(u"ready "_s + m_socket->localName().toText());
}

std::optional<Failure> UdpListenCommand::open()
{
    if (const CallResult result = m_socket->open(m_name.family(), Kind::Datagram); !result.ok())
        return Failure{"socket", result.error, {}};
    // Several members of a group on one computer share the port.
    if (m_group)
        m_socket->setOption(options::reuseAddress(), 1);
    if (const CallResult result = m_socket->bind(m_name); !result.ok())
        return Failure{"bind", result.error, m_name.toText()};
    if (m_group) {
        if (const CallResult result = m_socket->joinGroup(*m_group, m_interface); !result.ok()) {
            const QString where = m_interface.isEmpty() ? QString() : QString(u" on "_s + m_interface);
            return Failure{"setsockopt", result.error, m_group->address() + where};
        }
    }
    return std::nullopt;
}

void UdpListenCommand::receive()
{
    const Received datagram = m_socket->receiveFrom(65536); // nothing is cut
    if (datagram.result.wouldBlock())
        return;
    if (!datagram.result.ok()) {
        m_socket->close();
        m_session->fail(Failure{"recvfrom", datagram.result.error, {}}.toError());
        return;
    }
    showDatagram(m_session->terminal(), m_encoding, datagram);
    if (m_left > 0 && --m_left == 0) {
        m_socket->close();
        m_session->end(0);
    }
}

void UdpListenCommand::stop()
{
    m_socket.reset();
}

} // namespace miniqq::lab
