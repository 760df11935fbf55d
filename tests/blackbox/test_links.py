# SPDX-License-Identifier: MIT
"""What messages point at: replies, mentions, and everybody in a group."""
import harness
from fileclient import FileClient
from groupharness import UNLIMITED, GroupTest
from harness import new_uuid
from wireclient import direct

FIELDS = ("replyTo", "mentions", "mentionsAll")


def links(entry):
    return {field: entry[field] for field in FIELDS if field in entry}


class Links(GroupTest):
    config = {**UNLIMITED, "limit.mentionsOfAll.perSecond": "0"}

    def send(self, person, conv, text="see there", id_=None, **fields):
        return person.client.request("chat.send", {"conv": conv, "uuid": str(id_ or new_uuid()), "text": text, **fields})

    def last(self, person, conv):
        return person.client.request("history.get", {"conv": conv, "limit": 1})["body"]["messages"][-1]

    def refused_field(self, answer, field):
        self.refused(answer, "bad_field")
        self.assertEqual(answer["body"]["field"], field, answer)

    def test_everybody_gets_them_and_they_stay(self):
        a, b = self.people(2)
        self.assertEqual(a.welcome["limits"]["mentions"], 50)
        group = self.group(a, b)
        first = a.say(group, "who is there?")["body"]["seq"]
        sent = {"replyTo": first, "mentions": [a.name, b.name]}
        id_ = new_uuid()
        ack = self.send(b, group, id_=id_, **sent)
        self.assertEqual(ack["type"], "chat.ack", ack)
        told = a.client.expect("chat.deliver")["body"]
        self.assertEqual((links(told), told["text"]), (sent, "see there"))
        for _ in range(2):
            self.assertEqual(links(self.last(a, group)), sent)
            self.assertEqual(links(b.listed(group)["last"]), sent)
            self.assertEqual(self.send(b, group, id_=id_, **sent)["body"], ack["body"], "sent again")
            for other in ({"replyTo": first}, {**sent, "replyTo": 1}, {**sent, "mentions": [b.name, a.name]},
                          {**sent, "mentionsAll": True}, {}):
                self.refused(self.send(b, group, id_=id_, **other), "uuid_conflict")
            self.server.kill()
            self.server.start()
            a, b = self.again(a), self.again(b)
        self.assert_kept(a.client)

    def test_names_are_made_canonical(self):
        a, b = self.people(2)
        conv = direct(a.name, b.name)
        id_ = new_uuid()
        ack = self.send(a, conv, id_=id_, mentions=[b.name.upper()], mentionsAll=False)["body"]
        self.assertEqual(links(b.client.expect("chat.deliver")["body"]), {"mentions": [b.name]})
        self.assertEqual(self.send(a, conv, id_=id_, mentions=[b.name])["body"], ack)

    def test_they_are_of_those_who_are_there(self):
        a, b, c = self.people(3)
        group, conv = self.group(a, b), direct(a.name, b.name)
        for where, name in ((group, c.name), (group, "nobody-at-all"), (conv, c.name), ("lobby", "nobody-at-all")):
            with self.subTest(where=where, name=name):
                self.refused_field(self.send(a, where, mentions=[b.name, name]), "mentions")
        for where, name in ((group, b.name), (group, a.name), (conv, a.name), ("lobby", c.name)):
            with self.subTest(where=where, name=name):
                self.assertEqual(self.send(a, where, mentions=[name])["type"], "chat.ack")
        a.ask("remove", group, account=b.name)
        self.refused_field(self.send(a, group, mentions=[b.name]), "mentions")
        self.refused(self.send(b, group, mentions=[a.name]), "no_conversation")
        self.refused(self.send(c, group, replyTo=1), "no_conversation")

    def test_replies_are_to_what_one_may_read(self):
        a, b, c = self.people(3)
        group = self.group(a, b)
        early = a.say(group, "before c came")["body"]["seq"]
        came = a.ask("invite", group, members=[c.name])["body"]["seq"]
        self.refused_field(self.send(c, group, replyTo=early), "replyTo")
        self.refused_field(self.send(c, group, replyTo=99), "replyTo")
        self.assertEqual(self.send(c, group, replyTo=came)["type"], "chat.ack")
        self.assertEqual(self.send(b, group, replyTo=early)["type"], "chat.ack")
        self.assertEqual(links(self.last(c, group)), {"replyTo": early}, "a number, of what was not said to them")
        b.ask("leave", group)
        back = a.ask("invite", group, members=[b.name])["body"]["seq"]
        self.refused_field(self.send(b, group, replyTo=early), "replyTo")
        self.assertEqual(self.send(b, group, replyTo=back)["type"], "chat.ack")
        self.refused_field(self.send(a, direct(a.name, b.name), replyTo=1), "replyTo")

    def test_everybody_is_mentioned_by_few(self):
        a, b = self.people(2)
        group = self.group(a, b)
        self.refused(self.send(b, group, mentionsAll=True), "forbidden")
        self.assertEqual(self.send(a, group, mentionsAll=True)["type"], "chat.ack")
        self.assertIs(b.client.expect("chat.deliver")["body"]["mentionsAll"], True)
        for where in ("lobby", direct(a.name, b.name)):
            self.refused_field(self.send(a, where, mentionsAll=True), "mentionsAll")

    def test_a_recall_takes_them_along(self):
        a = self.person(features=("groups", "recall"))
        b = self.person(features=("groups", "recall"))
        old = self.again(b, features=())
        conv = direct(a.name, b.name)
        seq = self.send(a, conv, mentions=[b.name])["body"]["seq"]
        self.assertEqual(a.client.request("chat.recall", {"conv": conv, "uuid": str(new_uuid()), "seq": seq})["type"],
                         "chat.ack")
        for person in (a, b, old):
            page = person.client.request("history.get", {"conv": conv})["body"]["messages"]
            self.assertEqual([links(entry) for entry in page], [{}, {}])
        self.assertEqual(self.send(b, conv, replyTo=seq)["type"], "chat.ack", "what is gone can still be answered")

    def test_with_a_file(self):
        a, b = self.people(2)
        client = FileClient(self.server.address, tls=not self.server.plain).sign_in(a.name, register=False)
        self.addCleanup(client.close)
        conv = direct(a.name, b.name)
        file = client.upload(b"content")["body"]["file"]
        id_ = new_uuid()
        body = {"conv": conv, "uuid": str(id_), "text": "look", "file": file, "mentions": [b.name]}
        ack = client.request("chat.send", body)
        self.assertEqual(ack["type"], "chat.ack", ack)
        told = b.client.expect("chat.deliver")["body"]
        self.assertEqual((told["file"]["file"], told["mentions"]), (file, [b.name]))
        self.assertEqual(client.request("chat.send", body)["body"], ack["body"])
        for without in ("file", "mentions"):
            other = {key: value for key, value in body.items() if key != without}
            self.refused(client.request("chat.send", other), "uuid_conflict")
        entry = self.last(b, conv)
        self.assertEqual((entry["file"]["file"], links(entry)), (file, {"mentions": [b.name]}))

    def test_what_is_malformed(self):
        a, b = self.people(2)
        for field, value in (("mentions", [b.name, b.name]), ("mentions", [b.name, b.name.upper()]), ("mentions", ["a b"]),
                             ("mentions", [7]), ("mentions", b.name), ("mentions", [f"p{i}" for i in range(51)]),
                             ("replyTo", 0), ("replyTo", -1), ("replyTo", "1"), ("mentionsAll", 1)):
            with self.subTest(field=field, value=str(value)[:30]):
                self.refused_field(self.send(a, "lobby", **{field: value}), field)
        self.assertEqual(self.send(a, "lobby", mentions=[])["type"], "chat.ack")
        self.assert_kept(a.client)


if __name__ == "__main__":
    harness.main()
