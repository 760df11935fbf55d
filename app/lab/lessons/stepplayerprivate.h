// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/stepplayer.h"

#include <QCoreApplication>

#include <utility>

namespace miniqq::lab {

/// The words of what steps bring.
struct StepWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::LessonStep)
};

/// Bytes as Python shows them, the first ones of many.
QString shownBytesOf(const QByteArray &bytes);
/// A text in quotes on one line; what cannot be seen is written as in Python.
QString shownTextOf(const QString &text);

template<class Handler>
void StepPlayer::onReadable(Handler handler)
{
    connect(&socket(), &NativeSocket::readable, m_watch, handler);
    socket().watchReads(true);
}

template<class Handler>
void StepPlayer::onWritable(Handler handler)
{
    if (!std::exchange(m_writesWired, true))
        connect(&socket(), &NativeSocket::writable, m_watch, handler);
    socket().watchWrites(true);
}

template<class Handler>
void StepPlayer::again(int ms, Handler handler)
{
    m_again.disconnect(this);
    connect(&m_again, &QTimer::timeout, this, handler);
    m_again.start(ms);
}

} // namespace miniqq::lab
