# SPDX-License-Identifier: MIT
"""Groups: who may do what, who hears of it, and who may read it."""
import time

import harness
from groupharness import GroupTest
from harness import new_uuid


class Making(GroupTest):
    def test_create_says_the_same_to_all(self):
        a, b, c = self.people(3)
        id_ = str(new_uuid())
        ack = a.ask("create", id_=id_, title="网络 7B", members=[b.name])["body"]
        self.assertRegex(ack["conv"], r"^g:[a-km-np-z2-9]{16}$")
        self.assertEqual((ack["seq"], ack["uuid"]), (1, id_))
        told = b.client.expect("group.changed")["body"]
        self.assertEqual(told, {"conv": ack["conv"], "seq": 1, "from": a.name, "uuid": id_, "time": ack["time"],
                                "change": {"what": "created", "title": "网络 7B", "members": [b.name]}})
        self.assertEqual(a.info(ack["conv"]), {
            "conv": ack["conv"], "seq": 1, "title": "网络 7B", "notice": "", "mutedUntil": 0,
            "members": [{"account": n, "role": r, "mutedUntil": 0}
                        for n, r in sorted([(a.name, "owner"), (b.name, "member")])]})
        self.assertEqual((c.heard(), a.heard()), ([], []))

    def test_the_same_create_is_one_group(self):
        a, b = self.people(2)
        id_ = new_uuid()
        answers = [a.ask("create", id_=id_, title="once", members=[b.name]) for _ in range(3)]
        self.assertEqual(len({str(answer["body"]) for answer in answers}), 1, answers)
        self.assertEqual(b.heard(), [(1, "created")])
        self.refused(a.ask("create", id_=id_, title="twice", members=[b.name]), "uuid_conflict")
        self.assertEqual(len([c for c in a.client.request("conversation.get")["body"]["conversations"]
                              if c["conv"].startswith("g:")]), 1)

    def test_what_cannot_be_created(self):
        a = self.person()
        for fields, field in (({"members": ["nobody-at-all"]}, "members"), ({"members": [a.name]}, "members"),
                              ({"members": ["x", "x"]}, "members"), ({"members": ["not a name"]}, "members"),
                              ({"title": " "}, "title"), ({"title": "x" * 41}, "title"), ({"title": "a\u202eb"}, "title")):
            with self.subTest(fields=fields):
                answer = a.ask("create", **{"title": "t", "members": [], **fields})
                self.refused(answer, "bad_field")
                self.assertEqual(answer["body"]["field"], field)
        self.assertEqual(a.ask("create", title="x" * 40)["type"], "group.ack")

    def test_messages_and_changes_are_one_log(self):
        a, b = self.people(2)
        group = self.group(a, b)
        self.assertEqual(a.say(group, "hello")["body"]["seq"], 2)
        a.ask("rename", group, title="Class 8B")
        self.assertEqual(b.say(group, "new name")["body"]["seq"], 4)
        a.ask("notice", group, notice="page 12")
        log = [(2, "hello"), (3, "renamed"), (4, "new name"), (5, "notice")]
        self.assertEqual(b.heard(), [e for e in log if e[0] != 4])
        self.assertEqual(a.heard(), [(4, "new name")])
        self.assertEqual(a.history(group), [(1, "created"), *log])
        self.assertEqual(b.history(group, limit=1), [(1, "created"), *log])
        listed = b.listed(group)
        self.assertEqual((listed["title"], listed["role"], listed["lastSeq"]), ("Class 8B", "member", 5))
        self.assertEqual(listed["last"]["change"], {"what": "notice", "notice": "page 12"})
        self.assertEqual(b.info(group)["notice"], "page 12")


