// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/person.h"
#include "common/protocol/messages.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace miniqq::client {

class HistoryStore;
class Requests;

/// Everybody on the server, and who is there right now. Names are kept on disk, so that they show without a
/// connection; presence is not.
class PeopleService final : public QObject
{
    Q_OBJECT

public:
    static constexpr int maxPeople =
        100'000; ///< What a directory may hold before the server counts as broken.

    PeopleService(Requests &requests, QObject *parent);

    const QHash<QByteArray, Person> &people() const { return m_people; }
    const Person *find(const QByteArray &account) const;
    /// The name to show: the account itself if nothing is known.
    QString displayName(const QByteArray &account) const;
    Presence presence(const QByteArray &account) const;
    /// How this account wants to be seen; kept for the next connection.
    void setOwnPresence(Presence presence);
    Presence ownPresence() const { return m_ownPresence; }

    void attach(HistoryStore *store, const QList<Person> &people); ///< For Client.
    void detach();
    void goOnline(std::function<void()> done); ///< Fetches the directory.
    void goOffline();
    void take(const protocol::DirectoryChanged &message);
    void take(const protocol::PresenceChanged &message);

Q_SIGNALS:
    /// All are to be read anew.
    void peopleReset();
    /// These are new or changed, name or presence; each at most once.
    void peopleChanged(const QList<QByteArray> &accounts);
    /// The server did what no server may do; the connection is ended.
    void violated(const QString &what);

private:
    void fetch(const std::optional<QByteArray> &after, std::function<void()> done);
    void takePage(const protocol::DirectoryPage &page, const std::optional<QByteArray> &after,
                  const std::function<void()> &done);

    Requests &m_requests;
    static Person fromWire(const protocol::Person &person);

    HistoryStore *m_store = nullptr;
    QHash<QByteArray, Person> m_people;
    Presence m_ownPresence = Presence::Online;
    bool m_online = false;
};

} // namespace miniqq::client
