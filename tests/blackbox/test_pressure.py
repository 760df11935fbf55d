# SPDX-License-Identifier: MIT
"""A server under pressure from its own computer: somebody holds the database (F12), memory runs out (F23)."""
import json
import pathlib
import resource
import sqlite3
import threading
import time
import unittest

import harness
from harness import until
from wireclient import direct

UNHURRIED = {"limit.messages.perSecond": "0", "limit.requests.perSecond": "0"}


class Watch(threading.Thread):
    """Pings without end: how long the logic thread lets anybody wait."""

    def __init__(self, client):
        super().__init__(daemon=True)
        self.client, self.worst, self.count, self.problem = client, 0, 0, None
        self.done = threading.Event()

    def run(self):
        try:
            while not self.done.wait(0.02):
                started = time.monotonic()
                self.client.request("ping")
                self.worst = max(self.worst, time.monotonic() - started)
                self.count += 1
        except Exception as problem:
            self.problem = problem

    def finish(self, test):
        self.done.set()
        self.join(10)
        test.assertIsNone(self.problem)
        test.assertGreater(self.count, 10)
        test.assertLess(self.worst, 0.25, "the logic thread stood still")


class LockedDatabase(unittest.TestCase):
    """F12: the loop never stalls, acknowledgements wait and are then refused in words, and all is well afterwards."""

    def held(self, server, seconds):
        """Another program holds the database for so long."""
        holding = threading.Event()

        def hold():
            db = sqlite3.connect(server.data / "server.db", isolation_level=None, timeout=10)
            db.execute("BEGIN EXCLUSIVE")
            holding.set()
            self.release.wait(seconds)
            db.execute("ROLLBACK")
            db.close()
        self.release = threading.Event()
        self.addCleanup(self.release.set)
        thread = threading.Thread(target=hold, daemon=True)
        thread.start()
        self.assertTrue(holding.wait(10))
        return thread

    def test_f12(self):
        with harness.Server(UNHURRIED) as server:
            writer, reader = server.client(timeout=30).sign_in("alice"), server.client(timeout=30).sign_in("bob")
            watch = Watch(server.client().sign_in("carol"))
            conversation = direct("alice", "bob")
            self.assertEqual(writer.say(conversation, "before")["body"]["seq"], 1)
            watch.start()

            thread = self.held(server, 1)  # short: nobody notices but by the wait
            started = time.monotonic()
            self.assertEqual(writer.say(conversation, "one second")["body"]["seq"], 2)
            self.assertGreater(time.monotonic() - started, 0.5)
            thread.join()

            thread = self.held(server, 30)
            started, id_ = time.monotonic(), harness.new_uuid()
            refused = writer.request("chat.send", {"conv": conversation, "uuid": str(id_), "text": "thirty"}, timeout=30)
            self.assertEqual((refused["type"], refused["body"]["code"]), ("error", "storage_failed"), refused)
            self.assertTrue(refused["body"]["message"])
            self.assertLess(time.monotonic() - started, 10)
            page = reader.request("history.get", {"conv": conversation}, timeout=30)["body"]["messages"]
            self.assertEqual([m["text"] for m in page], ["before", "one second"])  # reading goes on
            while time.monotonic() - started < 12:  # refused again and again, never stuck
                again = time.monotonic()
                self.assertEqual(writer.say(conversation, "thirty", id_)["body"].get("code"), "storage_failed")
                self.assertLess(time.monotonic() - again, 10)
            self.release.set()
            thread.join()
            self.assertTrue(until(lambda: writer.say(conversation, "thirty", id_)["type"] == "chat.ack", 10))
            page = reader.request("history.get", {"conv": conversation})["body"]["messages"]
            self.assertEqual([(m["seq"], m["text"]) for m in page], [(1, "before"), (2, "one second"), (3, "thirty")])
            watch.finish(self)
            for client in (writer, reader, watch.client):
                client.close()
            self.assertEqual(server.stop(), 0)


class LittleMemory(unittest.TestCase):
    """F23: what needs memory that is not there is refused in words; who is in goes on, and later all is well again."""

    def limit(self, server, spare):
        status = dict(line.split(":", 1)
                      for line in pathlib.Path(f"/proc/{server.process.pid}/status").read_text().splitlines() if ":" in line)
        used = int(status["VmSize"].split()[0]) * 1024
        usual = resource.prlimit(server.process.pid, resource.RLIMIT_AS)
        resource.prlimit(server.process.pid, resource.RLIMIT_AS, (used + spare, usual[1]))
        return usual

    def test_f23_passwords_are_not_wrong_because_memory_is_short(self):
        if b"__asan_init" in pathlib.Path(harness.server_binary()).read_bytes():
            self.skipTest("the sanitizer needs more memory than any limit leaves")
        # Passwords take 256 MiB each: memory that a limit can take away without touching what the rest needs.
        with harness.Server({**UNHURRIED, "password.memoryKiB": str(256 * 1024), "password.iterations": "1"}) as server:
            pair = harness.ControlPair(server)
            server.client(timeout=30).sign_in("alice").close()
            usual = self.limit(server, 64 * 1024 * 1024)
            for _ in range(8):  # more than wrong passwords would be let through at once
                client = server.client(timeout=30)
                client.hello()
                answer = client.request("auth.signin", {"account": "alice", "password": "correct horse"}, timeout=30)
                self.assertEqual(answer["body"].get("code"), "server_busy", answer)
                self.assertIn("memory", answer["body"]["message"])
                client.close()
            client = server.client(timeout=30)
            client.hello()
            answer = client.request("auth.register", {"account": "new", "password": "x"}, timeout=30)
            self.assertEqual(answer["body"].get("code"), "server_busy", answer)
            client.close()
            pair.finish(self)
            resource.prlimit(server.process.pid, resource.RLIMIT_AS, usual)
            server.client(timeout=30).sign_in("alice", register=False).close()
            self.assertNotIn("wrong", server.log())
            self.assertEqual(json.loads(harness.ctl(self, server, "--json", "status"))["accounts"], 3)
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
