# SPDX-License-Identifier: MIT
"""Runs miniqq-serverd for the black-box tests and watches over it."""
import argparse
import glob
import hashlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid

from wireclient import WireClient, direct

_server_binary = None
_window_binary = None
_messenger_binary = None

# One machine plays a whole class here: what guards against strangers' floods must not meet the test itself.
ROOMY = {
    "limit.registrations.perSecond": "1000", "limit.registrations.burst": "10000",
    "limit.registrationsPerAddress.perSecond": "1000", "limit.registrationsPerAddress.burst": "10000",
}


def environment():
    """Of a server. AddressSanitizer must not keep what was freed for long: its memory is measured."""
    sanitizer = ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "quarantine_size_mb=16")))
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASAN_OPTIONS": sanitizer}


class Server:
    """One daemon on a port of the kernel's choice, with a data directory of its own."""

    def __init__(self, config=None, plain=True, data=None, binary=None):
        self.binary = binary or _server_binary
        self._temporary = tempfile.TemporaryDirectory(prefix="miniqq-blackbox-")
        root = pathlib.Path(self._temporary.name)
        self.data = data or root / "data"
        self.config = root / "server.conf"
        self.config.write_text("".join(f"{key} = {value}\n" for key, value in {**ROOMY, **(config or {})}.items()))
        self.plain = plain
        self.address = None
        self.keep_port = False
        self.errors = root / "stderr.txt"
        self.process = None

    def command(self):
        # Started again, it is where it was: whoever waits for it comes back.
        options = ["--listen", f"127.0.0.1:{self.address[1] if self.keep_port else 0}", "--data", str(self.data), "--config", str(self.config)]
        return [self.binary, *options, *(["--plain"] if self.plain else [])]

    def start(self):
        self._log = self.errors.open("ab")
        self.process = subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=self._log, text=True,
                                        env=environment())
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.process.wait(10)
            raise AssertionError(f"the server did not start: {line!r} {self.log()}")
        host, _, port = line.split()[-1].rpartition(":")
        self.address = (host, int(port))
        return self

    def client(self, **options):
        return WireClient(self.address, tls=not self.plain, **options)

    def resident_kib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise AssertionError("no VmRSS")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def running(self):
        return self.process.poll() is None

    def log(self):
        return self.errors.read_text(errors="replace") if self.errors.exists() else ""

    def stop(self):
        """Orderly; the exit status."""
        if self.running():
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(15)
        finally:
            self._close()

    def kill(self):
        self.process.kill()
        self.process.wait(10)
        self._close()

    def _close(self):
        self.process.stdout.close()
        self._log.close()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.running():
            self.kill()
        self._temporary.cleanup()


class ControlPair:
    """Two honest people who chat while somebody misbehaves: nothing of theirs may be lost or late."""

    INTERVAL = 0.25

    def __init__(self, server, names=("honest-a", "honest-b")):
        self.a = server.client(timeout=10).sign_in(names[0])
        self.b = server.client(timeout=10).sign_in(names[1])
        self.conversation = direct(*names)
        self.round_trips = []
        self.problem = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        number = 0
        try:
            while not self._stop.wait(self.INTERVAL):
                number += 1
                text = f"honest message {number}"
                started = time.monotonic()
                answer = self.a.say(self.conversation, text)
                if answer["type"] != "chat.ack" or answer["body"]["seq"] != number:
                    raise AssertionError(f"expected the ack of seq {number}: {answer}")
                delivery = self.b.expect("chat.deliver")
                while delivery["body"]["conv"] != self.conversation:  # what others say in the lobby
                    delivery = self.b.expect("chat.deliver")
                if (delivery["body"]["text"], delivery["body"]["seq"]) != (text, number):
                    raise AssertionError(f"expected {text}: {delivery}")
                self.round_trips.append(time.monotonic() - started)
        except Exception as problem:  # reported by finish() in the test's own thread
            self.problem = problem

    def finish(self, test, p99_seconds=0.25):
        # At least four exchanges, so that there is something to judge.
        deadline = time.monotonic() + 10
        while len(self.round_trips) < 4 and self.problem is None and time.monotonic() < deadline:
            self._thread.join(0.05)
        self._stop.set()
        self._thread.join(15)
        self.a.close()
        self.b.close()
        test.assertIsNone(self.problem, f"the honest pair noticed: {self.problem!r}")
        test.assertGreaterEqual(len(self.round_trips), 4)
        worst = sorted(self.round_trips)[int(0.99 * (len(self.round_trips) - 1))]
        test.assertLess(worst, p99_seconds, f"p99 of the honest pair; median {statistics.median(self.round_trips):.3f} s")


