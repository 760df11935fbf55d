// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/exchangereplay.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace miniqq::lab {

/// Lets an ExchangeReplay run by the clock.
class ExchangePlayer : public QObject
{
    Q_OBJECT
public:
    explicit ExchangePlayer(QObject *parent = nullptr);

    /// Begins at the start and plays; the record must stay as it is until stop().
    void start(const ExchangeRecord &record);
    void stop();
    bool isActive() const { return m_replay.has_value(); }
    /// nullptr while nothing is replayed.
    const ExchangeReplay *replay() const { return m_replay ? &*m_replay : nullptr; }

    bool isPlaying() const { return m_timer.isActive(); }
    /// At the end it begins anew.
    void play();
    void pause();
    void step(bool forward);
    void seek(qint64 position);
    qreal speed() const { return m_speed; }
    void setSpeed(qreal speed);

Q_SIGNALS:
    void moved();        ///< to another position
    void stateChanged(); ///< started, stopped, playing, paused, another speed

private:
    void tick();

    std::optional<ExchangeReplay> m_replay;
    QTimer m_timer;
    QElapsedTimer m_since;
    qreal m_speed = ExchangeReplay::fastest;
};

} // namespace miniqq::lab
