# SPDX-License-Identifier: MIT
"""Accounts, sessions, presence, the directory."""
import harness


class Accounts(harness.ServerTest):
    control = False

    def greeted(self):
        client = self.connected(timeout=20)
        client.hello()
        return client

    def test_names(self):
        client = self.greeted()
        for name in ("\u0410dmin", "a b", "-a", "a" * 33, "a:b", "", "a\u200bb", "<b>"):
            with self.subTest(name=name):
                self.assert_error(client.request("auth.register", {"account": name, "password": "long enough"}), "bad_field")

    def test_case_and_lookalikes(self):
        first = self.fresh_name("Name")
        self.greeted().request("auth.register", {"account": first, "password": "long enough"})
        for taken in (first.lower(), first.upper()):
            self.assert_error(self.greeted().request("auth.register", {"account": taken, "password": "long enough"}),
                              "account_taken")
        self.greeted().request("auth.register", {"account": "boil-0", "password": "long enough"})
        self.assert_error(self.greeted().request("auth.register", {"account": "b0ll-o", "password": "long enough"}),
                          "account_taken")

    def test_unknown_account_and_wrong_password_look_alike(self):
        name = self.signed_in().account
        wrong = self.greeted().request("auth.signin", {"account": name, "password": "wrong"})
        unknown = self.greeted().request("auth.signin", {"account": "nobody-here", "password": "wrong"})
        self.assert_error(wrong, "bad_credentials")
        self.assertEqual(wrong["body"], unknown["body"])

    def test_chinese_names_and_display(self):
        client = self.greeted()
        answer = client.request("auth.register", {"account": "王老师", "display": "王 老师 🎓", "password": "好长的密码"},
                                timeout=20)
        self.assertEqual((answer["body"]["account"], answer["body"]["display"]), ("王老师", "王 老师 🎓"))

    def test_token_works_once(self):
        client = self.signed_in()
        first = client.token
        session = self.greeted()
        back = session.request("auth.resume", {"account": client.account, "token": first})
        self.assertEqual(back["type"], "auth.ok")
        self.assertNotEqual(back["body"]["token"], first)
        session.request("directory.get")
        self.assert_error(self.greeted().request("auth.resume", {"account": client.account, "token": first}),
                          "bad_credentials")

    def test_token_outlives_a_lost_answer(self):
        client = self.signed_in()
        for _ in range(3):
            lost = self.greeted()
            lost.send("auth.resume", {"account": client.account, "token": client.token})
            lost.close()
        back = self.greeted().request("auth.resume", {"account": client.account, "token": client.token})
        self.assertEqual(back["type"], "auth.ok")

    def test_token_is_of_its_account(self):
        a, b = self.signed_in(), self.signed_in()
        self.assert_error(self.greeted().request("auth.resume", {"account": b.account, "token": a.token}),
                          "bad_credentials")

    def test_sign_out_forgets_the_token(self):
        client = self.signed_in()
        client.send("auth.signout")
        byes = [f for f in client.wait_closed() if f["type"] == "bye"]
        self.assertEqual(byes[0]["body"]["reason"], "signed_out")
        self.assert_error(self.greeted().request("auth.resume", {"account": client.account, "token": client.token}),
                          "bad_credentials")

    def test_sixth_session_ends_the_oldest(self):
        oldest = self.signed_in()
        others = [self.connected(timeout=20).sign_in(oldest.account, register=False) for _ in range(5)]
        bye = [f for f in oldest.wait_closed() if f["type"] == "bye"][0]["body"]
        self.assertEqual((bye["reason"], bye["reconnect"]), ("too_many_sessions", False))
        for client in others:
            self.assert_kept(client)

    def test_directory_and_presence(self):
        watcher = self.signed_in()
        other = self.signed_in()

        def told_of_other(type_):
            while True:
                for person in watcher.expect(type_)["body"]["people"]:
                    if person["account"] == other.account:
                        return person
        self.assertEqual(told_of_other("directory.changed")["display"], other.account)
        people = {p["account"]: p for p in watcher.request("directory.get")["body"]["people"]}
        self.assertEqual(people[other.account]["presence"], "online")

        watcher.inbox.clear()
        for state, seen in (("busy", "busy"), ("away", "away"), ("invisible", "offline"), ("online", "online")):
            other.send("presence.set", {"state": state})
            self.assertEqual(told_of_other("presence.changed")["state"], seen)
        other.close()
        self.assertEqual(told_of_other("presence.changed")["state"], "offline")

    def test_no_password_or_token_in_the_log(self):
        client = self.connected(timeout=20)
        client.sign_in(self.fresh_name(), "a-very-secret-password")
        self.greeted().request("auth.signin", {"account": client.account, "password": "another-secret"})
        log = self.server.log()
        for secret in ("a-very-secret-password", "another-secret", client.token):
            self.assertNotIn(secret, log)


class Guessing(harness.ServerTest):
    control = False

    def test_guesses_are_slowed_and_the_owner_gets_in(self):
        owner = self.signed_in()
        codes = []
        for _ in range(12):
            client = self.connected(timeout=20)
            client.hello()
            codes.append(client.request("auth.signin", {"account": owner.account, "password": "guess"})["body"]["code"])
        self.assertIn("rate_limited", codes)
        back = self.connected(timeout=20)
        back.hello()
        self.assertEqual(back.request("auth.resume", {"account": owner.account, "token": owner.token})["type"], "auth.ok")


if __name__ == "__main__":
    harness.main()
