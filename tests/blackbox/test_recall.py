# SPDX-License-Identifier: MIT
"""Messages that are taken back."""
import time

import harness
from groupharness import UNLIMITED, GroupTest
from harness import new_uuid

ALL = ("groups", "recall")


class Recalls(GroupTest):
    config = {**UNLIMITED, "limit.recallMs": "3000", "limit.recalls.perSecond": "0"}

    def known(self, count):
        return [self.person(features=ALL) for _ in range(count)]

    def recall(self, person, conv, seq, id_=None):
        return person.client.request("chat.recall", {"conv": conv, "uuid": str(id_ or new_uuid()), "seq": seq})

    def history(self, person, conv):
        return person.client.request("history.get", {"conv": conv, "after": 0, "limit": 100})["body"]["messages"]

    def test_it_is_gone_for_everybody(self):
        a, b = self.known(2)
        self.assertEqual((a.welcome["features"], a.welcome["limits"]["recallMs"]), (["groups", "recall"], 3000))
        conv = "d:" + ":".join(sorted((a.name, b.name)))
        id_, wish = new_uuid(), new_uuid()
        said = a.say(conv, "a slip of the tongue", id_)["body"]
        self.assertEqual(b.client.expect("chat.deliver")["body"]["text"], "a slip of the tongue")
        ack = self.recall(a, conv, said["seq"], wish)["body"]
        self.assertEqual((ack["conv"], ack["seq"]), (conv, said["seq"] + 1))
        told = b.client.expect("chat.recalled")["body"]
        self.assertEqual((told["seq"], told["from"], told["recalls"]), (ack["seq"], a.name, said["seq"]))
        for _ in range(2):
            for person in (a, b):
                first, second = self.history(person, conv)
                self.assertEqual((first["recalled"], first["from"], first["uuid"]), (True, a.name, str(id_)))
                self.assertNotIn("text", first)
                self.assertEqual(second["recalls"], said["seq"])
                last = next(c for c in person.client.request("conversation.get")["body"]["conversations"]
                            if c["conv"] == conv)["last"]
                self.assertEqual(last["recalls"], said["seq"])
            self.assertEqual(self.recall(a, conv, said["seq"], wish)["body"], ack, "asked again")
            self.assertEqual(a.say(conv, "a slip of the tongue", id_)["body"], said, "said again, and still gone")
            b.client.request("ping")
            self.assertEqual([f["type"] for f in b.client.inbox if f["body"].get("conv") == conv], [])
            self.server.kill()
            self.server.start()
            a, b = self.again(a, features=ALL), self.again(b, features=ALL)
        self.assertEqual(self.recall(a, conv, said["seq"])["body"]["seq"], ack["seq"], "done before")

    def test_whoever_was_away_reads_that_it_is_gone(self):
        a, b = self.known(2)
        conv = "d:" + ":".join(sorted((a.name, b.name)))
        b.client.close()
        seq = a.say(conv, "a slip")["body"]["seq"]
        self.recall(a, conv, seq)
        back = self.again(b, features=ALL)
        self.assertEqual([("text" in m, m.get("recalls")) for m in self.history(back, conv)], [(False, None), (False, 1)])

    def test_a_client_that_knows_of_none(self):
        a, = self.known(1)
        old = self.person(features=())
        conv = "d:" + ":".join(sorted((a.name, old.name)))
        seq = a.say(conv, "a slip")["body"]["seq"]
        old.client.expect("chat.deliver")
        self.recall(a, conv, seq)
        told = old.client.expect("chat.deliver")["body"]
        self.assertEqual((told["seq"], told["from"]), (seq + 1, a.name))
        messages = self.history(old, conv)
        self.assertEqual([m["seq"] for m in messages], [seq, seq + 1], "no hole to ask for")
        self.assertTrue(all(m["text"] and m["text"] != "a slip" and "recalls" not in m for m in messages))

    def test_who_may(self):
        a, b, c, stranger = self.known(4)
        group = a.create("Class", b.name)  # 1
        early = a.say(group, "before c came")["body"]["seq"]
        a.ask("invite", group, members=[c.name])
        theirs, own, late = (p.say(group, "x")["body"]["seq"] for p in (b, c, a))
        for who, conv, seq, code in ((c, group, early, "no_message"), (c, group, theirs, "forbidden"),
                                     (c, group, 1, "no_message"), (c, group, 99, "no_message"),
                                     (b, group, late, "forbidden"), (a, group, 1, "no_message"),
                                     (stranger, group, theirs, "no_conversation"),
                                     (stranger, "g:" + "a" * 16, 1, "no_conversation"),
                                     (a, "d:" + ":".join(sorted((a.name, b.name))), 1, "no_message")):
            with self.subTest(who=who.name, seq=seq):
                self.refused(self.recall(who, conv, seq), code)
        self.assertEqual(self.recall(a, group, theirs)["type"], "chat.ack", "she keeps order")
        b.ask("leave", group)
        b.heard()
        self.assertEqual(self.recall(c, group, own)["type"], "chat.ack")
        b.client.request("ping")
        self.assertEqual([f for f in b.client.inbox if f["type"] == "chat.recalled"], [], "not to those who left")
        gone = [m["seq"] for m in self.history(b, group) if m.get("recalled")]
        self.assertEqual(gone, [theirs, own], "but the text is gone for them, too")
        self.refused(self.recall(b, group, late), "no_conversation")
        self.assert_kept(a.client)

    def test_only_so_long(self):
        a, = self.known(1)
        seq = a.say("lobby", "too late for this")["body"]["seq"]
        deadline = time.monotonic() + 3.1
        while time.monotonic() < deadline:
            time.sleep(0.05)
        self.refused(self.recall(a, "lobby", seq), "too_late")
        self.assertIn("too late for this", [m.get("text") for m in self.history(a, "lobby")])


if __name__ == "__main__":
    harness.main()
