# SPDX-License-Identifier: MIT
"""Backup of a running server, restore, and check: what was acknowledged before is in it, and nothing is ever replaced."""
import hashlib
import json
import socket
import sqlite3
import struct
import subprocess
import threading
import time
import uuid

import harness
from backupharness import MARK, PASSWORD, SEAL, BackupTest
from harness import until

UNHURRIED = {"limit.messages.perSecond": "0", "limit.framesPerConnection.perSecond": "0",
             "limit.bytesPerConnection.perSecond": "0", "limit.historyPages.perSecond": "0"}

class Writers:
    """Some people who write as fast as they may, and remember what was acknowledged when."""

    def __init__(self, server, count):
        self.acked = []  # (time, uuid), in the order of their coming
        self.problems = []
        self.stopped = threading.Event()
        self.clients = [server.client(timeout=20).sign_in(f"writer-{i}") for i in range(count)]
        self.threads = [threading.Thread(target=self.write, args=(c,), daemon=True) for c in self.clients]
        for thread in self.threads:
            thread.start()

    def write(self, client):
        try:
            while not self.stopped.is_set():
                sent = [str(uuid.uuid4()) for _ in range(8)]
                for id_ in sent:
                    client.send("chat.send", {"conv": "lobby", "uuid": id_, "text": "x" * 200})
                for _ in sent:
                    ack = client.expect("chat.ack", "error")
                    if ack["type"] == "error":
                        raise AssertionError(ack)
                    self.acked.append((time.monotonic(), ack["body"]["uuid"]))
                client.inbox.clear()
        except Exception as problem:
            self.problems.append(problem)

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(20)
        for client in self.clients:
            client.close()


