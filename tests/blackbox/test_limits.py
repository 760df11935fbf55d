# SPDX-License-Identifier: MIT
"""Every limit at one below, at, and one above its figure: what happens, and that `ctl status` counts it when it does.

Each row sets one limit and says how to use it up n times; the rest of the server has room. Left to other tests, because
strangers cannot reach the figure exactly: writeHardBytes (blackbox_faults), pendingMessages and waitingGroupChanges
(tst_chatrefusals, tst_groups)."""
import json
import socket
import time
import unittest
import uuid

import harness
from wireclient import Closed

NEVER = "0.001"  # per second: nothing comes back while a test runs
ROOMY = {"limit.messages.perSecond": "0", "limit.requests.perSecond": "0", "limit.framesPerConnection.perSecond": "0",
         "limit.bytesPerConnection.perSecond": "0", "limit.historyPages.perSecond": "0", "limit.groupChanges.perSecond": "0",
         "limit.groupPeople.perSecond": "0", "limit.recalls.perSecond": "0", "limit.mentionsOfAll.perSecond": "0",
         "limit.groupMessages.perSecond": "0", "limit.hints.perSecond": "0"}


def rate(name, burst):
    return {f"limit.{name}.perSecond": NEVER, f"limit.{name}.burst": str(burst)}


def padded(type_, size):
    """A payload of exactly so many bytes."""
    body = {"protocol": [1, 1], "client": "x"} if type_ == "hello" else {}
    frame = {"type": type_, "id": "p", "body": body, "x": ""}
    frame["x"] = "y" * (size - len(json.dumps(frame).encode()))
    payload = json.dumps(frame).encode()
    assert len(payload) == size
    return payload


class Hall:
    """One server, and people in it that end with the test."""

    def __init__(self, server):
        self.server, self.clients = server, []

    def connect(self):
        client = self.server.client(timeout=10)
        self.clients.append(client)
        return client

    def person(self, name="alice", features=(), register=True):
        return self.connect().sign_in(name, features=features, register=register)

    def code(self, client, type_, body):
        answer = client.request(type_, body, timeout=20)
        return answer["body"]["code"] if answer["type"] == "error" else None

    def close(self):
        for client in self.clients:
            client.close()


# What follows uses something up n times and answers whether the last time was refused.

def frame_before_sign_in(hall, n):
    client = hall.connect()
    client.send_payload(padded("hello", n))
    return client.receive_frame()["body"].get("code") == "bad_frame"


def frame_after_sign_in(hall, n):
    client = hall.person()
    client.send_payload(padded("ping", n))
    return client.expect("pong", "error")["body"].get("code") == "bad_frame"


def answers(ask):
    try:
        return ask()["type"] in ("welcome", "pong")
    except (Closed, OSError):
        return False


def greeted(hall, n):
    """Connections that say something. One too many: the last is refused, or one that has only just spoken gives way."""
    clients = []
    for _ in range(n):
        clients.append(hall.connect())
        answers(clients[-1].hello)
    inside = sum(answers(lambda client=client: client.request("ping")) for client in clients)
    assert inside >= n - 1, f"only {inside} of {n} are inside"
    return inside < n


def frames(hall, n):
    client = hall.connect()
    client.hello()
    for _ in range(n - 1):
        client.send("ping", id="p")
    for _ in range(n - 1):
        client.expect("pong")  # all are answered, those beyond later
    return None


def in_bytes(hall, n):
    client = hall.connect()
    client.send_payload(padded("hello", 500))
    client.expect("welcome")
    client.send_payload(padded("ping", n - 508))
    client.expect("pong")
    return None


def sessions(hall, n):
    first = hall.person()
    for _ in range(n - 1):
        hall.person(register=False)
    if n > 3:
        return first.wait_closed()[-1]["body"]["reason"] == "too_many_sessions"
    return first.request("ping")["type"] != "pong"


