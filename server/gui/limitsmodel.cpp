// SPDX-License-Identifier: MIT
#include "server/gui/limitsmodel.h"

#include "common/ui/format.h"

#include <QLocale>

namespace miniqq::server {

void LimitsModel::setLimits(const std::vector<LimitReport> &limits)
{
    if (limits.size() != m_limits.size()) {
        beginResetModel();
        m_limits = limits;
        endResetModel();
        return;
    }
    for (size_t row = 0; row < limits.size(); ++row) {
        if (limits[row].hits == m_limits[row].hits)
            continue;
        m_limits[row] = limits[row];
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), ColumnCount - 1));
    }
}

void LimitsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_limits.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_limits.size()) - 1, ColumnCount - 1));
}

int LimitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_limits.size());
}

int LimitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LimitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LimitReport &limit = m_limits[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (index.column() == NameColumn)
            return nameOf(limit.limit);
        if (index.column() == ValueColumn)
            return valueOf(limit);
        return QString::number(limit.hits);
    case Qt::ToolTipRole: // as it stands in the configuration file
        return index.column() == NameColumn ? limit.name : QString();
    case ReachedRole:
        return limit.hits > 0;
    default:
        return {};
    }
}

QVariant LimitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Limit");
    case ValueColumn:
        return tr("Set to");
    case HitsColumn:
        return tr("Times reached");
    default:
        return {};
    }
}

QString LimitsModel::valueOf(const LimitReport &limit)
{
    switch (limit.unit) {
    case LimitReport::Unit::Count:
        return QString::number(limit.amount);
    case LimitReport::Unit::Bytes:
        return ui::formatBytes(limit.amount);
    case LimitReport::Unit::Milliseconds:
        return tr("%1 s").arg(double(limit.amount) / 1000);
    case LimitReport::Unit::Rate:
    case LimitReport::Unit::ByteRate:
        break;
    }
    if (limit.perSecond <= 0)
        return tr("no limit");
    if (limit.unit == LimitReport::Unit::ByteRate)
        return tr("%1 at once, then %2/s")
            .arg(ui::formatBytes(limit.amount), ui::formatBytes(qint64(limit.perSecond)));
    if (limit.perSecond >= 1)
        return tr("%1 at once, then %2 per second").arg(limit.amount).arg(limit.perSecond, 0, 'g', 6);
    return tr("%1 at once, then %2 per minute").arg(limit.amount).arg(limit.perSecond * 60, 0, 'g', 6);
}

QString LimitsModel::nameOf(LimitHit limit)
{
    switch (limit) {
    case LimitHit::PreAuthFrameBytes:
        return tr("Frame before sign-in");
    case LimitHit::FrameBytes:
        return tr("Frame after sign-in");
    case LimitHit::Handshake:
        return tr("Time for the TLS handshake");
    case LimitHit::SignIn:
        return tr("Time to sign in");
    case LimitHit::Frame:
        return tr("Time to finish a frame");
    case LimitHit::Dead:
        return tr("Silence until a connection counts as dead");
    case LimitHit::Connections:
        return tr("Connections in all");
    case LimitHit::ConnectionsPerAddress:
        return tr("Connections per address");
    case LimitHit::PreAuthPerAddress:
        return tr("Connections per address that have not signed in");
    case LimitHit::PreAuth:
        return tr("Connections in all that have not signed in");
    case LimitHit::NewConnectionsPerAddress:
        return tr("New connections per address");
    case LimitHit::FramesPerConnection:
        return tr("Frames per connection");
    case LimitHit::BytesPerConnection:
        return tr("Bytes per connection");
    case LimitHit::FileBytesPerConnection:
        return tr("Bytes of files per connection");
    case LimitHit::Json:
        return tr("Values in a frame, and how deep they lie");
    case LimitHit::WriteHard:
        return tr("Bytes waiting for somebody who does not read");
    case LimitHit::SessionsPerAccount:
        return tr("Sessions per account");
    case LimitHit::Registrations:
        return tr("New accounts");
    case LimitHit::RegistrationsPerAddress:
        return tr("New accounts per address");
    case LimitHit::FreeSignInFailures:
        return tr("Wrong passwords per account and address without a wait");
    case LimitHit::SignInFailuresPerAddress:
        return tr("Wrong passwords per address");
    case LimitHit::SignInFailuresPerAccount:
        return tr("Wrong passwords per account");
    case LimitHit::PasswordQueue:
        return tr("Passwords waiting to be checked");
    case LimitHit::Text:
        return tr("Characters of a message");
    case LimitHit::Messages:
        return tr("Messages per account");
    case LimitHit::PendingMessages:
        return tr("Messages waiting for the disk");
    case LimitHit::Mentions:
        return tr("People mentioned in a message");
    case LimitHit::MentionsOfAll:
        return tr("Messages per group that mention everybody");
    case LimitHit::HistoryPages:
        return tr("Pages of history per account");
    case LimitHit::Requests:
        return tr("Other requests per session");
    case LimitHit::Hints:
        return tr("Typing hints per account");
    case LimitHit::GroupMembers:
        return tr("Members of a group");
    case LimitHit::GroupsPerAccount:
        return tr("Groups per account");
    case LimitHit::GroupsBroughtInto:
        return tr("Groups that somebody was brought into");
    case LimitHit::GroupsPerInviter:
        return tr("Groups that somebody was brought into by one person");
    case LimitHit::GroupTitle:
        return tr("Characters of a group's title");
    case LimitHit::GroupNotice:
        return tr("Characters of a group's notice");
    case LimitHit::GroupChanges:
        return tr("Changes of groups per account");
    case LimitHit::Recalls:
        return tr("Messages taken back per account");
    case LimitHit::GroupPeople:
        return tr("People brought into groups per account");
    case LimitHit::GroupMessages:
        return tr("Messages per group");
    case LimitHit::WaitingGroupChanges:
        return tr("Changes of a group waiting for the disk");
    case LimitHit::FileBytes:
        return tr("Bytes of a file");
    case LimitHit::TransfersWaiting:
        return tr("Files per account waiting for their turn");
    case LimitHit::Transfers:
        return tr("Files on their way in all");
    case LimitHit::FileBytesPerAccount:
        return tr("Bytes of files kept per account");
    case LimitHit::Images:
        return tr("Pictures: bytes, size and frames");
    case LimitHit::Avatars:
        return tr("Profile pictures: bytes and size");
    case LimitHit::FileIdle:
        return tr("Time in which nothing of a file moves");
    case LimitHit::DiskFloor:
        return tr("Free disk space below which no file is taken");
    case LimitHit::Count:
        break;
    }
    return {};
}

} // namespace miniqq::server
