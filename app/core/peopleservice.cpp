// SPDX-License-Identifier: MIT
#include "app/core/peopleservice.h"

#include "app/core/requests.h"
#include "app/store/historystore.h"

#include <QSet>

namespace miniqq::client {

using namespace Qt::Literals::StringLiterals;

PeopleService::PeopleService(Requests &requests, QObject *parent)
    : QObject(parent)
    , m_requests(requests)
{}

const Person *PeopleService::find(const QByteArray &account) const
{
    const auto it = m_people.constFind(account);
    return it == m_people.cend() ? nullptr : &*it;
}

QString PeopleService::displayName(const QByteArray &account) const
{
    const Person *person = find(account);
    return person ? person->display : QString::fromUtf8(account);
}

Presence PeopleService::presence(const QByteArray &account) const
{
    const Person *person = find(account);
    return person ? person->presence : Presence::Offline;
}

void PeopleService::setOwnPresence(Presence presence)
{
    if (presence == Presence::Offline)
        return;
    m_ownPresence = presence;
    if (m_online)
        m_requests.send(protocol::PresenceSet{presence});
}

void PeopleService::attach(HistoryStore *store, const QList<Person> &people)
{
    m_store = store;
    m_people.clear();
    for (const Person &person : people)
        m_people.insert(person.account, person);
    Q_EMIT peopleReset();
}

void PeopleService::detach()
{
    m_store = nullptr;
    m_people.clear();
    Q_EMIT peopleReset();
}

void PeopleService::goOnline(std::function<void()> done)
{
    m_online = true;
    if (m_ownPresence != Presence::Online) // which is what a new session is
        m_requests.send(protocol::PresenceSet{m_ownPresence});
    fetch(std::nullopt, std::move(done));
}

void PeopleService::goOffline()
{
    if (!m_online)
        return;
    m_online = false;
    // Without a connection nobody is known to be there.
    for (Person &person : m_people)
        person.presence = Presence::Offline;
    Q_EMIT peopleReset();
}

void PeopleService::fetch(const std::optional<QByteArray> &after, std::function<void()> done)
{
    m_requests.request(protocol::DirectoryGet{after},
                       [this, after, done = std::move(done)](const protocol::ServerMessage &answer) {
                           if (const auto *page = std::get_if<protocol::DirectoryPage>(&answer))
                               takePage(*page, after, done);
                           else if (std::holds_alternative<protocol::ErrorReply>(answer))
                               done(); // without names one can still talk
                           else
                               Q_EMIT violated(u"The directory was answered with something else."_s);
                       });
}

void PeopleService::takePage(const protocol::DirectoryPage &page, const std::optional<QByteArray> &after,
                             const std::function<void()> &done)
{
    const bool forward = page.people.empty() ? !page.more : (!after || page.people.back().account > *after);
    if (!forward || m_people.size() + qsizetype(page.people.size()) > maxPeople) {
        Q_EMIT violated(u"The directory does not end."_s);
        return;
    }
    QList<Person> changed;
    for (const protocol::Person &wire : page.people) {
        const Person person = fromWire(wire);
        const Person *known = find(person.account);
        if (!known || known->display != person.display || known->lastSeenMs != person.lastSeenMs)
            changed.append(person);
        m_people.insert(person.account, person);
    }
    if (m_store && !changed.isEmpty())
        m_store->savePeople(changed);
    if (page.more) {
        fetch(page.people.back().account, done);
        return;
    }
    Q_EMIT peopleReset();
    done();
}

void PeopleService::take(const protocol::DirectoryChanged &message)
{
    QList<Person> people;
    QSet<QByteArray> accounts;
    for (const protocol::Person &wire : message.people) {
        const Person person = fromWire(wire);
        if (!m_people.contains(person.account) && m_people.size() >= maxPeople) {
            Q_EMIT violated(u"The directory does not end."_s);
            return;
        }
        m_people.insert(person.account, person);
        people.append(person);
        accounts.insert(person.account);
    }
    if (m_store)
        m_store->savePeople(people);
    Q_EMIT peopleChanged(accounts.values());
}

void PeopleService::take(const protocol::PresenceChanged &message)
{
    QSet<QByteArray> accounts;
    for (const protocol::PresenceState &wire : message.people) {
        const auto it = m_people.find(wire.account);
        if (it == m_people.end())
            continue; // a person the directory has not told about yet; it will come with the presence
        it->presence = wire.state;
        if (wire.lastSeen > 0)
            it->lastSeenMs = wire.lastSeen;
        accounts.insert(wire.account);
    }
    if (!accounts.isEmpty())
        Q_EMIT peopleChanged(accounts.values());
}

Person PeopleService::fromWire(const protocol::Person &person)
{
    return {person.account, QString::fromUtf8(person.display.isEmpty() ? person.account : person.display),
            person.presence, person.lastSeen};
}

} // namespace miniqq::client
