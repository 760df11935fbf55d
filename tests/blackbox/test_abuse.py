# SPDX-License-Identifier: MIT
"""What one person could do to others with well-formed requests: rows A30 to A40 and A57 to A60 of the abuse table."""
import json
import time

import harness
from harness import new_uuid
from wireclient import direct


class Texts(harness.ServerTest):
    config = {"limit.messages.perSecond": "0", "limit.requests.perSecond": "0"}

    def both(self):
        a, b = self.signed_in(), self.signed_in()
        return a, b, direct(a.account, b.account)

    def test_a31_empty_and_too_long(self):
        a, b, conversation = self.both()
        for text in ("", " ", "\t\n \u3000\u2003", "\u2028\u2029", "x" * 4001, "\U0001f600" * 4001, "汉" * 4001):
            with self.subTest(text=text[:4], length=len(text)):
                answer = a.say(conversation, text)
                self.assert_error(answer, "bad_field")
                self.assertEqual(answer["body"]["field"], "text")
        for text in ("x", "x" * 4000, "\U0001f600" * 4000, "汉" * 4000):
            with self.subTest(text=text[:4], length=len(text)):
                self.assertEqual(a.say(conversation, text)["type"], "chat.ack")
                self.assertEqual(b.expect("chat.deliver")["body"]["text"], text)
        self.assert_kept(a)

    def test_a30_a32_texts_arrive_as_they_were_written(self):
        a, b, conversation = self.both()
        for text in ("\u202edrowssap", "\u2066\u2067\u2068\u2069", "e" + "\u0301" * 500, "a\u200d\u200d\u200db", "\ufeffbom",
                     "<img src=file:///dev/zero><a href='javascript:x'>x</a>", "\x1b[2J\x1b[31mred", "=cmd|' /C calc'!A0",
                     "'; DROP TABLE log; --", "%s%n%x", "\u2028|\u2029", "a\r\nb", "\x01\x7f\x85", "\U0010ffff\ufffe"):
            with self.subTest(text=text[:10]):
                answer = a.say(conversation, text)
                self.assertEqual(answer["type"], "chat.ack", answer)
                self.assertEqual(b.expect("chat.deliver")["body"]["text"], text)

    def test_a35_who_and_when_are_the_servers_word(self):
        a, b, conversation = self.both()
        forged = {"from": b.account, "seq": 999, "time": 1, "account": b.account, "role": "operator", "is_teacher": True}
        answer = a.request("chat.send", {"conv": conversation, "uuid": str(new_uuid()), "text": "not me", **forged})
        self.assertEqual((answer["type"], answer["body"]["seq"]), ("chat.ack", 1))
        heard = b.expect("chat.deliver")["body"]
        self.assertEqual((heard["from"], heard["seq"]), (a.account, 1))
        self.assertLess(abs(heard["time"] / 1000 - time.time()), 60)
        self.assertFalse(set(heard) & {"role", "is_teacher", "account"})
        a.send("receipt.set", {"conv": conversation, "read": 1, "account": b.account})
        a.send("typing.set", {"conv": conversation, "typing": True, "account": b.account})
        self.assertEqual(b.expect("typing.changed")["body"]["account"], a.account)

    def test_a37_scanning_for_conversations(self):
        a, b, conversation = self.both()
        a.say(conversation, "private")
        outsider = self.signed_in()
        keys = [conversation, conversation.upper(), conversation + " ", direct(b.account, a.account) + "x", "d::", "d:" + a.account,
                f"d:{a.account}:{b.account}:{outsider.account}", f"d:{b.account}:{a.account}", "1", "2", "g:1", "lobby2", "LOBBY"]
        answers = []
        for key in keys:
            answer = outsider.request("history.get", {"conv": key})
            if answer["type"] == "history.page":
                self.fail(f"{key} was opened")
            answers.append((answer["body"]["code"], answer["body"]["message"]))
        self.assertLessEqual({code for code, _ in answers}, {"no_conversation", "bad_field", "rate_limited"})
        # A conversation that exists and one that does not are refused in the same words.
        nobody = outsider.request("history.get", {"conv": direct(a.account, "nobody-here")})
        self.assertEqual(answers[0], (nobody["body"]["code"], nobody["body"]["message"]))

    def test_a38_limits_of_history(self):
        a, b, conversation = self.both()
        for i in range(120):
            a.say(conversation, str(i))
        for limit in (101, 10 ** 9, 2 ** 30):
            page = b.request("history.get", {"conv": conversation, "limit": limit})["body"]
            self.assertEqual((len(page["messages"]), page["more"]), (100, True), limit)
        for query in ({"limit": 0}, {"limit": -1}, {"limit": 2 ** 31}, {"limit": 2 ** 63}, {"before": -1}, {"after": -1},
                      {"after": 2 ** 64}, {"after": "5"}, {"before": 5, "after": 5}):
            with self.subTest(query=query):
                self.assert_error(b.request("history.get", {"conv": conversation, **query}), "bad_field")
        for query in ({"after": 2 ** 53 - 1}, {"before": 1}):
            page = b.request("history.get", {"conv": conversation, **query})["body"]
            self.assertEqual((page["messages"], page["more"]), ([], False), query)

    def test_a39_positions_beyond_the_end(self):
        a, b, conversation = self.both()
        a.say(conversation, "one")
        for body in ({"received": 2}, {"read": 2}, {"received": 2 ** 53 - 1}, {"received": -1}):
            with self.subTest(body=body):
                self.assert_error(b.request("receipt.set", {"conv": conversation, **body}), "bad_field")
        b.send("receipt.set", {"conv": conversation, "received": 1})
        self.assertEqual(a.expect("receipt.changed")["body"]["received"], 1)


