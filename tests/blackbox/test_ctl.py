# SPDX-License-Identifier: MIT
"""`miniqq-serverd ctl`: what an operator asks of a running server, and what strangers on the same computer may not."""
import json
import os
import pathlib
import shutil
import socket
import stat
import struct
import subprocess
import threading
import time
import unittest

import harness
from wireclient import Closed

NOBODY = 65534


class CtlTest(harness.ServerTest):
    def ctl(self, *arguments, status=0):
        return harness.ctl(self, self.server, *arguments, status=status)

    def ask(self, *arguments):
        return json.loads(self.ctl("--json", *arguments))

    def raw(self):
        connection = socket.socket(socket.AF_UNIX)
        self.addCleanup(connection.close)
        connection.settimeout(20)
        connection.connect(str(self.server.data / "ctl.sock"))
        return connection


class Commands(CtlTest):
    def test_status(self):
        before = self.ask("status")
        self.assertEqual(before["process"], self.server.process.pid)
        self.assertEqual(before["listening"], ["%s:%d" % self.server.address])
        self.assertTrue(before["plain"])
        client = self.signed_in()
        client.say("lobby", "one more")
        after = self.ask("status")
        self.assertEqual(after["signedIn"], before["signedIn"] + 1)
        self.assertEqual(after["accounts"], before["accounts"] + 1)
        self.assertGreater(after["messages"], before["messages"])
        self.assertGreaterEqual(after["uptimeMs"], before["uptimeMs"])
        self.assertGreater(after["lastCommitUs"], 0)
        words = self.ctl("status")
        self.assertIn(f"process {self.server.process.pid}", words)
        self.assertIn("%s:%d" % self.server.address, words)
        self.assertIn("without TLS", words)

    def session_of(self, account):
        return [s for s in self.ask("sessions")["sessions"] if s.get("account") == account]

    def test_sessions_and_their_end(self):
        client = self.signed_in()
        stranger = self.connected()
        session, = self.session_of(client.account)
        self.assertEqual(session["address"], "%s:%d" % client.socket.getsockname())
        self.assertTrue([s for s in self.ask("sessions")["sessions"] if "account" not in s])
        self.assertIn(client.account, self.ctl("sessions"))

        self.assertEqual(self.ask("sessions", "end", str(session["connection"]), "--reason", "lost laptop"), {"ended": 1})
        bye = client.wait_closed()[-1]
        self.assertEqual((bye["type"], bye["body"]["reason"], bye["body"]["message"]), ("bye", "signed_out", "lost laptop"))
        # Whoever has the laptop now cannot come back by its token.
        thief = self.connected()
        thief.hello()
        answer = thief.request("auth.resume", {"account": client.account, "token": client.token})
        self.assert_error(answer, "bad_credentials")
        self.assertIn("no connection", self.ctl("sessions", "end", str(session["connection"]), status=1))
        for wrong in (["sessions", "end"], ["sessions", "end", "x"], ["sessions", "stop", "1"]):
            self.ctl(*wrong, status=1)
        stranger.close()

    def test_kick(self):
        client = self.signed_in()
        second = self.connected().sign_in(client.account, register=False)
        self.assertEqual(self.ask("kick", client.account.upper(), "--reason", "pause"), {"kicked": 2})
        for each in (client, second):
            bye = each.wait_closed()[-1]
            self.assertEqual((bye["body"]["reason"], bye["body"]["message"]), ("kicked", "pause"))
            each.close()
        self.assertTrue(harness.until(lambda: not self.session_of(client.account), 5))
        self.assertIn("Nobody is signed in", self.ctl("kick", client.account, status=1))
        self.assertIn("no account name", self.ctl("kick", "no name", status=1))

        third = self.connected().sign_in(client.account, register=False)
        session, = self.session_of(client.account)
        self.assertIn("Kicked", self.ctl("kick", "--connection", str(session["connection"])))
        self.assertEqual(third.wait_closed()[-1]["body"]["reason"], "kicked")
        self.ctl("kick", "--connection", "999999999", status=1)
        self.ctl("kick", "--connection", client.account, status=1)

    def test_announce(self):
        told = [self.signed_in(), self.signed_in()]
        stranger = self.connected()
        stranger.hello()
        text = "Pause um 12 Uhr.\n午休 <b>"
        self.assertGreaterEqual(self.ask("announce", text)["told"], 2)
        for client in told:
            notice = client.expect("server.notice")
            self.assertEqual(notice["body"]["text"], text)
            self.assertLess(abs(notice["body"]["time"] / 1000 - time.time()), 60)
        stranger.request("ping")
        self.assertEqual([f for f in stranger.inbox if f["type"] == "server.notice"], [])
        self.ctl("announce", "x" * 1000)
        self.assertIn("at most 1000", self.ctl("announce", "x" * 1001, status=1))
        self.ctl("announce", "", status=1)
        self.ctl("announce", "  ", status=1)

    def test_wrong_usage(self):
        for wrong, word in ((["bogus"], "bogus"), ([], "command"), (["status", "x"], "x"), (["--bogus", "status"], "bogus"),
                            (["kick"], "kick"), (["announce", "two", "words"], "quotes"), (["status", "--reason", "x"], "reason"),
                            (["status", "--connection"], "belong")):
            with self.subTest(wrong=wrong):
                self.assertIn(word, self.ctl(*wrong, status=2))
        self.assertIn("sessions", self.ctl("--help"))

    def test_nobody_there(self):
        nowhere = ["ctl", "--data", "/nowhere/at/all", "status"]
        ended = subprocess.run([harness.server_binary(), *nowhere], capture_output=True, text=True, timeout=20, check=False)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""))
        self.assertIn("No server runs", ended.stderr)


