# SPDX-License-Identifier: MIT
"""Messages out of turn: rows A26 and A27 of the abuse table."""
import harness
from test_fields import GOOD

PASSWORD = {"password": "old", "newPassword": "new"}
EVERYTHING = {**GOOD, "auth.password": PASSWORD, "session.get": {}, "session.end": {}, "directory.get": {}, "conversation.get": {}, "auth.signout": {}}
SIGN_IN = ("auth.register", "auth.signin")


class States(harness.ServerTest):
    def test_a26_everything_before_hello(self):
        for type_, body in {**EVERYTHING, "auth.signin": {"account": "a", "password": "b"}}.items():
            with self.subTest(type=type_):
                client = self.connected()
                client.send(type_, body)
                self.assert_error_then_closed(client, "not_signed_in")

    def test_a26_everything_before_sign_in(self):
        for type_, body in EVERYTHING.items():
            with self.subTest(type=type_):
                client = self.connected()
                client.hello()
                client.send(type_, body)
                self.assert_error_then_closed(client, "not_signed_in")

    def test_a27_hello_twice(self):
        client = self.connected()
        client.hello()
        self.assert_error(client.hello(), "already_signed_in")
        self.assert_kept(client)

    def test_a27_sign_in_twice(self):
        client = self.signed_in()
        for type_ in SIGN_IN:
            self.assert_error(client.request(type_, {"account": client.account, "password": "correct horse"}),
                              "already_signed_in")
        self.assert_error(client.hello(), "already_signed_in")
        self.assert_kept(client)

    def test_a27_sign_in_while_signing_in(self):
        client = self.connected(timeout=20)
        client.hello()
        name = self.fresh_name()
        for id_ in ("first", "second"):
            client.send("auth.register", {"account": name, "password": "long enough"}, id=id_)
        answers = {f["re"]: f for f in (client.expect("auth.ok", "error") for _ in range(2))}
        self.assertEqual(answers["first"]["type"], "auth.ok")
        self.assert_error(answers["second"], "already_signed_in")

    def test_a27_every_request_twice(self):
        client = self.signed_in()
        for type_, body in {**GOOD, "directory.get": {}, "conversation.get": {}}.items():
            for _ in range(2):
                client.send(type_, body)
        self.assert_kept(client)

    def test_version_skew(self):
        client = self.connected()
        client.send("hello", {"protocol": [7, 9], "client": "from the future"})
        self.assert_error_then_closed(client, "unsupported_version")
        client = self.connected()
        answer = client.request("hello", {"protocol": [1, 9], "client": "newer"})
        self.assertEqual(answer["body"]["protocol"], 1)

    def test_leave(self):
        client = self.signed_in()
        client.send("leave")
        client.wait_closed()


if __name__ == "__main__":
    harness.main()
