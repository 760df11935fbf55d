# SPDX-License-Identifier: MIT
"""People in groups, for the black-box tests."""
import harness
from harness import new_uuid

UNLIMITED = {"limit.messages.perSecond": "0", "limit.groupChanges.perSecond": "0", "limit.groupMessages.perSecond": "0",
             "limit.groupPeople.perSecond": "0",
             "limit.historyPages.perSecond": "0", "limit.requests.perSecond": "0"}


class Person:
    """One signed-in session that knows groups."""

    def __init__(self, server, name, register=True, features=("groups",)):
        self.client = server.client(timeout=20).sign_in(name, register=register, features=features)
        self.welcome = self.client.welcome
        self.name = self.client.account

    def ask(self, what, group=None, id_=None, **fields):
        body = {"uuid": str(id_ or new_uuid()), **({"conv": group} if group else {}), **fields}
        return self.client.request("group." + what, body)

    def create(self, title="Class 7B", *members):
        return self.ask("create", title=title, members=list(members))["body"]["conv"]

    def say(self, group, text, id_=None):
        return self.client.say(group, text, id_)

    def info(self, group):
        return self.client.request("group.get", {"conv": group})["body"]

    def roles(self, group):
        return {m["account"]: m["role"] for m in self.info(group)["members"]}

    def code(self, group):
        self.ask("code", group, open=True)
        return self.info(group)["code"]

    def listed(self, group):
        pages = self.client.request("conversation.get")["body"]["conversations"]
        return next((c for c in pages if c["conv"] == group), None)

    def history(self, group, limit=100, **query):
        """All that this person may read, as (seq, text or what was done), page by page."""
        entries, after, more = [], query.get("after", 0), True
        while more:
            page = self.client.request("history.get", {"conv": group, "after": after, "limit": limit})
            if page["type"] == "error":
                return page["body"]["code"]
            entries += page["body"]["messages"]
            more = page["body"]["more"]
            after = entries[-1]["seq"] if entries else 0
        return [(e["seq"], e.get("text") or e["change"]["what"]) for e in entries]

    def heard(self):
        """What was pushed about groups so far: as history()."""
        self.client.request("ping")
        frames, self.client.inbox = self.client.inbox, []
        return [(f["body"]["seq"], f["body"].get("text") or f["body"]["change"]["what"]) for f in frames
                if f["type"] in ("chat.deliver", "group.changed")]


class GroupTest(harness.ServerTest):
    control = False
    config = UNLIMITED

    def person(self, prefix="user", **options):
        person = Person(self.server, self.fresh_name(prefix), **options)
        self.addCleanup(person.client.close)
        return person

    def again(self, person, **options):
        session = Person(self.server, person.name, register=False, **options)
        self.addCleanup(session.client.close)
        return session

    def people(self, count):
        return [self.person() for _ in range(count)]

    def refused(self, answer, code):
        self.assert_error(answer, code)

    def group(self, *members, admins=()):
        """A group of the first, with the others as members; what they heard of that is forgotten."""
        owner, *others = members
        group = owner.create("Class 7B", *[m.name for m in others])
        for admin in admins:
            self.assertEqual(owner.ask("role", group, account=admin.name, role="admin")["type"], "group.ack")
        for member in members:
            member.heard()
        return group
