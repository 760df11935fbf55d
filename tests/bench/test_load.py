#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether miniqq-load tells the truth: against the server it finds nothing to complain of, and against a way to it that
loses, doubles, exchanges or changes single frames it finds exactly that."""
import argparse
import contextlib
import pathlib
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import unittest

from records import parse_result
from servers import CONFIG, STORED

programs = None
FAULT_AT = 7  # the seventh frame of its kind


def frames(source):
    """The frames of a socket, whole, with their length."""
    with source.makefile("rb") as stream:
        while len(length := stream.read(4)) == 4:
            yield length + stream.read(struct.unpack(">I", length)[0])


class Way:
    """Passes on what clients and server say, but for one frame of the server's."""

    def __init__(self, server_port, kind=None, fault=None):
        self._server_port = server_port
        self._begin = b'{"type":"%s"' % kind.encode() if kind else None
        self._fault = fault
        self._count = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with client, socket.create_connection(("127.0.0.1", self._server_port)) as server:
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            downward = threading.Thread(target=self._downward, args=(server, client), daemon=True)
            downward.start()
            with contextlib.suppress(OSError):
                while data := client.recv(65536):
                    server.sendall(data)
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            downward.join()

    def _downward(self, server, client):
        with contextlib.suppress(OSError):
            held = b""
            for frame in frames(server):
                held = self._passed_on(client, frame, held)
        with contextlib.suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)

    def _passed_on(self, client, frame, held):
        """Sends the frame, or what the fault makes of it; returns what goes behind the next one of its kind."""
        if not self._begin or not frame[4:].startswith(self._begin):
            client.sendall(frame)
            return held
        with self._lock:
            self._count += 1
            hit = self._count == FAULT_AT
        if not hit:
            client.sendall(frame + held)
            return b""
        if self._fault == "hold":
            return frame
        client.sendall({"drop": b"", "double": frame * 2, "change": frame.replace(b"@", b"#"), "pass": frame}[self._fault])
        return held


class LoadTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="miniqq-load-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.root = pathlib.Path(cls.folder.name)
        (cls.root / "conf").write_text(CONFIG)

    @contextlib.contextmanager
    def server(self, plain=True, data=None):
        """A server of its own for each run, so that accounts do not meet; (pid, port)."""
        data = data or tempfile.mkdtemp(dir=self.root)
        command = [programs.server, "--listen", "127.0.0.1:0", "--data", data, "--config", str(self.root / "conf"),
                   *(["--plain"] if plain else [])]
        with (self.root / "stderr").open("w") as errors, \
                subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
            try:
                line = process.stdout.readline()
                self.assertTrue(line.startswith("listening on"), line)
                yield process.pid, int(line.rpartition(":")[2])
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(20), 0)
            finally:
                process.kill()

    def load(self, *options):
        done = subprocess.run([programs.load, *map(str, options)], capture_output=True, text=True, timeout=100)
        return done.returncode, parse_result(done.stdout), done.stderr

    def assert_clean(self, *options, plain=True, data=None):
        with self.server(plain, data) as (pid, port):
            status, result, errors = self.load("--port", port, "--pid", pid, "--secs", 0.5, "--warm", 0.1, *options)
        self.assertEqual((status, errors), (0, ""))
        for fault in ("lost", "unacked", "dup", "disordered", "errors"):
            self.assertEqual(result[fault], 0, fault)
        self.assertEqual(result["acked"], result["sent"])
        return result

    def faulty(self, kind, fault, *options):
        with self.server() as (pid, port), contextlib.closing(Way(port, kind, fault)) as way:
            status, result, _ = self.load("--port", way.port, "--pid", pid, "--secs", 0.7, "--warm", 0, "--settle-limit", 3,
                                          *options)
        found = {name: result[name] for name in ("lost", "unacked", "dup", "disordered", "errors") if result[name]}
        self.assertEqual((status, result["ok"]), (1, 0) if found else (0, 1))
        return found

    def test_workloads_are_clean_and_count(self):
        result = self.assert_clean("--work", "pingpong", "--pairs", 3)
        self.assertEqual((result["conns"], result["delivered"]), (6, result["sent"]))
        result = self.assert_clean("--work", "pipeline", "--pairs", 3, "--window", 8)
        self.assertEqual((result["conns"], result["delivered"]), (6, result["sent"]))
        result = self.assert_clean("--work", "fanout", "--members", 5, "--window", 4)
        self.assertEqual((result["conns"], result["delivered"]), (6, 5 * result["sent"]))
        result = self.assert_clean("--work", "scale", "--conns", 70)
        self.assertEqual((result["conns"], result["delivered"]), (70, result["sent"]))

    def test_over_tls(self):
        for work in (("pingpong", "--pairs", 2), ("pipeline", "--pairs", 2), ("fanout", "--members", 5)):
            result = self.assert_clean("--work", *work, "--tls", plain=False)
            self.assertGreater(result["rate"], 0)

    def test_the_server_counts_the_same(self):
        result = self.assert_clean("--work", "pipeline", "--pairs", 2)
        stored = STORED.search((self.root / "stderr").read_text())
        self.assertEqual(int(stored[1]), result["sent"])
        self.assertLessEqual(int(stored[2]), int(stored[1]))

    def test_fills_a_store_and_signs_in_by_token(self):
        data, tokens = tempfile.mkdtemp(dir=self.root), self.root / "tokens"
        with self.server(data=data) as (pid, port):
            status, _, errors = self.load("--port", port, "--pid", pid, "--work", "register", "--conns", 9, "--tokens", tokens)
            self.assertEqual((status, errors), (0, ""))
        result = self.assert_clean("--work", "fill", "--pairs", 2, "--conversations", 5, "--count", 300, "--sign-in", "password",
                                   data=data)
        self.assertEqual(result["sent"], 300)
        result = self.assert_clean("--work", "pipeline", "--pairs", 2, "--count", 500, "--sign-in", "token", "--tokens", tokens,
                                   data=data)
        self.assertGreaterEqual(result["sent"], 600)
        self.assertLess(result["sent"], 900)

    def test_an_honest_way_is_clean(self):
        self.assertEqual(self.faulty("chat.deliver", "pass", "--pairs", 2), {})

    def test_finds_a_lost_delivery(self):
        self.assertEqual(self.faulty("chat.deliver", "drop", "--pairs", 2), {"lost": 1})

    def test_finds_a_doubled_delivery(self):
        self.assertEqual(self.faulty("chat.deliver", "double", "--pairs", 2), {"dup": 1})

    def test_finds_exchanged_deliveries(self):
        self.assertEqual(self.faulty("chat.deliver", "hold", "--work", "pipeline", "--pairs", 1), {"disordered": 1})

    def test_finds_a_changed_text(self):
        self.assertEqual(self.faulty("chat.deliver", "change", "--pairs", 2), {"lost": 1, "errors": 1})

    def test_finds_a_lost_ack(self):
        self.assertEqual(self.faulty("chat.ack", "drop", "--pairs", 2), {"unacked": 1})

    def test_finds_a_doubled_ack(self):
        self.assertEqual(self.faulty("chat.ack", "double", "--pairs", 2), {"dup": 1})

    def test_finds_exchanged_acks(self):
        self.assertEqual(self.faulty("chat.ack", "hold", "--work", "pipeline", "--pairs", 1), {"disordered": 1})

    def test_a_lost_delivery_of_a_group_counts_once(self):
        self.assertEqual(self.faulty("chat.deliver", "drop", "--work", "fanout", "--members", 5, "--window", 4), {"lost": 1})

    def test_refuses_what_it_does_not_understand(self):
        for options in ((), ("--port", 1), ("--port", "x", "--pid", 1), ("--port", 70000, "--pid", 1),
                        ("--port", 1, "--pid", 1, "--work", "pingpung"), ("--port", 1, "--pid", 1, "--pairs"),
                        ("--port", 1, "--pid", 1, "--pairs", "0"), ("--port", 1, "--pid", 1, "--secs", "nan"),
                        ("--port", 1, "--pid", 1, "--size", 39), ("--port", 1, "--pid", 1, "--sign-in", "token"),
                        ("--port", 1, "--pid", 1, "--work", "fill"), ("--port", 1, "--pid", 1, "--tsl")):
            status, result, errors = self.load(*options)
            self.assertEqual((status, result), (2, None), options)
            self.assertRegex(errors, "^miniqq-load: ")

    def test_says_when_there_is_no_server(self):
        with socket.socket() as bound:  # nobody listens
            bound.bind(("127.0.0.1", 0))
            port = bound.getsockname()[1]
            with self.server() as (pid, _):
                status, result, errors = self.load("--port", port, "--pid", pid, "--pairs", 1)
        self.assertEqual((status, result), (1, None))
        self.assertRegex(errors, re.escape("miniqq-load: "))


def main():
    global programs
    parser = argparse.ArgumentParser()
    parser.add_argument("--server", required=True)
    parser.add_argument("--load", required=True)
    programs, rest = parser.parse_known_args()
    unittest.main(argv=sys.argv[:1] + rest, verbosity=2)


if __name__ == "__main__":
    main()
