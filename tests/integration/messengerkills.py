#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills messengers again and again (kill -9), wherever they are, and then looks whether anything was lost or came twice.

Two messengers without windows, on profiles of their own, and an honest client of the standard library talk over a real
server. A messenger is killed while its messages wait, are on the way, or are being acknowledged; while it catches up,
tells what it has received, or starts. A ledger keeps all that it said it had done. After each kill the files it left
are read, in a copy: what it accepted is in its outbox or in its history and not in both, in order; what it said was
stored is; it never told the server of having received what it does not have; drafts are there. In the end every
messenger shows what the server's log holds, no more, no less, in the same order, and nothing waits any more.
"""
import argparse
import pathlib
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import uuid

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "blackbox")]
import killloop  # noqa: E402
from messenger import Messenger, coded, decoded, pause  # noqa: E402
from wireclient import WireClient, direct  # noqa: E402

QUICK = ["--reconnect-first", "50", "--reconnect-most", "200", "--ack-timeout", "3000"]


class Wrong(AssertionError):
    pass


class Victim(Messenger):
    """A messenger and the ledger of what it said."""

    def __init__(self, binary, root, account, server):
        super().__init__(binary, root / account, account, killloop.PASSWORD, QUICK)
        self.server = server
        self.conversations = ["lobby", direct(account, "cleo")]
        self.numbers = 0
        self.said = {}  # text -> conversation, whatever became of it
        self.drafts = {key: [""] for key in self.conversations}  # the last one kept, and what was typed since
        self.draft_number = 0
        self.told_received = {}  # what the server was told this account has received, as others saw it
        self.signed_in_again = 0
        self.shown = {}  # place -> what it said it had stored there

    def start_online(self):
        self.start()
        self.await_online()
        if self.state() != "online":
            # The token of the last life is gone: killed between the server's word and the disk.
            self.signed_in_again += 1
            self.sign_in("signin")

    def sign_in(self, how):
        self.tell(how, coded(f"plain:127.0.0.1:{self.server.address[1]}"), self.account, coded(self.password))
        self.await_(lambda: self.state() == "online", "online")

    def say(self, conversation, count=1):
        for _ in range(count):
            text = f"{self.account} {self.numbers} {random.choice(['', '你好', 'x' * 900])}".strip()
            self.numbers += 1
            self.said[text] = conversation
            self.tell("say", conversation, coded(text))

    def finish(self):
        """Messages leave in the order in which they were written: once the last of each is stored, all are."""
        for conversation in self.conversations:
            self.say(conversation)
            last = ["stored", conversation, coded(list(self.said)[-1])]
            self.await_(lambda: any(words[:2] + words[6:] == last for words in self.now["stored"][-50:]), "the last message", 60)

    def draft(self, conversation):
        self.draft_number += 1
        text = f"draft {self.draft_number} of {self.account}"
        self.drafts[conversation].append(text)
        self.tell("draft", conversation, coded(text))
        return text

    def check_disk(self):
        """What the kill left, in a copy, so that opening it mends nothing; how many entries wait in it."""
        for word in ("error", "unsendable"):
            if self.all[word]:
                raise Wrong(f"{self.account} says {self.all[word][0]}")
        files = list(self.profile.glob("messages-*"))
        if not files:
            return 0
        with tempfile.TemporaryDirectory(prefix="miniqq-left-") as folder:
            for file in files:
                shutil.copy(file, folder)
            database, = pathlib.Path(folder).glob("*.sqlite")
            connection = sqlite3.connect(database)
            try:
                return self.check_tables(connection)
            finally:
                connection.close()

    def check_tables(self, connection):
        damage = connection.execute("PRAGMA integrity_check").fetchall()
        if damage != [("ok",)]:
            raise Wrong(f"{self.account}'s database is damaged: {damage}")
        stored, own = {}, set()
        for key, seq, sender, id_, text in connection.execute(
                "SELECT key, seq, sender, message.uuid, text FROM message JOIN conversation ON conversation = id"):
            stored[key, seq] = (id_, sender, text)
            if sender == self.account:
                if id_ in own:
                    raise Wrong(f"{self.account} has {text!r} twice")
                own.add(id_)
        outbox = connection.execute("SELECT uuid, conversation, text FROM outbox ORDER BY position").fetchall()
        waiting = {id_ for id_, _, _ in outbox}
        if waiting & own:
            raise Wrong(f"{self.account} has {len(waiting & own)} messages in its history and in its outbox")
        for table in ("message_aside", "message_lost"):
            if connection.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,):
                raise Wrong(f"{self.account} took the server's log for another one: {table}")
        numbers = [int(text.split()[1]) for _, _, text in outbox]
        if numbers != sorted(numbers):
            raise Wrong(f"{self.account}'s outbox is out of order: {numbers}")
        for _, conversation, text in outbox:
            if self.said.get(text) != conversation:
                raise Wrong(f"{self.account}'s outbox has {text!r} for {conversation}, which nobody wrote")
        for words in self.all["queued"]:
            if uuid.UUID(words[1]).bytes not in waiting | own:
                raise Wrong(f"{self.account} accepted {decoded(words[3])!r} and has lost it")
        while self.all["stored"]:
            words = self.all["stored"].pop()
            self.shown[words[1], int(words[2])] = (uuid.UUID(words[3]).bytes, decoded(words[4]), decoded(words[6]))
        for place, content in self.shown.items():
            if stored.get(place) != content:
                raise Wrong(f"{self.account} showed {content} at {place} and has {stored.get(place)}")
        self.check_positions(connection, stored)
        self.check_drafts(dict(connection.execute("SELECT key, draft FROM conversation")))
        return len(outbox)

    def check_positions(self, connection, stored):
        for key, synced in connection.execute("SELECT key, synced FROM conversation").fetchall():
            missing = [seq for seq in range(1, max(synced, self.told_received.get(key, 0)) + 1) if (key, seq) not in stored]
            if missing:
                raise Wrong(f"{self.account} counts on having {key} {missing[:5]}, and has not")

    def check_drafts(self, found):
        for words in self.all["kept"]:
            key, text = words[1], decoded(words[2])
            if text in self.drafts[key]:
                self.drafts[key] = self.drafts[key][self.drafts[key].index(text):]
        for key, known in self.drafts.items():
            if key in found and found[key] not in known:
                raise Wrong(f"{self.account} lost the draft {known[0]!r} and has {found[key]!r}")


class Honest:
    """Cleo, who speaks the wire protocol: writes what the others have to catch up with, and hears their receipts."""

    def __init__(self, server, victims):
        self.client = WireClient(server.address, timeout=20).sign_in("cleo", killloop.PASSWORD)
        self.victims = {victim.account: victim for victim in victims}
        self.sent = {}  # uuid -> (conversation, text)
        self.receipts = 0

    def say(self, conversation, count):
        waiting = set()
        for _ in range(count):
            id_ = str(uuid.uuid4())
            self.sent[id_] = (conversation, f"cleo {len(self.sent)}")
            waiting.add(id_)
            self.client.send("chat.send", {"conv": conversation, "uuid": id_, "text": self.sent[id_][1]})
        while waiting:
            frame = self.client.expect("chat.ack", "error")
            if frame["type"] == "error":
                raise Wrong(f"cleo was refused: {frame}")
            waiting.discard(frame["body"]["uuid"])
        self.take()

    def listen(self):
        """Everything that has come by now; pings are answered."""
        if self.client.request("ping")["type"] != "pong":
            raise Wrong("the server does not answer cleo")
        self.take()

    def take(self):
        for frame in self.client.inbox:
            if frame["type"] == "receipt.changed":
                body = frame["body"]
                told = self.victims[body["account"]].told_received
                told[body["conv"]] = max(told.get(body["conv"], 0), body["received"])
                self.receipts += 1
        self.client.inbox.clear()


class Loop:
    """One run; each scene brings a messenger somewhere and leaves it to be killed there."""

    def __init__(self, server, victims, honest):
        self.server, self.victims, self.honest = server, victims, honest
        self.seen = dict.fromkeys(("waited", "on the way", "acknowledged", "catching up", "told", "starting", "draft"), 0)

    def kill(self, victim):
        victim.kill()
        self.honest.listen()
        left = victim.check_disk()
        self.seen["waited"] += left > 0
        return left

    def scene_written(self, victim):
        """The server stands still: the first message is on the way, the others wait on this disk."""
        before, count = len(victim.all["queued"]), random.randint(1, 8)
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            victim.say(random.choice(victim.conversations), count)
            enough = before + random.randint(1, count)
            victim.await_(lambda: len(victim.all["queued"]) >= enough, "an accepted message")
            pause(random.uniform(0, 0.02))
            victim.kill()
        finally:
            self.server.process.send_signal(signal.SIGCONT)
        self.seen["on the way"] += self.kill(victim) > 0

    def scene_acknowledged(self, victim):
        before, count = len(victim.all["sent"]), random.randint(5, 30)
        for _ in range(count):
            victim.say(random.choice(victim.conversations))
        enough = before + random.randint(1, count)
        victim.await_(lambda: len(victim.all["sent"]) >= enough, "an acknowledgement")
        pause(random.choice([0, random.uniform(0, 0.02)]))
        self.kill(victim)
        self.seen["acknowledged"] += 1

    def scene_catching_up(self, victim):
        victim.kill()
        missed = random.randint(150, 250)  # more than a page
        for conversation in victim.conversations:
            self.honest.say(conversation, missed)
        victim.start()
        victim.await_(lambda: victim.now["stored"] or victim.now["failed"] or victim.now["fresh"], "the first that was missed")
        pause(random.choice([0, random.uniform(0, 0.05)]))
        self.kill(victim)
        self.seen["catching up"] += len(victim.now["stored"]) < 2 * missed

    def scene_receipts(self, victim):
        """What arrives is read at once, and the server is told of it a moment later."""
        victim.tell("reading", "on")
        before, receipts = len(victim.all["stored"]), self.honest.receipts
        self.honest.say(victim.conversations[1], 10)
        enough = before + random.randint(1, 10)
        victim.await_(lambda: len(victim.all["stored"]) >= enough, "what cleo said")
        if random.random() < 0.5:
            deadline = time.monotonic() + 20
            while self.honest.receipts == receipts and time.monotonic() < deadline:
                self.honest.listen()
            self.honest.say(victim.conversations[1], 3)
        else:
            pause(random.uniform(0, 0.2))
        self.kill(victim)
        self.seen["told"] += self.honest.receipts > receipts

    def scene_starting(self, victim):
        victim.say(victim.conversations[0], 3)
        victim.kill()
        victim.start()
        pause(random.uniform(0, 0.15))
        self.kill(victim)
        self.seen["starting"] += 1

    def scene_draft(self, victim):
        key = random.choice(victim.conversations)
        text = victim.draft(key)
        kept = ["kept", key, coded(text)]
        victim.await_(lambda: kept in victim.now["kept"], "the draft")
        victim.draft(key)
        pause(random.uniform(0, 0.6))
        self.kill(victim)
        self.seen["draft"] += 1

    def run(self, kills, seconds):
        scenes = [self.scene_written, self.scene_acknowledged, self.scene_catching_up, self.scene_receipts,
                  self.scene_starting, self.scene_acknowledged, self.scene_written, self.scene_draft]
        started, done = time.monotonic(), 0
        while done < kills or time.monotonic() - started < seconds:
            victim = self.victims[done % len(self.victims)]
            other = self.victims[(done + 1) % len(self.victims)]
            other.say("lobby", 2)
            scenes[done // len(self.victims) % len(scenes)](victim)
            done += 1
            victim.start_online()
        return done


def logs_of(server, victims):
    """The server's logs of all conversations, as it tells them to those who are in them."""
    logs = {}
    for victim in victims:
        with WireClient(server.address, timeout=20) as client:
            client.sign_in(victim.account, victim.password, register=False)
            for conversation in victim.conversations:
                logs[conversation] = killloop.read_log(client, conversation)
    return logs


