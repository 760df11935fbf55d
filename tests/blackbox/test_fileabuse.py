# SPDX-License-Identifier: MIT
"""Rows A41 to A54 of the abuse table, and P7 and P8: what is wrong with a file ends its transfer, and nothing else."""
import os
import pathlib
import struct
import unicodedata
import uuid
import zlib

import harness
from fileclient import CHUNK, FileClient, WINDOW
from test_files import FilesTest
from wireclient import direct


def png(width, height, data=b"\x00", frames=0, end=True):
    def chunk(type_, content):
        return struct.pack(">I", len(content)) + type_ + content + struct.pack(">I", zlib.crc32(type_ + content))
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    out += b"".join(chunk(b"fcTL", bytes(26)) for _ in range(frames))
    out += chunk(b"IDAT", zlib.compress(data))
    return out + chunk(b"IEND", b"") if end else out


def gif(width, height, frames=1, end=True):
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + frame * frames + (b"\x3b" if end else b"")


def jpeg(width, height, end=True):
    out = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(9)
    out += b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    out += b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return out + b"\xff\xd9" if end else out


class Names(FilesTest):
    """A41 to A45: whatever somebody calls it, it is stored, told and saved under a name that leads nowhere."""

    CASES = {
        "../../.bashrc": "bashrc", "/etc/x": "x", "..\\..\\x": "x", "C:\\Windows\\win.ini": "win.ini", "": "file",
        ".": "file", "..": "file", "...": "file", " . ": "file", "a.txt...": "a.txt", "a.txt   ": "a.txt",
        "CON": "_CON", "con.txt": "_con.txt", "LPT1.tar.gz": "_LPT1.tar.gz", "a:b": "a_b", "a\nb\tc": "abc",
        "%2e%2e%2fx": "%2e%2e%2fx", "a\u2215b": "a_b", "photo\u202egnp.exe": "photognp.exe", "a.jpg.exe": "a.jpg.exe",
        "x.desktop": "x.desktop", "x.pyzw": "x.pyzw", "bill.pdf        .lnk": "bill.pdf .lnk", "\u200b\u2066": "file",
        "网络 课.txt": "网络 课.txt", "a" * 255: "a" * 255, "é" * 200 + ".png": "é" * 125 + ".png",
        "e\u0301" * 3 + ".txt": "ééé.txt", "👋" * 100: "👋" * 63,
    }

    def test_a41_to_a45_names(self):
        a = self.person()
        for given, safe in self.CASES.items():
            with self.subTest(name=given[:30]):
                told = a.upload(b"x", given)["body"]["name"]
                self.assertEqual(told, safe)
                self.assertLessEqual(len(told.encode()), 255)
                self.assertFalse({"Cc", "Cf", "Cs"} & {unicodedata.category(c) for c in told})

    def test_p7_nothing_is_written_but_by_its_id(self):
        a = self.person()
        before = {p for p in pathlib.Path(self.server.data).parent.rglob("*") if "files" not in p.parts}
        for given in self.CASES:
            a.upload(b"y", given)
        root = pathlib.Path(self.server.data).parent
        after = {p for p in root.rglob("*") if "files" not in p.parts}
        self.assertEqual({p.name for p in after - before} - {"server.db-wal", "server.db-shm"}, set())
        for path in (root / "data" / "files").rglob("*"):
            self.assertTrue(path.name in ("partial", "whole") or str(uuid.UUID(path.name)) == path.name, path)


