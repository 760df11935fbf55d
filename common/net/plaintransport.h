// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/sockettransport.h"

namespace miniqq::net {

/// TCP as it is: bytes anyone on the way can read.
class PlainTransport final : public SocketTransport
{
public:
    /// `fd`: a connected stream socket. Endpoints that are not given are asked from the kernel.
    explicit PlainTransport(Descriptor fd, const Endpoint &local = {}, const Endpoint &peer = {});

    void start() override;
    IoResult read(char *buffer, qsizetype size) override;
    IoResult write(std::span<const iovec> parts) override;
    void finishWriting() override;
};

} // namespace miniqq::net