class Hints(harness.ServerTest):
    def test_a40_a_thousand_hints(self):
        a, b = self.signed_in(), self.signed_in()
        conversation = direct(a.account, b.account)
        a.say(conversation, "so that it is there")
        b.expect("chat.deliver")
        frames = b""
        for i in range(1000):
            for type_, body in (("typing.set", {"conv": conversation, "typing": i % 2 == 0}),
                                ("presence.set", {"state": ("away", "online")[i % 2]})):
                payload = json.dumps({"type": type_, "body": body}).encode()
                frames += len(payload).to_bytes(4, "big") + payload
        began = time.monotonic()
        a.send_bytes(frames)
        # Whoever watches is told a few times and not a thousand; the last word is right.
        heard = []
        while not heard or time.monotonic() - began < 4:
            try:
                heard.append(b.receive_frame(1))
            except TimeoutError:
                if time.monotonic() - began > 4:
                    break
        changes = [f for f in heard if f["type"] in ("typing.changed", "presence.changed")]
        self.assertLess(len(changes), 100)
        self.assertTrue(self.server.running())
        self.assertEqual(a.say(conversation, "still here")["type"], "chat.ack")


class Accounts(harness.ServerTest):
    def test_a57_passwords(self):
        client = self.connected()
        client.hello()
        name = self.fresh_name()
        for password in ("", "x" * 257, "x" * 7000, "汉" * 257, "tab\tin it", "\x00"):
            with self.subTest(length=len(password)):
                answer = client.request("auth.register", {"account": name, "password": password}, timeout=20)
                self.assert_error(answer, "bad_field")
                self.assertEqual(answer["body"]["field"], "password")
        longest = "汉" * 256
        self.assertEqual(client.request("auth.register", {"account": name, "password": longest}, timeout=20)["type"], "auth.ok")
        again = self.connected()
        again.hello()
        self.assert_error(again.request("auth.signin", {"account": name, "password": longest[:-1]}, timeout=20),
                          "bad_credentials")
        self.assertEqual(again.request("auth.signin", {"account": name, "password": longest}, timeout=20)["type"], "auth.ok")

    def test_a57_the_same_password_however_it_was_typed(self):
        name = self.fresh_name()
        composed, decomposed = "pass\u00e9 w\u00f6rd", "passe\u0301 wo\u0308rd"
        client = self.connected().sign_in(name, composed)
        client.close()
        self.connected().sign_in(name, decomposed, register=False)

    def test_a59_a60_lookalikes(self):
        client = self.signed_in()
        taken = client.account
        for name in (taken.upper(), taken.replace("e", "\u0435"), taken + " ", taken + "\u200b", "\u202e" + taken, taken + "\n"):
            with self.subTest(name=name):
                other = self.connected()
                other.hello()
                answer = other.request("auth.register", {"account": name, "password": "correct horse"}, timeout=20)
                self.assertEqual(answer["type"], "error", answer)
                self.assertIn(answer["body"]["code"], ("account_taken", "bad_field"))


class Registrations(harness.ServerTest):
    control = False  # its two accounts would be part of the count
    config = {"trust-loopback": "no",
              "limit.registrationsPerAddress.perSecond": "0.01", "limit.registrationsPerAddress.burst": "4"}

    def test_a58_many_accounts_from_one_address(self):
        answers = []
        for _ in range(8):
            with self.server.client() as client:
                client.hello()
                answers.append(client.request("auth.register", {"account": self.fresh_name(), "password": "correct horse"},
                                              timeout=20))
        made = [a for a in answers if a["type"] == "auth.ok"]
        self.assertLessEqual(len(made), 4)
        for answer in answers[4:]:
            self.assert_error(answer, "rate_limited")
            self.assertGreater(answer["body"]["retryAfterMs"], 0)


if __name__ == "__main__":
    harness.main()