class Backup(BackupTest):
    def test_under_load_everything_acknowledged_before_is_in_it(self):
        with harness.Server(UNHURRIED) as server:
            pair = harness.ControlPair(server)
            writers = Writers(server, 3)
            self.assertTrue(until(lambda: len(writers.acked) > 500, 30))
            for i in range(3):
                file = self.root / f"backup-{i}.db"
                before = {id_ for _, id_ in list(writers.acked)}
                answer = json.loads(harness.ctl(self, server, "--json", "backup", str(file)))
                self.assertEqual(file.stat().st_mode & 0o777, 0o600)
                seqs = self.rows(file, "SELECT conversation, seq, hex(uuid) FROM log ORDER BY conversation, seq")
                self.assertEqual(answer["messages"], len(seqs))
                stored = {str(uuid.UUID(row[2])) for row in seqs}
                self.assertEqual(before - stored, set(), "acknowledged before the backup, and not in it")
                lobby = [row[1] for row in seqs if row[0] == 1]
                self.assertEqual(lobby, list(range(1, len(lobby) + 1)))  # one moment: nothing without what came before
            count = len(writers.acked)
            self.assertTrue(until(lambda: len(writers.acked) > count + 200, 20), "nobody is acknowledged any more")
            writers.stop()
            self.assertEqual(writers.problems, [])
            pair.finish(self)
            self.assertEqual(sorted(f.name for f in self.root.iterdir()), [f"backup-{i}.db" for i in range(3)])
            self.assertEqual(server.stop(), 0)

    def test_restored_it_is_the_same_server(self):
        with harness.Server(plain=False) as server:
            alice = server.client().sign_in("alice")
            seq = alice.say("lobby", "kept")["body"]["seq"]
            alice.send("receipt.set", {"conv": "lobby", "read": seq})
            alice.request("ping")
            fingerprint = alice.socket.getpeercert(True)
            self.assertIn("1 account", harness.ctl(self, server, "backup", str(self.file)))
            alice.say("lobby", "later than the backup")
            alice.close()
            server.kill()  # a disk that died
        data = self.root / "new"
        self.assertIn("1 account", self.restore(self.file, data))
        self.assertEqual((data / "server.key").stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.rows(data / "server.db", "SELECT count(*) FROM sqlite_schema WHERE name = 'backup_files'"), [(0,)])
        self.assertIn("Sound: 1 account", self.check(data))
        with harness.Server(plain=False, data=data) as again:
            client = again.client()
            self.addCleanup(client.close)
            self.assertEqual(client.socket.getpeercert(True), fingerprint)  # nobody is warned
            client.hello()
            refused = client.request("auth.resume", {"account": "alice", "token": alice.token})
            self.assertEqual(refused["body"]["code"], "bad_credentials")  # it may have been withdrawn since
            self.assertEqual(client.request("auth.signin", {"account": "alice", "password": PASSWORD})["type"], "auth.ok")
            page = client.request("history.get", {"conv": "lobby"})["body"]["messages"]
            self.assertEqual([m["text"] for m in page], ["kept"])
            lobby = [c for c in client.request("conversation.get")["body"]["conversations"] if c["conv"] == "lobby"][0]
            self.assertEqual((lobby["lastSeq"], lobby["read"]), (1, 1))
            self.assertEqual(client.say("lobby", "new")["body"]["seq"], 2)
            self.assertEqual(again.stop(), 0)

    def test_takes_nobodys_place(self):
        with harness.Server() as server:
            self.file.write_text("mine")
            self.assertIn("there already", harness.ctl(self, server, "backup", str(self.file), status=1))
            self.assertEqual(self.file.read_text(), "mine")
            self.assertIn("No such file", harness.ctl(self, server, "backup", str(self.root / "nowhere" / "b.db"), status=1))
            for taken in ("server.db", "server.lock"):
                harness.ctl(self, server, "backup", str(server.data / taken), status=1)
            harness.ctl(self, server, "backup", "", status=1)
            self.assertIn("Sound", harness.ctl(self, server, "check"))
            self.assertEqual([f.name for f in self.root.iterdir()], ["backup.db"])
            self.assertEqual(server.stop(), 0)

    def test_a_file_that_only_the_server_sees(self):
        """As with a service that has a /tmp of its own; somebody who says "saved" plays the server."""
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.root / "ctl.sock"))
            listener.listen()

            def answer():
                for _ in range(2):
                    caller, _ = listener.accept()
                    with caller:
                        reply = json.dumps({"ok": True, "output": "Saved."}).encode()
                        caller.recv(65536)
                        caller.sendall(struct.pack(">I", len(reply)) + reply)
            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            asking = ["ctl", "--data", str(self.root), "backup", str(self.file)]
            self.assertIn("no such file", self.run_server(*asking, status=1))
            self.file.write_text("there")
            self.assertEqual(self.run_server(*asking), "Saved.\n")
            thread.join(20)

    def test_two_at_the_same_time(self):
        with harness.Server() as server:
            command = [harness.server_binary(), "ctl", "--data", str(server.data)]
            processes = [subprocess.Popen([*command, "backup", str(self.root / f"{i}.db")], stdout=subprocess.PIPE,
                                          stderr=subprocess.PIPE, text=True) for i in range(6)]
            done = 0
            for i, process in enumerate(processes):
                out, error = process.communicate(timeout=60)
                self.assertEqual(process.returncode == 0, (self.root / f"{i}.db").exists(), (out, error))
                self.assertTrue(process.returncode == 0 or "under way" in error, error)
                done += process.returncode == 0
            self.assertGreaterEqual(done, 1)
            harness.ctl(self, server, "backup", str(self.root / "after.db"))
            self.assertEqual(server.stop(), 0)

    def big_server(self, server, megabytes):
        """Fills the database from outside, so that a backup takes a while."""
        server.start()
        client = server.client().sign_in("alice")
        client.say("lobby", "first")
        client.close()
        self.assertEqual(server.stop(), 0)
        with sqlite3.connect(server.data / "server.db") as db:
            rows = ((1, seq, 1, uuid.uuid4().bytes, 0, "y" * 1000) for seq in range(2, megabytes * 1000))
            db.executemany("INSERT INTO log (conversation, seq, sender, uuid, time_ms, text) VALUES (?, ?, ?, ?, ?, ?)", rows)
        server.start()

    def test_ended_in_the_middle(self):
        server = harness.Server()
        self.addCleanup(server._temporary.cleanup)
        self.big_server(server, 60)
        for end, status in ((server.stop, 1), (server.kill, 1)):
            command = [harness.server_binary(), "ctl", "--data", str(server.data), "backup", str(self.file)]
            asking = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.assertTrue(until(lambda: any(".part-" in f.name and f.stat().st_size > 0 for f in self.root.iterdir()), 20, 0.001))
            started = time.monotonic()
            end()
            self.assertLess(time.monotonic() - started, 5)
            asking.communicate(timeout=20)
            self.assertEqual(asking.returncode, status)
            self.assertFalse(self.file.exists())
            if end == server.stop:
                self.assertEqual(list(self.root.iterdir()), [])
            server.start()
        harness.ctl(self, server, "backup", str(self.file))
        self.assertIn("Sound", harness.ctl(self, server, "check"))
        self.assertEqual(server.stop(), 0)


