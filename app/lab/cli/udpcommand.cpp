// SPDX-License-Identifier: MIT
#include "app/lab/cli/udpcommand.h"

#include "app/lab/cli/datagramtext.h"
#include "app/lab/core/hostlookup.h"

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void UdpCommand::declare(QCommandLineParser &parser) const
{
    parser.addOptions({
        arguments::encodingOption(),
        {u"broadcast"_s, u"Allow broadcast addresses (SO_BROADCAST)."_s},
        arguments::receiveOption(),
        {u"wait"_s, u"Wait so many seconds for answers after stdin has ended; default 1."_s, u"S"_s},
    });
}

Result<Done> UdpCommand::read(const QCommandLineParser &parser)
{
    if (const auto given = arguments::positional(parser, {u"HOST"_s, u"PORT"_s}); !given)
        return given;
    m_host = parser.positionalArguments().at(0);
    const auto port = arguments::port(u"PORT"_s, parser.positionalArguments().at(1));
    if (!port)
        return port.error();
    m_port = *port;
    m_broadcast = parser.isSet(u"broadcast"_s);
    const auto encodings = arguments::encodings(parser);
    if (!encodings)
        return encodings.error();
    m_encodings = *encodings;
    const auto size = arguments::receiveSize(parser);
    if (!size)
        return size.error();
    m_receiveSize = *size;
    const auto wait =
        arguments::milliseconds(u"--wait"_s, parser.isSet(u"wait"_s) ? parser.value(u"wait"_s) : u"1"_s);
    if (!wait)
        return wait.error();
    m_wait.setInterval(*wait);
    m_wait.setSingleShot(true);
    return Done{};
}

void UdpCommand::start(Session &session)
{
    m_session = &session;
    m_context = std::make_unique<SocketContext>(session.log(), session.clock());
    connect(&m_wait, &QTimer::timeout, this, [this] {
        m_socket->close();
        m_session->end(m_status);
    });
    lookUpHost(m_host, m_port, this, [this](const Result<SocketName> &name) {
        if (name)
            open(*name);
        else
            m_session->fail(name.error());
    });
}

void UdpCommand::open(const SocketName &to)
{
    m_to = to;
    m_socket = std::make_unique<NativeSocket>(*m_context);
    if (const CallResult result = m_socket->open(to.family(), Kind::Datagram); !result.ok()) {
        fail({"socket", result.error, {}});
        return;
    }
    if (m_broadcast)
        m_socket->setOption(options::broadcast(), 1);
    connect(m_socket.get(), &NativeSocket::readable, this, &UdpCommand::receive);
    m_socket->watchReads(true);
    if (const auto failure = m_input.open()) {
        fail(*failure);
        return;
    }
    connect(&m_input, &InputLines::line, this, &UdpCommand::sendLine);
    connect(&m_input, &InputLines::ended, &m_wait, qOverload<>(&QTimer::start));
    m_input.request();
}

void UdpCommand::sendLine(const QString &line)
{
    const Result<QByteArray> bytes = encodeStrict(m_encodings.sent, line);
    if (!bytes) {
        m_session->terminal().note(bytes.error().text + u" The line was not sent."_s);
        m_status = 1;
    } else if (const CallResult result = m_socket->sendTo(*bytes, m_to); !result.ok()) {
        fail({"sendto", result.error, m_to.toText()});
        return;
    }
    m_input.request();
}

void UdpCommand::receive()
{
    const Received datagram = m_socket->receiveFrom(m_receiveSize);
    if (datagram.result.wouldBlock())
        return;
    if (!datagram.result.ok()) {
        fail({"recvfrom", datagram.result.error, {}});
        return;
    }
    showDatagram(m_session->terminal(), m_encodings.read, datagram);
    if (m_wait.isActive())
        m_wait.start();
}

void UdpCommand::fail(const Failure &failure)
{
    if (m_socket->isOpen())
        m_socket->close();
    m_session->fail(failure.toError());
}

void UdpCommand::stop()
{
    m_socket.reset();
}

} // namespace miniqq::lab