class Rights(GroupTest):
    def test_who_may_do_what(self):
        owner, admin, member, other, stranger = self.people(5)
        outsider = self.person()
        group = self.group(owner, admin, member, other, admins=[admin])
        everything = {"invite": {"members": [outsider.name]}, "rename": {"title": "x"}, "notice": {"notice": "x"},
                      "code": {"open": True}, "mute": {"seconds": 60}, "remove": {"account": other.name},
                      "role": {"account": other.name, "role": "admin"}, "dissolve": {}}
        for what, fields in everything.items():
            with self.subTest(what=what):
                self.refused(member.ask(what, group, **fields), "forbidden")
                self.refused(stranger.ask(what, group, **fields), "no_conversation")
        for what in ("role", "dissolve"):
            self.refused(admin.ask(what, group, **everything[what]), "forbidden")
        for what, fields in (("remove", {}), ("mute", {"seconds": 5})):
            self.refused(admin.ask(what, group, account=owner.name, **fields), "forbidden")
            self.refused(owner.ask(what, group, account=owner.name, **fields), "bad_field")
            self.refused(owner.ask(what, group, account=stranger.name, **fields), "bad_field")
        self.refused(owner.ask("leave", group), "forbidden")
        self.assertEqual(owner.heard() + member.heard(), [], "what is refused is told to nobody")
        self.assertEqual(owner.info(group)["seq"], 2)
        for what in ("invite", "rename", "notice", "code", "mute", "remove"):
            with self.subTest(what=what):
                self.assertEqual(admin.ask(what, group, **everything[what])["type"], "group.ack")
        self.assertEqual(owner.ask("dissolve", group)["type"], "group.ack")

    def test_strangers_learn_nothing(self):
        a, b, stranger = self.people(3)
        group = self.group(a, b)
        a.say(group, "private")
        made_up = "g:" + "a" * 16
        for conv in (group, made_up):
            for type_, body in (("chat.send", {"uuid": str(new_uuid()), "text": "let me in"}), ("history.get", {}),
                                ("receipt.set", {"read": 1}), ("typing.set", {"typing": True}), ("group.get", {}),
                                ("group.leave", {"uuid": str(new_uuid())})):
                with self.subTest(type=type_, conv=conv):
                    answer = stranger.client.request(type_, {"conv": conv, **body})
                    self.refused(answer, "no_conversation")
                    self.assertEqual(answer["body"]["message"], "There is no such conversation.")
        self.refused(stranger.ask("join", code="abcdefghijkm"), "no_conversation")
        self.assertIsNone(stranger.listed(group))
        self.assertEqual(stranger.heard(), [])

    def test_handing_over(self):
        a, b, c = self.people(3)
        group = self.group(a, b, c)
        a.ask("role", group, account=b.name, role="owner")
        self.assertEqual(c.heard(), [(2, "role")])
        self.assertEqual(a.roles(group), {a.name: "admin", b.name: "owner", c.name: "member"})
        self.refused(a.ask("dissolve", group), "forbidden")
        self.assertEqual(a.ask("leave", group)["type"], "group.ack")
        self.assertEqual(b.roles(group), {b.name: "owner", c.name: "member"})
        self.refused(b.ask("role", group, account=c.name, role="member"), "bad_field")

    def test_an_owner_is_not_muted(self):
        a, b = self.people(2)
        group = self.group(a, b)
        a.ask("mute", group, account=b.name, seconds=100)
        a.ask("role", group, account=b.name, role="admin")
        self.refused(b.say(group, "hm"), "muted")
        a.ask("role", group, account=b.name, role="owner")
        self.assertEqual(b.say(group, "mine")["type"], "chat.ack", "there is nobody who could end it")
        self.assertEqual([m["mutedUntil"] for m in a.info(group)["members"]], [0, 0])
        self.server.kill()
        self.server.start()
        a, b = self.again(a), self.again(b)
        self.assertEqual([m["mutedUntil"] for m in a.info(group)["members"]], [0, 0])

    def test_mute(self):
        a, admin, b, c = self.people(4)
        group = self.group(a, admin, b, c, admins=[admin])
        admin.ask("mute", group, account=b.name, seconds=100)
        answer = b.say(group, "hm")
        self.refused(answer, "muted")
        self.assertTrue(90_000 < answer["body"]["retryAfterMs"] <= 100_000, answer)
        self.assertEqual(c.say(group, "I may")["type"], "chat.ack")
        admin.ask("mute", group, account=b.name, seconds=0)
        self.assertEqual(b.say(group, "again")["type"], "chat.ack")
        a.ask("mute", group, seconds=1)
        self.refused(c.say(group, "hm"), "muted")
        self.assertEqual(admin.say(group, "quiet, please")["type"], "chat.ack")
        deadline = time.monotonic() + 5
        while c.say(group, "is it over?")["type"] != "chat.ack":
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.1)
        # Leaving and coming back ends nothing.
        admin.ask("mute", group, account=b.name, seconds=100)
        code = a.code(group)
        b.ask("leave", group)
        self.assertEqual(b.ask("join", code=code)["type"], "group.ack")
        self.refused(b.say(group, "fresh"), "muted")


