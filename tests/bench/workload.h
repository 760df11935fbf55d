// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/ledger.h"
#include "tests/bench/messageframe.h"
#include "tests/bench/options.h"
#include "tests/bench/swarm.h"

#include <deque>
#include <memory>
#include <vector>

namespace miniqq::bench {

/// Who says what to whom, and when. The base sends, and accounts for everything that comes back; what a
/// delivery or an ack leads to is the workload's.
class Workload : public Audience
{
public:
    /// As many signed-in connections as the workload needs.
    static size_t connectionsFor(const Options &options);
    static std::unique_ptr<Workload> make(const Options &options, Swarm &swarm, Ledger &ledger);

    ~Workload() override;

    /// The first messages.
    virtual void start() = 0;
    /// No new messages; what is under way may arrive.
    void stop() { m_stopped = true; }
    /// Everything sent was delivered and acknowledged.
    bool settled() const;
    /// Counts what never came. At the end, once.
    void close();

    void delivered(size_t connection, std::string_view payload) final;
    void acked(size_t connection, std::string_view payload) final;

protected:
    struct Sender
    {
        std::unique_ptr<MessageFrame> frame;
        int64_t sent = 0;
        int64_t done = 0;  ///< Delivered to all.
        int64_t acked = 0; ///< Different ones.
        Sequence acks;
        int64_t firstTimeNumber = 0; ///< Of which message the first of `times` is.
        std::deque<int64_t> times;   ///< When messages not yet acknowledged were sent; 0: was acknowledged.
    };
    struct Receiver
    {
        size_t from = 0;
        int64_t received = 0; ///< Different ones.
        Sequence numbers;
    };

    Workload(const Options &options, Swarm &swarm, Ledger &ledger);

    void addSender(size_t connection, const std::string &conversation);
    void addReceiver(size_t connection, size_t from);
    Sender *sender(size_t connection) { return m_senders[connection].get(); }
    bool stopped() const { return m_stopped; }
    const Options &options() const { return m_options; }

    void send(size_t connection);
    /// Sends as long as fewer than `window` messages are in flight, of which `back` are back.
    void pump(size_t connection, int64_t back);

    virtual void wasDelivered(size_t connection, const ReceivedMessage &message) = 0;
    virtual void wasAcked(size_t connection) = 0;
    /// Before a message is written.
    virtual void prepare(size_t, Sender &) {}

private:
    const Options &m_options;
    Swarm &m_swarm;
    Ledger &m_ledger;
    std::vector<std::unique_ptr<Sender>> m_senders;     ///< By connection; null for those who never send.
    std::vector<std::unique_ptr<Receiver>> m_receivers; ///< The same.
    int64_t m_expected = 0;                             ///< Deliveries.
    std::vector<int> m_listeners;                       ///< How many receive what this one sends.
    bool m_stopped = false;
};

} // namespace miniqq::bench
