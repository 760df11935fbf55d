// SPDX-License-Identifier: MIT
#include "app/lab/core/services/datagramservice.h"

#include <cerrno>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

DatagramService::DatagramService(const ServiceKind &kind, const ServiceSettings &settings,
                                 SocketContext &context)
    : m_kind(kind)
    , m_settings(settings)
    , m_socket(context)
{
    connect(&m_socket, &NativeSocket::readable, this, &DatagramService::receive);
}

std::optional<Failure> DatagramService::start()
{
    const auto name = SocketName::fromNumeric(m_settings.address, m_settings.ports.value(0));
    if (!name)
        return Failure{"bind", EADDRNOTAVAIL, m_settings.address};
    if (const CallResult result = m_socket.open(name->family(), Kind::Datagram); !result.ok())
        return Failure{"socket", result.error, {}};
    if (const CallResult result = m_socket.bind(*name); !result.ok()) {
        m_socket.close();
        return Failure{"bind", result.error, name->toText()};
    }
    m_names = {m_socket.localName()};
    m_socket.watchReads(true);
    if (isNamed("udp-fanout"))
        Q_EMIT replyWanted();
    return std::nullopt;
}

void DatagramService::receive()
{
    const Received datagram = m_socket.receiveFrom(receiveSize);
    if (datagram.result.wouldBlock())
        return;
    if (!datagram.result.ok()) {
        Q_EMIT noted(Failure{"recvfrom", datagram.result.error, {}}.toText());
        return;
    }
    show(datagram);
    if (isNamed("udp-echo"))
        sendBack(datagram);
    else if (isNamed("udp-fanout"))
        registerPeer(datagram.from);
}

void DatagramService::show(const Received &datagram)
{
    const bool asPrinted = m_settings.asPrinted && isNamed("udp-receive");
    const auto strict = decodeStrict(m_settings.encoding, datagram.bytes);
    if (asPrinted) { // one datagram, and the program is over
        m_socket.close();
        if (!strict) {
            Q_EMIT failed({u"UnicodeDecodeError: "_s + strict.error().toText()});
            return;
        }
        Q_EMIT printed(strict->toUtf8() + '\n');
        Q_EMIT ended();
        return;
    }
    TextDecoder decoder(m_settings.encoding);
    QString text = decoder.feed(datagram.bytes);
    text += decoder.finish();
    Q_EMIT printed(u"%1\n%2\n"_s.arg(text, datagram.from.toPython()).toUtf8());
    if (datagram.isTruncated()) {
        Q_EMIT noted(tr("only %1 of %2 bytes fit, the rest of the datagram is lost")
                         .arg(datagram.bytes.size())
                         .arg(datagram.fullLength));
    }
}

void DatagramService::sendBack(const Received &datagram)
{
    const CallResult result = m_socket.sendTo(datagram.bytes, datagram.from);
    if (!result.ok())
        Q_EMIT noted(Failure{"sendto", result.error, datagram.from.toText()}.toText());
}

void DatagramService::registerPeer(const SocketName &peer)
{
    if (m_peers.contains(peer))
        return;
    if (m_peers.size() == maxPeers) {
        Q_EMIT noted(tr("refused %1: as many peers as are allowed are registered already (%2)")
                         .arg(peer.toText())
                         .arg(maxPeers));
        return;
    }
    m_peers.append(peer);
    Q_EMIT noted(tr("registered %1; peers now: %2").arg(peer.toText()).arg(m_peers.size()));
}

void DatagramService::reply(const QString &text)
{
    const Result<QByteArray> bytes = encodeStrict(m_settings.encoding, text);
    if (!bytes) {
        Q_EMIT noted(bytes.error().text);
    } else {
        int sent = 0;
        for (const SocketName &peer : m_peers) {
            const CallResult result = m_socket.sendTo(*bytes, peer);
            if (result.ok())
                ++sent;
            else
                Q_EMIT noted(Failure{"sendto", result.error, peer.toText()}.toText());
        }
        Q_EMIT noted(tr("peers reached: %1").arg(sent));
    }
    Q_EMIT replyWanted();
}

} // namespace miniqq::lab
