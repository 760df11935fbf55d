// SPDX-License-Identifier: MIT
#include "app/models/peoplemodel.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/peopleservice.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>
#include <utility>

namespace miniqq::client {

PeopleModel::PeopleModel(Client &client, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
{
    connect(&client.people(), &PeopleService::peopleReset, this, &PeopleModel::reload);
    connect(&client.people(), &PeopleService::peopleChanged, this, &PeopleModel::update);
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

void PeopleModel::reload()
{
    beginResetModel();
    m_rows.clear();
    const QByteArray me = m_client.account();
    for (const Person &person : m_client.people().people()) {
        if (person.account != me)
            m_rows.append(makeRow(person.account));
    }
    std::sort(m_rows.begin(), m_rows.end(), before);
    endResetModel();
}

void PeopleModel::update(const QList<QByteArray> &accounts)
{
    QSet<QByteArray> changed(accounts.cbegin(), accounts.cend());
    changed.remove(m_client.account());
    QSet<QByteArray> added = changed;
    for (Row &row : m_rows) {
        if (added.remove(row.account))
            row = makeRow(row.account);
    }
    if (!added.isEmpty()) {
        const int end = int(m_rows.size());
        beginInsertRows({}, end, end + int(added.size()) - 1);
        for (const QByteArray &account : std::as_const(added))
            m_rows.append(makeRow(account));
        endInsertRows();
    }
    sort();
    const auto isChanged = [&changed](const Row &row) { return changed.contains(row.account); };
    const auto first = std::find_if(m_rows.cbegin(), m_rows.cend(), isChanged);
    if (first == m_rows.cend())
        return;
    const auto last = std::find_if(m_rows.crbegin(), m_rows.crend(), isChanged);
    Q_EMIT dataChanged(index(int(first - m_rows.cbegin())), index(int(m_rows.crend() - last) - 1));
}

/// One change of the layout, however many rows move: views and filters then look at everything once.
void PeopleModel::sort()
{
    if (std::is_sorted(m_rows.cbegin(), m_rows.cend(), before))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList held = persistentIndexList();
    QList<QByteArray> accounts;
    for (const QModelIndex &index : held)
        accounts.append(m_rows[index.row()].account);
    std::sort(m_rows.begin(), m_rows.end(), before);
    QHash<QByteArray, int> places;
    for (int row = 0; row < m_rows.size(); ++row)
        places.insert(m_rows[row].account, row);
    QModelIndexList now;
    for (const QByteArray &account : std::as_const(accounts))
        now.append(index(places.value(account)));
    changePersistentIndexList(held, now);
    Q_EMIT layoutChanged({}, VerticalSortHint);
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