def compare(logs, victims, honest):
    wrong = []
    places = {}
    for conversation, log in logs.items():
        if [message["seq"] for message in log] != list(range(1, len(log) + 1)):
            wrong.append(f"{conversation}: places are not 1 to {len(log)}")
        latest = {}
        for message in log:
            sender, text, id_ = message["from"], message["text"], message["uuid"]
            if id_ in places:
                wrong.append(f"twice: {text!r} at {places[id_]} and {conversation} {message['seq']}")
            places[id_] = (conversation, message["seq"])
            said = honest.sent.get(id_) == (conversation, text) if sender == "cleo" else any(
                victim.account == sender and victim.said.get(text) == conversation for victim in victims)
            if not said:
                wrong.append(f"nobody said {sender} {text!r} in {conversation}")
            number = int(text.split()[1])
            if number <= latest.get(sender, -1):
                wrong.append(f"order: {sender}'s {number} after {latest[sender]}")
            latest[sender] = number
    wrong += [f"cleo's {content} is lost" for id_, content in honest.sent.items() if id_ not in places]
    for victim in victims:
        wrong += [f"{victim.account} accepted {decoded(words[3])!r}, and it is lost" for words in victim.all["queued"]
                  if words[1] not in places]
        wrong += [f"{victim.account} showed {words[1:]} as sent; the server has {places.get(words[1])}" for words in victim.all["sent"]
                  if places.get(words[1]) != (words[2], int(words[3]))]
        for conversation in victim.conversations:
            rows, waiting = victim.dump(conversation)
            expected = [(conversation, m["seq"], m["uuid"], m["from"], m["time"], m["text"]) for m in logs[conversation]]
            if rows != expected or waiting:
                differing = next((pair for pair in zip(rows, expected) if pair[0] != pair[1]), None)
                wrong.append(f"{victim.account} shows {len(rows)} of {len(expected)} in {conversation}, {len(waiting)} waiting; {differing}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--server", required=True, help="path of miniqq-serverd")
    parser.add_argument("--messenger", required=True, help="path of miniqq-headless")
    parser.add_argument("--kills", type=int, default=16, help="at least so many")
    parser.add_argument("--seconds", type=float, default=0, help="and at least so long")
    parser.add_argument("--seed", type=int, default=time.time_ns() & 0xffffffff)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    random.seed(options.seed)

    with tempfile.TemporaryDirectory(prefix="miniqq-messengerkills-") as folder:
        root = pathlib.Path(folder)
        server = killloop.Server(options.server, root)
        server.start()
        victims = [Victim(options.messenger, root, name, server) for name in ("ann", "ben")]
        try:
            for victim in victims:
                victim.start().sign_in("register")
            honest = Honest(server, victims)
            for victim in victims:
                honest.say(victim.conversations[1], 1)
                victim.await_(lambda v=victim: v.now["stored"], "cleo's first words")
            loop = Loop(server, victims, honest)
            kills = loop.run(options.kills, options.seconds)
            for victim in victims:
                victim.finish()
            wrong = compare(logs_of(server, victims), victims, honest)
            if options.kills >= 60:  # a few may miss a moment by chance
                wrong += [f"no kill met a messenger that was so: {state}" for state, times in loop.seen.items() if not times]
            wrong += [f"{victim.account} had to type the password again" for victim in victims if victim.signed_in_again]
            wrong += [f"{victim.account} ends with status {victim.quit()}" for victim in victims if victim.quit() != 0]
            honest.client.close()
            server.stop()
        finally:
            for victim in victims:
                if victim.process and victim.process.poll() is None:
                    victim.kill()
            if server.process.poll() is None:
                server.process.send_signal(signal.SIGCONT)
                server.kill()

    accepted, sent = (sum(len(victim.all[kind]) for victim in victims) for kind in ("queued", "sent"))
    print(f"{kills} kills, {accepted} accepted, {sent} shown as sent, {honest.receipts} receipts, "
          f"{len(wrong)} violations; met {loop.seen}")
    for line in wrong[:20]:
        print("  " + line)
    return 1 if wrong or not sent else 0


if __name__ == "__main__":
    sys.exit(main())
