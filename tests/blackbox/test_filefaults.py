# SPDX-License-Identifier: MIT
"""Files while the server is killed (F3), while its disk is full (F10), and beyond 4 GiB."""
import hashlib
import os
import pathlib
import random
import sqlite3
import unittest
import uuid

import harness
from fileclient import CHUNK, FileClient, sha256
from test_faults import ServerOnASmallDisk
from wireclient import Closed, direct

CONFIG = {"limit.requests.perSecond": "0", "limit.messages.perSecond": "0"}


def contents(data):
    return {folder: {p.name for p in pathlib.Path(data, "files", folder).glob("*")} for folder in ("partial", "whole")}


class Faults(unittest.TestCase):
    def signed_in(self, server, name, register=False):
        client = FileClient(server.address, timeout=20)
        self.addCleanup(client.close)
        return client.sign_in(name, register=register)


class Kill(Faults):
    ROUNDS = 12

    def test_f3_killed_in_the_middle_of_files(self):
        """Whatever was said to be stored or acknowledged is there, whole; everything else begins again or goes on."""
        chance = random.Random(3)
        with harness.Server(CONFIG) as server:
            a = self.signed_in(server, "alice", register=True)
            self.signed_in(server, "bob", register=True).close()
            conversation = direct("alice", "bob")
            data, own, resumed = chance.randbytes(64 * 2**20), uuid.UUID(int=chance.getrandbits(128), version=4), 0
            acknowledged = {}  # file -> content
            for turn in range(self.ROUNDS):
                begin = a.offer(data, uuid_=own)
                self.assertEqual(begin["type"], "file.begin", begin)
                offset = begin["body"]["offset"]
                resumed += offset > 0
                a.push(begin, data, until=min(offset + chance.randrange(1, 9 * 2**20), len(data) - 1))
                small = chance.randbytes(chance.randrange(3 * CHUNK))
                file = a.upload(small)["body"]["file"]
                said = uuid.UUID(int=chance.getrandbits(128), version=4)
                if turn % 2:
                    a.send("chat.send", {"conv": conversation, "uuid": str(said), "text": "f", "file": file})
                else:
                    self.assertEqual(a.say_file(conversation, file, "f", said)["type"], "chat.ack")
                    acknowledged[file] = small
                server.kill()
                a.close()
                server.start()
                a = self.signed_in(server, "alice")
                self.assertEqual(a.say_file(conversation, file, "f", said)["type"], "chat.ack")  # once more, as asked
                acknowledged[file] = small
            self.assertGreater(resumed, 0, "nothing was ever resumed")
            begin = a.offer(data, uuid_=own)
            self.assertGreater(begin["body"]["offset"], 0)
            stored = a.push(begin, data)
            self.assertEqual((stored["type"], stored["body"]["sha256"]), ("file.stored", sha256(data)))
            b = self.signed_in(server, "bob")
            page = b.request("history.get", {"conv": conversation, "limit": 100})["body"]["messages"]
            self.assertEqual({m["file"]["file"] for m in page}, set(acknowledged))
            for file, content in acknowledged.items():
                self.assertEqual(b.fetch(file)[0], content)
            self.assertEqual(contents(server.data)["partial"], set())
            self.assertEqual(contents(server.data)["whole"], set(acknowledged) | {stored["body"]["file"]})
            self.assertEqual(server.stop(), 0)

    def test_f3_killed_while_it_is_being_fetched(self):
        with harness.Server(CONFIG) as server:
            a = self.signed_in(server, "alice", register=True)
            data = os.urandom(12 * 2**20)
            file = a.upload(data)["body"]["file"]
            have, _ = a.fetch(file, until=5 * 2**20)
            server.kill()
            self.assertRaises((Closed, OSError), a.request, "ping")
            server.start()
            a = self.signed_in(server, "alice")
            rest, _ = a.fetch(file, len(have))
            self.assertEqual(have + rest, data)

    def test_what_a_crash_leaves_is_swept_and_nothing_else(self):
        with harness.Server(CONFIG) as server:
            a = self.signed_in(server, "alice", register=True)
            kept = a.upload(b"kept")["body"]["file"]
            begun = a.offer(bytes(CHUNK))["body"]["file"]
            self.assertEqual(server.stop(), 0)
            folder = pathlib.Path(server.data, "files")
            orphan = str(uuid.uuid4())
            for place in ("partial", "whole"):
                (folder / place / orphan).write_bytes(b"left by a crash")
                (folder / place / "README").write_text("the operator's own")
            outside = pathlib.Path(server.data, "outside")
            outside.write_text("must not be followed")
            (folder / "whole" / str(uuid.uuid4())).symlink_to(outside)
            server.start()
            a = self.signed_in(server, "alice")
            self.assertEqual(a.fetch(kept)[0], b"kept")
            self.assertEqual(contents(server.data), {"partial": {begun, "README"}, "whole": {kept, "README"}})
            self.assertEqual(outside.read_text(), "must not be followed")

    def test_a_symlink_in_the_place_of_a_file_is_not_followed(self):
        with harness.Server(CONFIG) as server:
            a = self.signed_in(server, "alice", register=True)
            file = a.upload(b"contents")["body"]["file"]
            place = pathlib.Path(server.data, "files", "whole", file)
            place.unlink()
            secret = pathlib.Path(server.data, "secret")
            secret.write_bytes(b"contents")
            place.symlink_to(secret)
            data, refusal = a.fetch(file)
            self.assertIsNone(data)
            self.assertEqual(refusal["body"]["code"], "storage_failed")


    def test_lost_contents_are_told_at_the_next_start(self):
        with harness.Server(CONFIG) as server:
            a = self.signed_in(server, "alice", register=True)
            own = uuid.uuid4()
            lost = a.upload(b"lost", uuid_=own)["body"]["file"]
            kept = a.upload(b"kept")["body"]["file"]
            server.kill()
            whole = pathlib.Path(server.data, "files", "whole")
            (whole / lost).unlink()
            server.start()
            a = self.signed_in(server, "alice")
            self.assertEqual(a.say_file("lobby", lost)["body"]["code"], "no_file")  # nothing is said of what is not there
            self.assertEqual(a.offer(b"lost", uuid_=own)["body"]["code"], "file_expired")
            self.assertEqual(a.fetch(kept)[0], b"kept")
            # All of them gone is somebody's mistake with a disk, and nothing is given up for it.
            server.kill()
            whole.rename(whole.with_name("elsewhere"))
            server.start()
            self.assertTrue(harness.until(lambda: "Is it the right folder?" in server.log(), 10), server.log())
            server.kill()
            whole.rmdir()
            whole.with_name("elsewhere").rename(whole)
            server.start()
            self.assertEqual(self.signed_in(server, "alice").fetch(kept)[0], b"kept")