class Pieces(FilesTest):
    def begun(self, size=10 * CHUNK):
        a = self.person()
        data = os.urandom(size)
        own = uuid.uuid4()
        return a, data, own, a.offer(data, uuid_=own)

    def assert_ended(self, client, transfer, code):
        body = client.expect("file.ended")["body"]
        self.assertEqual((body["transfer"], body["code"]), (transfer, code), body)
        self.assertTrue(body["message"])

    def test_a48_pieces_that_do_not_fit(self):
        wrong = {
            "beyond the end": lambda size: (size, b"x"), "hole": lambda size: (1, b"x"),
            "far": lambda size: (2**63 - 1, b"x"), "negative": lambda size: (-1, b"x"), "empty": lambda size: (0, b""),
            "short": lambda size: (0, b"x"), "short by one": lambda size: (0, bytes(min(size, CHUNK) - 1)),
            "beyond the end by one": lambda size: (0, bytes(CHUNK)) if size < CHUNK else (2**40, b"x"),
        }
        for what, make in wrong.items():
            for size in (CHUNK - 1, 10 * CHUNK):
                with self.subTest(what=what, size=size):
                    a, data, own, begin = self.begun(size)
                    transfer = begin["body"]["transfer"]
                    a.send_chunk(transfer, *make(size))
                    self.assert_ended(a, transfer, "bad_chunk")
                    self.assert_kept(a)
                    self.assertEqual(a.push(a.offer(data, uuid_=own), data)["type"], "file.stored")
                    a.close()

    def test_a48_overlap_and_repeat(self):
        a, data, own, begin = self.begun()
        transfer = begin["body"]["transfer"]
        a.push(begin, data, until=2 * CHUNK)
        a.send_chunk(transfer, CHUNK, data[CHUNK:2 * CHUNK])
        self.assert_ended(a, transfer, "bad_chunk")
        a.send_chunk(transfer, 2 * CHUNK, data[2 * CHUNK:3 * CHUNK])  # still under way when it ended
        self.assert_ended(a, transfer, "no_file")
        self.assert_kept(a)

    def test_behind_the_end_of_an_upload(self):
        a, data, own, begin = self.begun()
        transfer = begin["body"]["transfer"]
        stored = a.push(begin, data)
        self.assertEqual((stored["type"], stored["body"]["transfer"]), ("file.stored", transfer))
        for offset in (len(data), 0):
            a.send_chunk(transfer, offset, data[:CHUNK])
            self.assert_ended(a, transfer, "no_file")
        a.send("file.cancel", {"transfer": transfer})
        again = a.offer(data, uuid_=own)["body"]
        self.assertEqual((again["file"], again.get("transfer")), (stored["body"]["file"], None))
        self.assertEqual(a.fetch(again["file"])[0], data)

    def test_before_sign_in(self):
        client = FileClient(self.server.address)
        self.addCleanup(client.close)
        client.hello(("files",))
        client.send_chunk(str(uuid.uuid4()), 0, b"x")
        self.assert_error_then_closed(client, "bad_frame")

    def test_too_large_or_cut_short_ends_the_connection(self):
        a, data, own, begin = self.begun()
        a.send_payload(b"\x01" + bytes(24) + bytes(CHUNK + 1))
        self.assert_error_then_closed(a, "bad_frame")
        b = self.person()
        b.send_payload(b"\x01" + bytes(10))
        self.assert_error_then_closed(b, "bad_frame")
        c = self.person()  # what only a piece may be as large as
        c.send_payload(b'{"type":"ping","body":{"x":"' + b"y" * (CHUNK - 10) + b'"}}')
        self.assert_error_then_closed(c, "bad_frame")

    def test_without_the_feature(self):
        client = self.signed_in()
        self.assert_error(client.request("file.offer", {"uuid": str(uuid.uuid4()), "name": "a", "size": 1,
                                                        "sha256": "0" * 64, "kind": "file"}), "forbidden")
        client.send_payload(b"\x01" + bytes(24) + b"x")
        self.assert_error_then_closed(client, "bad_frame")

    def test_a49_sizes(self):
        a = self.person()
        body = {"uuid": str(uuid.uuid4()), "name": "big", "size": 10 * 2**30, "sha256": "0" * 64, "kind": "file"}
        self.assert_error(a.request("file.offer", body), "too_large")
        self.assertEqual(a.upload(b"")["type"], "file.stored")
        data = os.urandom(2 * CHUNK)
        begin = a.offer(data)
        a.send_chunk(begin["body"]["transfer"], 0, data[:CHUNK])  # one piece, and then nothing
        self.assertEqual(a.expect("file.progress")["body"]["offset"], CHUNK)
        self.assert_error(a.say_file("lobby", begin["body"]["file"]), "no_file")

    def test_a50_another_content(self):
        a = self.person()
        data, own = os.urandom(3 * CHUNK), uuid.uuid4()
        begin = a.offer(data, uuid_=own)
        ended = a.push(begin, bytes(len(data)))
        self.assertEqual((ended["type"], ended["body"]["code"]), ("file.ended", "hash_mismatch"))
        folder = pathlib.Path(self.server.data, "files")
        self.assertFalse([p for p in folder.glob("*/*") if p.name == begin["body"]["file"]])
        self.assert_error(a.fetch(begin["body"]["file"])[1], "no_file")
        again = a.offer(data, uuid_=own)
        self.assertEqual(again["body"]["offset"], 0)
        self.assertEqual(a.push(again, data)["type"], "file.stored")

    def test_a51_the_transfer_of_another(self):
        a, data, own, begin = self.begun()
        transfer = begin["body"]["transfer"]
        eve = self.person()
        eve.send_chunk(transfer, 0, b"poison")
        self.assert_ended(eve, transfer, "no_file")
        eve.send("file.progress", {"transfer": transfer, "offset": 5})
        eve.send("file.cancel", {"transfer": transfer})
        self.assert_kept(eve)
        twin = FileClient(self.server.address)  # another session of the same account is another, too
        self.addCleanup(twin.close)
        twin.sign_in(a.account, register=False)
        twin.send_chunk(transfer, 0, b"poison")
        self.assert_ended(twin, transfer, "no_file")
        self.assertEqual(a.push(begin, data)["type"], "file.stored")

    def test_acknowledging_what_was_not_sent(self):
        a = self.person()
        data = os.urandom(20 * CHUNK)
        file = self.stored(a, data)
        for offset in (20 * CHUNK, 5 * CHUNK, 2**53 - 1):
            begin = a.request("file.get", {"file": file})["body"]
            a.send("file.progress", {"transfer": begin["transfer"], "offset": offset})
            self.assert_ended(a, begin["transfer"], "bad_chunk")
        begin = a.request("file.get", {"file": file})["body"]
        a.send("file.progress", {"transfer": begin["transfer"], "offset": CHUNK})
        a.send("file.progress", {"transfer": begin["transfer"], "offset": 1})  # never back
        self.assert_ended(a, begin["transfer"], "bad_chunk")
        self.assertEqual(a.fetch(file)[0], data)

    def test_a52_a_thousand_transfers(self):
        a = self.person()
        codes = []
        for i in range(1000):
            a.send("file.offer", {"uuid": str(uuid.uuid4()), "name": "a", "size": 5, "sha256": "0" * 64,
                                  "kind": "file"}, id=f"o{i}")
        while len(codes) < 1000 - 4 - 16:
            codes.append(a.expect("error", timeout=20)["body"]["code"])
        self.assertEqual(set(codes), {"limit_reached"})
        for _ in range(4):
            a.expect("file.begin")
        b = self.person()  # and that was one account's matter
        self.assertEqual(b.upload(b"mine")["type"], "file.stored")
        self.assert_kept(a)
        self.assertNotIn("file.begin", [frame["type"] for frame in a.inbox])  # the others wait