def many(use, refusal):
    """The last of n must be refused with this code, or none."""
    def run(hall, n):
        codes = [use(hall, i) for i in range(n)]
        assert set(codes[:-1]) <= {None, "bad_credentials"}, codes
        assert codes[-1] in (None, "bad_credentials", refusal), codes
        return codes[-1] == refusal
    return run


def register(hall, i):
    client = hall.connect()
    client.hello()
    return hall.code(client, "auth.register", {"account": f"new-{i}", "password": "long enough"})


def guess(name):
    def run(hall, i):
        client = hall.connect()
        client.hello()
        return hall.code(client, "auth.signin", {"account": name.format(i), "password": "a guess"})
    return run


def waiting_sign_ins(hall, n):
    clients = [hall.connect() for _ in range(n)]
    for client in clients:
        client.hello()
    for client in clients:
        client.send("auth.signin", {"account": "nobody", "password": "a guess"}, id="s")
    return "server_busy" in [client.expect("error", timeout=30)["body"]["code"] for client in clients]


def alone(type_, body):
    """The same request of one person, again and again."""
    def run(hall, i):
        if not hall.clients:
            hall.person(features=["groups"])
        filled = {key: str(uuid.uuid4()) if value == "uuid" else value for key, value in body.items()}
        return hall.code(hall.clients[0], type_, filled)
    return run


def text(hall, n):
    return hall.code(hall.person(), "chat.send", {"conv": "lobby", "uuid": str(uuid.uuid4()), "text": "字" * n}) == "bad_field"


def requests(hall, n):
    client = hall.person()  # registering is the first
    return [hall.code(client, "ping", {}) for _ in range(n - 1)][-1] == "rate_limited"


def hints(hall, n):
    client = hall.person()
    for _ in range(n):
        client.send("typing.set", {"conv": "lobby", "typing": True})
    client.request("ping")
    return None  # dropped in silence: hints


def group_members(hall, n):
    names = [f"member-{i}" for i in range(n - 1)]
    for name in names:
        hall.person(name)
    creator = hall.person("creator", features=["groups"])
    return hall.code(creator, "group.create", {"uuid": str(uuid.uuid4()), "title": "x", "members": names}) == "limit_reached"


def in_group(**fields):
    """A message of the owner, again and again."""
    def run(hall, i):
        if not hall.clients:
            creator = hall.person("creator", features=["groups"])
            hall.group = creator.request("group.create", {"uuid": str(uuid.uuid4()), "title": "x"})["body"]["conv"]
        return hall.code(hall.clients[0], "chat.send",
                         {"conv": hall.group, "uuid": str(uuid.uuid4()), "text": "x", **fields})
    return run


def mentions(hall, n):
    names = [f"person-{i}" for i in range(n)]
    for name in names:
        hall.person(name)
    body = {"conv": "lobby", "uuid": str(uuid.uuid4()), "text": "x", "mentions": names}
    return hall.code(hall.clients[0], "chat.send", body) == "bad_field"


def recall(hall, i):
    if not hall.clients:
        hall.person()
        hall.code(hall.clients[0], "chat.send", {"conv": "lobby", "uuid": str(uuid.uuid4()), "text": "x"})
    return hall.code(hall.clients[0], "chat.recall", {"conv": "lobby", "uuid": str(uuid.uuid4()), "seq": 1})


def title(hall, n):
    return hall.code(hall.person(features=["groups"]), "group.create", {"uuid": str(uuid.uuid4()), "title": "x" * n}) == "bad_field"


def notice(hall, n):
    creator = hall.person(features=["groups"])
    group = creator.request("group.create", {"uuid": str(uuid.uuid4()), "title": "x"})["body"]["conv"]
    return hall.code(creator, "group.notice", {"conv": group, "uuid": str(uuid.uuid4()), "notice": "x" * n}) == "bad_field"


def bring(hall, i):
    """The same person into one more group."""
    if not hall.clients:
        hall.person("creator", features=["groups"])
        hall.person("bob", features=["groups"])
    return hall.code(hall.clients[0], "group.create", {"uuid": str(uuid.uuid4()), "title": "x", "members": ["bob"]})


