#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The client printed in PROTOCOL.md, taken from the page as it is, chats with another one of its kind."""
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import unittest

import harness

PAGE = pathlib.Path(__file__).parents[2] / "common" / "protocol" / "PROTOCOL.md"


def client_of_the_page():
    match = re.search(r"<!-- example: client\.py -->\n```python\n(.*?)\n```\n", PAGE.read_text(encoding="utf-8"), re.S)
    return match.group(1) + "\n"


class Client:
    """The page's client in a process of its own; its lines are awaited, never polled."""

    def __init__(self, script, server, account, text, password="correct horse"):
        command = [sys.executable, str(script), *map(str, server.address), account, password, text]
        self.process = subprocess.Popen(command + ["--plain"] * server.plain, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"})
        self.lines = []
        self._changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()

    def await_line(self, line):
        with self._changed:
            if not self._changed.wait_for(lambda: line in self.lines, timeout=20):
                raise AssertionError(f"waited for {line!r}, got {self.lines}")

    def end(self):
        self.process.kill()
        self.process.wait(10)
        self.process.stdout.close()


class PageTest(unittest.TestCase):
    def two_clients_chat(self, plain):
        with harness.Server(plain=plain) as server, tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder, "client.py")
            script.write_text(client_of_the_page(), encoding="utf-8")
            clients = []
            try:
                clients.append(Client(script, server, "alice", "hello from the page"))
                clients[0].await_line("stored as number 1")
                clients.append(Client(script, server, "bob", "你好 👋"))
                clients[0].await_line("bob: 你好 👋")
                clients[1].await_line("stored as number 2")
                # The name exists by now: the same client signs in instead of registering.
                clients.append(Client(script, server, "alice", "me again"))
                for client in clients[:2]:
                    client.await_line("alice: me again")
                # And a wrong password is told in words.
                clients.append(Client(script, server, "alice", "nothing", password="wrong horse"))
                self.assertEqual(clients[3].process.wait(20), 1)
            finally:
                for client in clients:
                    client.end()
            self.assertEqual(server.stop(), 0)

    def test_plain(self):
        self.two_clients_chat(plain=True)

    def test_tls(self):
        self.two_clients_chat(plain=False)

    def test_about_thirty_lines(self):
        lines = [line for line in client_of_the_page().split("\n") if line.strip()]
        self.assertLessEqual(len(lines), 36)
        imports = re.findall(r"^(?:import|from) (.*)$", client_of_the_page(), re.M)
        self.assertEqual(imports, ["json, socket, ssl, struct, sys, uuid"])


if __name__ == "__main__":
    harness.main()
