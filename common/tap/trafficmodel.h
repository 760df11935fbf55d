// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/category.h"
#include "common/tap/trafficfilter.h"
#include "common/tap/trafficlog.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>

namespace miniqq::tap {

/// The newest events of a log as rows. It asks the log ten times a second while it is active, whatever
/// happens on the wire: no signal per frame. Lives in the GUI thread; the log must outlive it.
class TrafficModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, FromColumn, ToColumn, TypeColumn, LengthColumn, ColumnCount };

    enum Role {
        NumberRole = Qt::UserRole + 1, ///< quint64
        TimeRole,                      ///< qint64, ms since 1970 UTC
        MonotonicRole,                 ///< qint64, ns
        ConnectionRole,                ///< qint64
        KindRole,                      ///< int(EventKind)
        DirectionRole,                 ///< int(Direction)
        FromRole,                      ///< QString, an account, "server" or an address
        ToRole,                        ///< QString
        TypeRole,                      ///< QString, "chat.send", or the kind in words
        LengthRole,                    ///< qint64, bytes
        FrameRole,                     ///< QByteArray, header and payload; may be empty
        CategoryRole,                  ///< int(Category)
        ReplyRole,                     ///< bool, open arrow head
        RedactedRole,                  ///< bool
        IdRole,                        ///< QString
        ReRole,                        ///< QString
        TextRole,                      ///< QString
    };

    static constexpr int defaultMaxRows = 5'000;

    explicit TrafficModel(const TrafficLog &log, QObject *parent = nullptr, int maxRows = defaultMaxRows);

    /// Whether anybody looks. Inactive it costs nothing, and catches up when it becomes active again.
    void setActive(bool active);
    bool isActive() const { return m_timer.isActive(); }

    /// Paused, the rows stand still while the log goes on; waiting() counts what resuming will bring.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    /// Shows only what fits (trafficfilter.h), among the rows that are there and those to come.
    void setFilter(const QString &text);
    QString filter() const { return m_filterText; }
    /// Whether every read and write of the stream and every system call has a row too. Off at first.
    void setReadsShown(bool shown);
    bool readsShown() const { return m_readsShown; }
    /// Shows one connection only; a null id shows all.
    void setConnection(ConnectionId id);

    /// Takes the rows away; the log keeps its events.
    void clear();

    quint64 waiting() const { return m_waiting; } ///< events that came while paused
    quint64 missed() const { return m_missed; }   ///< events that were dropped before they could be shown
    int hidden() const { return int(m_entries.size() - m_visible.size()); } ///< kept but filtered out

    /// The event of a row; valid until the model changes.
    const TrafficEvent &eventAt(int row) const { return entry(row).event; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Fetches what is new at once, instead of at the next tick.
    void refresh();

Q_SIGNALS:
    /// waiting(), missed() or hidden() changed.
    void countsChanged();

private:
    struct Entry
    {
        TrafficEvent event;
        QString from;
        QString to;
    };

    const Entry &entry(int row) const { return m_entries[size_t(m_visible[size_t(row)] - m_firstEntry)]; }
    Entry makeEntry(TrafficEvent event) const;
    bool isShown(const Entry &entry) const;
    void append(std::vector<Entry> &&entries);
    void dropOldest(size_t count);
    void rebuild();
    QVariant display(const Entry &entry, int column) const;

    const TrafficLog &m_log;
    const size_t m_maxRows;
    TrafficLog::Cursor m_cursor;
    QTimer m_timer;
    std::deque<Entry> m_entries;   // the newest events, shown or not
    std::deque<quint64> m_visible; // running numbers of those shown
    quint64 m_firstEntry = 0;      // running number of m_entries.front()
    quint64 m_waiting = 0;
    quint64 m_missed = 0;
    TrafficFilter m_filter;
    QString m_filterText;
    ConnectionId m_connection;
    bool m_readsShown = false;
    bool m_paused = false;
};

} // namespace miniqq::tap