class ServerTest(unittest.TestCase):
    """A test class with one server and, after every test, the certainty that it lives and honest people noticed nothing."""

    config = {}
    plain = True
    control = True

    @classmethod
    def setUpClass(cls):
        cls.server = Server(cls.config, cls.plain).start()

    @classmethod
    def tearDownClass(cls):
        status = cls.server.stop() if cls.server.running() else cls.server.process.returncode
        log = cls.server.log()
        cls.server._temporary.cleanup()
        if status != 0:
            raise AssertionError(f"the server ended with status {status}:\n{log[-4000:]}")

    def setUp(self):
        self._pair = ControlPair(self.server, self._names()) if self.control else None

    def tearDown(self):
        self.assertTrue(self.server.running(), self.server.log()[-4000:])
        if self._pair:
            self._pair.finish(self)

    _count = 0

    @classmethod
    def _names(cls):
        ServerTest._count += 1
        return (f"honest{ServerTest._count}a", f"honest{ServerTest._count}b")

    def fresh_name(self, prefix="user"):
        ServerTest._count += 1
        return f"{prefix}-{ServerTest._count}"

    def signed_in(self, **options):
        client = self.server.client(**options).sign_in(self.fresh_name())
        self.addCleanup(client.close)
        return client

    def connected(self, **options):
        client = self.server.client(**options)
        self.addCleanup(client.close)
        return client

    # The outcomes of the abuse table: E typed error, kept; C typed error, then closed; D closed without an answer.

    def assert_error(self, frame, code):
        self.assertEqual(frame["type"], "error", frame)
        self.assertEqual(frame["body"]["code"], code, frame)
        self.assertTrue(frame["body"]["message"], frame)

    def assert_kept(self, client):
        self.assertEqual(client.request("ping")["type"], "pong")

    def assert_error_then_closed(self, client, code, timeout=5):
        frames = client.wait_closed(timeout)
        errors = [f for f in frames if f["type"] in ("error", "bye")]
        self.assertTrue(errors, f"closed without a word: {frames}")
        word = errors[0]["body"]["code" if errors[0]["type"] == "error" else "reason"]
        self.assertEqual(word, code, errors)

    def assert_closed_silently(self, client, timeout=5):
        self.assertEqual(client.wait_closed(timeout), [])


def new_uuid():
    return uuid.uuid4()


def until(condition, seconds, pause=0.02):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def server_binary():
    return _server_binary


def window_binary():
    return _window_binary


def messenger_binary():
    return _messenger_binary


class FakedClock:
    """A wall clock that is what a file says; the monotonic one goes on, as the system's does when somebody moves it."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="miniqq-clock-")
        self.file = pathlib.Path(self._folder.name) / "clock"
        self.set_offset(0)

    def set_offset(self, seconds):
        """In one step: who reads the file meanwhile gets the old offset or the new one."""
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.replace(self.file)

    def wrapper(self):
        """To be put before a command."""
        library = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        if not library:
            raise AssertionError("libfaketime is not installed: scripts/setup.sh installs it")
        # A program built with AddressSanitizer would refuse to start behind another library.
        sanitizer = ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), "verify_asan_link_order=0")))
        return ["env", f"LD_PRELOAD={library[0]}", f"ASAN_OPTIONS={sanitizer}", f"FAKETIME_TIMESTAMP_FILE={self.file}", "FAKETIME_NO_CACHE=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"]

    def cleanup(self):
        self._folder.cleanup()


def key_fingerprint(certificate):
    """SHA-256 of the public key (SubjectPublicKeyInfo, RFC 7469) of a certificate in DER, as openssl finds it: "AB:CD:..."."""
    def openssl(data, *arguments):
        return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True, timeout=30).stdout
    key = openssl(openssl(certificate, "x509", "-inform", "der", "-noout", "-pubkey"), "pkey", "-pubin", "-outform", "der")
    return hashlib.sha256(key).digest().hex(":").upper()


def ctl(test, server, *arguments, status=0, timeout=60):
    """Runs `ctl` and checks how it ended; what it printed, or the one sentence that says why not."""
    command = [_server_binary, "ctl", "--data", str(server.data), *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)
    test.assertEqual(ended.returncode, status, ended)
    if status == 0:
        test.assertEqual(ended.stderr, "")
        return ended.stdout
    test.assertEqual(ended.stdout, "")
    line, = ended.stderr.splitlines()
    test.assertTrue(line.startswith(pathlib.Path(_server_binary).name + ": "), line)
    return line


def status(test, server):
    """What `ctl status` tells, as it tells programs."""
    return json.loads(ctl(test, server, "--json", "status"))


def main():
    global _server_binary, _window_binary, _messenger_binary
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True, help="path of miniqq-serverd")
    parser.add_argument("--window", help="path of miniqq-server, for the tests that need it")
    parser.add_argument("--messenger", help="path of miniqq-headless, likewise")
    options, rest = parser.parse_known_args()
    _server_binary = options.server
    _window_binary = options.window
    _messenger_binary = options.messenger
    unittest.main(module="__main__", argv=sys.argv[:1] + rest, verbosity=2)
