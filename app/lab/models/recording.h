// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/tap/trafficimport.h"
#include "common/tap/trafficlog.h"

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace miniqq::lab {

/// An event log that was written to a file (common/tap/trafficexport.h), read again.
struct Recording
{
    static constexpr qint64 mostBytes = 256 * 1024 * 1024; ///< of the file; the rest is not read
    static constexpr size_t mostLines = 50'000;

    QString file;
    std::vector<tap::RecordedLine> lines;
    std::vector<QString> spoken; ///< each line in words, as it was read: what a filter looks through
    qsizetype strange = 0;       ///< lines that are no events
    QString firstFault;          ///< what is wrong with the first of them, and where it stands
    quint64 missed = 0;          ///< events that were lost before they could be written
    bool cut = false;            ///< the file goes on, but this is as much as is shown
};

/// Reads a file; blocks, so call it on a thread of the pool. An error says why there is nothing to show: the
/// file is not there, or no line of it is an event.
Result<Recording> readRecording(const QString &file);

/// Writes events with what is known of their connections; blocks likewise. The file is there whole or not at
/// all.
Result<Done> writeRecording(const QString &file, const std::vector<tap::TrafficEvent> &events,
                            const std::vector<tap::ConnectionFacts> &facts);

/// A recording as rows.
class RecordingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, SocketColumn, WhatColumn, ResultColumn, BytesColumn, ColumnCount };
    enum Role { FailedRole = Qt::UserRole + 1 }; ///< bool

    using QAbstractTableModel::QAbstractTableModel;

    void setRecording(Recording recording);
    const Recording &recording() const { return m_recording; }
    const tap::RecordedLine &lineAt(int row) const { return m_recording.lines[m_rows[size_t(row)]]; }
    /// Shows only lines that contain the text; case does not matter. Empty: all.
    void setFilter(const QString &text);
    /// For a change of language.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void choose();
    QString display(const tap::RecordedLine &line, int column) const;

    Recording m_recording;
    QString m_filter;
    std::vector<size_t> m_rows; ///< of the lines that are shown
    qint64 m_firstNs = 0;
};

} // namespace miniqq::lab
