// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/sockets.h"
#include "common/protocol/control.h"
#include "common/wire/framedecoder.h"

#include <QBasicTimer>
#include <QObject>
#include <QSocketNotifier>

#include <functional>

namespace miniqq::server {

/// One caller at the local socket: takes one request, gives one answer, ends. Whoever says too much, too
/// little in time, or does not take the answer, is cut. Never blocks.
class CtlConnection final : public QObject
{
    Q_OBJECT

public:
    struct Times
    {
        int requestMs = 5'000; ///< from connecting to the whole request
        int answerMs = 10'000; ///< from the answer to its last byte taken
    };
    using Handler = std::function<void(CtlConnection &, const protocol::ControlRequest &)>;

    /// `handler` is called at most once, and answers then or later.
    CtlConnection(net::Descriptor fd, Handler handler, const Times &times, QObject *parent);

    void answer(const protocol::ControlReply &reply);

Q_SIGNALS:
    /// Last; the connection may be deleted later, not at once.
    void ended();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void readSome();
    void take(QByteArrayView payload);
    void writeSome();
    void end();

    net::Descriptor m_fd;
    Handler m_handler;
    const Times m_times;
    wire::FrameDecoder m_decoder;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QBasicTimer m_deadline;
    QByteArray m_out;
    qsizetype m_written = 0;
    bool m_asked = false;
};

} // namespace miniqq::server
