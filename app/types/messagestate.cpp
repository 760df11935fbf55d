// SPDX-License-Identifier: MIT
#include "app/types/messagestate.h"

namespace miniqq::client {

MessageState advance(MessageState current, MessageState next)
{
    using Kind = MessageState::Kind;
    if (next.kind == Kind::Failed)
        return current.kind == Kind::Sending ? next : current;
    if (current.kind == Kind::Failed)
        return next.kind == Kind::Sending ? current : next;
    return next.kind > current.kind ? next : current;
}

MessageState stateOf(qint64 seq, qint64 peerReceived, qint64 peerRead)
{
    using Kind = MessageState::Kind;
    if (seq <= 0)
        return {Kind::Sending};
    if (seq <= peerRead)
        return {Kind::Read};
    return {seq <= peerReceived ? Kind::Delivered : Kind::Sent};
}

} // namespace miniqq::client