class Window(FilesTest):
    PIECE = 1024
    config = {**FilesTest.config, "limit.chunkBytes": str(PIECE), "limit.fileWindow": "1"}

    def test_ahead_of_the_window(self):
        a = self.person()
        data = os.urandom(3 * self.PIECE)
        begin = a.offer(data)["body"]

        def piece(i):
            payload = (b"\x01" + uuid.UUID(begin["transfer"]).bytes + struct.pack(">Q", i * self.PIECE)
                       + data[i * self.PIECE:(i + 1) * self.PIECE])
            return struct.pack(">I", len(payload)) + payload

        a.send_bytes(piece(0))
        self.assertEqual(a.expect("file.progress")["body"]["offset"], self.PIECE)
        a.send_bytes(piece(1) + piece(2))  # in one go: the second comes before the first is written
        ended = a.expect("file.ended", "file.stored")
        self.assertEqual((ended["type"], ended["body"].get("code")), ("file.ended", "bad_chunk"), ended)
        self.assert_kept(a)


class Who(FilesTest):
    """P8: members of the conversation may have the file, and nobody else."""

    def test_strangers(self):
        a, b, eve = self.person(), self.person(), self.person()
        unsaid = self.stored(a, b"not yet said")
        said = self.sent(a, direct(a.account, b.account), b"for b")
        for file in (unsaid, said, str(uuid.uuid4())):
            self.assert_error(eve.fetch(file)[1], "no_file")
        self.assert_error(b.fetch(unsaid)[1], "no_file")
        self.assertEqual(b.fetch(said)[0], b"for b")
        for file in (unsaid, said):  # nor can they make it theirs by saying it
            self.assert_error(eve.say_file(direct(a.account, eve.account), file), "no_file")
            self.assert_error(eve.say_file("lobby", file), "no_file")
        self.assert_error(b.say_file("lobby", said), "no_file")
        public = self.sent(a, "lobby", b"for all")
        self.assertEqual(eve.fetch(public)[0], b"for all")

    def test_taken_back_with_its_message(self):
        a, b = self.person(), self.person()
        conversation = direct(a.account, b.account)
        file = self.stored(a, b"a slip")
        seq = a.say_file(conversation, file)["body"]["seq"]
        self.assertEqual(b.fetch(file)[0], b"a slip")
        answer = a.request("chat.recall", {"conv": conversation, "uuid": str(uuid.uuid4()), "seq": seq})
        self.assertEqual(answer["type"], "chat.ack", answer)
        self.assert_error(b.fetch(file)[1], "no_file")
        page = b.request("history.get", {"conv": conversation})["body"]["messages"]
        self.assertNotIn("file", page[0])

    def test_groups_by_the_time_they_were_in_it(self):
        a, b, c = self.person(), self.person(), self.person()
        made = a.request("group.create", {"uuid": str(uuid.uuid4()), "title": "Files"})["body"]["conv"]

        def change(kind, **body):
            answer = a.request(kind, {"conv": made, "uuid": str(uuid.uuid4()), **body})
            self.assertEqual(answer["type"], "group.ack", answer)

        early = self.sent(a, made, b"early")
        change("group.invite", members=[b.account])
        middle = self.sent(a, made, b"middle")
        change("group.remove", account=b.account)
        late = self.sent(a, made, b"late")
        self.assert_error(b.fetch(early)[1], "no_file")
        self.assertEqual(b.fetch(middle)[0], b"middle")
        self.assert_error(b.fetch(late)[1], "no_file")
        self.assert_error(c.fetch(middle)[1], "no_file")
        # What was not b's to read becomes so when it is said where b is.
        self.assertEqual(a.say_file(direct(a.account, b.account), late)["type"], "chat.ack")
        self.assertEqual(b.fetch(late)[0], b"late")


