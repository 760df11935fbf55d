# SPDX-License-Identifier: MIT
"""What a restore changes beside bringing things back: the log has another name, and nobody is signed in."""
import uuid

import harness
from backupharness import PASSWORD, BackupTest


class History(BackupTest):
    """Which history the numbers count: another one after a restore, and only then."""

    def log(self, server, client=None):
        client = client or server.client()
        log = client.hello()["body"]["log"]
        client.close()
        self.assertEqual(str(uuid.UUID(log)), log)
        return log

    def test_a_restore_gives_the_log_another_name(self):
        with harness.Server() as server:
            alice = server.client().sign_in("alice")
            alice.say("lobby", "kept")
            first = self.log(server)
            harness.ctl(self, server, "backup", str(self.file))
            self.assertEqual(self.log(server), first)
            alice.say("lobby", "in the first history alone")
            alice.close()
            self.assertEqual(server.stop(), 0)
            server.start()
            self.assertEqual(self.log(server), first)
            server.kill()
            server.start()
            self.assertEqual(self.log(server), first)
            self.assertEqual(server.stop(), 0)
        seen = {first}
        for name in ("one", "two"):  # of the same backup: both go on from there, and not alike
            self.restore(self.file, self.root / name)
            with harness.Server(data=self.root / name) as again:
                log = self.log(again)
                self.assertNotIn(log, seen)
                seen.add(log)
                bob = again.client().sign_in("bob")
                self.assertEqual(bob.say("lobby", "in its place")["body"]["seq"], 2)
                bob.close()
                self.assertEqual(again.stop(), 0)
                again.start()
                self.assertEqual(self.log(again), log)
                self.assertEqual(again.stop(), 0)

    def test_a_backup_of_an_older_version(self):
        """It has no name for its log yet: the first start gives one, and another one to each that was restored."""
        with harness.Server() as server:
            server.client().sign_in("alice").close()
            first = self.log(server)
            harness.ctl(self, server, "backup", str(self.file))
            self.assertEqual(server.stop(), 0)
        self.change("DROP TABLE log_name")
        self.change("PRAGMA user_version=9")
        seen = {first}
        for name in ("one", "two"):
            self.restore(self.file, self.root / name)
            with harness.Server(data=self.root / name) as again:
                seen.add(self.log(again))
                self.assertEqual(again.stop(), 0)
        self.assertEqual(len(seen), 3)

    def test_nobody_stays_signed_in(self):
        with harness.Server() as server:
            alice = server.client().sign_in("alice")
            harness.ctl(self, server, "backup", str(self.file))
            changed = alice.request("auth.password", {"password": PASSWORD, "newPassword": "another password"})
            self.assertEqual(changed["type"], "auth.ok")
            alice.close()
            self.assertEqual(server.stop(), 0)
        self.assertIn("signs in with the password", self.restore(self.file, self.root / "new"))
        self.assertEqual(self.rows(self.root / "new" / "server.db", "SELECT count(*) FROM resume_tokens"), [(0,)])
        self.assertEqual(self.rows(self.file, "SELECT count(*) FROM resume_tokens"), [(1,)])  # it is left as it was
        with harness.Server(data=self.root / "new") as again:
            client = again.client()
            self.addCleanup(client.close)
            client.hello()
            signin = {"account": "alice", "password": "another password"}
            self.assertEqual(client.request("auth.signin", signin)["body"]["code"], "bad_credentials")
            self.assertEqual(client.request("auth.signin", {**signin, "password": PASSWORD})["type"], "auth.ok")
            self.assertEqual(again.stop(), 0)


if __name__ == "__main__":
    harness.main()
