// SPDX-License-Identifier: MIT
#include "app/lab/ui/exchangeplayer.h"

#include <chrono>

namespace miniqq::lab {

using namespace std::chrono_literals;

ExchangePlayer::ExchangePlayer(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(33ms);
    connect(&m_timer, &QTimer::timeout, this, &ExchangePlayer::tick);
}

void ExchangePlayer::start(const ExchangeRecord &record)
{
    m_replay.emplace(record);
    m_replay->setSpeed(m_speed);
    play();
    Q_EMIT moved();
}

void ExchangePlayer::stop()
{
    m_timer.stop();
    m_replay.reset();
    Q_EMIT stateChanged();
}

void ExchangePlayer::play()
{
    if (!m_replay)
        return;
    if (m_replay->atEnd())
        m_replay->seek(0);
    m_since.start();
    m_timer.start();
    Q_EMIT stateChanged();
}

void ExchangePlayer::pause()
{
    m_timer.stop();
    Q_EMIT stateChanged();
}

void ExchangePlayer::step(bool forward)
{
    if (!m_replay)
        return;
    if (isPlaying())
        pause();
    if (m_replay->step(forward))
        Q_EMIT moved();
}

void ExchangePlayer::seek(qint64 position)
{
    if (!m_replay)
        return;
    m_replay->seek(position);
    Q_EMIT moved();
}

void ExchangePlayer::setSpeed(qreal speed)
{
    m_speed = qBound(ExchangeReplay::slowest, speed, ExchangeReplay::fastest);
    if (m_replay)
        m_replay->setSpeed(m_speed);
    Q_EMIT stateChanged();
}

void ExchangePlayer::tick()
{
    m_replay->advance(m_since.nsecsElapsed());
    m_since.start();
    if (m_replay->atEnd())
        pause();
    Q_EMIT moved();
}

} // namespace miniqq::lab
