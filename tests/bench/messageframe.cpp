// SPDX-License-Identifier: MIT
#include "tests/bench/messageframe.h"

#include <arpa/inet.h>
#include <cstring>
#include <ctime>

namespace miniqq::bench {
namespace {

constexpr std::string_view uuidKey = R"("uuid":")";
constexpr std::string_view textKey = R"("text":")";
constexpr size_t uuidSize = 36;
constexpr size_t timeDigits = 16;
constexpr size_t numberDigits = 8;
constexpr size_t senderDigits = 8;
constexpr size_t uuidNumberDigits = 12;

void writeHex(char *to, uint64_t value, size_t digits)
{
    static constexpr char hex[] = "0123456789abcdef";
    for (size_t i = digits; i > 0; --i, value >>= 4)
        to[i - 1] = hex[value & 15];
}

bool readHex(std::string_view from, uint64_t &value)
{
    value = 0;
    for (const char c : from) {
        if (c >= '0' && c <= '9')
            value = value << 4 | uint64_t(c - '0');
        else if (c >= 'a' && c <= 'f')
            value = value << 4 | uint64_t(c - 'a' + 10);
        else
            return false;
    }
    return true;
}

uint64_t wallMs()
{
    timespec t{};
    clock_gettime(CLOCK_REALTIME_COARSE, &t);
    return uint64_t(t.tv_sec) * 1000 + uint64_t(t.tv_nsec) / 1'000'000;
}

} // namespace

MessageFrame::MessageFrame(const std::string &conversation, uint32_t sender, int textSize)
{
    m_bytes = std::string(4, '\0') + R"({"type":"chat.send","body":{"conv":")" + conversation + "\",";
    m_bytes += uuidKey;
    m_uuid = m_bytes.size();
    m_bytes += "00000000-0000-7000-8000-000000000000\",";
    m_bytes += textKey;
    m_text = m_bytes.size();
    m_bytes += '@' + std::string(size_t(textSize) - 2, '.') + "!\"}}";
    writeHex(m_bytes.data() + m_text + 1 + timeDigits + numberDigits, sender, senderDigits);
    const uint32_t length = htonl(uint32_t(m_bytes.size() - 4));
    std::memcpy(m_bytes.data(), &length, sizeof length);
}

std::string_view MessageFrame::fill(int64_t number, int64_t timeNs)
{
    // Version 7: milliseconds first, so that ids ascend; behind them only the number, unique to the sender.
    const uint64_t ms = wallMs();
    char *uuid = m_bytes.data() + m_uuid;
    writeHex(uuid, ms >> 16, 8);
    writeHex(uuid + 9, ms & 0xffff, 4);
    writeHex(uuid + uuidSize - uuidNumberDigits, uint64_t(number), uuidNumberDigits);
    char *text = m_bytes.data() + m_text + 1;
    writeHex(text, uint64_t(timeNs), timeDigits);
    writeHex(text + timeDigits, uint64_t(number), numberDigits);
    return m_bytes;
}

std::optional<ReceivedMessage> readDelivery(std::string_view payload, int textSize)
{
    const size_t key = payload.find(textKey);
    if (key == std::string_view::npos)
        return {};
    const std::string_view rest = payload.substr(key + textKey.size());
    if (rest.size() <= size_t(textSize) || rest[0] != '@' || rest[size_t(textSize) - 1] != '!' ||
        rest[size_t(textSize)] != '"')
        return {};
    uint64_t time = 0;
    uint64_t number = 0;
    uint64_t sender = 0;
    if (!readHex(rest.substr(1, timeDigits), time) ||
        !readHex(rest.substr(1 + timeDigits, numberDigits), number) ||
        !readHex(rest.substr(1 + timeDigits + numberDigits, senderDigits), sender))
        return {};
    return ReceivedMessage{int64_t(number), int64_t(time), uint32_t(sender)};
}

std::optional<int64_t> readAck(std::string_view payload)
{
    const size_t key = payload.find(uuidKey);
    if (key == std::string_view::npos || payload.size() < key + uuidKey.size() + uuidSize)
        return {};
    uint64_t number = 0;
    if (!readHex(payload.substr(key + uuidKey.size() + uuidSize - uuidNumberDigits, uuidNumberDigits),
                 number))
        return {};
    return int64_t(number);
}

} // namespace miniqq::bench
