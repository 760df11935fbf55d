// SPDX-License-Identifier: MIT
#include "app/lab/models/tuplemodel.h"

#include "common/base/errornames.h"

#include <algorithm>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

TupleModel::TupleModel(const std::vector<LabEnd> &ends, const SocketBook &book, QObject *parent)
    : QAbstractListModel(parent)
    , m_ends(ends)
    , m_book(book)
{}

QString TupleModel::protocolOf(const LabSocket &socket)
{
    if (socket.family == u"AF_UNIX"_s)
        return u"UNIX"_s;
    if (socket.kind == u"SOCK_RAW"_s)
        return u"ICMP"_s;
    return socket.isDatagram() ? u"UDP"_s : u"TCP"_s;
}

QString TupleModel::portOf(const LabSocket &socket, const QString &name)
{
    return socket.family == u"AF_UNIX"_s ? name : name.mid(name.lastIndexOf(u':') + 1);
}

QString TupleModel::stateText(const LabSocket &socket)
{
    switch (socket.state) {
    case SocketState::Created:
        return tr("created");
    case SocketState::Bound:
        return tr("bound");
    case SocketState::Listening:
        return tr("listens, backlog %1").arg(socket.backlog);
    case SocketState::Connecting:
        return tr("connecting");
    case SocketState::Connected:
        return tr("connected");
    case SocketState::HalfClosed:
        return tr("sends no more");
    case SocketState::PeerClosed:
        return tr("the peer has closed");
    case SocketState::Failed:
        return tr("failed: %1").arg(QString::fromLatin1(errnoName(socket.error)));
    case SocketState::Closed:
        break;
    }
    return tr("closed");
}

std::vector<TupleModel::Row> TupleModel::makeRows()
{
    const std::vector<const LabSocket *> sockets = m_book.sockets();
    const size_t skipped = sockets.size() > size_t(maxRows) ? sockets.size() - size_t(maxRows) : 0;
    m_hidden = int(skipped + m_book.forgotten());
    std::vector<Row> rows;
    rows.reserve(sockets.size() - skipped);
    std::vector<const LabSocket *> children;
    for (size_t i = skipped; i < sockets.size(); ++i) {
        // One whose listener is not shown stands by itself.
        const bool below = !sockets[i]->listener.isNull() && m_book.find(sockets[i]->listener) &&
                           m_book.find(sockets[i]->listener)->number >= sockets[skipped]->number;
        if (below)
            children.push_back(sockets[i]);
        else
            rows.push_back({*sockets[i]});
    }
    // The children keep their order; each goes behind the last one of its listener.
    std::stable_sort(children.begin(), children.end(),
                     [](const LabSocket *a, const LabSocket *b) { return a->listener < b->listener; });
    for (auto child = children.begin(); child != children.end();) {
        const auto last = std::find_if(
            child, children.end(), [child](const LabSocket *s) { return s->listener != (*child)->listener; });
        auto listener = std::find_if(rows.begin(), rows.end(),
                                     [child](const Row &row) { return row.socket.id == (*child)->listener; });
        listener->children = int(last - child);
        const QString port = portOf(listener->socket, listener->socket.local);
        auto at = listener + 1;
        for (; child != last; ++child) {
            const bool same = !port.isEmpty() && portOf(**child, (*child)->local) == port;
            at = rows.insert(at, {**child, 1, 0, same}) + 1;
        }
    }
    return rows;
}

void TupleModel::refresh()
{
    if (m_version == m_book.version())
        return;
    m_version = m_book.version();
    std::vector<Row> rows = makeRows();
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                 [](const Row &a, const Row &b) { return a.socket.id == b.socket.id; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

int TupleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString TupleModel::countersOf(const LabSocket &socket) const
{
    if (socket.isListener())
        return tr("accepted %n connection(s)", nullptr, int(socket.accepted));
    return tr("%1 B sent in %2 · %3 B received in %4")
        .arg(QString::number(socket.bytesOut), QString::number(socket.sends), QString::number(socket.bytesIn),
             QString::number(socket.receives));
}

QVariant TupleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    const LabSocket &socket = row.socket;
    const bool known = socket.end >= 0 && size_t(socket.end) < m_ends.size();
    const LabEnd end = known ? m_ends[size_t(socket.end)] : LabEnd();
    switch (role) {
    case IdRole:
        return socket.id.value();
    case DepthRole:
        return row.depth;
    case LetterRole:
        return end.letter();
    case ServerRole:
        return end.role == EndRole::Server;
    case ProtocolRole:
        return protocolOf(socket);
    case LocalRole:
        return socket.local;
    case PeerRole:
        return socket.peer;
    case StateRole:
        return int(socket.state);
    case StateTextRole:
        return stateText(socket);
    case ProblemRole:
        return socket.state == SocketState::Failed;
    case OpenRole:
        return socket.isOpen();
    case BytesInRole:
        return socket.bytesIn;
    case BytesOutRole:
        return socket.bytesOut;
    case CountersRole:
        return countersOf(socket);
    case ChildrenRole:
        return row.children;
    case SamePortRole:
        return row.samePort;
    case DescriptorRole:
        return socket.fd;
    case Qt::DisplayRole:
        return u"%1 %2 → %3"_s.arg(protocolOf(socket), socket.local, socket.peer);
    case Qt::AccessibleTextRole:
        return tr("%1: %2, local %3, peer %4, %5, %6")
            .arg(end.title(), protocolOf(socket), socket.local.isEmpty() ? tr("none") : socket.local,
                 socket.peer.isEmpty() ? tr("none") : socket.peer, stateText(socket), countersOf(socket));
    default:
        return {};
    }
}

} // namespace miniqq::lab