class Restore(BackupTest):
    def backup(self):
        with harness.Server(UNHURRIED) as server:
            client = server.client().sign_in("alice")
            for i in range(50):
                client.say("lobby", "text " * 100)
            client.close()
            harness.ctl(self, server, "backup", str(self.file))
            self.assertEqual(server.stop(), 0)
        return self.file.read_bytes()

    def test_never_over_anything(self):
        self.backup()
        with harness.Server() as server:
            inode = (server.data / "server.db").stat().st_ino
            self.assertIn("in use", self.restore(self.file, server.data, status=1))
            self.assertEqual(server.stop(), 0)
            self.assertIn("not empty", self.restore(self.file, server.data, status=1))
            self.assertEqual((server.data / "server.db").stat().st_ino, inode)
        full = self.root / "full"
        full.mkdir()
        (full / ".hidden").write_text("x")
        self.assertIn("not empty", self.restore(self.file, full, status=1))
        self.assertEqual({f.name for f in full.iterdir()}, {".hidden", "server.lock"})

    def test_what_is_no_sound_backup_is_refused(self):
        good = self.backup()
        self.assertEqual(good[-SEAL:], MARK + hashlib.sha256(good[:-SEAL]).digest())
        at = good.index(b"text text")  # in the middle of a message: no database notices
        flipped = good[:at] + b"T" + good[at + 1:]
        wrong = {
            "empty": b"", "text": b"no database " * 400, "truncated": good[: len(good) // 2 // 4096 * 4096],
            "flipped": flipped, "header": good[:100], "unsealed": good[:-SEAL], "seal": good[-SEAL:],
        }
        for name, content in wrong.items():
            with self.subTest(name):
                bad = self.root / f"{name}.db"
                bad.write_bytes(content)
                data = self.root / f"data-{name}"
                self.restore(bad, data, status=1)
                self.assertFalse((data / "server.db").exists())
                self.assertEqual(bad.read_bytes(), content)
        self.restore(self.root / "nowhere.db", self.root / "d", status=1)
        self.run_server("restore", status=2)
        self.run_server("restore", "a", "b", status=2)

    def test_strange_backups(self):
        self.backup()
        self.change("INSERT INTO backup_files VALUES ('../../evil', x'00')")
        self.assertIn("does not belong", self.restore(self.file, self.root / "a", status=1))
        self.assertFalse((self.root / "evil").exists())
        self.change("DELETE FROM backup_files")
        self.change("PRAGMA user_version=999")
        self.assertIn("newer", self.restore(self.file, self.root / "b", status=1))

    def test_a_key_without_its_certificate(self):
        self.backup()
        self.change("INSERT INTO backup_files VALUES ('server.key', x'00')")
        self.assertIn("server.crt", self.restore(self.file, self.root / "a", status=1))

    def test_one_that_was_cut_short_is_not_used(self):
        self.backup()
        data = self.root / "data"
        data.mkdir(mode=0o700)
        for name in ("server.db.restoring", "server.key"):
            (data / name).write_bytes(b"half")
        self.assertIn("not finished", self.run_server("--data", str(data), "--listen", "127.0.0.1:0", "--plain", status=1))
        self.assertFalse((data / "server.db").exists())
        self.assertIn("not finished", self.check(data, status=1))
        self.restore(self.file, data)
        self.assertIn("Sound", self.check(data))
        self.assertEqual({f.name for f in data.iterdir()}, {"server.db", "server.lock"})


class Check(BackupTest):
    def stopped(self, plain=True):
        server = harness.Server(UNHURRIED, plain=plain).start()
        self.addCleanup(server._temporary.cleanup)
        client = server.client().sign_in("alice")
        for i in range(200):
            client.say("lobby", "text " * 100)

        client.close()
        return server

    def damage(self, server, sql):
        with sqlite3.connect(server.data / "server.db") as db:
            db.execute(sql)

    def test_findings(self):
        for sql, words in (("DELETE FROM log WHERE seq = 7", "gaps"),
                           ("UPDATE log SET uuid = (SELECT uuid FROM log WHERE seq = 1) WHERE seq = 2", "more than once"),
                           ("UPDATE log SET sender = 99 WHERE seq = 3", "nobody"),
                           ("UPDATE index_state SET indexed_log_id = 100000", "ahead")):
            with self.subTest(words):
                server = self.stopped()
                self.assertEqual(server.stop(), 0)
                self.assertIn("Sound: 1 account, 1 conversation, 200 messages", self.check(server.data))
                self.damage(server, sql)
                self.assertIn(words, self.check(server.data, status=1))

    def test_on_a_running_server(self):
        server = self.stopped(plain=False)
        self.assertIn("200 messages", harness.ctl(self, server, "check"))
        self.assertIn("ctl check", self.check(server.data, status=1))
        (server.data / "server.key").chmod(0o644)
        self.assertIn("0600", harness.ctl(self, server, "check", status=1))
        (server.data / "server.key").chmod(0o600)
        certificate = server.data / "server.crt"
        certificate.rename(self.root / "away")
        self.assertIn("server.crt", harness.ctl(self, server, "backup", str(self.file), status=1))
        self.assertFalse(self.file.exists())  # it would come back as another server
        (self.root / "away").rename(certificate)
        self.damage(server, "UPDATE log SET sender = 99 WHERE seq = 3")
        self.assertIn("nobody", harness.ctl(self, server, "check", status=1))
        self.assertIn("damaged", harness.ctl(self, server, "backup", str(self.file), status=1))
        self.assertFalse(self.file.exists())  # what is damaged is no backup
        self.assertEqual(server.stop(), 0)

    def test_damaged_pages(self):
        server = self.stopped()
        self.assertEqual(server.stop(), 0)
        path = server.data / "server.db"
        content = bytearray(path.read_bytes())
        for page in range(4, len(content) // 4096, 3):  # the heads of pages: what a tree is made of
            content[page * 4096:page * 4096 + 100] = b"\xff" * 100
        path.write_bytes(content)
        self.assertTrue(self.check(server.data, status=1))

    def test_nothing_there(self):
        self.assertIn("no server's data", self.check(self.root / "nowhere", status=1))
        self.assertFalse((self.root / "nowhere").exists())


if __name__ == "__main__":
    harness.main()
