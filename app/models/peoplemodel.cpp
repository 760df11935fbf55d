// SPDX-License-Identifier: MIT
#include "app/models/peoplemodel.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/peopleservice.h"

#include <QDateTime>

#include <algorithm>

namespace miniqq::client {

PeopleModel::PeopleModel(Client &client, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
{
    connect(&client.people(), &PeopleService::peopleReset, this, &PeopleModel::reload);
    connect(&client.people(), &PeopleService::personChanged, this, &PeopleModel::update);
    connect(&client, &Client::accountOpened, this, &PeopleModel::reload);
    reload();
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QHash<int, QByteArray> PeopleModel::roleNames() const
{
    return {{Qt::DisplayRole, "display"},
            {AccountRole, "account"},
            {DisplayNameRole, "displayName"},
            {PresenceRole, "presence"},
            {LastSeenRole, "lastSeen"}};
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const QByteArray account = m_rows[index.row()].account;
    const Person *person = m_client.people().find(account);
    if (!person)
        return {};
    switch (role) {
    case AccountRole:
        return account;
    case Qt::DisplayRole:
    case DisplayNameRole:
        return person->display;
    case PresenceRole:
        return int(person->presence);
    case LastSeenRole:
        return person->lastSeenMs > 0 ? QDateTime::fromMSecsSinceEpoch(person->lastSeenMs) : QDateTime();
    default:
        return {};
    }
}

PeopleModel::Row PeopleModel::makeRow(const QByteArray &account) const
{
    const Person *person = m_client.people().find(account);
    const bool there = person && person->presence != Presence::Offline;
    const QString name = m_client.people().displayName(account).toCaseFolded();
    return {account, QString((there ? u'0' : u'1') + name + QChar(0) + QString::fromUtf8(account))};
}

int PeopleModel::rowOf(const QByteArray &account) const
{
    const auto it =
        std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &row) { return row.account == account; });
    return it == m_rows.cend() ? -1 : int(it - m_rows.cbegin());
}

void PeopleModel::reload()
{
    beginResetModel();
    m_rows.clear();
    const QByteArray me = m_client.account();
    for (const Person &person : m_client.people().people()) {
        if (person.account != me)
            m_rows.append(makeRow(person.account));
    }
    std::sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) { return a.sortKey < b.sortKey; });
    endResetModel();
}

void PeopleModel::update(const QByteArray &account)
{
    if (account == m_client.account())
        return;
    const Row row = makeRow(account);
    const int from = rowOf(account);
    const auto belongs = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &other) {
        return other.account != account && row.sortKey < other.sortKey;
    });
    const int to = int(belongs - m_rows.cbegin());
    if (from < 0) {
        beginInsertRows({}, to, to);
        m_rows.insert(to, row);
        endInsertRows();
        return;
    }
    m_rows[from].sortKey = row.sortKey;
    int now = from;
    if (to > from + 1 || to < from) {
        now = to > from ? to - 1 : to;
        beginMoveRows({}, from, from, {}, to);
        m_rows.move(from, now);
        endMoveRows();
    }
    Q_EMIT dataChanged(index(now), index(now));
}

PeopleFilterModel::PeopleFilterModel(PeopleModel *source, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(source);
}

void PeopleFilterModel::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool PeopleFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    return row.data(PeopleModel::DisplayNameRole).toString().contains(m_text, Qt::CaseInsensitive) ||
           QString::fromUtf8(row.data(PeopleModel::AccountRole).toByteArray())
               .contains(m_text, Qt::CaseInsensitive);
}

} // namespace miniqq::client