class Coming(GroupTest):
    def test_who_comes_later_reads_from_there(self):
        a, b, c = self.people(3)
        group = self.group(a, b)
        a.say(group, "before")
        a.ask("invite", group, members=[c.name])
        self.assertEqual(c.heard(), [(3, "invited")])
        b.say(group, "after")
        self.assertEqual(c.heard(), [(4, "after")])
        self.assertEqual(c.history(group), [(3, "invited"), (4, "after")])
        page = c.client.request("history.get", {"conv": group, "limit": 50})["body"]
        self.assertEqual(([m["seq"] for m in page["messages"]], page["more"]), ([3, 4], False))
        listed = c.listed(group)
        self.assertEqual((listed["lastSeq"], listed["received"], listed["read"]), (4, 2, 2))
        self.refused(a.ask("invite", group, members=[c.name]), "bad_field")

    def test_join_by_code(self):
        a, b, c = self.people(3)
        group = self.group(a, c)
        self.assertNotIn("code", a.info(group))
        code = a.code(group)
        self.assertNotIn("code", c.info(group), "members do not see it")
        id_ = new_uuid()
        ack = b.ask("join", id_=id_, code=code)["body"]
        self.assertEqual(ack["conv"], group)
        self.assertEqual(c.heard()[-1], (3, "joined"))
        self.refused(b.ask("join", code=code), "bad_field")
        renewed = a.code(group)
        self.assertNotEqual(renewed, code)
        self.refused(self.person().ask("join", code=code), "no_conversation")
        self.assertEqual(b.ask("join", id_=id_, code=code)["body"], ack, "the answer got lost, the code was renewed")
        a.ask("code", group, open=False)
        self.refused(self.person().ask("join", code=renewed), "no_conversation")

    def test_sessions_that_know_no_groups_hear_nothing(self):
        a, b = self.people(2)
        old = self.again(b, features=())
        self.assertEqual((a.welcome["features"], old.welcome["features"]), (["groups"], []))
        group = a.create("Class", b.name)
        a.say(group, "hello")
        b.client.send("typing.set", {"conv": group, "typing": True})
        b.client.send("receipt.set", {"conv": group, "read": 2})
        self.assertEqual(b.heard(), [(1, "created"), (2, "hello")])
        old.client.request("ping")
        told = [f["type"] for f in old.client.inbox if f["body"].get("conv") == group]
        self.assertEqual(told, [])
        self.assertIsNone(old.listed(group))
        self.assertIsNotNone(b.listed(group))

    def test_all_sessions_of_a_member_hear_it(self):
        a, b = self.people(2)
        a2, b2 = self.again(a), self.again(b)
        group = a.create("Class", b.name)
        a.say(group, "hello")
        b.client.send("receipt.set", {"conv": group, "read": 2})
        for session in (a2, b, b2):
            self.assertEqual(session.heard(), [(1, "created"), (2, "hello")])
        self.assertEqual(a.heard(), [])
        b.client.request("ping")
        self.assertEqual((b2.listed(group)["read"], a.listed(group)["read"]), (2, 0))
        self.assertEqual([f for f in a.client.inbox if f["type"] == "receipt.changed"], [])

    def test_what_one_session_reads_the_others_know(self):
        a, b = self.people(2)
        elsewhere = self.again(b)
        group = self.group(a, b)
        conversations = {group: a.say(group, "x")["body"]["seq"],
                         "lobby": a.say("lobby", "x")["body"]["seq"]}
        direct = "d:" + ":".join(sorted((a.name, b.name)))
        conversations[direct] = a.say(direct, "x")["body"]["seq"]
        for conv, seq in conversations.items():
            with self.subTest(conv=conv):
                b.client.send("receipt.set", {"conv": conv, "read": seq})
                told = elsewhere.client.expect("receipt.changed")["body"]
                self.assertEqual((told["conv"], told["account"], told["read"]), (conv, b.name, seq))
                self.assertEqual(elsewhere.listed(conv)["read"], seq)
                self.assertEqual(self.again(b).listed(conv)["read"], seq, "and who comes later reads it from the list")

    def test_typing_reaches_members_alone(self):
        a, b, stranger = self.people(3)
        group = self.group(a, b)
        a.client.send("typing.set", {"conv": group, "typing": True})
        self.assertEqual(b.client.expect("typing.changed")["body"], {"conv": group, "account": a.name, "typing": True})
        stranger.client.request("ping")
        self.assertFalse([f for f in stranger.client.inbox if f["type"] == "typing.changed"])


