// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/linereader.h"
#include "app/lab/core/streamclient.h"
#include "app/lab/core/timedreceive.h"
#include "app/lab/workbench/connectresult.h"
#include "app/lab/workbench/payload.h"
#include "app/lab/workbench/transcript.h"

#include <optional>

namespace miniqq::lab {

/// A TCP client as it is filled in, everything as it was typed.
struct TcpForm
{
    QString host;
    QString port;
    QString from = {}; ///< ADDR[:PORT] to bind to first; nothing: the kernel chooses
    QString sends = QStringLiteral("utf-8");
    QString reads = QStringLiteral("utf-8");
    int receiveSize = 1024;
    QString timeLimit = {}; ///< seconds; nothing: none
};

/// The TCP client of the free lab: one connection at a time, every call by hand or, for receives, by itself
/// whenever something is there.
class TcpBench final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        LookingUp,
        Connecting,
        Connected,
        Closed, ///< it was connected, or tried to be
    };
    static constexpr int mostPerReceive = 65'536;

    /// The context must outlive this.
    explicit TcpBench(SocketContext &context, QObject *parent = nullptr);
    ~TcpBench() override;

    /// Closes what is open, then begins to connect. A complaint means that nothing was begun.
    std::optional<Complaint> connectTo(const TcpForm &form);
    /// What is wrong with it comes by complained(), for a file later.
    void send(const Payload &payload);
    void halfClose(); ///< shutdown(SHUT_WR)
    void close();
    void reset();

    /// Whether it receives by itself; else receive() makes one call.
    void setAutomatic(bool on);
    bool isAutomatic() const { return m_automatic; }
    /// One recv(), with the time limit. Not while it receives by itself or another is waiting.
    std::optional<Complaint> receive();
    void setReceiveSize(int size);
    std::optional<Complaint> setTimeLimit(const QString &seconds);
    const TimeLimit &timeLimit() const { return m_limit; }
    /// makefile() and readline(): whole lines are shown instead of receives.
    void setByLines(bool on);

    State state() const { return m_state; }
    bool isConnected() const { return m_state == State::Connected; }
    bool isBusy() const { return m_state == State::LookingUp || m_state == State::Connecting; }
    bool isWaiting() const { return m_receive != nullptr && m_receive->isWaiting(); } ///< in receive()
    bool hasHalfClosed() const { return m_halfClosed; }
    bool peerHasEnded() const { return m_peerEnded; }
    /// Of the last connect that came to a result.
    const std::optional<ConnectResult> &result() const { return m_result; }
    NativeSocket *socket() const; ///< nullptr unless connected
    const QString &localName() const { return m_local; }
    const QString &peerName() const { return m_peer; }
    Transcript &transcript() { return m_transcript; }

Q_SIGNALS:
    void changed(); ///< anything above
    void complained(const miniqq::lab::Complaint &complaint);
    void sent(); ///< the payload of send() was given to the kernel, or waits for room there

private:
    void dial(const SocketName &to, const std::optional<SocketName> &from);
    void onConnected();
    void onFailed(const Failure &failure);
    void onTimedOut();
    void onReceived(const QByteArray &bytes);
    void show(const QByteArray &bytes);
    void endLines(); ///< what is left of them is shown
    void onBroken(const Failure &failure);
    void sendBytes(const Payload &payload, const QByteArray &bytes);
    void leave(const QString &note);
    void setState(State state);
    void readIfAutomatic();

    SocketContext &m_context;
    Transcript m_transcript;
    std::unique_ptr<StreamClient> m_client;
    TimedReceive *m_receive = nullptr; // goes with the client's end
    std::optional<TextDecoder> m_decoder;
    std::optional<LineReader> m_lines;
    std::optional<ConnectResult> m_result;
    QTimer m_patience; // of connecting
    SocketName m_to;
    QString m_local;
    QString m_peer;
    Encoding m_sends = Encoding::Utf8;
    Encoding m_reads = Encoding::Utf8;
    TimeLimit m_limit;
    State m_state = State::Idle;
    int m_receiveSize = 1024;
    quint64 m_attempt = 0; // answers of older look-ups are not for us
    bool m_automatic = true;
    bool m_byLines = false;
    bool m_halfClosed = false;
    bool m_peerEnded = false;
};

} // namespace miniqq::lab
