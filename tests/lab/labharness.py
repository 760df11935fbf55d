# SPDX-License-Identifier: MIT
"""Runs miniqq-lab and the tutorials' programs for the Lab's tests."""
import argparse
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

_lab_binary = None
TUTORIAL = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "tutorial"

PATIENCE = 60  # seconds until an awaited event counts as missing


class Program:
    """A running program whose output is read as it comes; what it prints can be awaited."""

    def __init__(self, command):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self._news = threading.Condition()
        self._texts = {"out": b"", "err": b""}
        self._open = {"out", "err"}
        self._seen = {"out": 0, "err": 0}
        for name, stream in (("out", self._process.stdout), ("err", self._process.stderr)):
            threading.Thread(target=self._collect, args=(name, stream), daemon=True).start()
        self.port = None

    def _collect(self, name, stream):
        while piece := stream.read1(65536):
            with self._news:
                self._texts[name] += piece
                self._news.notify_all()
        with self._news:
            self._open.discard(name)
            self._news.notify_all()

    def _await(self, condition, what):
        with self._news:
            if not self._news.wait_for(condition, PATIENCE):
                raise AssertionError(f"{what} did not come; stdout {self.out!r}, stderr {self.err!r}")

    def expect(self, text, name="out"):
        """Waits until `text` is printed behind what was expected before."""
        wanted = text.encode()
        self._await(lambda: wanted in self._texts[name][self._seen[name]:] or name not in self._open, repr(text))
        at = self._texts[name].find(wanted, self._seen[name])
        if at < 0:
            raise AssertionError(f"it ended without {text!r}; stdout {self.out!r}, stderr {self.err!r}")
        self._seen[name] = at + len(wanted)
        return self

    def expect_error(self, text):
        return self.expect(text, "err")

    def type(self, line):
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()
        return self

    def end_input(self):
        self._process.stdin.close()
        return self

    def running(self):
        return self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    @property
    def out(self):
        return self._texts["out"].decode(errors="backslashreplace")

    @property
    def raw(self):
        return self._texts["out"]

    @property
    def err(self):
        return self._texts["err"].decode(errors="backslashreplace")

    def wait(self):
        """Its status, once it has ended and everything it printed is here."""
        status = self._process.wait(PATIENCE)
        self._await(lambda: not self._open, "the end of its output")
        return status

    def stop(self, number=signal.SIGTERM):
        self._process.send_signal(number)
        return self.wait()

    def close(self):
        if self.running():
            self._process.kill()
        self._process.wait(PATIENCE)
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass
        self._await(lambda: not self._open, "the end of its output")
        self._process.stdout.close()
        self._process.stderr.close()


def lab_binary():
    return _lab_binary


def run(*arguments, text=None, **options):
    """A command from start to end: its CompletedProcess, with texts."""
    return subprocess.run([_lab_binary, *map(str, arguments)], input=text, capture_output=True, encoding="utf-8",
                          timeout=PATIENCE, check=False, **options)


class LabTest(unittest.TestCase):
    def start(self, command):
        program = Program(list(map(str, command)))
        self.addCleanup(program.close)
        return program

    def lab(self, *arguments):
        return self.start([_lab_binary, *arguments])

    def serve(self, name, *arguments, bind="127.0.0.1", port=0):
        """Our service, ready on a port of the kernel's choice."""
        program = self.lab("serve", name, "--bind", bind, "--port", port, *arguments)
        program.expect("ready ").expect("\n")
        program.port = int(program.out.splitlines()[0].rpartition(":")[2])
        return program

    def tutorial(self, name, *arguments):
        """A program of the tutorials."""
        return self.start([sys.executable, TUTORIAL / f"{name}.py", *arguments])

    def tutorial_server(self, name):
        program = self.tutorial(name, "127.0.0.1", 0)
        program.expect_error("port ").expect_error("\n")
        program.port = int(program.err.split()[1])
        return program

    def dial(self, port, host="127.0.0.1"):
        connection = socket.create_connection((host, port), PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def datagrams(self, host="127.0.0.1"):
        endpoint = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(endpoint.close)
        endpoint.settimeout(PATIENCE)
        endpoint.bind((host, 0))
        return endpoint

    def receive(self, connection, text):
        """Exactly these bytes come next."""
        wanted = text if isinstance(text, bytes) else text.encode()
        got = b""
        while len(got) < len(wanted):
            piece = connection.recv(len(wanted) - len(got))
            self.assertNotEqual(piece, b"", f"closed after {got!r}")
            got += piece
        self.assertEqual(got, wanted)

    def assert_closed(self, connection):
        self.assertEqual(connection.recv(1024), b"")

    def assert_silent(self, connection, seconds=0.4):
        """Nothing comes for a while: the one thing that cannot be awaited."""
        connection.settimeout(seconds)
        with self.assertRaises(TimeoutError):
            connection.recv(1024)
        connection.settimeout(PATIENCE)

    def folder(self):
        folder = tempfile.TemporaryDirectory(prefix="miniqq-lab-")
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def events(self, path):
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def eventually(self, condition, what):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.005)

    def refuse(self, arguments, status, *words, text=None, **options):
        """The command ends with this status, one line on stderr that holds the words, and nothing on stdout."""
        ended = run(*arguments, text=text, **options)
        self.assertEqual((ended.returncode, ended.stdout), (status, ""), ended)
        lines = ended.stderr.splitlines()
        self.assertEqual(len(lines), 1, ended.stderr)
        self.assertTrue(lines[0].startswith("miniqq-lab: "), lines)
        for word in words:
            self.assertIn(str(word), lines[0])


def main():
    global _lab_binary
    parser = argparse.ArgumentParser()
    parser.add_argument("--lab", required=True, help="path of miniqq-lab")
    options, rest = parser.parse_known_args()
    _lab_binary = options.lab
    unittest.main(module="__main__", argv=sys.argv[:1] + rest, verbosity=2)