class Going(GroupTest):
    def test_removed_members_keep_what_they_had_and_get_no_more(self):
        a, b, c = self.people(3)
        group = self.group(a, b, c)
        a.say(group, "all of us")
        b.client.send("receipt.set", {"conv": group, "received": 2, "read": 1})
        a.ask("remove", group, account=b.name)
        self.assertEqual(b.heard(), [(2, "all of us"), (3, "removed")])
        a.say(group, "without b")
        a.ask("rename", group, title="secret")
        self.assertEqual(b.heard(), [])
        kept = [(1, "created"), (2, "all of us"), (3, "removed")]
        self.assertEqual(b.history(group), kept)
        newest = b.client.request("history.get", {"conv": group})["body"]
        self.assertEqual(([m["seq"] for m in newest["messages"]], newest["more"]), ([1, 2, 3], False))
        for seq in range(3, 7):
            page = b.client.request("history.get", {"conv": group, "after": seq})["body"]
            self.assertEqual((page["messages"], page["more"]), ([], False))
        listed = b.listed(group)
        self.assertEqual((listed["lastSeq"], listed.get("role"), listed.get("last")), (3, None, None))
        self.assertEqual((listed["title"], a.listed(group)["title"]), ("Class 7B", "secret"))
        for type_, body in (("chat.send", {"uuid": str(new_uuid()), "text": "still here"}), ("group.get", {}),
                            ("typing.set", {"typing": True}), ("group.leave", {"uuid": str(new_uuid())}),
                            ("group.rename", {"uuid": str(new_uuid()), "title": "mine"})):
            with self.subTest(type=type_):
                self.refused(b.client.request(type_, {"conv": group, **body}), "no_conversation")
        b.client.send("receipt.set", {"conv": group, "read": 3})  # reading what is theirs goes on
        self.refused(b.client.request("receipt.set", {"conv": group, "read": 4}), "bad_field")
        self.assertEqual(b.listed(group)["read"], 3)
        self.assertEqual(b.heard(), [])

    def test_offline_while_removed(self):
        a, b = self.people(2)
        group = self.group(a, b)
        b.client.close()
        a.say(group, "while away")
        a.ask("remove", group, account=b.name)
        a.say(group, "gone")
        back = self.again(b)
        self.assertEqual(back.listed(group)["lastSeq"], 3)
        self.assertEqual(back.history(group), [(1, "created"), (2, "while away"), (3, "removed")])

    def test_coming_back(self):
        a, b, c = self.people(3)
        group = self.group(a, b, c)
        code = a.code(group)  # 2
        b.ask("leave", group)  # 3
        a.say(group, "nobody hears 4")
        b.ask("join", code=code)  # 5
        a.ask("remove", group, account=b.name)  # 6
        a.say(group, "nor 7")
        self.refused(b.ask("join", code=code), "no_conversation")  # who was removed has to be invited
        a.ask("invite", group, members=[b.name])  # 8
        a.say(group, "welcome")
        theirs = [(1, "created"), (2, "code"), (3, "left"), (5, "joined"), (6, "removed"), (8, "invited"), (9, "welcome")]
        for limit in (1, 2, 3, 100):
            self.assertEqual(b.history(group, limit=limit), theirs)
        self.assertEqual(len(c.history(group)), 9)

    def test_dissolve(self):
        a, b = self.people(2)
        group = self.group(a, b)
        code = a.code(group)
        a.say(group, "last words")
        a.ask("dissolve", group)
        self.assertEqual(b.heard()[-2:], [(3, "last words"), (4, "dissolved")])
        for person in (a, b):
            self.assertEqual(person.history(group)[-1], (4, "dissolved"))
            self.refused(person.say(group, "hello?"), "no_conversation")
            self.assertNotIn("role", person.listed(group))
        self.refused(self.person().ask("join", code=code), "no_conversation")
        self.refused(b.ask("join", code=code), "no_conversation")
        self.refused(a.ask("invite", group, members=[b.name]), "no_conversation")