class SmallDisk(Faults):
    def setUp(self):
        if not ServerOnASmallDisk.possible():
            self.skipTest("no right to mount a tmpfs")

    def assert_refused_in_words(self, answer):
        self.assertIn(answer["type"], ("error", "file.ended"))
        self.assertEqual(answer["body"]["code"], "storage_failed", answer)
        self.assertIn("full", answer["body"]["message"])

    def fill(self, server, leave):
        filler = server.data_from_outside / "filler"
        space = os.statvfs(server.data_from_outside)
        with filler.open("wb", buffering=0) as file:
            os.posix_fallocate(file.fileno(), 0, space.f_bavail * space.f_frsize - leave)
        return filler

    def test_f10_full_disk_refuses_and_recovers_by_itself(self):
        with ServerOnASmallDisk({**CONFIG, "limit.diskFloorBytes": "0", "limit.diskFloorPercent": "0"}) as server:
            a = self.signed_in(server, "alice", register=True)
            before = a.upload(os.urandom(CHUNK))["body"]["file"]
            self.assertEqual(a.say_file("lobby", before)["type"], "chat.ack")
            data = os.urandom(2 * 2**20)
            # Enough when it was offered, and gone when it arrives: nothing half stays.
            own = uuid.uuid4()
            begin = a.offer(data, uuid_=own)
            filler = self.fill(server, leave=10 * CHUNK)
            self.assert_refused_in_words(a.push(begin, data))
            places = server.data_from_outside / "files"
            self.assertEqual({p.name for p in places.glob("*/*")}, {before})
            # Not enough from the beginning.
            self.assert_refused_in_words(a.offer(data))
            self.assertEqual({p.name for p in places.glob("*/*")}, {before})
            self.assertIsNotNone(a.fetch(before)[0])
            filler.unlink()
            self.assertEqual(a.push(a.offer(data, uuid_=own), data)["type"], "file.stored")
            self.assertEqual(server.stop(), 0)

    def test_the_floor_is_left_to_messages(self):
        with ServerOnASmallDisk({**CONFIG, "limit.diskFloorBytes": str(3 * 2**20)}) as server:
            a = self.signed_in(server, "alice", register=True)
            refused = None
            for _ in range(12):
                answer = a.upload(os.urandom(2**20))
                if answer["type"] != "file.stored":
                    refused = answer
                    break
            self.assert_refused_in_words(refused)
            self.assertEqual(a.say("lobby", "still room for words")["type"], "chat.ack")
            self.assertEqual(server.stop(), 0)


