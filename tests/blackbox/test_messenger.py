# SPDX-License-Identifier: MIT
"""Whole messengers whose clock jumps (F16) or that stand still (F17): back within 5 s, nothing lost, in the order of the log;
and what they say to a server with another certificate or another key (F22)."""
import hashlib
import json
import pathlib
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

import harness
from harness import until
from messenger import Messenger, coded, pause
from wireclient import direct

DAY = 86_400
BACK = 5  # seconds in which a messenger is back
PASSWORD = "correct horse"


class Proxy:
    """Passes bytes on, until told to swallow them: a network that is gone without a word."""

    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = self.listener.getsockname()
        self.connections = []  # [sockets, swallows]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            connection = {"ends": (near, far), "swallows": False}
            self.connections.append(connection)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(connection, source, sink), daemon=True).start()

    def _pass(self, connection, source, sink):
        try:
            while data := source.recv(65536):
                if not connection["swallows"]:
                    sink.sendall(data)
            if not connection["swallows"]:
                sink.close()
        except OSError:
            pass

    def swallow(self):
        """On the connections there are; new ones are fine."""
        for connection in self.connections:
            connection["swallows"] = True

    def close(self):
        self.listener.close()
        for connection in self.connections:
            for end in connection["ends"]:
                try:
                    end.shutdown(socket.SHUT_RDWR)  # wakes who reads it
                except OSError:
                    pass
                end.close()


UNHURRIED = {"limit.messages.perSecond": "0", "limit.framesPerConnection.perSecond": "0"}


