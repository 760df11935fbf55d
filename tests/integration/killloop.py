#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills the server under load again and again (kill -9) and then looks whether it kept its word.

Several writers send messages with a window of them in flight. When the server dies they come back and send again, with
the same uuid, whatever was not acknowledged. At the end the whole log is read: every acknowledged message must be there,
once, at the place the ack named; places run from 1 without gaps; nobody's messages changed order; nothing is there that
nobody sent; and what was delivered to somebody is there too.
"""
import argparse
import collections
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "blackbox"))
from wireclient import Closed, WireClient, direct  # noqa: E402

CONFIG = """\
plain = yes
password.memoryKiB = 8
password.iterations = 1
limit.messages.perSecond = 0
limit.requests.perSecond = 0
limit.historyPages.perSecond = 0
limit.framesPerConnection.perSecond = 0
limit.bytesPerConnection.perSecond = 0
limit.registrations.perSecond = 0
limit.registrationsPerAddress.perSecond = 0
"""
PASSWORD = "correct horse"
WINDOW = 16
NAMES = ("ann", "ben", "cleo", "dora")


class Server:
    """The daemon on one data directory; its port changes with every start."""

    def __init__(self, binary, root):
        self.binary, self.root = binary, root
        (root / "server.conf").write_text(CONFIG)
        self.process = None
        self.address = None
        self.up = threading.Event()

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "--listen", "127.0.0.1:0", "--data", str(self.root / "data"), "--config",
             str(self.root / "server.conf")], stdout=subprocess.PIPE, stderr=(self.root / "log").open("ab"), text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on 127.0.0.1:"):
            raise AssertionError(f"no start after a kill: {line!r}\n" + (self.root / "log").read_text()[-2000:])
        self.address = ("127.0.0.1", int(line.rpartition(":")[2]))
        self.up.set()

    def kill(self):
        self.up.clear()
        self.process.kill()
        self.process.wait(10)
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        self.process.stdout.close()
        if status != 0:
            raise AssertionError(f"SIGTERM ended it with status {status}")


class Writer(threading.Thread):
    """One account that keeps sending, and remembers what it was promised."""

    def __init__(self, server, name, conversations):
        super().__init__(name=name, daemon=True)
        self.server, self.conversations = server, conversations
        self.sent = {}  # uuid -> (conversation, text), in the order of sending
        self.acked = {}  # uuid -> seq
        self.unacked = collections.OrderedDict()
        self.delivered = {}  # (conversation, seq) -> uuid
        self.finishing = threading.Event()
        self.problem = None

    def run(self):
        try:
            while not (self.finishing.is_set() and self.sent and not self.unacked):
                if not self.server.up.wait(1):
                    continue
                try:
                    self.session()
                except (Closed, OSError, TimeoutError):
                    pass  # the server is gone: come back
        except Exception as problem:  # told by main()
            self.problem = problem

    def session(self):
        with WireClient(self.server.address, timeout=10) as client:
            self.sign_in(client)
            for id_ in list(self.unacked):
                self.transmit(client, id_)
            while True:
                while len(self.unacked) < WINDOW and not self.finishing.is_set():
                    self.transmit(client, self.compose())
                if not self.unacked:
                    return
                self.take(client.receive_frame())

    def sign_in(self, client):
        client.hello()
        body = {"account": self.name, "password": PASSWORD}
        answer = client.request("auth.register", body)
        if answer["type"] == "error" and answer["body"]["code"] == "account_taken":
            answer = client.request("auth.signin", body)
        if answer["type"] != "auth.ok":
            raise AssertionError(f"{self.name} cannot sign in: {answer}")
        for frame in client.inbox:
            self.take(frame)
        client.inbox.clear()

    def compose(self):
        id_ = str(uuid.uuid4())
        self.sent[id_] = (random.choice(self.conversations), f"{self.name} {len(self.sent)}")
        self.unacked[id_] = True
        return id_

    def transmit(self, client, id_):
        conversation, text = self.sent[id_]
        client.send("chat.send", {"conv": conversation, "uuid": id_, "text": text})

    def take(self, frame):
        body = frame.get("body", {})
        if frame["type"] == "chat.ack":
            before = self.acked.setdefault(body["uuid"], body["seq"])
            if before != body["seq"]:
                raise AssertionError(f"{body['uuid']} was acknowledged as {before} and as {body['seq']}")
            self.unacked.pop(body["uuid"], None)
        elif frame["type"] == "chat.deliver":
            place = (body["conv"], body["seq"])
            before = self.delivered.setdefault(place, body["uuid"])
            if before != body["uuid"]:
                raise AssertionError(f"{place} was delivered as {before} and as {body['uuid']}")
        elif frame["type"] == "error":
            raise AssertionError(f"refused: {frame}")


def read_log(client, conversation):
    messages, after = [], 0
    while True:
        page = client.request("history.get", {"conv": conversation, "after": after, "limit": 100})
        if page["type"] == "error" and page["body"]["code"] == "no_conversation":
            return messages
        messages += page["body"]["messages"]
        if not page["body"]["more"]:
            return messages
        after = messages[-1]["seq"]


def check(server, writers):
    """The violations found, in words, and how many messages the logs hold."""
    wrong = []
    sent = {id_: (writer.name, *content) for writer in writers for id_, content in writer.sent.items()}
    stored = {}
    for conversation in {content[1] for content in sent.values()}:
        reader = conversation.split(":")[1] if conversation != "lobby" else writers[0].name
        with WireClient(server.address, timeout=20) as client:
            client.sign_in(reader, PASSWORD, register=False)
            log = read_log(client, conversation)
        if [m["seq"] for m in log] != list(range(1, len(log) + 1)):
            wrong.append(f"{conversation}: places are not 1 to {len(log)}")
        latest = {}
        for message in log:
            id_, place = message["uuid"], (conversation, message["seq"])
            if id_ not in sent:
                wrong.append(f"phantom {id_} at {place}")
                continue
            if id_ in stored:
                wrong.append(f"duplicate {id_} at {place} and {stored[id_]}")
            stored[id_] = place
            if (message["from"], conversation, message["text"]) != sent[id_]:
                wrong.append(f"changed {id_}: {message} for {sent[id_]}")
            number = int(message["text"].split()[1])
            if number < latest.get(message["from"], -1):
                wrong.append(f"reordered: {message['from']}'s {number} after {latest[message['from']]}")
            latest[message["from"]] = number
    for writer in writers:
        wrong += [f"lost {id_}, acknowledged as {seq}: {stored.get(id_)}" for id_, seq in writer.acked.items()
                  if stored.get(id_) != (writer.sent[id_][0], seq)]
        wrong += [f"never acknowledged: {id_}" for id_ in writer.sent if id_ not in writer.acked]
        wrong += [f"delivered, not stored: {id_} at {place}" for place, id_ in writer.delivered.items()
                  if stored.get(id_) != place]
    return wrong, len(stored)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", required=True, help="path of miniqq-serverd")
    parser.add_argument("--kills", type=int, default=5, help="at least so many")
    parser.add_argument("--messages", type=int, default=0, help="and go on until so many are acknowledged")
    parser.add_argument("--seed", type=int, default=time.time_ns() & 0xffffffff)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    random.seed(options.seed)

    with tempfile.TemporaryDirectory(prefix="miniqq-killloop-") as folder:
        server = Server(options.server, pathlib.Path(folder))
        server.start()
        writers = [Writer(server, name, ["lobby", direct(name, NAMES[i - 1])]) for i, name in enumerate(NAMES)]
        try:
            for name in NAMES:  # whom somebody writes to must be there
                with WireClient(server.address, timeout=10) as client:
                    client.sign_in(name, PASSWORD)
            for writer in writers:
                writer.start()
            kills = acked = 0
            while kills < options.kills or acked < options.messages:
                # The moment of death is chance; each time something must have been promised, or there is no test.
                kills += 1
                acked = sum(len(writer.acked) for writer in writers)
                deadline = time.monotonic() + 30
                while sum(len(writer.acked) for writer in writers) <= acked:
                    for writer in writers:
                        if writer.problem:
                            raise writer.problem
                    if time.monotonic() > deadline:
                        raise AssertionError("no ack within 30 s")
                    time.sleep(0.005)
                time.sleep(random.uniform(0, 0.3))
                server.kill()
                server.start()
            for writer in writers:
                writer.finishing.set()
            for writer in writers:
                writer.join(60)
                if writer.is_alive():
                    raise AssertionError(f"{writer.name} did not come to an end")
                if writer.problem:
                    raise writer.problem
            wrong, stored = check(server, writers)
            server.stop()
        finally:
            if server.process.poll() is None:
                server.kill()

    acked = sum(len(writer.acked) for writer in writers)
    print(f"{kills} kills, {acked} acknowledged, {stored} stored, {len(wrong)} violations")
    for line in wrong[:20]:
        print("  " + line)
    return 1 if wrong or not acked else 0


if __name__ == "__main__":
    sys.exit(main())