class Beyond4GiB(Faults):
    """A file of 5 GiB that is nothing but a hole up to its last pieces: every offset beyond 32 bits is met, and the disk
    holds next to nothing of it. What was uploaded before is put there by hand, as a restart would find it."""

    SIZE, HOLE = 5 * 2**30 + 12345, 5 * 2**30

    def test_resumed_and_fetched_beyond_4_gib(self):
        tail = os.urandom(self.SIZE - self.HOLE)
        total, zeros = hashlib.sha256(), bytes(16 * 2**20)
        for _ in range(self.HOLE // len(zeros)):
            total.update(zeros)
        total.update(tail)
        config = {**CONFIG, "limit.fileBytes": str(8 * 2**30), "limit.fileBytesPerAccount": str(16 * 2**30)}
        with harness.Server(config) as server:
            a = self.signed_in(server, "alice", register=True)
            self.assertEqual(a.welcome["limits"]["fileBytes"], 8 * 2**30)
            offer = {"uuid": str(uuid.uuid4()), "name": "huge", "size": self.SIZE, "sha256": total.hexdigest(),
                     "kind": "file"}
            begin = a.request("file.offer", offer)
            if begin["type"] == "error" and "full" in begin["body"]["message"]:
                self.skipTest("the disk has no room for 5 GiB")
            file = begin["body"]["file"]
            self.assertEqual(server.stop(), 0)
            os.truncate(pathlib.Path(server.data, "files", "partial", file), self.HOLE)
            with sqlite3.connect(pathlib.Path(server.data, "server.db")) as db:
                db.execute("UPDATE files SET verified = ? WHERE id = ?", (self.HOLE, uuid.UUID(file).bytes))
            db.close()
            server.start()
            a = self.signed_in(server, "alice")
            begin = a.request("file.offer", offer, timeout=120)
            self.assertEqual(begin["body"]["offset"], self.HOLE)
            a.send_chunk(begin["body"]["transfer"], self.HOLE, tail)
            stored = a.expect("file.stored", "file.ended", timeout=60)
            self.assertEqual((stored["type"], stored["body"].get("size")), ("file.stored", self.SIZE), stored)
            self.assertEqual(a.fetch(file, self.HOLE)[0], tail)
            self.assertEqual(a.fetch(file, 2**32 - 3, until=2**32 + CHUNK - 3)[0], bytes(CHUNK))
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