def json_with(make):
    """A message with something in it that nobody asked for, made of n."""
    def run(hall, n):
        client = hall.person()
        client.send_payload(b'{"type":"ping","x":' + make(n).encode() + b"}")
        return client.expect("pong", "error")["body"].get("code") == "bad_json"
    return run


SAY = alone("chat.send", {"conv": "lobby", "uuid": "uuid", "text": "x"})
CREATE = alone("group.create", {"uuid": "uuid", "title": "x"})
STRANGERS = {"trust-loopback": "no"}
EASY = {"limit.freeSignInFailures": "1000"}

# counter, its figure, the configuration, how to use it up
ROWS = [
    ("preAuthFrameBytes", 2048, {"limit.preAuthFrameBytes": "2048"}, frame_before_sign_in),
    ("frameBytes", 40000, {"limit.frameBytes": "40000"}, frame_after_sign_in),
    ("connections", 4, {"limit.connections": "4"}, greeted),
    ("connectionsPerAddress", 4, {**STRANGERS, "limit.connectionsPerAddress": "4"}, greeted),
    ("preAuthPerAddress", 4, {**STRANGERS, "limit.preAuthPerAddress": "4"}, greeted),
    ("preAuth", 4, {"limit.preAuth": "4"}, greeted),
    ("newConnectionsPerAddress", 4, {**STRANGERS, **rate("newConnectionsPerAddress", 4)}, greeted),
    ("framesPerConnection", 20, {"limit.framesPerConnection.perSecond": "2", "limit.framesPerConnection.burst": "20"}, frames),
    ("bytesPerConnection", 2000, {"limit.bytesPerConnection.perSecond": "2", "limit.bytesPerConnection.burst": "2000"}, in_bytes),
    ("sessionsPerAccount", 3, {"limit.sessionsPerAccount": "3"}, sessions),
    ("registrations", 3, rate("registrations", 3), many(register, "rate_limited")),
    ("registrationsPerAddress", 3, {**STRANGERS, **rate("registrationsPerAddress", 3)}, many(register, "rate_limited")),
    ("freeSignInFailures", 3, {"limit.freeSignInFailures": "3"}, many(guess("nobody"), "rate_limited")),
    ("signInFailuresPerAccount", 3, {**EASY, **rate("signInFailuresPerAccount", 3)}, many(guess("nobody"), "rate_limited")),
    # Three, and one more in the slow lane.
    ("signInFailuresPerAddress", 4, {**EASY, **rate("signInFailuresPerAddress", 3), **rate("signInSlowLane", 1)},
     many(guess("nobody-{}"), "rate_limited")),
    ("password.queue", 3, {"password.queue": "3", "password.iterations": "15"}, waiting_sign_ins),
    ("textCodePoints", 100, {"limit.textCodePoints": "100"}, text),
    ("textCodePoints", 4000, {}, text),
    ("textCodePoints", 100, {"limit.textBytes": "300"}, text),  # three bytes each
    ("messages", 5, rate("messages", 5), many(SAY, "rate_limited")),
    ("historyPages", 3, rate("historyPages", 3), many(alone("history.get", {"conv": "lobby"}), "rate_limited")),
    ("recalls", 3, rate("recalls", 3), many(recall, "rate_limited")),
    ("requests", 5, rate("requests", 5), requests),
    ("hints", 3, rate("hints", 3), hints),
    ("groupMembers", 3, {"limit.groupMembers": "3"}, group_members),
    ("groupsPerAccount", 3, {"limit.groupsPerAccount": "3"}, many(CREATE, "limit_reached")),
    ("groupChanges", 3, rate("groupChanges", 3), many(CREATE, "rate_limited")),
    ("groupPeople", 3, rate("groupPeople", 3), many(CREATE, "rate_limited")),  # who makes one is in it
    ("groupMessages", 3, rate("groupMessages", 3), many(in_group(), "rate_limited")),
    ("groupTitleCodePoints", 10, {"limit.groupTitleCodePoints": "10"}, title),
    ("groupTitleCodePoints", 40, {}, title),
    ("groupNoticeCodePoints", 20, {"limit.groupNoticeCodePoints": "20"}, notice),
    ("groupNoticeCodePoints", 1000, {}, notice),
    ("groupsBroughtInto", 3, {"limit.groupsBroughtInto": "3"}, many(bring, "limit_reached")),
    ("groupsPerInviter", 3, {"limit.groupsPerInviter": "3"}, many(bring, "limit_reached")),
    ("json", 16, {}, json_with(lambda n: "[" * (n - 1) + "]" * (n - 1))),  # the message itself is the first
    ("json", 64, {}, json_with(lambda n: json.dumps({str(i): 1 for i in range(n)}))),
    ("json", 16384, {}, json_with(lambda n: "[" + ",".join("1" * (n - 3)) + "]")),  # message, type, list
    ("mentions", 3, {"limit.mentions": "3"}, mentions),
    ("mentionsOfAll", 3, rate("mentionsOfAll", 3), many(in_group(mentionsAll=True), "rate_limited")),
]


