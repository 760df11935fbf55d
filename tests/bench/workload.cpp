// SPDX-License-Identifier: MIT
#include "tests/bench/workload.h"

#include "tests/bench/usage.h"

#include <algorithm>

namespace miniqq::bench {

Workload::Workload(const Options &options, Swarm &swarm, Ledger &ledger)
    : m_options(options)
    , m_swarm(swarm)
    , m_ledger(ledger)
    , m_senders(swarm.size())
    , m_receivers(swarm.size())
    , m_listeners(swarm.size())
{
    swarm.setAudience(this);
}

Workload::~Workload()
{
    m_swarm.setAudience(nullptr);
}

void Workload::addSender(size_t connection, const std::string &conversation)
{
    m_senders[connection] = std::make_unique<Sender>();
    m_senders[connection]->frame =
        std::make_unique<MessageFrame>(conversation, uint32_t(connection), m_options.textSize);
}

void Workload::addReceiver(size_t connection, size_t from)
{
    m_receivers[connection] = std::make_unique<Receiver>();
    m_receivers[connection]->from = from;
    ++m_listeners[from];
}

void Workload::send(size_t connection)
{
    Sender &sender = *m_senders[connection];
    prepare(connection, sender);
    const int64_t now = nowNs();
    m_swarm.connection(connection).queueFrame(sender.frame->fill(sender.sent++, now));
    m_swarm.touch(connection);
    sender.times.push_back(now);
    ++m_ledger.sent;
    m_expected += m_listeners[connection];
}

void Workload::pump(size_t connection, int64_t back)
{
    while (!m_stopped && m_senders[connection]->sent - back < m_options.window)
        send(connection);
}

void Workload::delivered(size_t connection, std::string_view payload)
{
    const auto message = readDelivery(payload, m_options.textSize);
    Receiver *receiver = m_receivers[connection].get();
    if (!message || !receiver || message->sender != receiver->from ||
        message->number >= m_senders[receiver->from]->sent) {
        ++m_ledger.errors; // nobody sent this, or not to this one
        return;
    }
    if (!m_ledger.judge(receiver->numbers.record(message->number), receiver->received))
        return;
    ++m_ledger.delivered;
    const int64_t took = nowNs() - message->timeNs;
    m_ledger.slowestNs = std::max(m_ledger.slowestNs, took);
    if (m_ledger.measuring) {
        ++m_ledger.deliveredInTime;
        m_ledger.delivery.add(took);
    }
    wasDelivered(connection, *message);
}

void Workload::acked(size_t connection, std::string_view payload)
{
    const auto number = readAck(payload);
    Sender *sender = m_senders[connection].get();
    if (!number || !sender || *number >= sender->sent) {
        ++m_ledger.errors;
        return;
    }
    if (!m_ledger.judge(sender->acks.record(*number), sender->acked))
        return;
    ++m_ledger.acked;
    int64_t &time = sender->times[size_t(*number - sender->firstTimeNumber)];
    if (m_ledger.measuring) {
        ++m_ledger.ackedInTime;
        m_ledger.ack.add(nowNs() - time);
    }
    time = 0;
    for (; !sender->times.empty() && sender->times.front() == 0; ++sender->firstTimeNumber)
        sender->times.pop_front();
    wasAcked(connection);
}

bool Workload::settled() const
{
    return m_ledger.acked == m_ledger.sent && m_ledger.delivered == m_expected;
}

void Workload::close()
{
    m_ledger.unacked = m_ledger.sent - m_ledger.acked;
    m_ledger.lost = m_expected - m_ledger.delivered;
}

} // namespace miniqq::bench
