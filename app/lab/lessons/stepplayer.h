// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lessonstage.h"
#include "app/lab/lessons/stepresult.h"

#include <QMutex>
#include <QObject>
#include <QTimer>

#include <memory>

namespace miniqq::lab {

/// Plays one step after the other on a stage; what has to be waited for is waited for by the sockets'
/// notifiers, until the step's limit. Destroying it abandons the step under way. Lives in one thread.
class StepPlayer final : public QObject
{
    Q_OBJECT

public:
    explicit StepPlayer(LessonStage &stage, QObject *parent = nullptr);
    ~StepPlayer() override;

    /// done() follows, never within the call. Not while another step is under way.
    void play(const LessonStep &step, int index);

Q_SIGNALS:
    void done(const miniqq::lab::StepResult &result);

private:
    /// What another thread has to pass: whether there is still somebody to tell.
    struct Gate
    {
        QMutex mutex;
        StepPlayer *player = nullptr; // by mutex
    };

    // One per kind of step; in stepplayer.cpp, streamsteps.cpp, othersteps.cpp.
    void begin();
    void open();
    void connectTo();
    void awaitConnect();
    void onConnectAnswer();
    void accept();
    void send();
    void sendOnce();
    void sendMore();
    void sendUntilFull();
    void settle(const CallResult &full);
    void readMeanwhile();
    void receive();
    void receiveSome();
    bool receiveOnce();
    void receiveFrom();
    void listenForSilence();
    void decode();
    void cutFrames();
    void option();
    void name(bool peer);
    void startService();
    void stopService();
    void awaitOutput();
    void awaitState();
    void lookAtTable();
    void onTable(int turn, const QString &state);
    void takeState(const QString &state, bool fromTable);

    void moved(const CallResult &result, QByteArrayView bytes);
    void took(const Received &received);
    bool isDatagram() const;
    bool needsActor() const;
    /// `handler` whenever the step's socket is readable or writable, until the step is done.
    template<class Handler>
    void onReadable(Handler handler);
    template<class Handler>
    void onWritable(Handler handler);
    /// Looks again in a while.
    template<class Handler>
    void again(int ms, Handler handler);
    void failWith(const CallResult &result);
    void finish(const QString &outcome);
    void finish(const CallResult &result, const QString &outcome = {});
    void giveUp();
    LessonSocket &actor() { return *m_actor; }
    NativeSocket &socket() { return *m_actor->socket; }

    LessonStage &m_stage;
    LessonStep m_step;
    StepResult m_result;
    LessonSocket *m_actor = nullptr;
    LessonSocket *m_reader = nullptr;
    QTimer m_limit;
    QTimer m_again;
    QObject *m_watch = nullptr; // a child: what is connected to the step's sockets ends with it
    const std::shared_ptr<Gate> m_gate;
    qsizetype m_sent = 0;
    int m_turn = 0;  // which step it is: answers to an earlier one come too late
    int m_sends = 0; // until it is full
    bool m_writesWired = false;
    bool m_busy = false;
};

/// What the call of a step is called: "recv(5)", "connect(127.0.0.1:8008)".
QString callTitle(const LessonStep &step, const SocketName &place);

} // namespace miniqq::lab
