// SPDX-License-Identifier: MIT
#include "tests/cost/cost.h"
#include "tests/cost/lightserver.h"

#include <QtEndian>

#include <stdexcept>

namespace miniqq::cost {
namespace {

using namespace miniqq::server;

constexpr int pairs = 50;
constexpr int rounds = 40; // one message of every pair in each

/// Looks at what the domain would have written, and throws it away.
class CountingOutbound final : public Outbound
{
public:
    void send(ConnectionId, const QByteArray &frame) override
    {
        acks += isA<protocol::ChatAck>(frame);
        deliveries += isA<protocol::ChatDeliver>(frame);
    }
    void send(std::span<const ConnectionId>, const QByteArray &) override {}
    void sendChunk(ConnectionId, const Uuid &, const QByteArray &) override {}
    void dropChunks(ConnectionId, const Uuid &) override {}
    void signedIn(ConnectionId, const QByteArray &, bool) override { ++signIns; }
    void close(ConnectionId, const QByteArray &, const QString &) override {}
    void flush() override {}

    int signIns = 0;
    int acks = 0;
    int deliveries = 0;
};

ConnectionId connectionOf(int account)
{
    return ConnectionId(account + 1);
}

/// Payloads as an I/O worker has them at the end of a turn, to what it hands over.
class Reader
{
public:
    void add(std::vector<Inbound> &batch, ConnectionId from, QByteArrayView frames)
    {
        while (!frames.isEmpty()) {
            const qsizetype size = wire::headerSize + qsizetype(qFromBigEndian<quint32>(frames.data()));
            auto decoded = protocol::decodeFromClient(frames.first(size).sliced(wire::headerSize), m_scratch);
            if (!decoded)
                throw std::runtime_error("a frame was not understood");
            batch.push_back(MessageArrived{from, std::move(decoded->id), std::move(decoded->message)});
            frames = frames.sliced(size);
        }
    }

private:
    protocol::JsonDocument m_scratch;
};

void signIn(LightServer &server, Reader &reader, int account)
{
    std::vector<Inbound> batch{ConnectionOpened{connectionOf(account), {}, {}, true, true}};
    reader.add(batch, connectionOf(account), signInFrames(accountName(account)));
    server.domain().handle(std::move(batch));
    server.settle();
}

void say(LightServer &server, Reader &reader, const std::vector<QByteArray> &frames)
{
    std::vector<Inbound> batch;
    for (size_t i = 0; i < frames.size(); ++i)
        reader.add(batch, connectionOf(int(2 * i)), frames[i]);
    server.domain().handle(std::move(batch));
    server.messages().answer();
}

} // namespace

int sayMessages()
{
    CountingOutbound out;
    LightServer server(out);
    Reader reader;
    for (int account = 0; account < 2 * pairs; ++account)
        signIn(server, reader, account);
    if (out.signIns != 2 * pairs)
        throw std::runtime_error("not everybody was signed in");

    std::vector<std::vector<QByteArray>> written(rounds + 1);
    for (int round = 0; round <= rounds; ++round) {
        for (int pair = 0; pair < pairs; ++pair)
            written[size_t(round)].push_back(
                sendFrame(accountName(2 * pair), accountName(2 * pair + 1), round * pairs + pair));
    }
    say(server, reader, written.front()); // makes the conversations
    server.settle();
    server.messages().answer();

    beginCounting();
    out.acks = out.deliveries = 0;
    for (size_t round = 1; round < written.size(); ++round) {
        const Counted counted;
        say(server, reader, written[round]);
    }
    if (out.acks != pairs * rounds || out.deliveries != pairs * rounds)
        throw std::runtime_error("not every message was acknowledged and delivered");
    return pairs * rounds;
}

} // namespace miniqq::cost