class Repeating(GroupTest):
    def test_every_change_can_be_asked_for_twice(self):
        a, b, c = self.people(3)
        group = self.group(a, b)
        for what, fields in (("invite", {"members": [c.name]}), ("role", {"account": c.name, "role": "admin"}),
                             ("rename", {"title": "n"}), ("notice", {"notice": "n"}), ("code", {"open": True}),
                             ("mute", {"account": b.name, "seconds": 9}), ("remove", {"account": b.name}),
                             ("role", {"account": c.name, "role": "owner"}), ("leave", {})):
            with self.subTest(what=what):
                id_ = new_uuid()
                first = a.ask(what, group, id_=id_, **fields)
                self.assertEqual(first["type"], "group.ack", first)
                self.assertEqual(a.ask(what, group, id_=id_, **fields)["body"], first["body"])
        self.assertEqual([seq for seq, _ in c.history(group)], list(range(2, 11)))
        id_ = new_uuid()
        first = c.ask("dissolve", group, id_=id_)
        self.assertEqual(c.ask("dissolve", group, id_=id_)["body"], first["body"])

    def test_a_message_sent_again_after_leaving(self):
        a, b = self.people(2)
        group = self.group(a, b)
        id_ = new_uuid()
        ack = b.say(group, "was heard", id_)["body"]
        b.ask("leave", group)
        self.assertEqual(b.say(group, "was heard", id_)["body"], ack)
        self.refused(b.say(group, "something else", id_), "uuid_conflict")
        self.refused(b.say(group, "not any more"), "no_conversation")
        self.assertEqual([e for e in a.heard() if e[0] > 1], [(2, "was heard"), (3, "left")])

    def test_a_uuid_is_one_thing(self):
        a, b = self.people(2)
        group = self.group(a, b)
        id_ = new_uuid()
        a.say(group, "text", id_)
        self.refused(a.ask("rename", group, id_=id_, title="text"), "uuid_conflict")
        id_ = new_uuid()
        a.ask("rename", group, id_=id_, title="one")
        self.refused(a.ask("rename", group, id_=id_, title="two"), "uuid_conflict")
        self.refused(a.say(group, "one", id_), "uuid_conflict")
        self.assertEqual(a.info(group)["title"], "one")


if __name__ == "__main__":
    harness.main()
