// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "app/lab/workbench/payload.h"
#include "app/lab/workbench/transcript.h"

#include <optional>

namespace miniqq::lab {

/// A UDP socket as it is filled in.
struct UdpForm
{
    QString address; ///< to bind to; nothing and no port: the first send binds it
    QString port;
    QString sends = QStringLiteral("utf-8");
    QString reads = QStringLiteral("utf-8");
    int receiveSize = 1024;
};

/// The UDP socket of the free lab: one socket, every call on it by hand, and what comes shown with its
/// sender.
class UdpBench final : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostPerReceive = 65'536;
    static constexpr int maxGroups = 20;

    /// The context must outlive this.
    explicit UdpBench(SocketContext &context, QObject *parent = nullptr);
    ~UdpBench() override;

    /// Closes what is open and makes a socket, bound if an address or a port is given. After a complaint
    /// nothing is open.
    std::optional<Complaint> open(const UdpForm &form);
    void close();

    /// To one address, a broadcast address or a group; a name is looked up. What is wrong with it comes by
    /// complained(), for names and files later.
    void sendTo(const QString &host, const QString &port, const Payload &payload);

    std::optional<Complaint> setBroadcast(bool allowed);
    /// Of an interface by its name; nothing: the system's choice.
    std::optional<Complaint> join(const QString &group, const QString &interfaceName);
    std::optional<Complaint> leave(const QString &group, const QString &interfaceName);
    std::optional<Complaint> setMulticast(const QString &ttl, bool loop, const QString &interfaceName);
    void setReceiveSize(int size);

    bool isOpen() const { return m_socket != nullptr && m_socket->isOpen(); }
    NativeSocket *socket() const { return isOpen() ? m_socket.get() : nullptr; }
    /// What it is bound to; empty while it is not.
    const QString &localName() const { return m_local; }
    const QStringList &groups() const { return m_groups; } ///< that it has joined
    Transcript &transcript() { return m_transcript; }

Q_SIGNALS:
    void changed(); ///< open or not, bound, groups
    void complained(const miniqq::lab::Complaint &complaint);
    void sent();

private:
    void send(const SocketName &to, const Payload &payload);
    void receive();
    std::optional<Complaint> changeGroup(bool join, const QString &group, const QString &interfaceName);
    std::optional<Complaint> option(SocketOption option, int value, const char *words);
    std::optional<Complaint> notOpen() const;
    void learnName();

    SocketContext &m_context;
    Transcript m_transcript;
    std::unique_ptr<NativeSocket> m_socket;
    QString m_local;
    QStringList m_groups;
    Encoding m_sends = Encoding::Utf8;
    Encoding m_reads = Encoding::Utf8;
    Family m_family = Family::Inet;
    int m_receiveSize = 1024;
};

} // namespace miniqq::lab
