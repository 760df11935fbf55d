// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QSortFilterProxyModel>

namespace miniqq::client {

class Client;

/// Everybody on the server but oneself: those who are there first, then by name.
class PeopleModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        AccountRole = Qt::UserRole + 1, ///< QByteArray
        DisplayNameRole,                ///< QString; as Qt::DisplayRole. Foreign text.
        PresenceRole,                   ///< int, Presence
        LastSeenRole,                   ///< QDateTime, local; invalid if unknown
    };

    explicit PeopleModel(Client &client, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row
    {
        QByteArray account;
        QString sortKey; ///< Presence and case-folded name.
    };

    void reload();
    void update(const QList<QByteArray> &accounts);
    void sort();
    Row makeRow(const QByteArray &account) const;
    static bool before(const Row &a, const Row &b) { return a.sortKey < b.sortKey; }

    Client &m_client;
    QList<Row> m_rows;
};

/// The people whose name or account contains a text, whatever its case.
class PeopleFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit PeopleFilterModel(PeopleModel *source, QObject *parent = nullptr);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QString m_text;
};

} // namespace miniqq::client
