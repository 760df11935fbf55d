// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/reachability.h"
#include "common/base/clock.h"
#include "common/base/result.h"
#include "common/net/sockets.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace miniqq::lab {

/// Tries the cells of a matrix that this machine can dial: for each bind choice a listening socket on a port
/// of the kernel's choice, and real connections to it. Row by row, so that no row's port can answer for
/// another. Everything is closed at the end. Never blocks.
class ReachTrial : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds defaultPatience{2'000};

    /// `patience` is for one row. The clock must outlive this.
    explicit ReachTrial(const Clock &clock, std::chrono::milliseconds patience = defaultPatience,
                        QObject *parent = nullptr);
    ~ReachTrial() override;

    /// An error if a trial runs already.
    Result<Done> run(const ReachMatrix &matrix);
    void stop();

    const ReachMatrix &matrix() const { return m_matrix; }

Q_SIGNALS:
    void cellTried(BindChoice bind, Dial dial);
    void ended();

private:
    struct Attempt
    {
        Dial dial;
        net::Descriptor socket;
        std::unique_ptr<QSocketNotifier> writable;
        qint64 startedNs = 0;
    };

    void nextRow();
    bool listenOn(BindChoice bind, int &error);
    void dial(Dial dial, quint16 port);
    void settle(Dial dial, int error, qint64 startedNs);
    void finishAttempt(Dial dial);
    void giveUp();

    const Clock &m_clock;
    QTimer m_patience;
    ReachMatrix m_matrix;
    int m_row = -1; // -1: nothing runs
    int m_run = 0;
    net::Descriptor m_listener;
    std::vector<Attempt> m_attempts;
};

} // namespace miniqq::lab
