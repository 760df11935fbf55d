# SPDX-License-Identifier: MIT
"""Chatting: what is acked is stored once, in one order, for everybody it is for and nobody else."""
import threading
import time

import harness
from harness import direct, new_uuid


class Chat(harness.ServerTest):
    control = False
    config = {"limit.messages.perSecond": "0"}  # unlimited: these tests are about what happens, not how fast

    def test_ack_and_delivery_say_the_same(self):
        a, b = self.signed_in(), self.signed_in()
        conversation, id_ = direct(a.account, b.account), new_uuid()
        ack = a.say(conversation, "你好 👋\nsecond line", id_)["body"]
        delivered = b.expect("chat.deliver")["body"]
        self.assertEqual(ack, {"conv": conversation, "uuid": str(id_), "seq": 1, "time": ack["time"]})
        self.assertEqual(delivered, {"conv": conversation, "seq": 1, "from": a.account, "uuid": str(id_),
                                     "time": ack["time"], "text": "你好 👋\nsecond line"})

    def test_the_same_uuid_is_stored_once(self):
        a, b = self.signed_in(), self.signed_in()
        conversation, id_ = direct(a.account, b.account), new_uuid()
        first = a.say(conversation, "once", id_)
        for _ in range(3):
            again = a.say(conversation, "once", id_)
            self.assertEqual(again["body"], first["body"])
        page = b.request("history.get", {"conv": conversation})["body"]
        self.assertEqual([m["text"] for m in page["messages"]], ["once"])

    def test_the_same_uuid_for_something_else_is_refused(self):
        a, b = self.signed_in(), self.signed_in()
        id_ = new_uuid()
        a.say(direct(a.account, b.account), "one", id_)
        self.assert_error(a.say(direct(a.account, b.account), "two", id_), "uuid_conflict")
        self.assert_error(a.say("lobby", "one", id_), "uuid_conflict")
        # another person's uuids are another person's
        self.assertEqual(b.say(direct(a.account, b.account), "mine", id_)["type"], "chat.ack")

    def test_one_order_for_all(self):
        people = [self.signed_in(timeout=20) for _ in range(4)]
        each = 25

        def talk(person):
            for i in range(each):
                person.send("chat.send", {"conv": "lobby", "uuid": str(new_uuid()), "text": f"{person.account} {i}"})
        threads = [threading.Thread(target=talk, args=(p,)) for p in people]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        logs = []
        for person in people:
            seen = {}
            while len(seen) < each * len(people):
                body = person.expect("chat.deliver", "chat.ack")["body"]
                seen[body["seq"]] = body["uuid"]
            logs.append([seen[s] for s in sorted(seen)])
            page = person.request("history.get", {"conv": "lobby", "limit": 100})["body"]["messages"]
            tail = [m["uuid"] for m in page]
            self.assertEqual(tail[-len(logs[-1]):], logs[-1][-len(tail):])
        self.assertTrue(all(log == logs[0] for log in logs))

    def test_a_pipeline_is_acked_in_order(self):
        a, b = self.signed_in(timeout=30), self.signed_in(timeout=30)
        ids = [str(new_uuid()) for _ in range(500)]
        for i, id_ in enumerate(ids):
            a.send("chat.send", {"conv": direct(a.account, b.account), "uuid": id_, "text": str(i)})
        self.assertEqual([a.expect("chat.ack")["body"]["uuid"] for _ in ids], ids)
        deliveries = [b.expect("chat.deliver")["body"] for _ in ids]
        self.assertEqual([d["uuid"] for d in deliveries], ids)
        self.assertEqual([d["seq"] for d in deliveries], list(range(1, 501)))

    def test_all_sessions_of_both_get_it(self):
        a, b = self.signed_in(), self.signed_in()
        a2 = self.connected(timeout=20).sign_in(a.account, register=False)
        b2 = self.connected(timeout=20).sign_in(b.account, register=False)
        a.say(direct(a.account, b.account), "to every window")
        for session in (a2, b, b2):
            self.assertEqual(session.expect("chat.deliver")["body"]["text"], "to every window")
        self.assertFalse([f for f in a.inbox if f["type"] == "chat.deliver"], "the sending session got its own message")

    def test_offline_is_asking_later(self):
        a, b = self.signed_in(), self.signed_in()
        conversation = direct(a.account, b.account)
        b.close()
        for i in range(3):
            a.say(conversation, f"while away {i}")
        back = self.connected(timeout=20).sign_in(b.account, register=False)
        info = [c for c in back.request("conversation.get")["body"]["conversations"] if c["conv"] == conversation][0]
        self.assertEqual((info["lastSeq"], info["received"], info["read"]), (3, 0, 0))
        self.assertEqual(info["last"]["text"], "while away 2")
        page = back.request("history.get", {"conv": conversation, "after": 0})["body"]
        self.assertEqual([m["text"] for m in page["messages"]], [f"while away {i}" for i in range(3)])

    def test_history_pages(self):
        a, b = self.signed_in(timeout=30), self.signed_in(timeout=30)
        conversation = direct(a.account, b.account)
        for i in range(1, 26):
            a.say(conversation, str(i))

        def page(**query):
            body = b.request("history.get", {"conv": conversation, **query})["body"]
            return [m["seq"] for m in body["messages"]], body["more"]
        self.assertEqual(page(limit=10), (list(range(16, 26)), True))
        self.assertEqual(page(limit=10, before=16), (list(range(6, 16)), True))
        self.assertEqual(page(limit=10, before=6), (list(range(1, 6)), False))
        self.assertEqual(page(limit=10, after=0), (list(range(1, 11)), True))
        self.assertEqual(page(limit=10, after=20), (list(range(21, 26)), False))
        self.assertEqual(page(limit=10, after=25), ([], False))
        self.assertEqual(page(limit=1_000_000)[1], False)

    def test_strangers_conversations_do_not_exist(self):
        a, b, outsider = self.signed_in(), self.signed_in(), self.signed_in()
        conversation = direct(a.account, b.account)
        a.say(conversation, "private")
        for type_, body in (("history.get", {"conv": conversation}), ("receipt.set", {"conv": conversation, "read": 1}),
                            ("chat.send", {"conv": conversation, "uuid": str(new_uuid()), "text": "let me in"}),
                            ("history.get", {"conv": direct(outsider.account, "nobody-at-all")}),
                            ("chat.send", {"conv": direct(outsider.account, "nobody-at-all"), "uuid": str(new_uuid()),
                                           "text": "anybody?"})):
            with self.subTest(type=type_):
                self.assert_error(outsider.request(type_, body), "no_conversation")
        listed = [c["conv"] for c in outsider.request("conversation.get")["body"]["conversations"]]
        self.assertEqual(listed, ["lobby"])

    def test_receipts(self):
        a, b = self.signed_in(), self.signed_in()
        conversation = direct(a.account, b.account)
        for i in range(3):
            a.say(conversation, str(i))
        b.send("receipt.set", {"conv": conversation, "received": 3})
        self.assertEqual(a.expect("receipt.changed")["body"],
                         {"conv": conversation, "account": b.account, "received": 3, "read": 0})
        b.send("receipt.set", {"conv": conversation, "read": 2})
        self.assertEqual(a.expect("receipt.changed")["body"]["read"], 2)
        b.send("receipt.set", {"conv": conversation, "read": 1})  # going back is ignored
        self.assert_error(b.request("receipt.set", {"conv": conversation, "read": 4}), "bad_field")
        info = [c for c in a.request("conversation.get")["body"]["conversations"] if c["conv"] == conversation][0]
        self.assertEqual((info["peerReceived"], info["peerRead"]), (3, 2))

    def test_typing(self):
        a, b = self.signed_in(), self.signed_in()
        conversation = direct(a.account, b.account)
        a.send("typing.set", {"conv": conversation, "typing": True})
        self.assertEqual(b.expect("typing.changed")["body"],
                         {"conv": conversation, "account": a.account, "typing": True})
        a.close()  # whoever is gone is not typing
        self.assertFalse(b.expect("typing.changed", timeout=8)["body"]["typing"])


class Surviving(harness.ServerTest):
    control = False

    def test_acked_messages_survive_kill(self):
        server = harness.Server({"limit.messages.perSecond": "0"}).start()
        try:
            a = server.client().sign_in("alice")
            self.addCleanup(a.close)
            server.client().sign_in("bob").close()
            acked = [a.say("d:alice:bob", f"message {i}")["body"]["uuid"] for i in range(50)]
            server.kill()
            started = time.monotonic()
            server.start()
            self.assertLess(time.monotonic() - started, 3)
            b = server.client(timeout=20).sign_in("bob", register=False)
            self.addCleanup(b.close)
            page = b.request("history.get", {"conv": "d:alice:bob", "after": 0, "limit": 100})["body"]["messages"]
            self.assertEqual([m["uuid"] for m in page], acked)
        finally:
            server.__exit__()

    def test_orderly_stop_says_bye(self):
        with harness.Server() as server:
            a = server.client().sign_in("alice")
            self.addCleanup(a.close)
            self.assertEqual(server.stop(), 0)
            bye = [f for f in a.wait_closed() if f["type"] == "bye"][0]["body"]
            self.assertEqual((bye["reason"], bye["reconnect"]), ("shutting_down", True))


if __name__ == "__main__":
    harness.main()
