// SPDX-License-Identifier: MIT
#include "tests/bench/workload.h"

#include <algorithm>

namespace miniqq::bench {
namespace {

constexpr int scalePairs = 10;

/// Pairs that answer each other, neighbours or spread among connections that say nothing.
class PingPong final : public Workload
{
public:
    PingPong(const Options &options, Swarm &swarm, Ledger &ledger, size_t pairs)
        : Workload(options, swarm, ledger)
    {
        const size_t stride = swarm.size() / pairs;
        for (size_t i = 0; i < pairs; ++i) {
            const size_t one = i * swarm.size() / pairs;
            const size_t other = one + stride / 2;
            const std::string conversation = Swarm::conversationOf(one, other);
            addSender(one, conversation);
            addSender(other, conversation);
            addReceiver(one, other);
            addReceiver(other, one);
            m_openers.push_back(one);
        }
    }

    void start() override
    {
        for (const size_t opener : m_openers)
            send(opener);
    }

private:
    void wasDelivered(size_t connection, const ReceivedMessage &) override
    {
        if (!stopped())
            send(connection);
    }
    void wasAcked(size_t) override {}

    std::vector<size_t> m_openers;
};

/// Pairs of which one only talks: a message leaves the window when it is delivered and acknowledged.
class Pipeline final : public Workload
{
public:
    Pipeline(const Options &options, Swarm &swarm, Ledger &ledger)
        : Workload(options, swarm, ledger)
    {
        for (size_t one = 0; one + 1 < swarm.size(); one += 2) {
            addSender(one, Swarm::conversationOf(one, one + 1));
            addReceiver(one + 1, one);
            m_talkers.push_back(one);
        }
    }

    void start() override
    {
        for (const size_t talker : m_talkers)
            pump(talker, 0);
    }

private:
    void wasDelivered(size_t, const ReceivedMessage &message) override
    {
        ++sender(message.sender)->done;
        wasAcked(message.sender);
    }
    void wasAcked(size_t connection) override
    {
        pump(connection, std::min(sender(connection)->done, sender(connection)->acked));
    }

    std::vector<size_t> m_talkers;
};

/// One speaks to everyone: a message leaves the window when all have it and it is acknowledged.
class Fanout final : public Workload
{
public:
    Fanout(const Options &options, Swarm &swarm, Ledger &ledger)
        : Workload(options, swarm, ledger)
        , m_heard(size_t(options.window))
    {
        addSender(0, "lobby");
        for (size_t member = 1; member < swarm.size(); ++member)
            addReceiver(member, 0);
    }

    void start() override { pump(0, 0); }

private:
    void wasDelivered(size_t, const ReceivedMessage &message) override
    {
        int &heard = m_heard[size_t(message.number) % m_heard.size()];
        if (++heard < options().members)
            return;
        heard = 0;
        ++sender(0)->done;
        wasAcked(0);
    }
    void wasAcked(size_t connection) override
    {
        pump(connection, std::min(sender(connection)->done, sender(connection)->acked));
    }

    std::vector<int> m_heard; ///< By how many, for each message in flight.
};

/// Everybody says something to many people who are not there: fills the store.
class Fill final : public Workload
{
public:
    Fill(const Options &options, Swarm &swarm, Ledger &ledger)
        : Workload(options, swarm, ledger)
        , m_left(options.count)
        , m_talkers(swarm.size())
    {
        for (size_t talker = 0; talker < m_talkers; ++talker)
            addSender(talker, Swarm::conversationOf(talker, m_talkers));
    }

    void start() override
    {
        for (size_t talker = 0; talker < m_talkers; ++talker)
            pump(talker, 0);
    }

private:
    void prepare(size_t connection, Sender &sender) override
    {
        const size_t absent = m_talkers + size_t(sender.sent) % size_t(options().conversations);
        sender.frame = std::make_unique<MessageFrame>(Swarm::conversationOf(connection, absent),
                                                      uint32_t(connection), options().textSize);
        if (--m_left <= 0)
            stop();
    }
    void wasDelivered(size_t, const ReceivedMessage &) override {}
    void wasAcked(size_t connection) override { pump(connection, sender(connection)->acked); }

    int64_t m_left;
    const size_t m_talkers;
};

} // namespace

size_t Workload::connectionsFor(const Options &options)
{
    using Work = Options::Work;
    switch (options.work) {
    case Work::Fanout:
        return size_t(options.members) + 1;
    case Work::Scale:
    case Work::Register:
        return size_t(options.connections);
    case Work::PingPong:
    case Work::Pipeline:
    case Work::Fill:
        break;
    }
    return size_t(options.pairs) * 2;
}

std::unique_ptr<Workload> Workload::make(const Options &options, Swarm &swarm, Ledger &ledger)
{
    using Work = Options::Work;
    switch (options.work) {
    case Work::Pipeline:
        return std::make_unique<Pipeline>(options, swarm, ledger);
    case Work::Fanout:
        return std::make_unique<Fanout>(options, swarm, ledger);
    case Work::Fill:
        return std::make_unique<Fill>(options, swarm, ledger);
    case Work::Scale:
        return std::make_unique<PingPong>(options, swarm, ledger,
                                          std::min<size_t>(scalePairs, swarm.size() / 2));
    case Work::PingPong:
    case Work::Register:
        break;
    }
    return std::make_unique<PingPong>(options, swarm, ledger, size_t(options.pairs));
}

} // namespace miniqq::bench
