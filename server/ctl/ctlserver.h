// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/servercore.h"
#include "server/ctl/ctlconnection.h"
#include "server/ctl/ctldesk.h"
#include "server/ctl/ctlsocket.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <optional>

namespace miniqq::server {

/// The local socket of a running server: there from its start to its stop. Takes callers of our own user and
/// of root, a few at a time; the others are told to come again. Belongs to the core's thread.
class CtlServer final : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxCallers = 8;

    /// `core` must outlive it. Made before the core starts; where the socket cannot be made the server runs
    /// without, and `failed` says why.
    explicit CtlServer(ServerCore &core, QObject *parent = nullptr);
    ~CtlServer() override;

    void setTimes(const CtlConnection::Times &times) { m_times = times; }

protected:
    void timerEvent(QTimerEvent *event) override;

Q_SIGNALS:
    void failed(const miniqq::Error &error);

private:
    void open();
    void close();
    void acceptSome();

    ServerCore &m_core;
    CtlDesk m_desk;
    CtlConnection::Times m_times;
    std::optional<CtlAddress> m_address;
    net::Descriptor m_listener;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QBasicTimer m_pause; ///< Out of descriptors: runs until it is worth trying again.
    int m_callers = 0;
};

} // namespace miniqq::server
