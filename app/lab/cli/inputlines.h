// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/failure.h"

#include <QFile>
#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <optional>

namespace miniqq::lab {

/// Lines of standard input or of a file, UTF-8, one for each request(). It never waits and reads no further
/// ahead than it must, so that a file of any size is no burden.
class InputLines final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Standard input if `file` is empty.
    std::optional<Failure> open(const QString &file = {});
    /// line() or ended() follows, never within the call.
    void request();

Q_SIGNALS:
    void line(const QString &text); ///< without its newline
    void ended();                   ///< there is no more

private:
    static constexpr qsizetype maxLine = 1024 * 1024; ///< bytes; a longer one comes in pieces

    void read();
    void answer();

    QFile m_file;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_buffer;
    int m_wanted = 0;
    bool m_atEnd = false;
};

} // namespace miniqq::lab
