// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/textcodec.h"
#include "app/lab/lessons/lessonstep.h"
#include "common/base/strongid.h"

#include <QMetaType>

namespace miniqq::lab {

/// What a step brought. Everything in it was observed in this run.
struct StepResult
{
    enum class Verdict {
        Held,      ///< as the lesson says
        Otherwise, ///< not so, but the lesson says that machines differ here
        Failed     ///< not so
    };

    int step = 0; ///< from 0
    Action action = Action::Wait;
    QString end;             ///< "server"
    QString socket;          ///< "server.ann"
    ConnectionId connection; ///< of that socket; none for a service, a wait
    ConnectionId made;       ///< Accept: of the new socket
    QString called;          ///< "recv(5)"
    QString outcome;         ///< "b'\xc4\xe3'", "ECONNREFUSED (111)", "fd 9"; one line, as Python shows it
    QByteArray error;        ///< the errno's name if the last call failed: "EAGAIN"; else empty
    QByteArray bytes;        ///< those it moved; at most 64 KiB of them
    qint64 count = 0;        ///< how many it moved
    QList<qint64> pieces;    ///< bytes each of its calls moved, at most 1000
    bool pending = false;    ///< Connect: no answer yet
    bool timedOut = false;   ///< it did not happen within the step's limit
    bool isEnd = false;      ///< the peer has sent FIN
    QString text;            ///< decoded; Output: printed
    std::optional<DecodeProblem> problem;
    QStringList frames;
    qint64 left = 0;        ///< bytes that wait for more
    QString state;          ///< "ESTABLISHED"
    int value = 0;          ///< GetOption
    quint16 port = 0;       ///< LocalName, PeerName, ReceiveFrom, Accept: that of the name
    qint64 fullLength = 0;  ///< ReceiveFrom: of the datagram
    qint64 soFar = 0;       ///< Receive: bytes this socket has received in the run
    bool fromTable = false; ///< the state is from the kernel's table, the socket itself is gone
    qint64 beganNs = 0;     ///< of the context's monotonic clock
    qint64 durationNs = 0;

    Verdict verdict = Verdict::Held;
    QString expected; ///< in words, in the program's language; empty if it held
    QString observed; ///< likewise
};

} // namespace miniqq::lab

Q_DECLARE_METATYPE(miniqq::lab::StepResult)
