# SPDX-License-Identifier: MIT
"""Whom the operator lets in: bans through ctl, over restarts, and new accounts by code or not at all."""
import json
import unittest

import harness


class Bans(unittest.TestCase):
    def setUp(self):
        self.server = harness.Server().start()
        self.addCleanup(self.server._temporary.cleanup)
        self.addCleanup(lambda: self.server.running() and self.server.kill())

    def ctl(self, *arguments, status=0):
        return harness.ctl(self, self.server, *arguments, status=status)

    def person(self, name, register=True):
        client = self.server.client().sign_in(name, register=register)
        self.addCleanup(client.close)
        return client

    def refused(self, name):
        client = self.server.client()
        self.addCleanup(client.close)
        client.hello()
        return client.request("auth.signin", {"account": name, "password": "correct horse"})["body"]

    def test_an_account(self):
        alice, bob = self.person("alice"), self.person("bob")
        self.assertEqual(json.loads(self.ctl("--json", "ban", "Alice", "--reason", "Kein Spam 请勿刷屏")), {"ended": 1})
        bye = alice.wait_closed()[-1]["body"]
        self.assertEqual((bye["reason"], bye["message"], bye["reconnect"]), ("banned", "Kein Spam 请勿刷屏", False))
        self.assertEqual((self.refused("alice")["code"], self.refused("alice")["message"]), ("banned", "Kein Spam 请勿刷屏"))
        self.assertIn("Kein Spam", self.ctl("bans"))
        self.assertEqual(bob.request("ping")["type"], "pong")

        self.server.kill()  # what was answered is on disk
        self.server.start()
        self.assertEqual(self.refused("alice")["code"], "banned")
        ban, = json.loads(self.ctl("--json", "bans"))["bans"]
        self.assertEqual((ban["account"], ban["reason"]), ("alice", "Kein Spam 请勿刷屏"))
        self.ctl("unban", "alice")
        self.person("alice", register=False)
        self.assertIn("not banned", self.ctl("unban", "alice", status=1))
        self.assertIn("Nobody", self.ctl("bans"))
        self.ctl("ban", "nobody-yet")  # a name to come
        self.assertEqual(self.server.stop(), 0)

    def test_an_address(self):
        alice = self.person("alice")
        self.assertEqual(json.loads(self.ctl("--json", "ban", "127.0.0.1", "--address")), {"ended": 1})
        self.assertEqual(alice.wait_closed()[-1]["body"]["reason"], "banned")
        client = self.server.client()
        self.addCleanup(client.close)
        self.assertEqual(client.wait_closed()[-1]["body"]["reason"], "banned")
        self.ctl("unban", "--address", "::ffff:127.0.0.1")  # the same, in other words
        self.person("alice", register=False)
        self.ctl("ban", "--address", "2001:db8::7")
        ban, = json.loads(self.ctl("--json", "bans"))["bans"]
        self.ctl("unban", "--address", ban["address"])  # by the name it was shown under
        self.assertIn("Nobody", self.ctl("bans"))
        for wrong in ("somewhere", "192.168.1"):
            self.assertIn("no IP address", self.ctl("ban", "--address", wrong, status=1))
        self.assertIn("no account name", self.ctl("ban", "no name", status=1))
        self.ctl("ban", "--connection", "alice", status=2)
        self.assertEqual(self.server.stop(), 0)


class Registration(unittest.TestCase):
    def register(self, server, name, **more):
        with server.client() as client:
            welcome = client.hello()["body"]
            return welcome, client.request("auth.register", {"account": name, "password": "a password", **more}, timeout=20)

    def test_by_code(self):
        with harness.Server({"registration.code": "raum 204 教室"}) as server:
            welcome, answer = self.register(server, "alice")
            self.assertEqual((welcome["registration"], welcome["registrationCode"]), (True, True))
            self.assertEqual(answer["body"]["code"], "registration_closed")
            self.assertIn("code", answer["body"]["message"])
            self.assertEqual(self.register(server, "alice", code="raum 205")[1]["body"]["code"], "registration_closed")
            self.assertEqual(self.register(server, "alice", code="x" * 65)[1]["body"]["code"], "bad_field")
            self.assertEqual(self.register(server, "alice", code="raum 204 教室")[1]["type"], "auth.ok")
            self.assertNotIn("raum", server.log())
            self.assertEqual(server.stop(), 0)

    def test_closed_and_open(self):
        for config, answers in (({"registration": "no"}, "registration_closed"),
                                ({"registration": "no", "registration.code": "x"}, "registration_closed"), ({}, None)):
            with harness.Server(config) as server:
                welcome, answer = self.register(server, "alice", code="x")
                self.assertEqual(welcome["registration"], answers is None)
                self.assertNotIn("registrationCode", welcome)
                self.assertEqual(answer["body"].get("code"), answers)
                self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
