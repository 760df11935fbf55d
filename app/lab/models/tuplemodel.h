// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/labend.h"
#include "app/lab/models/socketbook.h"

#include <QAbstractListModel>

namespace miniqq::lab {

/// One row per socket of an experiment with what identifies its connection: protocol, local and peer address
/// and port. What a listener has accepted stands below it, one deeper: the same local port, another peer.
/// Of more sockets than maxRows the newest are shown and the others counted.
class TupleModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< qint64, its number in the log
        DepthRole,                 ///< int, 1 for an accepted one below its listener
        LetterRole,                ///< QString, "S"
        ServerRole,                ///< bool
        ProtocolRole,              ///< QString, "TCP", "UDP", "UNIX"
        LocalRole,                 ///< QString, "127.0.0.1:8001"; empty before it has a name
        PeerRole,                  ///< QString; empty without a peer
        StateRole,                 ///< int(SocketState)
        StateTextRole,             ///< QString, "listens, backlog 5"
        ProblemRole,               ///< bool: it failed
        OpenRole,                  ///< bool
        BytesInRole,               ///< qint64
        BytesOutRole,              ///< qint64
        CountersRole,              ///< QString, "2 sent · 18 B   1 received · 5 B"
        ChildrenRole,              ///< int, rows below a listener
        SamePortRole,              ///< bool: accepted, and its local port is its listener's
        DescriptorRole,            ///< int, fd; -1 if not known
    };

    static constexpr int maxRows = 200;

    /// Both must stay valid.
    TupleModel(const std::vector<LabEnd> &ends, const SocketBook &book, QObject *parent = nullptr);

    /// Takes over what the book knows now.
    void refresh();
    int hidden() const { return m_hidden; } ///< sockets without a row, forgotten ones included

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    static QString stateText(const LabSocket &socket);
    static QString protocolOf(const LabSocket &socket);
    /// "8001" of "127.0.0.1:8001"; the path of AF_UNIX.
    static QString portOf(const LabSocket &socket, const QString &name);

private:
    struct Row
    {
        LabSocket socket;
        int depth = 0;
        int children = 0;
        bool samePort = false;
    };

    std::vector<Row> makeRows();
    QString countersOf(const LabSocket &socket) const;

    const std::vector<LabEnd> &m_ends;
    const SocketBook &m_book;
    std::vector<Row> m_rows;
    quint64 m_version = ~quint64(0);
    int m_hidden = 0;
};

} // namespace miniqq::lab
