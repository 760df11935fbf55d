// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/streamend.h"

#include <optional>

namespace miniqq::lab {

/// A TCP client in the tutorials' steps: socket, (bind,) connect; then its StreamEnd sends and receives.
class StreamClient final : public QObject
{
    Q_OBJECT

public:
    /// The context must outlive this.
    explicit StreamClient(SocketContext &context, qsizetype receiveSize, QObject *parent = nullptr);

    /// Once. connected() or failed() follows, never within the call.
    void dial(const SocketName &to, const std::optional<SocketName> &from = std::nullopt);
    /// Valid once connected() was emitted.
    StreamEnd &end() { return *m_end; }
    bool isConnected() const { return m_end != nullptr; }
    void close();

Q_SIGNALS:
    void connected();
    void failed(const miniqq::lab::Failure &failure);

private:
    std::optional<Failure> begin(const SocketName &to, const std::optional<SocketName> &from);
    void finish(const SocketName &to);

    SocketContext &m_context;
    const qsizetype m_receiveSize;
    std::unique_ptr<NativeSocket> m_socket; // until it is connected
    StreamEnd *m_end = nullptr;             // a child
};

} // namespace miniqq::lab
