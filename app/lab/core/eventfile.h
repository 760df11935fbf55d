// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/failure.h"
#include "common/tap/trafficlog.h"

#include <QFile>
#include <QObject>
#include <QTimer>

#include <optional>

namespace miniqq::lab {

/// Writes an event log to a file as lines of JSON (common/tap/trafficexport.h) while it grows: ten times a
/// second, and what is left at the end. Bounded by the log it reads; what the log dropped is told in the
/// file.
class EventFile final : public QObject
{
    Q_OBJECT

public:
    /// The log must outlive this.
    explicit EventFile(const tap::TrafficLog &log, QObject *parent = nullptr);

    /// Begins a new file, over an old one of that name.
    std::optional<Failure> open(const QString &name);
    /// Writes what is left and closes; the first failure of all writing, if there was one.
    std::optional<Failure> finish();

private:
    void write();
    Failure failure(const QByteArray &call) const;

    const tap::TrafficLog &m_log;
    tap::TrafficLog::Cursor m_cursor;
    QFile m_file;
    QTimer m_timer;
    std::optional<Failure> m_failure;
};

} // namespace miniqq::lab
