# SPDX-License-Identifier: MIT
"""People about their own account: another password, their sessions. And what of it must never be seen."""
import harness


class Identity(harness.ServerTest):
    def three(self):
        """One account signed in twice, and the token of a device that is away."""
        me = self.signed_in(timeout=20)
        other = self.connected(timeout=20).sign_in(me.account, register=False)
        away = self.connected(timeout=20).sign_in(me.account, register=False)
        away.send("leave")
        away.wait_closed()
        return me, other, away

    def change(self, client, old, new):
        return client.request("auth.password", {"password": old, "newPassword": new}, timeout=20)

    def sign_in(self, account, password):
        client = self.connected(timeout=20)
        client.hello()
        return client.request("auth.signin", {"account": account, "password": password}, timeout=20)

    def resume(self, client):
        fresh = self.connected(timeout=20)
        fresh.hello()
        return fresh.request("auth.resume", {"account": client.account, "token": client.token})

    def test_change_password(self):
        me, other, away = self.three()
        answer = self.change(me, "correct horse", "battery staple 密码")
        self.assertEqual((answer["type"], answer["body"]["account"]), ("auth.ok", me.account))
        bye = other.wait_closed()[-1]
        self.assertEqual((bye["type"], bye["body"]["reason"], bye["body"]["reconnect"]), ("bye", "signed_out", False))
        self.assertIn("password", bye["body"]["message"])
        for lost in (me, other, away):  # the tokens of before
            self.assert_error(self.resume(lost), "bad_credentials")
        self.assert_error(self.sign_in(me.account, "correct horse"), "bad_credentials")
        self.assertEqual(self.sign_in(me.account, "battery staple 密码")["type"], "auth.ok")
        self.assert_kept(me)
        me.token = answer["body"]["token"]
        self.assertEqual(self.resume(me)["type"], "auth.ok")
        for secret in ("battery", "correct horse", me.token):
            self.assertNotIn(secret, self.server.log())

    def test_wrong_old_password_is_refused_and_slowed(self):
        me = self.signed_in(timeout=20)
        for _ in range(5):
            self.assert_error(self.change(me, "a guess", "mine now"), "bad_credentials")
        answer = self.change(me, "correct horse", "mine now")
        self.assert_error(answer, "rate_limited")
        self.assertGreater(answer["body"]["retryAfterMs"], 0)
        self.assert_error(self.sign_in(me.account, "correct horse"), "rate_limited")  # the same wait
        self.assert_kept(me)

    def test_fields(self):
        me = self.signed_in(timeout=20)
        for body, field in (({}, "password"), ({"password": "x"}, "newPassword"), ({"password": "x", "newPassword": ""}, "newPassword"),
                            ({"password": "x", "newPassword": "y" * 257}, "newPassword"), ({"password": 1, "newPassword": "y"}, "password"),
                            ({"password": "x", "newPassword": "a\nb"}, "newPassword")):
            answer = me.request("auth.password", body)
            self.assert_error(answer, "bad_field")
            self.assertEqual(answer["body"]["field"], field)

    def test_sessions(self):
        me, other, _ = self.three()
        sessions = me.request("session.get")["body"]["sessions"]
        self.assertEqual([s["current"] for s in sessions], [True, False])
        for session in sessions:
            self.assertEqual(session["address"], "127.0.0.1")
            self.assertLessEqual(session["since"], session["active"])
        answer = me.request("session.end", {"session": sessions[1]["session"]})
        self.assertEqual([s["session"] for s in answer["body"]["sessions"]], [sessions[0]["session"]])
        self.assertEqual(other.wait_closed()[-1]["body"]["reason"], "signed_out")
        self.assert_error(self.resume(other), "bad_credentials")
        # Numbers of others, and of nobody, do nothing.
        stranger = self.signed_in(timeout=20)
        foreign = stranger.request("session.get")["body"]["sessions"][0]["session"]
        for number in (foreign, 2 ** 50):
            self.assertEqual(len(me.request("session.end", {"session": number})["body"]["sessions"]), 1)
        self.assert_kept(stranger)

    def test_sign_out_everywhere(self):
        me, other, away = self.three()
        self.assertEqual(len(me.request("session.end")["body"]["sessions"]), 1)
        self.assertEqual(other.wait_closed()[-1]["body"]["reason"], "signed_out")
        for lost in (other, away):
            self.assert_error(self.resume(lost), "bad_credentials")
        self.assert_kept(me)
        me.send("leave")
        me.wait_closed()
        self.assertEqual(self.resume(me)["type"], "auth.ok")  # its own token stays


if __name__ == "__main__":
    harness.main()
