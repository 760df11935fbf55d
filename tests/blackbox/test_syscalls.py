# SPDX-License-Identifier: MIT
"""How often the server goes to the kernel: counted by strace while 50 pairs keep 32 messages each in flight."""
import re
import selectors
import signal
import struct
import subprocess
import sys
import tempfile
import unittest

import harness
from wireclient import direct

PAIRS = 50
WINDOW = 32
WARM_UP = 64  # messages per pair, before counting: makes conversations, and threads get their memory
MESSAGES = 3200  # per pair: long enough for several checkpoints of the database, each of which is some thousand calls
FEWEST_PAGES_READ = 4000  # by checkpoints; a run without them proves too little
MOST_PER_MESSAGE = 0.3

CONFIG = {
    "password.memoryKiB": "8", "password.iterations": "1",
    "limit.messages.perSecond": "0", "limit.requests.perSecond": "0",
    "limit.framesPerConnection.perSecond": "0", "limit.bytesPerConnection.perSecond": "0",
    "limit.newConnectionsPerAddress.perSecond": "0",
}


class Talker:
    """One end of a pair. Bytes are all it knows: a test that parsed JSON would be slower than the server."""

    def __init__(self, client, conversation, number):
        self.socket = client.socket
        self.socket.setblocking(False)
        self.conversation = conversation
        self.number = number
        self.sent = self.acks = self.deliveries = 0
        self.heard = b""
        self.unsent = b""

    def say(self, count):
        for _ in range(count):
            self.sent += 1
            uuid = f"01934500-0000-7000-8000-{self.number:06x}{self.sent:06x}"
            payload = (f'{{"type":"chat.send","body":{{"conv":"{self.conversation}","uuid":"{uuid}",'
                       f'"text":"message {self.sent} {"x" * 80}"}}}}').encode()
            self.unsent += struct.pack(">I", len(payload)) + payload
        self.flush()

    def flush(self):
        try:
            self.unsent = self.unsent[self.socket.send(self.unsent):] if self.unsent else b""
        except BlockingIOError:
            pass

    def hear(self):
        """Counts what arrived; a refusal or an end is a failure."""
        data = self.socket.recv(1 << 20)
        if not data:
            raise AssertionError("the server closed a connection")
        self.heard += data
        at = 0
        while len(self.heard) - at >= 4:
            end = at + 4 + struct.unpack_from(">I", self.heard, at)[0]
            if end > len(self.heard):
                break
            kind = self.heard[at + 4:end].split(b'"', 4)[3]
            if kind == b"chat.ack":
                self.acks += 1
            elif kind == b"chat.deliver":
                self.deliveries += 1
            elif kind in (b"error", b"bye"):
                raise AssertionError(self.heard[at + 4:end].decode())
            at = end
        self.heard = self.heard[at:]


class Strace:
    """Counts the system calls of a process, all threads, from here to stop()."""

    def __init__(self, pid):
        self._summary = tempfile.NamedTemporaryFile("r", prefix="miniqq-strace-")
        self._process = subprocess.Popen(["strace", "-f", "-c", "-o", self._summary.name, "-p", str(pid)],
                                         stderr=subprocess.PIPE, text=True)
        line = self._process.stderr.readline()
        if "attached" not in line:
            self._process.kill()
            raise AssertionError(f"strace cannot watch the server (is ptrace forbidden here?): {line}")

    def stop(self):
        """name -> calls"""
        self._process.send_signal(signal.SIGINT)
        self._process.communicate(timeout=20)  # it lets go of the server, then writes
        rows = re.findall(r"^ *[\d.]+ +[\d.]+ +\d+ +(\d+) +(?:\d+ +)?(\w+)$", self._summary.read(), re.MULTILINE)
        self._summary.close()
        return {name: int(calls) for calls, name in rows if name != "total"}


class SystemCalls(harness.ServerTest):
    config = CONFIG
    control = False

    def talkers(self):
        pairs = []
        for i in range(PAIRS):
            names = (f"a{i:02}", f"b{i:02}")
            ends = [self.server.client().sign_in(name) for name in names]
            for end in ends:
                self.addCleanup(end.close)
            pairs.append([Talker(end, direct(*names), i) for end in ends])
        return pairs

    def exchange(self, pairs, messages):
        """Every first one sends so many messages to the second, WINDOW of them unacknowledged at a time."""
        with selectors.DefaultSelector() as selector:
            for sender, receiver in pairs:
                selector.register(sender.socket, selectors.EVENT_READ, (sender, True))
                selector.register(receiver.socket, selectors.EVENT_READ, (receiver, False))
            last = pairs[0][0].sent + messages
            for sender, _ in pairs:
                sender.say(min(WINDOW, messages))
            while any(sender.acks < last or receiver.deliveries < last for sender, receiver in pairs):
                ready = selector.select(10)
                self.assertTrue(ready, "nothing more arrives")
                for key, _ in ready:
                    talker, says_more = key.data
                    talker.hear()
                    if says_more:
                        talker.say(min(last - talker.sent, WINDOW - (talker.sent - talker.acks)))

    def test_few_calls_per_message(self):
        pairs = self.talkers()
        self.exchange(pairs, WARM_UP)
        watch = Strace(self.server.process.pid)
        self.exchange(pairs, MESSAGES)
        calls = watch.stop()
        per_message = sum(calls.values()) / (PAIRS * MESSAGES)
        said = f"{per_message:.3f} system calls per message; {calls}"
        print(said, file=sys.stderr)
        self.assertGreaterEqual(calls["sendmsg"], 2 * PAIRS, "strace missed the talking")
        self.assertGreaterEqual(calls["pread64"], FEWEST_PAGES_READ, f"no checkpoint was seen: {said}")
        self.assertLessEqual(per_message, MOST_PER_MESSAGE, said)


if __name__ == "__main__":
    harness.main()
