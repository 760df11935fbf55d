// SPDX-License-Identifier: MIT
#include "app/lab/workbench/udpbench.h"

#include "app/lab/core/failure.h"
#include "app/lab/core/hostlookup.h"
#include "app/lab/workbench/fieldtext.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

Complaint toComplaint(Field field, const Failure &failure)
{
    return {field, failure.toText()};
}

} // namespace

UdpBench::UdpBench(SocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_transcript(context.clock())
{}

UdpBench::~UdpBench() = default;

std::optional<Complaint> UdpBench::open(const UdpForm &form)
{
    const bool bound = !form.address.trimmed().isEmpty() || !form.port.trimmed().isEmpty();
    const auto port =
        form.port.trimmed().isEmpty() ? Result<quint16>(quint16(0)) : fieldtext::port(form.port);
    if (!port)
        return Complaint{Field::Port, port.error().text};
    const auto address = fieldtext::address(form.address, *port);
    if (!address)
        return Complaint{Field::Address, address.error().text};
    const auto sends = fieldtext::encoding(form.sends);
    const auto reads = fieldtext::encoding(form.reads);
    if (!sends || !reads)
        return Complaint{Field::Encoding, (sends ? reads : sends).error().text};
    close();
    m_sends = *sends;
    m_reads = *reads;
    setReceiveSize(form.receiveSize);
    m_family = address->family();
    auto socket = std::make_unique<NativeSocket>(m_context);
    if (const CallResult result = socket->open(m_family, Kind::Datagram); !result.ok())
        return toComplaint(Field::None, {"socket", result.error, {}});
    if (bound) {
        if (const CallResult result = socket->bind(*address); !result.ok()) {
            return toComplaint(result.error == EADDRNOTAVAIL ? Field::Address : Field::Port,
                               {"bind", result.error, address->toText()});
        }
    }
    m_socket = std::move(socket);
    connect(m_socket.get(), &NativeSocket::readable, this, &UdpBench::receive);
    m_socket->watchReads(true);
    if (bound)
        learnName();
    m_transcript.add(Transcript::Kind::Note,
                     bound ? tr("open, bound to %1").arg(m_local)
                           : tr("open; the first send will bind it to a port of the kernel's choice"));
    Q_EMIT changed();
    return std::nullopt;
}

void UdpBench::learnName()
{
    const SocketName name = m_socket->localName();
    m_local = name.port() == 0 ? QString() : name.toText();
}

void UdpBench::close()
{
    if (!isOpen())
        return;
    m_socket->close();
    m_socket.release()->deleteLater(); // one of its signals may have brought us here
    m_local.clear();
    m_groups.clear();
    m_transcript.add(Transcript::Kind::Note, tr("closed"));
    Q_EMIT changed();
}

std::optional<Complaint> UdpBench::notOpen() const
{
    if (isOpen())
        return std::nullopt;
    return Complaint{Field::None, tr("Open the socket first.")};
}

void UdpBench::setReceiveSize(int size)
{
    m_receiveSize = std::clamp(size, 1, mostPerReceive);
}

void UdpBench::sendTo(const QString &host, const QString &port, const Payload &payload)
{
    if (const auto complaint = notOpen()) {
        Q_EMIT complained(*complaint);
        return;
    }
    const auto name = fieldtext::host(host);
    if (!name) {
        Q_EMIT complained({Field::Host, name.error().text});
        return;
    }
    const auto number = fieldtext::portToDial(port);
    if (!number) {
        Q_EMIT complained({Field::Port, number.error().text});
        return;
    }
    lookUpHost(*name, *number, m_socket.get(), [this, payload](const Result<SocketName> &to) {
        if (to)
            send(*to, payload);
        else
            Q_EMIT complained({Field::Host, to.error().text});
    });
}

void UdpBench::send(const SocketName &to, const Payload &payload)
{
    makeBytes(payload, m_sends, m_socket.get(),
              [this, to, payload](const Result<QByteArray, Complaint> &bytes) {
                  if (!bytes) {
                      Q_EMIT complained(bytes.error());
                      return;
                  }
                  if (!isOpen())
                      return;
                  const CallResult result = m_socket->sendTo(*bytes, to);
                  if (!result.ok()) {
                      const Failure failure = {"sendto", result.error, to.toText()};
                      m_transcript.add(Transcript::Kind::Problem, failure.toText());
                      Q_EMIT complained(toComplaint(Field::Host, failure));
                      return;
                  }
                  m_transcript.add(Transcript::Kind::Sent,
                                   u"sendto(%1, %2)  %3"_s.arg(QString::number(bytes->size()), to.toText(),
                                                               payloadText(payload, *bytes)));
                  if (m_local.isEmpty()) // the kernel has bound it just now
                      learnName();
                  Q_EMIT sent();
                  Q_EMIT changed();
              });
}

void UdpBench::receive()
{
    const Received datagram = m_socket->receiveFrom(m_receiveSize);
    if (datagram.result.wouldBlock())
        return;
    if (!datagram.result.ok()) { // an earlier datagram came back; the socket stays as it is
        m_transcript.add(Transcript::Kind::Problem, Failure{"recvfrom", datagram.result.error, {}}.toText());
        return;
    }
    TextDecoder decoder(m_reads);
    QString text = decoder.feed(datagram.bytes);
    text += decoder.finish();
    m_transcript.add(Transcript::Kind::Received,
                     u"recvfrom(%1) → %2, %3  %4"_s.arg(QString::number(m_receiveSize),
                                                        QString::number(datagram.bytes.size()),
                                                        datagram.from.toText(), text));
    if (datagram.isTruncated()) {
        m_transcript.add(Transcript::Kind::Problem,
                         tr("only %1 of %2 bytes fit; the rest of the datagram is lost for ever")
                             .arg(datagram.bytes.size())
                             .arg(datagram.fullLength));
    }
}

std::optional<Complaint> UdpBench::option(SocketOption option, int value, const char *words)
{
    if (auto complaint = notOpen())
        return complaint;
    if (const CallResult result = m_socket->setOption(option, value); !result.ok())
        return toComplaint(Field::None, {"setsockopt", result.error, QLatin1String(words)});
    m_transcript.add(Transcript::Kind::Note,
                     u"setsockopt(%1, %2)"_s.arg(QLatin1String(words), QString::number(value)));
    return std::nullopt;
}

std::optional<Complaint> UdpBench::setBroadcast(bool allowed)
{
    return option(options::broadcast(), allowed ? 1 : 0, "SO_BROADCAST");
}

std::optional<Complaint> UdpBench::join(const QString &group, const QString &interfaceName)
{
    if (m_groups.size() >= maxGroups)
        return Complaint{Field::Group, tr("%1 groups are the most. Leave one first.").arg(maxGroups)};
    return changeGroup(true, group, interfaceName);
}

std::optional<Complaint> UdpBench::leave(const QString &group, const QString &interfaceName)
{
    return changeGroup(false, group, interfaceName);
}

std::optional<Complaint> UdpBench::changeGroup(bool join, const QString &group, const QString &interfaceName)
{
    if (auto complaint = notOpen())
        return complaint;
    const auto name = fieldtext::address(group, 0);
    if (!name || group.trimmed().isEmpty() || name->family() != m_family) {
        return Complaint{Field::Group, tr("A group is a multicast address, 224.0.0.0 to 239.255.255.255 in "
                                          "IPv4, such as 239.1.2.3.")};
    }
    const QString card = interfaceName.trimmed();
    const CallResult result = join ? m_socket->joinGroup(*name, card) : m_socket->leaveGroup(*name, card);
    const QString shown = card.isEmpty() ? name->address() : name->address() + u'%' + card;
    if (!result.ok()) {
        if (result.error == EINVAL || result.error == EADDRNOTAVAIL) {
            return Complaint{Field::Group, join ? tr("%1 is no multicast address: those of IPv4 go from "
                                                     "224.0.0.0 to 239.255.255.255.")
                                                      .arg(name->address())
                                                : tr("This socket is no member of %1.").arg(shown)};
        }
        return toComplaint(result.error == ENODEV ? Field::Interface : Field::Group,
                           {"setsockopt", result.error, shown});
    }
    if (join)
        m_groups.append(shown);
    else
        m_groups.removeOne(shown);
    m_transcript.add(Transcript::Kind::Note, join ? tr("joined %1").arg(shown) : tr("left %1").arg(shown));
    Q_EMIT changed();
    return std::nullopt;
}

std::optional<Complaint> UdpBench::setMulticast(const QString &ttl, bool loop, const QString &interfaceName)
{
    const auto hops = fieldtext::number(ttl, 0, 255);
    if (!hops)
        return Complaint{Field::Ttl, hops.error().text};
    if (auto complaint = notOpen())
        return complaint;
    if (m_family == Family::Inet) { // the IPv6 ones are in the option panel
        if (auto complaint = option(options::multicastTtl(), *hops, "IP_MULTICAST_TTL"))
            return complaint;
        if (auto complaint = option(options::multicastLoop(), loop ? 1 : 0, "IP_MULTICAST_LOOP"))
            return complaint;
    }
    const QString card = interfaceName.trimmed();
    if (card.isEmpty())
        return std::nullopt;
    if (const CallResult result = m_socket->setMulticastInterface(m_family, card); !result.ok())
        return toComplaint(Field::Interface, {"setsockopt", result.error, card});
    m_transcript.add(Transcript::Kind::Note, tr("multicast leaves from %1").arg(card));
    return std::nullopt;
}

} // namespace miniqq::lab
