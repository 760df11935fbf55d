# SPDX-License-Identifier: MIT
"""What goes wrong around a server: readers that stop, no descriptors left, a full disk, an end under load."""
import os
import pathlib
import re
import resource
import signal
import socket
import struct
import subprocess
import threading
import time
import unittest

import harness
from harness import until
from wireclient import Closed, direct

UNHURRIED = {"limit.messages.perSecond": "0", "limit.framesPerConnection.perSecond": "0",
             "limit.bytesPerConnection.perSecond": "0", "limit.historyPages.perSecond": "0"}


class SlowConsumer(harness.ServerTest):
    """Somebody who reads nothing is cut, with a reason in the log; nobody else notices, and nothing is lost to him."""
    config = {**UNHURRIED, "limit.writeHardBytes": "524288", "limit.writeSoftBytes": "65536"}

    def test_a63_a_reader_that_stops(self):
        writer, witness = self.signed_in(), self.signed_in()
        sleeper = self.signed_in()
        name, resident = sleeper.account, self.server.resident_kib()
        sent = 0
        text = "字" * 3900
        while f"{name}: disconnected: slow_consumer" not in self.server.log():
            self.assertLess(sent, 3000, "is never cut: " + self.server.log()[-2000:])
            for _ in range(20):
                self.assertEqual(writer.say("lobby", text)["type"], "chat.ack")
                sent += 1
            for _ in range(20):
                self.assertEqual(witness.expect("chat.deliver")["body"]["text"], text)
        self.assertLess(self.server.resident_kib() - resident, 64 * 1024)
        with self.assertRaises((Closed, OSError)):
            while True:
                sleeper.receive_frame()
        # He comes back and finds everything.
        again = self.connected()
        again.hello()
        self.assertEqual(again.request("auth.resume", {"account": name, "token": sleeper.token})["type"], "auth.ok")
        info = [c for c in again.request("conversation.get")["body"]["conversations"] if c["conv"] == "lobby"][0]
        self.assertEqual(info["lastSeq"], sent)

    def test_whoever_asks_and_does_not_read_the_answers(self):
        greedy = self.signed_in()
        for _ in range(40):
            greedy.say("lobby", "x" * 4000)
        resident = self.server.resident_kib()
        page = b'{"type":"history.get","body":{"conv":"lobby","limit":100}}'
        greedy.socket.settimeout(2)
        try:
            for _ in range(20_000):
                greedy.send_payload(page)
        except OSError:
            pass  # not read any more, or cut: both are right
        self.assertLess(self.server.resident_kib() - resident, 64 * 1024)


class Descriptors(harness.ServerTest):
    """No descriptors left: who is in goes on, and who waits gets in once there are some again."""
    config = {"limit.newConnectionsPerAddress.perSecond": "0"}

    def test_f15_accepting_goes_on(self):
        if b"__ubsan_handle" in pathlib.Path(harness.server_binary()).read_bytes():
            self.skipTest("the sanitizer's own checks need descriptors")
        one, other = self.signed_in(), self.signed_in()
        conversation = direct(one.account, other.account)
        process = self.server.process.pid
        count = lambda: len(os.listdir(f"/proc/{process}/fd"))
        usual = resource.prlimit(process, resource.RLIMIT_NOFILE)
        resource.prlimit(process, resource.RLIMIT_NOFILE, (count() + 4, usual[1]))
        self.addCleanup(lambda: self.server.running() and resource.prlimit(process, resource.RLIMIT_NOFILE, usual))
        storm = []
        for _ in range(40):
            raw = socket.create_connection(self.server.address, 5)
            self.addCleanup(raw.close)
            storm.append(raw)
        self.assertTrue(until(lambda: "cannot accept" in self.server.log(), 5), self.server.log()[-2000:])

        cpu, started = self.server.cpu_seconds(), time.monotonic()
        for i in range(10):
            self.assertEqual(one.say(conversation, f"still here {i}")["type"], "chat.ack")
            self.assertEqual(other.expect("chat.deliver")["body"]["text"], f"still here {i}")
            time.sleep(0.1)  # the length of the measurement
        self.assertLess((self.server.cpu_seconds() - cpu) / (time.monotonic() - started), 0.2, "busy while out of descriptors")

        for raw in storm:
            raw.close()
        resource.prlimit(process, resource.RLIMIT_NOFILE, usual)
        started = time.monotonic()

        def gets_in():
            try:
                with self.server.client(timeout=2) as late:
                    return late.hello()["type"] == "welcome"
            except (Closed, OSError):
                return False
        self.assertTrue(until(gets_in, 5))
        self.assertLess(time.monotonic() - started, 3)


class ServerOnASmallDisk(harness.Server):
    """Runs in a mount namespace of its own, with a small tmpfs for its data."""

    MIB = 6

    def command(self):
        self.data.mkdir()
        mount = f'mount -t tmpfs -o size={self.MIB}m none "$1" && shift && exec "$@"'
        return ["unshare", "--mount", "sh", "-c", mount, "sh", str(self.data), *super().command()]

    @property
    def data_from_outside(self):
        return pathlib.Path(f"/proc/{self.process.pid}/root{self.data}")

    @staticmethod
    def possible():
        try:
            probe = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
            return subprocess.run(probe, capture_output=True, timeout=10, check=False).returncode == 0
        except OSError:
            return False


