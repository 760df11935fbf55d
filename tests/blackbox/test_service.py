# SPDX-License-Identifier: MIT
"""The daemon as a service: its log as files, its unit, and what it tells the service manager."""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import unittest

import harness


class LoggingServer(harness.Server):
    def command(self):
        self.logs = self.data.parent / "logs"
        return [*super().command(), "--log", str(self.logs)]


class LogFiles(unittest.TestCase):
    def test_lines_of_json_without_secrets(self):
        with LoggingServer() as server:
            client = server.client().sign_in("alice", password="battery staple")
            client.say("lobby", "nobody's business")
            with server.client() as wrong:
                wrong.hello()
                wrong.request("auth.signin", {"account": "alice", "password": "a wrong guess"})
            client.close()
            self.assertEqual(server.stop(), 0)
            path = server.logs / "server.log"
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
            lines = [json.loads(line) for line in path.read_text().splitlines()]
            for line in lines:
                self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
                self.assertIn(line["level"], ("info", "warning", "error"))
                self.assertIn(line["category"], ("connections", "accounts", "chat", "store", "server"))
            signed_in = [line for line in lines if line["text"] == "signed in"]
            self.assertEqual([line["account"] for line in signed_in], ["alice"])
            self.assertTrue(signed_in[0]["peer"].startswith("127.0.0.1:"))
            self.assertTrue(any("shutting down" in line["text"] for line in lines))
            whole = path.read_text()
            for secret in ("battery", "guess", "business", client.token):
                self.assertNotIn(secret, whole)
            server.start()  # goes on where it was
            self.assertEqual(server.stop(), 0)
            self.assertTrue(path.read_text().startswith(whole))

    def test_a_folder_that_cannot_be_written(self):
        with tempfile.TemporaryDirectory() as folder:
            taken = pathlib.Path(folder) / "taken"
            taken.write_text("x")
            command = [harness.server_binary(), "--listen", "127.0.0.1:0", "--plain", "--data", folder + "/d", "--log", str(taken)]
            ended = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
            self.assertEqual((ended.returncode, ended.stdout), (1, ""))
            self.assertIn(str(taken), ended.stderr)


class NotifiedServer(harness.Server):
    def start(self):
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.manager.settimeout(10)
        name = self.data.parent / "notify"
        self.manager.bind(str(name))
        os.environ["NOTIFY_SOCKET"] = str(name)
        try:
            return super().start()
        finally:
            del os.environ["NOTIFY_SOCKET"]


class Service(unittest.TestCase):
    def test_says_when_it_is_ready_and_when_it_ends(self):
        with NotifiedServer() as server:
            self.assertEqual(server.manager.recv(100), b"READY=1")
            with server.client() as client:
                self.assertEqual(client.hello()["type"], "welcome")
            self.assertEqual(server.stop(), 0)
            self.assertEqual(server.manager.recv(100), b"STOPPING=1")
            server.manager.close()

    def test_a_manager_that_is_not_there(self):
        for name in ("/nowhere/at/all", "@nobody", "nonsense", "/" + "x" * 200):
            os.environ["NOTIFY_SOCKET"] = name
            try:
                with harness.Server() as server:
                    self.assertEqual(server.stop(), 0)
            finally:
                del os.environ["NOTIFY_SOCKET"]

    def test_the_unit(self):
        template = pathlib.Path(__file__).parents[2] / "resources/systemd/miniqq-serverd.service.in"
        text = template.read_text().replace("@MINIQQ_SERVERD@", str(pathlib.Path(harness.server_binary()).resolve()))
        self.assertNotIn("@MINI", text)
        # Every option it is started with is one the program knows.
        start = re.search(r"^ExecStart=(.*)$", text, re.M).group(1).split()
        for option in [word for word in start[1:] if word.startswith("--")]:
            self.assertIn(option, subprocess.run([harness.server_binary(), "--help"], capture_output=True, text=True, check=True).stdout)
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze")
        with tempfile.TemporaryDirectory() as folder:
            unit = pathlib.Path(folder) / "miniqq-serverd.service"
            unit.write_text(text)
            checked = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60,
                                     check=False, env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"})
            problems = [line for line in checked.stderr.splitlines() if "miniqq-serverd" in line]
            self.assertEqual((checked.returncode, problems), (0, []), checked.stderr)


if __name__ == "__main__":
    harness.main()