class Case(unittest.TestCase):
    config = UNHURRIED
    plain = True

    def setUp(self):
        self.assertTrue(harness.messenger_binary(), "--messenger is missing")
        self.server = harness.Server(self.config, self.plain).start()
        self.server.keep_port = True
        self.addCleanup(self.server.__exit__)
        folder = tempfile.TemporaryDirectory(prefix="miniqq-messenger-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def messenger(self, address=None, options=(), wrapper=()):
        """Ann's, signed in; and Ben, who speaks the wire protocol and talks with her."""
        ann = Messenger(harness.messenger_binary(), self.folder / "ann", "ann", PASSWORD, options, wrapper).start()
        self.addCleanup(ann.end)
        ann.tell("register", coded(f"{'plain:' * self.plain}127.0.0.1:{(address or self.server.address)[1]}"), "ann", coded(PASSWORD))
        ann.await_(lambda: ann.state() == "online", "online")
        self.ben = self.server.client(timeout=20).sign_in("ben")
        self.addCleanup(lambda: self.ben.close())
        self.conversation = direct("ann", "ben")
        self.accepted = 0
        self.ben_says(ann, 1)
        return ann

    def ben_says(self, ann, count):
        before = len(ann.now["stored"])
        for number in range(count):
            self.assertEqual(self.ben.say(self.conversation, f"ben {number}")["type"], "chat.ack")
        ann.await_(lambda: len(ann.now["stored"]) >= before + count, "what ben said")

    def says(self, ann, count):
        """Waits until all she ever said is acknowledged and in her history."""
        for number in range(count):
            ann.tell("say", self.conversation, coded(f"ann {self.accepted + number}"))
        self.accepted += count
        ann.await_(lambda: len({words[3] for words in ann.now["stored"] if words[4] == "ann"}) >= self.accepted, "acknowledgements")

    def info(self, ann):
        """State, how long connected, until the next try, wall clock: milliseconds."""
        ann.now["info"].clear()
        ann.tell("info")
        ann.await_(lambda: ann.now["info"], "an answer")
        return ann.now["info"][0][1], *map(int, ann.now["info"][0][2:])

    def come_back(self, ann, seconds_stopped, meanwhile):
        """Stopped for that long; how long it took to be back."""
        states = len(ann.now["state"])
        ann.stop()
        try:
            stopped = time.monotonic()
            for number in range(5):  # typed, and not looked at yet
                ann.tell("say", self.conversation, coded(f"ann {self.accepted + number}"))
            self.accepted += 5
            meanwhile()
            pause(max(0.0, stopped + seconds_stopped - time.monotonic()))  # the time that passes is what is tested
        finally:
            ann.go_on()
        woke = time.monotonic()
        ann.await_(lambda: len(ann.now["state"]) > states and ann.state() == "online", "online again", 30)
        return time.monotonic() - woke

    def sessions(self):
        return [each.get("account") for each in json.loads(harness.ctl(self, self.server, "--json", "sessions"))["sessions"]]

    def assert_same_as_log(self, ann):
        log = []
        with self.server.client(timeout=20) as client:
            client.sign_in("ben", register=False)
            page = {"more": True}
            while page["more"]:
                page = client.request("history.get", {"conv": self.conversation, "after": len(log), "limit": 100})["body"]
                log += page["messages"]
        rows, waiting = ann.dump(self.conversation)
        self.assertEqual(waiting, [])
        self.assertEqual(rows, [(self.conversation, m["seq"], m["uuid"], m["from"], m["time"], m["text"]) for m in log])
        own = [m["text"] for m in log if m["from"] == "ann"]
        self.assertEqual(own, [f"ann {number}" for number in range(self.accepted)])  # each once, in order
        self.assertEqual(ann.all["error"] + ann.all["unsendable"] + ann.all["failed"], [])
        return log


class WallClock(Case):
    def test_f16_the_messengers_clock_jumps(self):
        clock = harness.FakedClock()
        self.addCleanup(clock.cleanup)
        started = time.monotonic()
        ann = self.messenger(wrapper=clock.wrapper(), options=["--reconnect-first", "1000", "--reconnect-most", "1000"])
        walls = []
        for offset in (0, DAY, -DAY, 0):
            clock.set_offset(offset)
            self.says(ann, 3)
            self.ben_says(ann, 3)
            state, connected, _, wall = self.info(ann)
            walls.append(wall / 1000)
            self.assertEqual(state, "online")
            self.assertTrue(0 <= connected <= (time.monotonic() - started) * 1000, connected)
        self.assertEqual(len(ann.now["state"]), len([s for s in ann.now["state"] if s[1] in ("connecting", "online")]))
        # The clock did jump, or this showed nothing.
        self.assertAlmostEqual(walls[1] - walls[0], DAY, delta=60)
        self.assertAlmostEqual(walls[2] - walls[0], -DAY, delta=60)

        # And while it waits for the server.
        self.server.kill()
        for offset in (DAY, -DAY, DAY):
            since = len(ann.now["state"])
            ann.await_(lambda n=since: "waiting" in [s[1] for s in ann.now["state"][n:]], "the wait for the next try")
            clock.set_offset(offset)
            _, _, wait, _ = self.info(ann)
            self.assertTrue(0 <= wait <= 1000, wait)
            self.assertTrue(all(0 <= int(s[2]) <= 1000 for s in ann.now["state"]), ann.now["state"])
        self.server.start()
        back = time.monotonic()
        ann.await_(lambda: ann.state() == "online", "online", BACK)
        self.assertLess(time.monotonic() - back, BACK)
        self.ben.close()
        self.ben = self.server.client(timeout=20).sign_in("ben", register=False)
        self.says(ann, 3)
        # Messages of its own days among others: they stand as the log has them.
        log = self.assert_same_as_log(ann)
        self.assertEqual([m["seq"] for m in log], list(range(1, len(log) + 1)))
        self.assertEqual(ann.quit(), 0)


class Standstill(Case):
    config = {**UNHURRIED, "limit.pingAfterMs": "500", "limit.deadAfterMs": "1500"}

    def test_f17_a_messenger_that_was_dropped_while_it_stood_still_is_back(self):
        ann = self.messenger()
        said = []

        def others_go_on():
            # The server loses patience; with Ben it does not.
            self.assertTrue(until(lambda: self.ben.request("ping")["type"] == "pong" and "ann" not in self.sessions(), 10))
            for number in range(150):  # more than a page
                self.assertEqual(self.ben.say(self.conversation, f"missed {number}")["type"], "chat.ack")
                said.append(number)
        self.assertLess(self.come_back(ann, 4, others_go_on), BACK)
        self.says(ann, 1)
        self.assertGreater(len(self.assert_same_as_log(ann)), len(said))
        self.assertEqual(ann.quit(), 0)


class Silence(Case):
    """The network has gone while it stood still: nobody tells it."""

    def test_f17_a_messenger_finds_out_soon(self):
        proxy = Proxy(self.server.address)
        self.addCleanup(proxy.close)
        # It would wait most of a minute for an answer, had it not stood still.
        ann = self.messenger(proxy.address, ["--ping-after", "500", "--dead-after", "60000"])
        self.assertLess(self.come_back(ann, 4, proxy.swallow), BACK)
        self.assertEqual(len(proxy.connections), 2)
        self.says(ann, 1)
        self.assert_same_as_log(ann)
        self.assertEqual(ann.quit(), 0)

    def test_f17_one_whose_connection_lives_keeps_it(self):
        proxy = Proxy(self.server.address)
        self.addCleanup(proxy.close)
        ann = self.messenger(proxy.address, ["--ping-after", "500", "--dead-after", "60000"])
        ann.stop()
        pause(4)
        ann.go_on()
        self.says(ann, 3)
        pause(2)  # longer than it waits for an answer now
        self.says(ann, 1)
        self.assertEqual(len(proxy.connections), 1)
        self.assert_same_as_log(ann)
        self.assertEqual(ann.quit(), 0)


class Certificate(Case):
    plain = False

    def renew(self, *key):
        subprocess.run(["openssl", "req", "-x509", *key, "-subj", "/CN=again", "-days", "30", "-out", "server.crt"], check=True,
                       capture_output=True, timeout=30, cwd=self.server.data)
        return json.loads(harness.ctl(self, self.server, "--json", "reload"))["fingerprint"]

    def come_again(self, ann):
        ann.tell("leave")
        ann.await_(lambda: ann.state() == "offline", "the end")
        ann.tell("online")
        ann.await_(lambda: ann.state() in ("online", "blocked", "refused"), "an outcome")
        return ann.state()

    def test_f22_the_same_key_is_silent_another_blocks(self):
        ann = self.messenger()
        known = json.loads(harness.ctl(self, self.server, "--json", "status"))["fingerprint"]
        self.assertEqual(self.renew("-key", "server.key"), known)
        self.assertEqual(self.come_again(ann), "online")
        self.says(ann, 1)
        self.assertEqual(ann.all["changed"], [])

        other = self.renew("-newkey", "rsa:2048", "-nodes", "-keyout", "server.key")
        self.assertEqual(self.come_again(ann), "blocked")
        ann.await_(lambda: ann.now["changed"], "the question")
        self.assertEqual(ann.all["changed"], [["changed", coded(known), coded(other)]])
        self.assertEqual(ann.quit(), 0)
        ann.start()  # and does not forget it
        ann.await_(lambda: ann.state() == "blocked", "the same question")
        self.assertEqual(ann.quit(), 0)

    def test_f22_what_was_remembered_before_keys_were(self):
        ann = self.messenger()
        self.assertEqual(ann.quit(), 0)
        servers = self.folder / "ann" / "known_servers"
        now = servers.read_text()
        key = json.loads(harness.ctl(self, self.server, "--json", "status"))["fingerprint"]
        self.assertRegex(now, f"^127.0.0.1:[0-9]+ key {key}\n$")
        certificate = ssl.PEM_cert_to_DER_cert((pathlib.Path(self.server.data) / "server.crt").read_text())
        before = now.replace(f"key {key}", hashlib.sha256(certificate).digest().hex(":").upper())
        servers.write_text(before)
        ann.start()
        ann.await_(lambda: ann.state() == "online", "online")
        self.assertEqual(servers.read_text(), now)
        self.assertEqual(ann.quit(), 0)

        servers.write_text(before)
        self.renew("-key", "server.key")
        ann.start()
        ann.await_(lambda: ann.now["changed"], "the question")
        self.assertEqual(ann.all["changed"], [["changed", coded(before.split()[1]), coded(key)]])
        self.assertEqual(servers.read_text(), before)
        self.assertEqual(ann.quit(), 0)


if __name__ == "__main__":
    harness.main()
