// SPDX-License-Identifier: MIT
// What the rows of TrafficModel answer.
#include "common/tap/trafficmodel.h"

#include <QDateTime>

namespace miniqq::tap {
namespace {

QString kindText(const TrafficEvent &event)
{
    switch (event.kind) {
    case EventKind::Opened:
        return TrafficModel::tr("connected");
    case EventKind::Secured:
        return TrafficModel::tr("encrypted");
    case EventKind::BytesRead:
        return TrafficModel::tr("bytes read");
    case EventKind::BytesWritten:
        return TrafficModel::tr("bytes written");
    case EventKind::Closed:
        return TrafficModel::tr("closed");
    case EventKind::Call:
        return QString(QString::fromLatin1(event.type) + QLatin1Char('(') + event.text +
                       QLatin1String(") = ") + QString::number(event.result));
    case EventKind::Frame:
        break;
    }
    return event.type.isEmpty() ? TrafficModel::tr("not an envelope") : QString::fromUtf8(event.type);
}

bool hasLength(const TrafficEvent &event)
{
    return event.length > 0;
}

} // namespace

QVariant TrafficModel::display(const Entry &entry, int column) const
{
    const TrafficEvent &event = entry.event;
    switch (column) {
    case TimeColumn:
        return QDateTime::fromMSecsSinceEpoch(event.wallMs).toString(QStringLiteral("HH:mm:ss.zzz"));
    case FromColumn:
        return entry.from;
    case ToColumn:
        return entry.to;
    case TypeColumn:
        return kindText(event);
    case LengthColumn:
        return hasLength(event) ? QVariant(qint64(event.length)) : QVariant();
    default:
        return {};
    }
}

QVariant TrafficModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Entry &e = entry(index.row());
    const TrafficEvent &event = e.event;
    switch (role) {
    case Qt::DisplayRole:
        return display(e, index.column());
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter) | int(index.column() == LengthColumn ? Qt::AlignRight : Qt::AlignLeft);
    case NumberRole:
        return event.number;
    case TimeRole:
        return event.wallMs;
    case MonotonicRole:
        return event.monotonicNs;
    case ConnectionRole:
        return event.connection.value();
    case KindRole:
        return int(event.kind);
    case DirectionRole:
        return int(event.direction);
    case FromRole:
        return e.from;
    case ToRole:
        return e.to;
    case TypeRole:
        return kindText(event);
    case LengthRole:
        return qint64(event.length);
    case FrameRole:
        return event.frame;
    case CategoryRole:
        return int(categoryOf(event));
    case ReplyRole:
        return isReply(event);
    case RedactedRole:
        return event.redacted;
    case IdRole:
        return QString::fromUtf8(event.id);
    case ReRole:
        return QString::fromUtf8(event.re);
    case TextRole:
        return event.text;
    default:
        return {};
    }
}

QVariant TrafficModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case FromColumn:
        return tr("From");
    case ToColumn:
        return tr("To");
    case TypeColumn:
        return tr("Type");
    case LengthColumn:
        return tr("Bytes");
    default:
        return {};
    }
}

QHash<int, QByteArray> TrafficModel::roleNames() const
{
    return {{NumberRole, "number"},
            {TimeRole, "time"},
            {MonotonicRole, "monotonic"},
            {ConnectionRole, "connection"},
            {KindRole, "kind"},
            {DirectionRole, "direction"},
            {FromRole, "from"},
            {ToRole, "to"},
            {TypeRole, "type"},
            {LengthRole, "length"},
            {FrameRole, "frame"},
            {CategoryRole, "category"},
            {ReplyRole, "reply"},
            {RedactedRole, "redacted"},
            {IdRole, "id"},
            {ReRole, "re"},
            {TextRole, "text"}};
}

} // namespace miniqq::tap
