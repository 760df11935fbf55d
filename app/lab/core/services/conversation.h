// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/services/servicesettings.h"
#include "app/lab/core/streamend.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace miniqq::lab {

/// What a service does with one client that it accepted: receive, think, send, in this order and never two at
/// once, as a program with blocking calls does. Made in the service's thread, may then be moved to its own;
/// everything from start() on happens there.
class Conversation : public QObject
{
    Q_OBJECT

public:
    Conversation(std::unique_ptr<NativeSocket> socket, const SocketName &peer,
                 const ServiceSettings &settings);

    const SocketName &peer() const { return m_peer; }

    void start();
    /// Closes at once; finished() follows.
    void stop(const QString &reason);
    /// The operator's answer to replyWanted().
    void reply(const QString &text);
    /// The operator will never answer.
    void refuseReply();

Q_SIGNALS:
    /// What the tutorial's program prints, UTF-8, with newlines where it prints them.
    void printed(const QByteArray &utf8);
    void replyWanted();
    /// The printed program would have died of this; the socket is closed. finished() follows.
    void died(const QString &text);
    /// The socket is closed; the reason is empty when the conversation took its course.
    void finished(const QString &reason);

protected:
    static constexpr qsizetype receiveSize = 1024;

    /// The client has just been accepted.
    virtual void begin() {}
    /// One receive; empty: the client has closed its side.
    virtual void receive(const QByteArray &bytes) = 0;
    virtual void operatorSaid(const QString &) {}
    /// Receiving or sending failed. By default the end, as the printed program's or an orderly one.
    virtual void fail(const Failure &failure);

    const ServiceSettings &settings() const { return m_settings; }
    StreamEnd &end() { return *m_end; }
    bool isOver() const { return m_over; }
    void print(const QString &line); ///< with a newline
    void printPrompt(const QString &text);
    /// The next receive follows when all of it is with the kernel.
    void send(const QByteArray &bytes);
    /// The next receive follows after settings().pauseMs and `then`.
    void pause(const std::function<void()> &then);
    /// The next receive follows after operatorSaid().
    void askOperator();
    /// Closes when everything is sent. Repaired, the client gets a second to read it and close too: closing
    /// with something unread of it would be a reset, and could take the answer away again.
    void finish(const QString &reason = {});
    void die(const QString &text);

private:
    void onReceived(const QByteArray &bytes);
    void resume();
    void closeGently();
    void closeNow(const QString &reason);

    const SocketName m_peer;
    const ServiceSettings m_settings;
    StreamEnd *m_end; // a child, as the timers are, so that they move along
    QTimer *m_idle;
    QTimer *m_pause;
    QTimer *m_farewell;
    std::function<void()> m_then;
    QString m_reason;
    bool m_asking = false;
    bool m_clientEnded = false;
    bool m_finishing = false;
    bool m_over = false;
};

} // namespace miniqq::lab
