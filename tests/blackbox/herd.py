# SPDX-License-Identifier: MIT
"""Thousands of messengers in one loop: they sign in, stay, and come back as messengers do."""
import heapq
import json
import random
import resource
import selectors
import socket
import struct
import time

PASSWORD = "correct horse"
AWAY, CONNECTING, GREETING, SIGNING_IN, LISTING, ONLINE = range(6)


def frame(type_, body=None, **envelope):
    payload = json.dumps({"type": type_, **envelope, "body": body or {}}).encode()
    return struct.pack(">I", len(payload)) + payload


class One:
    """One person at an address of their own."""
    __slots__ = ("account", "address", "token", "fresh_token", "state", "socket", "buffer", "skip", "tries", "unsent",
                 "delivered", "deaf")

    def __init__(self, number):
        self.account, self.token, self.fresh_token = f"herd{number}", None, None
        self.address = f"127.1.{number // 250}.{number % 250 + 1}"
        self.state, self.socket, self.tries = AWAY, None, 0
        self.buffer, self.skip, self.unsent = b"", 0, b""
        self.delivered, self.deaf = 0, False  # messages that came while online; whether they are read


class Herd:
    def __init__(self, size, target):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if hard < size + 200:
            raise AssertionError(f"{size} connections need more descriptors than {hard}: raise the hard limit (ulimit -Hn)")
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, size + 200), hard))
        self.people = [One(number) for number in range(size)]
        self.target = target
        self.selector = selectors.DefaultSelector()
        self.due = []  # (when, number, person): who waits for the next try
        self.online = 0
        self.refusals = []
        self.came_back = []  # when, since the epoch of each wait

    def come(self, spread):
        """Everybody who is away tries within so many seconds."""
        now = time.monotonic()
        for number, person in enumerate(self.people):
            if person.state == AWAY:
                person.tries = 0
                heapq.heappush(self.due, (now + random.uniform(0, spread), number, person))

    def run(self, condition, seconds):
        """Until the condition holds; whether it did in time."""
        deadline = time.monotonic() + seconds
        while not condition():
            now = time.monotonic()
            if now > deadline:
                return False
            while self.due and self.due[0][0] <= now:
                self.dial(heapq.heappop(self.due)[2])
            wait = min(0.1, self.due[0][0] - now if self.due else 0.1)
            for key, events in self.selector.select(max(0, wait)):
                try:
                    self.ready(key.data, events)
                except OSError:
                    self.lost(key.data)
        return True

    def everybody_is_in(self):
        return self.online == len(self.people)

    def nobody_is_in(self):
        return self.online == 0

    def reset(self):
        """All at once, and without a word: their computers are switched off."""
        for person in self.people:
            if person.socket:
                person.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.drop(person)
        self.due.clear()

    def stop_reading(self, people):
        for person in people:
            person.deaf = True
            person.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            self.selector.unregister(person.socket)

    def read_again(self, people):
        for person in people:
            person.deaf = False
            self.selector.register(person.socket, selectors.EVENT_READ, person)

    # -- one connection -----------------------------------------------------------------------------------------------

    def dial(self, person):
        person.socket = socket.socket()
        person.socket.setblocking(False)
        person.socket.bind((person.address, 0))
        person.buffer, person.skip, person.unsent, person.state = b"", 0, b"", CONNECTING
        self.selector.register(person.socket, selectors.EVENT_WRITE, person)
        try:
            person.socket.connect_ex(self.target)
        except OSError:
            self.lost(person)

    def drop(self, person):
        if person.state == ONLINE:
            self.online -= 1
        person.state = AWAY
        if not person.deaf:
            self.selector.unregister(person.socket)
        person.socket.close()
        person.socket = None

    def lost(self, person):
        """Full jitter, as messengers do: 0 to 2 s at first, then up to 1 s * 2^n, at most 30 s."""
        self.drop(person)
        span = 2 if person.tries == 0 else min(30, 2 ** person.tries)
        person.tries += 1
        heapq.heappush(self.due, (time.monotonic() + random.uniform(0, span), id(person), person))

    def send(self, person, data):
        person.unsent += data
        sent = person.socket.send(person.unsent)
        person.unsent = person.unsent[sent:]
        self.selector.modify(person.socket, selectors.EVENT_READ | (selectors.EVENT_WRITE if person.unsent else 0), person)

    def ready(self, person, events):
        if events & selectors.EVENT_WRITE:
            if person.state == CONNECTING:
                error = person.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if error:
                    raise OSError(error, "connect")
                person.state = GREETING
                person.unsent = frame("hello", {"protocol": [1, 1], "client": "herd"})
            self.send(person, b"")
        if events & selectors.EVENT_READ:
            data = person.socket.recv(262_144)
            if not data:
                raise OSError("end of stream")
            self.take(person, data)

    def take(self, person, data):
        buffer = person.buffer + data
        at = 0
        while len(buffer) - at >= 4:
            length = int.from_bytes(buffer[at:at + 4], "big")
            if len(buffer) - at - 4 < length:
                break
            # Most is what the others do: only what concerns this one is read.
            if person.state != ONLINE or buffer.startswith(b'{"type":"ping"', at + 4):
                self.hear(person, json.loads(buffer[at + 4:at + 4 + length]))
                if person.socket is None:
                    return
            elif buffer.startswith(b'{"type":"chat.deliver"', at + 4):
                person.delivered += 1
            at += 4 + length
        person.buffer = buffer[at:]

    def hear(self, person, message):
        type_ = message["type"]
        if type_ == "welcome" and person.state == GREETING:
            person.state = SIGNING_IN
            if person.token:
                self.send(person, frame("auth.resume", {"account": person.account, "token": person.token}))
            else:
                self.send(person, frame("auth.register", {"account": person.account, "password": PASSWORD}))
        elif type_ == "auth.ok":
            person.token = message["body"]["token"]
            person.state = LISTING
            self.send(person, frame("conversation.get", id="list"))
        elif message.get("re") == "list" and person.state == LISTING:
            person.state, person.tries = ONLINE, 0
            self.online += 1
            self.came_back.append(time.monotonic())
        elif type_ == "ping":
            self.send(person, frame("pong", **({"re": message["id"]} if "id" in message else {})))
        elif type_ in ("error", "bye"):
            self.refusals.append(message["body"].get("code") or message["body"].get("reason"))
            self.lost(person)
