# SPDX-License-Identifier: MIT
"""Fields: rows A23 to A25 of the abuse table, generated from one good example of each request."""
import harness

CHANGE = {"conv": "g:" + "a" * 16, "uuid": "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d"}
GOOD = {
    "presence.set": {"state": "away"},
    "chat.send": {"conv": "lobby", "uuid": "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d", "text": "hello"},
    "chat.recall": {"conv": "lobby", "uuid": CHANGE["uuid"], "seq": 1},
    "receipt.set": {"conv": "lobby"},
    "typing.set": {"conv": "lobby", "typing": True},
    "history.get": {"conv": "lobby"},
    "group.create": {"uuid": CHANGE["uuid"], "title": "Class 7B"},
    "group.invite": {**CHANGE, "members": ["alice"]},
    "group.join": {"uuid": CHANGE["uuid"], "code": "abcdefghijkm"},
    "group.leave": CHANGE,
    "group.remove": {**CHANGE, "account": "alice"},
    "group.role": {**CHANGE, "account": "alice", "role": "admin"},
    "group.rename": {**CHANGE, "title": "Class 8B"},
    "group.notice": {**CHANGE, "notice": "page 12"},
    "group.mute": {**CHANGE, "seconds": 60},
    "group.code": {**CHANGE, "open": True},
    "group.dissolve": CHANGE,
    "group.get": {"conv": CHANGE["conv"]},
    "file.offer": {"uuid": CHANGE["uuid"], "name": "a.png", "size": 5, "sha256": "0" * 64, "kind": "image",
                   "format": "png"},
    "file.get": {"file": CHANGE["uuid"]},
    "file.progress": {"transfer": CHANGE["uuid"], "offset": 5},
    "file.cancel": {"transfer": CHANGE["uuid"]},
}
OPTIONAL = {
    "receipt.set": {"received": 0, "read": 0},
    "history.get": {"limit": 10, "before": 5},
    "directory.get": {"after": "alice"},
    "group.create": {"members": ["alice"]},
    "group.mute": {"account": "alice"},
    "conversation.get": {"after": "lobby"},
    "session.end": {"session": 7},
    "chat.send": {"file": CHANGE["uuid"], "replyTo": 1, "mentions": ["alice"], "mentionsAll": True},
    "file.get": {"offset": 5},
    "avatar.set": {"file": CHANGE["uuid"]},
}
BEFORE_SIGN_IN = {
    "auth.register": {"account": "somebody", "password": "long enough"},
    "auth.signin": {"account": "somebody", "password": "long enough"},
    "auth.resume": {"account": "somebody", "token": "0123456789abcdef0123456789abcdef"},
}
WRONG = [None, True, 7, 1.5, "", [], {}, "\u202e", "x" * 20000]


def wrong_values(good):
    """Values of another type than the good one, and strings that break its rule."""
    for value in WRONG:
        if type(value) is type(good) and not isinstance(value, str):
            continue
        if isinstance(good, int) and not isinstance(good, bool) and value == 7 and type(value) is int:
            continue
        yield value


class Fields(harness.ServerTest):
    config = {"limit.groupChanges.perSecond": "0", "limit.requests.perSecond": "0"}

    def assert_refused(self, client, type_, body, field):
        answer = client.request(type_, body)
        self.assert_error(answer, "bad_field")
        self.assertEqual(answer["body"]["field"], field, answer)

    def test_a23_wrong_types(self):
        client = self.signed_in()
        for type_, body in list(GOOD.items()) + list(OPTIONAL.items()):
            base = {**GOOD.get(type_, {}), **body}
            for field, good in body.items():
                for value in wrong_values(good):
                    if field in ("text", "notice", "name") and isinstance(value, str) and value == "\u202e":
                        continue  # is a text
                    if field in ("notice", "name") and value == "":
                        continue  # is none
                    with self.subTest(type=type_, field=field, value=str(value)[:20]):
                        self.assert_refused(client, type_, {**base, field: value}, field)
        self.assert_kept(client)

    def test_a24_missing_fields(self):
        client = self.signed_in()
        for type_, body in GOOD.items():
            for field in body:
                with self.subTest(type=type_, field=field):
                    self.assert_refused(client, type_, {k: v for k, v in body.items() if k != field}, field)
        self.assert_kept(client)

    def test_before_sign_in(self):
        client = self.connected(timeout=20)
        client.hello()
        for type_, body in BEFORE_SIGN_IN.items():
            for field, good in body.items():
                with self.subTest(type=type_, missing=field):
                    self.assert_refused(client, type_, {k: v for k, v in body.items() if k != field}, field)
                for value in (None, 5, [], "", "a\nb", "x" * 2000):
                    with self.subTest(type=type_, field=field, value=str(value)[:20]):
                        self.assert_refused(client, type_, {**body, field: value}, field)
        self.assert_kept(client)

    def test_hello_fields(self):
        for body, field in (({"client": "x"}, "protocol"), ({"protocol": [1, 1]}, "client"),
                            ({"protocol": 1, "client": "x"}, "protocol"), ({"protocol": [2, 1], "client": "x"}, "protocol"),
                            ({"protocol": [1], "client": "x"}, "protocol"), ({"protocol": [1, 1], "client": 5}, "client")):
            with self.subTest(body=body):
                client = self.connected()
                self.assert_refused(client, "hello", body, field)
                self.assertEqual(client.hello()["type"], "welcome")

    def test_a25_unknown_type_and_unknown_field(self):
        client = self.signed_in()
        self.assert_error(client.request("no.such.type"), "unknown_type")
        self.assert_error(client.request("chat.deliver", {"conv": "lobby"}), "unknown_type")  # a server's word
        answer = client.request("history.get", {"conv": "lobby", "colour": "blue", "deep": {"a": [1]}})
        self.assertEqual(answer["type"], "history.page")

    def test_envelope_fields(self):
        client = self.signed_in()
        for payload in (b'{"body":{}}', b'{"type":5}', b'{"type":""}', b'{"type":"ping","id":5}', b'{"type":"ping","id":""}',
                        b'{"type":"ping","body":[]}', b'{"type":"ping","id":"%s"}' % (b"x" * 65)):
            with self.subTest(payload=payload[:40]):
                client.send_payload(payload)
                self.assert_error(client.expect("error"), "bad_field")
        self.assert_kept(client)

    def test_forged_fields_are_ignored(self):
        a, b = self.signed_in(), self.signed_in()
        answer = a.request("chat.send", {"conv": harness.direct(a.account, b.account), "uuid": str(harness.new_uuid()),
                                         "text": "who am I", "from": b.account, "seq": 99, "time": 5})
        self.assertEqual((answer["type"], answer["body"]["seq"]), ("chat.ack", 1))
        body = b.expect("chat.deliver")["body"]
        self.assertEqual((body["from"], body["seq"]), (a.account, 1))
        self.assertGreater(body["time"], 1_600_000_000_000)


if __name__ == "__main__":
    harness.main()