class FullDisk(unittest.TestCase):
    def setUp(self):
        if not ServerOnASmallDisk.possible():
            self.skipTest("no right to mount a tmpfs")

    def test_f10_full_disk_refuses_and_recovers_by_itself(self):
        with ServerOnASmallDisk(UNHURRIED) as server:
            a = server.client(timeout=20).sign_in("alice")
            b = server.client(timeout=20).sign_in("bob")
            self.addCleanup(a.close)
            self.addCleanup(b.close)
            conversation = direct("alice", "bob")
            acked = [a.say(conversation, "before")["body"]["seq"]]

            filler = server.data_from_outside / "filler"
            with filler.open("wb", buffering=0) as file, self.assertRaises(OSError):
                while True:
                    file.write(bytes(64 * 1024))
            text = "y" * 4000
            refused = None
            for _ in range(2000):  # what SQLite's log has room for is still taken, truthfully
                answer = a.say(conversation, text)
                if answer["type"] == "error":
                    refused = answer
                    break
                acked.append(answer["body"]["seq"])
            self.assertIsNotNone(refused, "never full")
            self.assertEqual(refused["body"]["code"], "storage_failed", refused)
            self.assertIn("full", refused["body"]["message"])
            page = b.request("history.get", {"conv": conversation, "limit": 1})
            self.assertEqual(page["body"]["messages"][-1]["seq"], acked[-1])  # reading goes on

            filler.unlink()
            id_ = harness.new_uuid()
            self.assertTrue(until(lambda: a.say(conversation, "after", id_)["type"] == "chat.ack", 10), server.log()[-2000:])
            acked.append(acked[-1] + 1)
            log, after = [], 0
            while True:
                page = b.request("history.get", {"conv": conversation, "after": after, "limit": 100})["body"]
                log += [m["seq"] for m in page["messages"]]
                if not page["more"]:
                    break
                after = log[-1]
            self.assertEqual(log, list(range(1, len(log) + 1)))
            self.assertEqual(log, acked)
            self.assertEqual(server.stop(), 0)


class Load(threading.Thread):
    """Sends as fast as it may, several messages in flight, until the server ends."""

    def __init__(self, client, conversation):
        super().__init__(daemon=True)
        self.client, self.conversation = client, conversation
        self.acked = {}
        self.bye = None
        self.closed = False

    def run(self):
        try:
            for _ in range(16):
                self.post()
            while True:
                frame = self.client.receive_frame(20)
                if frame["type"] == "chat.ack":
                    self.acked[frame["body"]["uuid"]] = frame["body"]["seq"]
                    if self.bye is None:
                        self.post()
                elif frame["type"] == "bye":
                    self.bye = frame["body"]
        except (Closed, OSError):
            self.closed = True

    def post(self):
        try:
            self.client.send("chat.send", {"conv": self.conversation, "uuid": str(harness.new_uuid()), "text": "load"})
        except OSError:
            pass  # the end has come; what was answered can still be read


class EndUnderLoad(unittest.TestCase):
    def test_f21_sigterm_keeps_what_was_acknowledged(self):
        with harness.Server(UNHURRIED) as server:
            names = ["ann", "ben", "cleo"]
            loads = [Load(server.client(timeout=20).sign_in(name), "lobby") for name in names]
            silent = socket.create_connection(server.address, 5)  # a stranger must not hold up the end
            self.addCleanup(silent.close)
            for load in loads:
                self.addCleanup(load.client.close)
                load.start()
            self.assertTrue(until(lambda: all(len(load.acked) > 50 for load in loads), 20))
            started = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - started, 8)
            for load in loads:
                load.join(20)
                self.assertTrue(load.closed)
                self.assertEqual((load.bye or {}).get("reason"), "shutting_down")
            server.start()
            reader = server.client(timeout=20).sign_in("ann", register=False)
            self.addCleanup(reader.close)
            stored, after = {}, 0
            while True:
                page = reader.request("history.get", {"conv": "lobby", "after": after, "limit": 100})["body"]
                stored.update({m["uuid"]: m["seq"] for m in page["messages"]})
                if not page["more"]:
                    break
                after = page["messages"][-1]["seq"]
            for load in loads:
                lost = {u: s for u, s in load.acked.items() if stored.get(u) != s}
                self.assertEqual(lost, {})

    def test_sigterm_while_somebody_does_not_read(self):
        with harness.Server({**UNHURRIED, "limit.writeSoftBytes": "1048576"}) as server:
            a = server.client(timeout=20).sign_in("alice")
            sleeper = server.client(timeout=20).sign_in("sleeper")
            self.addCleanup(a.close)
            self.addCleanup(sleeper.close)
            for _ in range(100):
                a.say("lobby", "字" * 3900)
            started = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - started, 10)


class BrokenOff(harness.ServerTest):
    """Connections that end in every rude way, one after the other: nothing of them stays."""
    config = {"limit.newConnectionsPerAddress.perSecond": "0"}

    def test_resets_leave_nothing_behind(self):
        process = self.server.process.pid
        before = len(os.listdir(f"/proc/{process}/fd"))
        for i in range(300):
            raw = socket.create_connection(self.server.address, 5)
            if i % 3:
                raw.sendall(struct.pack(">I", 60) + b'{"type":"hel'[: i % 12])
            if i % 2:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raw.close()
        self.assertTrue(until(lambda: len(os.listdir(f"/proc/{process}/fd")) <= before + 1, 5))


if __name__ == "__main__":
    harness.main()