class Pictures(FilesTest):
    def assert_bad_image(self, client, data, **fields):
        answer = client.upload(data, **fields)
        self.assertEqual((answer["type"], answer["body"]["code"]), ("file.ended", "bad_image"), answer)

    def test_good_ones(self):
        a = self.person()
        for format_, data in (("png", png(640, 480)), ("jpeg", jpeg(640, 480)), ("gif", gif(640, 480, 3))):
            body = a.upload(data, kind="image", format=format_)["body"]
            self.assertEqual((body.get("format"), body.get("width"), body.get("height")), (format_, 640, 480), body)

    def test_a53_bad_ones(self):
        a = self.person()
        before = self.server.resident_kib()
        ico, ktx = b"\x00\x00\x01\x00\x01\x00" + bytes(40), b"\xabKTX 11\xbb\r\n\x1a\n" + bytes(64)
        svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
        elf = pathlib.Path("/bin/true").read_bytes()[:5000]
        cases = {"png": [png(60000, 60000), png(0, 5), png(5, 5, end=False), png(8, 8)[:40], svg, ico, ktx, elf, b"",
                         png(5, 5, frames=2000), gif(5, 5)],
                 "jpeg": [jpeg(60000, 60000), jpeg(9, 9, end=False), jpeg(9, 9)[:12], svg, ico, ktx, elf, png(5, 5)],
                 "gif": [gif(60000, 60000), gif(9, 9, 100_000), gif(9, 9, end=False), gif(9, 9, 0), svg, ico, ktx, elf,
                         jpeg(5, 5)]}
        for kind in ("image", "avatar"):
            for format_, pictures in cases.items():
                for i, data in enumerate(pictures):
                    if kind == "avatar" and len(data) > 262144:
                        continue
                    with self.subTest(kind=kind, format=format_, number=i):
                        self.assert_bad_image(a, data, kind=kind, format=format_)
        self.assertLess(self.server.resident_kib() - before, 64 * 1024)
        for data in (svg, ico, elf):  # as a file, anything goes
            self.assertEqual(a.upload(data)["type"], "file.stored")
        for format_ in ("svg", "ico", "ktx", ""):
            body = {"uuid": str(uuid.uuid4()), "name": "a", "size": 1, "sha256": "0" * 64, "kind": "image"}
            self.assert_error(a.request("file.offer", {**body, "format": format_}), "bad_field")

    def test_a54_avatars(self):
        a, b = self.person(), self.person()
        self.assert_error(a.offer(bytes(10 * 2**20), kind="avatar", format="png"), "too_large")
        self.assert_error(a.offer(bytes(262145), kind="avatar", format="png"), "too_large")
        self.assert_bad_image(a, png(1025, 4), kind="avatar", format="png")
        self.assert_bad_image(a, gif(9, 9, 2), kind="avatar", format="gif")
        picture = png(1024, 1024)
        stored = a.upload(picture, kind="avatar", format="png")["body"]
        self.assert_error(b.request("avatar.set", {"file": stored["file"]}), "no_file")
        self.assert_error(a.request("avatar.set", {"file": self.stored(a, b"no picture")}), "no_file")
        self.assert_error(a.say_file("lobby", stored["file"]), "no_file")
        self.assert_error(b.fetch(account=a.account)[1], "no_file")
        self.assertEqual(a.request("avatar.set", {"file": stored["file"]})["body"], {"sha256": stored["sha256"]})
        told = {}
        while told.get(a.account) is None:  # that she is there was told before
            told = {p["account"]: p.get("avatar") for p in b.expect("directory.changed")["body"]["people"]}
        self.assertEqual(told[a.account], stored["sha256"])
        self.assertEqual(b.fetch(account=a.account)[0], picture)
        page = b.request("directory.get", {})["body"]["people"]
        self.assertEqual([p.get("avatar") for p in page if p["account"] == a.account], [stored["sha256"]])
        self.assertEqual(a.request("avatar.set", {})["body"], {})
        self.assert_error(b.fetch(account=a.account)[1], "no_file")


if __name__ == "__main__":
    harness.main()
