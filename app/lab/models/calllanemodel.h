// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/calltext.h"
#include "app/lab/models/labend.h"

#include <QAbstractListModel>

#include <deque>
#include <vector>

namespace miniqq::lab {

/// The calls of an experiment in their order, one row each, as the call lane shows them. Bounded: the oldest
/// go in blocks and are counted. Rows are given in batches by flush().
class CallLaneModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LetterRole = Qt::UserRole + 1, ///< QString, "S", "C2"
        EndIndexRole,                  ///< int, index of the end
        ServerRole,                    ///< bool: a server's
        TitleRole,                     ///< QString, "recv(5)"
        ResultRole,                    ///< QString, "b'\xc4\xe3'", "EAGAIN (11)"
        PythonRole,                    ///< QString, "data = s.recv(5)"
        QtRole,                        ///< QString, "QTcpSocket::read"; may be empty
        SinceRole,                     ///< qint64, ns since the first call
        FailedRole,                    ///< bool
        WaitsRole,                     ///< bool: failed only because it would have had to wait
        ConnectionRole,                ///< qint64
        NumberRole,                    ///< quint64, of the event in the log; 0 for derived rows
        DerivedRole,                   ///< bool: not a call, but what became of its bytes
    };

    static constexpr int maxRows = 5'000;
    static constexpr int dropBlock = 500;
    static constexpr qsizetype keptBytes = 4'096; ///< of what a call moved

    /// The ends must stay valid.
    explicit CallLaneModel(const std::vector<LabEnd> &ends, QObject *parent = nullptr);

    /// A row: the call of an end, or what became of it.
    struct Entry
    {
        tap::TrafficEvent event; ///< the frame cut to keptBytes
        int end = -1;
        bool derived = false;
        CallText text;
    };

    /// Noted now, shown by flush().
    void add(int end, const tap::TrafficEvent &event);
    /// What was made of the bytes of the call before: "decode("gbk")" and why it failed.
    void addDerived(int end, const tap::TrafficEvent &event, const CallText &text);
    void flush();
    void clear();

    quint64 dropped() const { return m_dropped; } ///< rows that had to make room
    const Entry &entryAt(int row) const { return m_entries[size_t(row)]; }
    /// Of one end, or of all for -1, in their order; derived rows left out.
    std::vector<const Entry *> entriesOf(int end) const;
    qint64 firstNs() const { return m_firstNs; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    void note(Entry entry);

    const std::vector<LabEnd> &m_ends;
    std::deque<Entry> m_entries;
    std::vector<Entry> m_noted;
    quint64 m_dropped = 0;
    qint64 m_firstNs = -1;
};

} // namespace miniqq::lab
