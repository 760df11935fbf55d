#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The programs printed in PROTOCOL.md, taken from the page as they are, do what the page says."""
import contextlib
import json
import os
import pathlib
import re
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest
import uuid

import harness

PAGE = pathlib.Path(__file__).parents[2] / "common" / "protocol" / "PROTOCOL.md"


def program_of_the_page(name):
    fence = rf"<!-- example: {re.escape(name)} -->\n```python\n(.*?)\n```\n"
    return re.search(fence, PAGE.read_text(encoding="utf-8"), re.S).group(1) + "\n"


@contextlib.contextmanager
def script_of_the_page(name):
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder, name)
        script.write_text(program_of_the_page(name), encoding="utf-8")
        yield script


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
        with harness.Server(plain=plain) as server, script_of_the_page("client.py") as script:
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
                # What a terminal would obey is shown, not done.
                clients.append(Client(script, server, "carol", "\x1b[31mred\u202e"))
                clients[0].await_line("carol: \\x1b[31mred\\u202e")
                # And a wrong password is told in words.
                clients.append(Client(script, server, "alice", "nothing", password="wrong horse"))
                clients[-1].await_line("wrong password, or a name that looks like another one")
                self.assertEqual(clients[-1].process.wait(20), 1)
            finally:
                for client in clients:
                    client.end()
            self.assertEqual(server.stop(), 0)

    def test_plain(self):
        self.two_clients_chat(plain=True)

    def test_tls(self):
        self.two_clients_chat(plain=False)

    def test_registers_only_where_the_name_may_be_free(self):
        """Told to wait, the client says so and asks for nothing else."""
        with socket.create_server(("127.0.0.1", 0)) as listener, script_of_the_page("client.py") as script:
            command = [sys.executable, str(script), *map(str, listener.getsockname()), "alice", "secret", "x", "--plain"]
            process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
            listener.settimeout(20)
            connection, _ = listener.accept()
            connection.settimeout(20)
            with process, connection, connection.makefile("rb") as stream:
                def frame():
                    return json.loads(stream.read(struct.unpack(">I", stream.read(4))[0]))

                def send(message):
                    payload = json.dumps(message).encode()
                    connection.sendall(struct.pack(">I", len(payload)) + payload)

                self.assertEqual(frame()["type"], "hello")
                send({"type": "welcome", "body": {}})
                asked = frame()
                self.assertEqual(asked["type"], "auth.signin")
                send({"type": "error", "re": asked["id"], "body": {"code": "rate_limited", "message": "wait\x1b"}})
                self.assertEqual(stream.read(), b"")
                self.assertEqual(process.stderr.read(), "wait\\x1b\n")
                self.assertEqual(process.wait(20), 1)

    def test_fingerprint(self):
        with harness.Server(plain=False) as server, script_of_the_page("fingerprint.py") as script:
            def run(answer=""):
                command = [sys.executable, str(script), *map(str, server.address)]
                return subprocess.run(command, cwd=script.parent, input=answer, capture_output=True, text=True,
                                      timeout=20)

            logged = re.search(r"public key SHA-256 (\S+)$", server.log(), re.M).group(1)
            with server.client() as client:
                self.assertEqual(harness.key_fingerprint(client.socket.getpeercert(True)), logged)
            self.assertRegex(logged, r"^([0-9A-F]{2}:){31}[0-9A-F]{2}$")
            refused = run("no\n")
            self.assertEqual(refused.stdout.splitlines()[0], logged)
            self.assertEqual(refused.returncode, 1)
            self.assertEqual(run("yes\n").returncode, 0)
            self.assertEqual(run().returncode, 0)  # known by now: nobody is asked
            known = script.parent / "known-server.txt"
            self.assertEqual(known.read_text(), logged)
            known.write_text(logged[::-1])
            self.assertEqual(run().returncode, 1)
            self.assertEqual(server.stop(), 0)

    def test_files(self):
        with harness.Server(plain=False) as server, script_of_the_page("files.py") as script:
            for name in ("alice", "bob"):
                server.client().sign_in(name).close()

            def run(account, *action):
                command = [sys.executable, str(script), *map(str, server.address), account, "correct horse", *action]
                return subprocess.run(command, cwd=script.parent, capture_output=True, text=True, timeout=60)

            for size in (0, 1, 3_000_000):
                path = script.parent / f"{size}.bin"
                path.write_bytes(os.urandom(size))
                sent = run("alice", "send", str(path))
                self.assertRegex(sent.stdout, "^sent [0-9a-f-]{36}$", sent.stderr)
                self.assertEqual(run("alice", "send", str(path)).stdout, sent.stdout)  # again: the same file
                copy = script.parent / f"{size}.copy"
                pathlib.Path(f"{copy}.part").write_bytes(path.read_bytes()[:100_000])  # as if interrupted
                got = run("bob", "get", sent.stdout.split()[1], str(copy))
                self.assertEqual(got.stdout, f"got '{size}.bin' {size} bytes\n", got.stderr)
                self.assertEqual(copy.read_bytes(), path.read_bytes())
                self.assertNotEqual(run("bob", "get", sent.stdout.split()[1], str(copy)).returncode, 0)  # never over it
                self.assertEqual(copy.read_bytes(), path.read_bytes())
            refused = run("bob", "get", str(uuid.uuid4()), str(script.parent / "none"))
            self.assertEqual(refused.stderr, "'There is no such file.'\n")
            self.assertEqual(server.stop(), 0)

    def test_about_forty_lines(self):
        lines = [line for line in program_of_the_page("client.py").split("\n") if line.strip()]
        self.assertLessEqual(len(lines), 40)
        imports = re.findall(r"^(?:import|from) (.*)$", program_of_the_page("client.py"), re.M)
        self.assertEqual(imports, ["json, socket, ssl, struct, sys, uuid"])


if __name__ == "__main__":
    harness.main()