class Strangers(CtlTest):
    """Whoever gets at the socket can be as rude as on the network."""

    def test_private(self):
        mode = (self.server.data / "ctl.sock").stat().st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(mode & 0o777, 0o600)

    def test_other_users_are_refused(self):
        if os.geteuid() != 0:
            self.skipTest("only root can play another user")
        program = shutil.which("python3", path="/usr/bin:/bin") or shutil.which("python3")
        if subprocess.run([program, "-c", ""], user=NOBODY, check=False).returncode != 0:
            self.skipTest("another user cannot run Python here")
        sock = self.server.data / "ctl.sock"
        # As if the rights were lost: the door itself still looks who comes.
        folders = [sock.parent, sock.parent.parent]
        for folder in folders:
            folder.chmod(0o755)
        sock.chmod(0o666)
        script = ("import socket,struct,sys; s=socket.socket(socket.AF_UNIX); s.settimeout(10); s.connect(sys.argv[1]);"
                  "p=sys.argv[2].encode(); s.sendall(struct.pack('>I',len(p))+p) if len(sys.argv)>3 else None; print(s.recv(9))")
        request = json.dumps({"command": "status", "arguments": [], "json": False, "flag": False})
        for more in ([], ["send"]):
            ended = subprocess.run([program, "-c", script, str(sock), request, *more], user=NOBODY, capture_output=True, text=True,
                                   timeout=20, check=False)
            self.assertTrue(ended.stdout.strip() == "b''" or "Reset" in ended.stderr or "Broken" in ended.stderr, ended)
        for folder in folders:
            folder.chmod(0o700)
        sock.chmod(0o600)
        self.ctl("status")

    def answer(self, connection):
        data = b""
        while True:
            try:
                more = connection.recv(65536)
            except ConnectionResetError:
                more = b""
            if not more:
                return data
            data += more

    def test_rubbish(self):
        request = json.dumps({"command": "status", "arguments": [], "json": True, "flag": False}).encode()
        rude = {
            "too long": struct.pack(">I", 32 * 1024 + 1),
            "gigantic": b"\xff\xff\xff\xff" + b"x" * 1000,
            "too short": struct.pack(">I", 1) + b"{",
        }
        for name, sent in rude.items():
            with self.subTest(name):
                connection = self.raw()
                connection.sendall(sent)
                self.assertEqual(self.answer(connection), b"")
        for payload in (b"no json at all", b"{}", b'{"command":7}', b'{"command":"status","arguments":["a"],"json":true,"flag":false}',
                        b'{"command":"bogus","arguments":[],"json":true,"flag":false}',
                        b'{"command":"kick","arguments":["a","b"],"json":true,"flag":false}',
                        b'{"command":"status","arguments":[],"json":true,"flag":true}'):
            with self.subTest(payload=payload):
                connection = self.raw()
                connection.sendall(struct.pack(">I", len(payload)) + payload)
                data = self.answer(connection)
                reply = json.loads(data[4:])
                self.assertEqual(struct.unpack(">I", data[:4])[0], len(data) - 4)
                self.assertFalse(reply["ok"])
                self.assertTrue(reply["output"])
        # Bit by bit is a request like any other; two of them are one too many.
        connection = self.raw()
        for byte in struct.pack(">I", len(request)) + request:
            connection.sendall(bytes([byte]))
        self.assertTrue(json.loads(self.answer(connection)[4:])["ok"])
        connection = self.raw()
        connection.sendall(2 * (struct.pack(">I", len(request)) + request))
        data = self.answer(connection)
        self.assertLessEqual(data.count(b'"ok"'), 1)
        # One that goes away before the answer.
        for _ in range(20):
            connection = self.raw()
            connection.sendall(struct.pack(">I", len(request)) + request)
            connection.close()
        self.ctl("status")

    def test_silent_ones_are_cut_and_too_many_wait_for_nobody(self):
        descriptors = lambda: len(os.listdir(f"/proc/{self.server.process.pid}/fd"))
        before = descriptors()
        started = time.monotonic()
        silent = [self.raw() for _ in range(60)]
        self.assertTrue(all(self.answer(each) == b"" for each in silent))
        self.assertLess(time.monotonic() - started, 15)
        self.assertLessEqual(descriptors(), before + 2)
        self.ctl("status")

    def test_many_at_the_same_time(self):
        answers = []

        def ask():
            command = [harness.server_binary(), "ctl", "--data", str(self.server.data), "--json", "status"]
            answers.append(subprocess.run(command, capture_output=True, text=True, timeout=60, check=False))
        threads = [threading.Thread(target=ask) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for ended in answers:
            self.assertTrue(ended.returncode == 0 and json.loads(ended.stdout) or ended.returncode == 1 and ended.stderr, ended)
        self.assertTrue(any(ended.returncode == 0 for ended in answers))


class Socket(unittest.TestCase):
    def test_a_killed_server_leaves_nothing_that_matters(self):
        with harness.Server() as server:
            server.kill()
            self.assertTrue((server.data / "ctl.sock").exists())
            self.assertIn("No server runs", harness.ctl(self, server, "status", status=1))
            server.start()
            harness.ctl(self, server, "status")
            self.assertEqual(server.stop(), 0)
            self.assertFalse((server.data / "ctl.sock").exists())

    def test_something_in_the_way(self):
        with harness.Server() as server:
            self.assertEqual(server.stop(), 0)
            (server.data / "ctl.sock").write_text("mine")
            server.start()
            self.assertIn("in the way", server.log())
            with server.client() as client:
                self.assertEqual(client.hello()["type"], "welcome")
            self.assertEqual(server.stop(), 0)
            self.assertEqual((server.data / "ctl.sock").read_text(), "mine")

    def test_a_path_too_long_for_a_socket(self):
        with harness.Server() as first:
            first.stop()
            long = pathlib.Path(first._temporary.name) / ("long-" * 20) / ("path-" * 20)
            long.mkdir(parents=True)
            with harness.Server(data=long) as server:  # serves all the same
                self.assertIn("too long", server.log())
                self.assertIn("too long", harness.ctl(self, server, "status", status=1))
                with server.client() as client:
                    self.assertEqual(client.hello()["type"], "welcome")
                self.assertEqual(server.stop(), 0)

    def test_the_window_server_answers_too(self):
        if not harness.window_binary():
            self.skipTest("no window server was built")
        with harness.Server(binary=harness.window_binary()) as server:
            client = server.client().sign_in("alice")
            self.addCleanup(client.close)
            status = json.loads(harness.ctl(self, server, "--json", "status"))
            self.assertEqual((status["process"], status["signedIn"]), (server.process.pid, 1))
            harness.ctl(self, server, "kick", "alice")
            with self.assertRaises(Closed):
                while True:
                    client.receive_frame()
            own = subprocess.run([harness.window_binary(), "ctl", "--data", str(server.data), "status"], capture_output=True,
                                 text=True, timeout=20, check=False, env={**os.environ, "QT_QPA_PLATFORM": "none", "DISPLAY": ""})
            self.assertEqual(own.returncode, 0, own.stderr)  # and asking needs no display
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
