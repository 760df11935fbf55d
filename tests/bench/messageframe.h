// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace miniqq::bench {

/// The frame of a chat.send, made once; what differs from message to message is written into it. The text
/// holds the time, the number of the message and its sender, so that whoever receives it can check all three;
/// the last digits of the uuid hold the number, so that an ack can be told, too.
class MessageFrame
{
public:
    MessageFrame(const std::string &conversation, uint32_t sender, int textSize);

    /// The whole frame, valid until the next call. `number` below 2^32.
    std::string_view fill(int64_t number, int64_t timeNs);

private:
    std::string m_bytes;
    size_t m_uuid = 0;
    size_t m_text = 0;
};

struct ReceivedMessage
{
    int64_t number = 0;
    int64_t timeNs = 0;
    uint32_t sender = 0;
};

/// What MessageFrame wrote, out of the payload of a chat.deliver; none if the text is not what was sent.
std::optional<ReceivedMessage> readDelivery(std::string_view payload, int textSize);
/// The number of the message, out of the payload of a chat.ack.
std::optional<int64_t> readAck(std::string_view payload);

} // namespace miniqq::bench