class Limits(unittest.TestCase):
    rows, hall = ROWS, Hall

    def status(self, server):
        return {limit["name"]: limit for limit in harness.status(self, server)["limits"]}

    def counted(self, server):
        return {name: limit["hits"] for name, limit in self.status(server).items() if limit["hits"] > 0}

    def test_one_below_at_and_one_above(self):
        for name, figure, config, use in self.rows:
            for n in (figure - 1, figure, figure + 1):
                with self.subTest(limit=name, figure=figure, n=n), harness.Server({**ROOMY, **config}) as server:
                    hall = self.hall(server)
                    refused = use(hall, n)
                    if refused is not None:
                        self.assertEqual(refused, n > figure)
                    # Only this one, and only if it was too much.
                    self.assertEqual(set(self.counted(server)), {name} if n > figure else set())
                    hall.close()
                    self.assertEqual(server.stop(), 0)

    def test_every_limit_is_told(self):
        with harness.Server(ROOMY) as server:
            told = self.status(server)
            self.assertLessEqual({row[0] for row in self.rows}, set(told))
            self.assertEqual(told["sessionsPerAccount"]["value"], "5")
            self.assertEqual(told["messages"]["value"], "no limit")
            self.assertIn("sessionsPerAccount", harness.ctl(self, server, "status"))
            self.assertEqual(server.stop(), 0)


class Deadlines(Limits):
    """The limits that are times: nothing happens before, and not much later it does."""
    test_one_below_at_and_one_above = test_every_limit_is_told = None

    def closes(self, name, config, begin, plain=True):
        limit = 0.8
        with self.subTest(name), harness.Server({**config, f"limit.{name}": str(int(limit * 1000))}, plain=plain) as server:
            raw = socket.create_connection(server.address, 5)
            self.addCleanup(raw.close)
            started = time.monotonic()
            raw.settimeout(10)
            begin(raw)
            try:
                while raw.recv(65536):
                    pass
            except ConnectionResetError:
                pass
            self.assertGreaterEqual(time.monotonic() - started, limit - 0.05)
            self.assertLess(time.monotonic() - started, 2 * limit + 1)
            self.assertEqual(self.counted(server), {name: 1})
            self.assertEqual(server.stop(), 0)

    def test_deadlines(self):
        hello = json.dumps({"type": "hello", "body": {"protocol": [1, 1], "client": "x"}}).encode()
        frame = len(hello).to_bytes(4, "big") + hello
        self.closes("handshakeMs", {}, lambda raw: None, plain=False)
        self.closes("signInMs", {}, lambda raw: raw.sendall(frame))
        self.closes("frameMs", {}, lambda raw: raw.sendall(frame[:20]))
        self.closes("deadAfterMs", {"limit.pingAfterMs": "300"}, lambda raw: raw.sendall(frame))


if __name__ == "__main__":
    harness.main()
