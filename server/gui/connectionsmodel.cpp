// SPDX-License-Identifier: MIT
#include "server/gui/connectionsmodel.h"

#include "common/ui/format.h"
#include "server/gui/format.h"

#include <algorithm>

namespace miniqq::server {
namespace {

/// Figures stand right, words and curves left.
int alignmentOf(int column)
{
    const bool left = column <= ConnectionsModel::TlsColumn || column == ConnectionsModel::RateColumn;
    return int(Qt::AlignVCenter) | int(left ? Qt::AlignLeft : Qt::AlignRight);
}

} // namespace

void ConnectionsModel::refresh(Row &row, const ConnectionStatus &status)
{
    const quint64 before = row.status.bytesIn + row.status.bytesOut;
    const quint64 now = status.bytesIn + status.bytesOut;
    row.samples.append(double(now - std::min(now, before)));
    if (row.samples.size() > sampleCount)
        row.samples.removeFirst();
    row.status = status;
}

void ConnectionsModel::update(const std::vector<ConnectionStatus> &connections)
{
    // Both lists ascend by id and ids are never reused: what went is taken out first.
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        const ConnectionId id = m_rows[size_t(row)].status.id;
        const auto found =
            std::lower_bound(connections.begin(), connections.end(), id,
                             [](const ConnectionStatus &c, ConnectionId wanted) { return c.id < wanted; });
        if (found != connections.end() && found->id == id)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    // What is new is mostly at the end, but not always: a slower I/O worker may tell of an older connection
    // later than another tells of a newer one.
    const bool kept = !m_rows.empty();
    for (size_t i = 0; i < connections.size();) {
        if (i < m_rows.size() && m_rows[i].status.id == connections[i].id) {
            refresh(m_rows[i], connections[i]);
            ++i;
            continue;
        }
        size_t end = i + 1;
        while (end < connections.size() && (i >= m_rows.size() || connections[end].id < m_rows[i].status.id))
            ++end;
        beginInsertRows({}, int(i), int(end) - 1);
        std::vector<Row> fresh;
        for (; i < end; ++i)
            fresh.push_back({connections[i], {}});
        m_rows.insert(m_rows.begin() + std::ptrdiff_t(end - fresh.size()), fresh.begin(), fresh.end());
        endInsertRows();
    }

    m_top = 0;
    for (const Row &row : m_rows) {
        if (!row.samples.isEmpty())
            m_top = std::max(m_top, *std::max_element(row.samples.begin(), row.samples.end()));
    }
    if (kept)
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

int ConnectionsModel::rowOf(ConnectionId id) const
{
    const auto found =
        std::lower_bound(m_rows.begin(), m_rows.end(), id,
                         [](const Row &row, ConnectionId wanted) { return row.status.id < wanted; });
    return found != m_rows.end() && found->status.id == id ? int(found - m_rows.begin()) : -1;
}

int ConnectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ConnectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ConnectionsModel::display(const ConnectionStatus &status, int column)
{
    switch (column) {
    case AccountColumn:
        if (status.account.isEmpty())
            return tr("not signed in");
        return status.display.isEmpty() ? status.account : status.display;
    case PeerColumn:
        return status.peer.toText();
    case LocalColumn:
        return status.local.toText();
    case TlsColumn:
        if (!status.tlsVersion.isEmpty())
            return QString(status.tlsVersion).remove(QStringLiteral("TLSv"));
        return status.encrypted ? tr("handshake") : tr("none");
    case SinceColumn:
        return Format::clock(status.sinceMs);
    case IdleColumn:
        return Format::idle(status.idleMs);
    case InColumn:
        return ui::formatBytes(qint64(status.bytesIn));
    case OutColumn:
        return ui::formatBytes(qint64(status.bytesOut));
    case RttColumn:
        return status.rttUs ? Format::milliseconds(*status.rttUs / 1000.0) : QStringLiteral("—");
    case QueueColumn:
        return status.queueBytes == 0 ? QStringLiteral("0") : ui::formatBytes(qint64(status.queueBytes));
    default:
        return {};
    }
}

QVariant ConnectionsModel::sortValue(const ConnectionStatus &status, int column)
{
    switch (column) {
    case AccountColumn:
        return status.account.isEmpty() ? QStringLiteral("\uffff") : status.account;
    case SinceColumn:
        return status.sinceMs;
    case IdleColumn:
        return status.idleMs;
    case InColumn:
        return status.bytesIn;
    case OutColumn:
        return status.bytesOut;
    case RttColumn:
        return status.rttUs.value_or(0);
    case RateColumn:
        return status.bytesIn + status.bytesOut;
    case QueueColumn:
        return qint64(status.queueBytes);
    default:
        return display(status, column);
    }
}

QString ConnectionsModel::tooltip(const ConnectionStatus &status, int column)
{
    switch (column) {
    case AccountColumn:
        return status.account;
    case TlsColumn:
        return status.cipher;
    case InColumn:
        return tr("%1 bytes in %2 frames, %3 messages")
            .arg(status.bytesIn)
            .arg(status.framesIn)
            .arg(status.messagesIn);
    case OutColumn:
        return tr("%1 bytes in %2 frames, %3 messages")
            .arg(status.bytesOut)
            .arg(status.framesOut)
            .arg(status.messagesOut);
    case RttColumn:
        return tr("smoothed round trip time, getsockopt(TCP_INFO)");
    case QueueColumn:
        return tr("bytes queued in the server that the system has not taken yet");
    default:
        return {};
    }
}

QString ConnectionsModel::accessible(const ConnectionStatus &status, int column) const
{
    return headerData(column, Qt::Horizontal).toString() + QStringLiteral(": ") + display(status, column);
}

QVariant ConnectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(row.status, index.column());
    case Qt::ToolTipRole:
        return ui::toolTipText(tooltip(row.status, index.column()));
    case Qt::AccessibleTextRole:
        return accessible(row.status, index.column());
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case IdRole:
        return row.status.id.value();
    case AccountRole:
        return row.status.account;
    case SortRole:
        return sortValue(row.status, index.column());
    case FilterRole:
        // People search for the account as well as for the name they read.
        return index.column() == AccountColumn
                   ? row.status.account + QLatin1Char('\n') + display(row.status, AccountColumn)
                   : display(row.status, index.column());
    case SamplesRole:
        return QVariant::fromValue(row.samples);
    case TopRole:
        return m_top;
    case EncryptedRole:
        return row.status.encrypted && !row.status.tlsVersion.isEmpty();
    case QueueRole:
        return qint64(row.status.queueBytes);
    default:
        return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AccountColumn:
        return tr("Account");
    case PeerColumn:
        return tr("Peer");
    case LocalColumn:
        return tr("Local end");
    case TlsColumn:
        return tr("TLS");
    case SinceColumn:
        return tr("Since");
    case IdleColumn:
        return tr("Idle");
    case InColumn:
        return tr("In");
    case OutColumn:
        return tr("Out");
    case RttColumn:
        return tr("RTT ms");
    case RateColumn:
        return tr("60 s");
    case QueueColumn:
        return tr("Queue");
    default:
        return {};
    }
}

void ConnectionsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, ColumnCount - 1));
}

} // namespace miniqq::server
