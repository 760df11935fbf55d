# SPDX-License-Identifier: MIT
"""Files through the server: up, down, later, again; and that chat never waits for them."""
import os
import pathlib
import socket
import threading
import time
import uuid

import harness
from fileclient import CHUNK, FileClient, WINDOW, sha256
from wireclient import direct


class FilesTest(harness.ServerTest):
    config = {"limit.requests.perSecond": "0", "limit.messages.perSecond": "0"}

    def person(self, name=None, **options):
        client = FileClient(self.server.address, tls=not self.server.plain, **options)
        client.sign_in(name or self.fresh_name())
        self.addCleanup(client.close)
        return client

    def stored(self, client, data, name="a.bin", **fields):
        answer = client.upload(data, name, **fields)
        self.assertEqual(answer["type"], "file.stored", answer)
        return answer["body"]["file"]

    def sent(self, sender, conversation, data, name="a.bin"):
        file = self.stored(sender, data, name)
        self.assertEqual(sender.say_file(conversation, file)["type"], "chat.ack")
        return file


class Transfers(FilesTest):
    def test_sizes_there_and_back(self):
        a, b = self.person(), self.person()
        conversation = direct(a.account, b.account)
        for size in (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, WINDOW * CHUNK, 9 * CHUNK, 9 * CHUNK + 1, 20 * 2**20 + 3):
            with self.subTest(size=size):
                data = os.urandom(size)
                file = self.sent(a, conversation, data, f"{size}.bin")
                told = b.expect("chat.deliver")["body"]["file"]
                self.assertEqual(told, {"file": file, "name": f"{size}.bin", "size": size, "sha256": sha256(data),
                                        "kind": "file"})
                got, begin = b.fetch(file)
                self.assertEqual(got, data)
                self.assertEqual(begin["body"]["sha256"], sha256(data))

    def test_late_beginnings(self):
        a = self.person()
        data = os.urandom(3 * CHUNK + 5)
        file = self.stored(a, data, "b.bin")
        for offset in (1, CHUNK, len(data) - 1, len(data)):
            self.assertEqual(a.fetch(file, offset)[0], data[offset:])
        answer = a.request("file.get", {"file": file, "offset": len(data) + 1})
        self.assert_error(answer, "bad_field")
        self.assertEqual(answer["body"]["field"], "offset")

    def test_the_offline_recipient_gets_it_later(self):
        a, b = self.person(), self.person()
        name = b.account
        b.close()
        data = os.urandom(5 * CHUNK)
        conversation = direct(a.account, name)
        file = self.sent(a, conversation, data, "for later.txt")
        a.close()
        b = FileClient(self.server.address)
        self.addCleanup(b.close)
        b.sign_in(name, register=False)
        page = b.request("history.get", {"conv": conversation})["body"]["messages"]
        self.assertEqual((page[0]["text"], page[0]["file"]["file"]), ("a file", file))
        told = [c for c in b.request("conversation.get")["body"]["conversations"] if c["conv"] == conversation]
        self.assertEqual(told[0]["last"]["file"]["name"], "for later.txt")
        self.assertEqual(b.fetch(file)[0], data)

    def test_an_upload_goes_on_after_a_cut(self):
        a = self.person()
        data, own = os.urandom(16 * 2**20), uuid.uuid4()
        begin = a.offer(data, uuid_=own)
        a.push(begin, data, until=10 * 2**20)
        name = a.account
        a.socket.close()
        a = FileClient(self.server.address)
        self.addCleanup(a.close)
        a.sign_in(name, register=False)
        again = a.offer(data, uuid_=own)
        # Everything that was synced counts; at most a few MiB are sent once more.
        self.assertGreaterEqual(again["body"]["offset"], 4 * 2**20)
        self.assertLessEqual(again["body"]["offset"], 10 * 2**20)
        self.assertEqual(again["body"]["file"], begin["body"]["file"])
        done = a.push(again, data)
        self.assertEqual((done["type"], done["body"]["sha256"]), ("file.stored", sha256(data)))
        once_more = a.offer(data, uuid_=own)
        self.assertEqual(done["body"].pop("transfer"), again["body"]["transfer"])
        self.assertEqual(once_more["body"], done["body"])
        self.assertEqual(a.fetch(done["body"]["file"])[0], data)

    def test_the_newer_session_goes_on(self):
        one = self.person()
        data, own = os.urandom(6 * 2**20), uuid.uuid4()
        begin = one.offer(data, uuid_=own)
        one.push(begin, data, until=CHUNK)
        two = FileClient(self.server.address)
        self.addCleanup(two.close)
        two.sign_in(one.account, register=False)
        again = two.offer(data, uuid_=own)
        ended = one.expect("file.ended")["body"]
        self.assertEqual((ended["transfer"], ended["code"]), (begin["body"]["transfer"], "uuid_conflict"))
        self.assertEqual(two.push(again, data)["type"], "file.stored")

    def test_the_same_content_twice_is_two_files(self):
        a, b = self.person(), self.person()
        data = os.urandom(2 * CHUNK)
        first, second = self.stored(a, data), self.stored(b, data)
        self.assertNotEqual(first, second)
        self.assert_error(b.fetch(first)[1], "no_file")  # knowing the content is not having the file
        self.assertEqual(b.fetch(second)[0], data)

    def test_a_message_is_repeated_with_its_file(self):
        a, b = self.person(), self.person()
        conversation, own = direct(a.account, b.account), uuid.uuid4()
        file, other = self.stored(a, b"one"), self.stored(a, b"two")
        first = a.say_file(conversation, file, uuid_=own)
        self.assertEqual(a.say_file(conversation, file, uuid_=own)["body"], first["body"])
        self.assert_error(a.say_file(conversation, other, uuid_=own), "uuid_conflict")
        self.assert_error(a.say(conversation, "a file", own), "uuid_conflict")
        self.assertEqual(a.say_file("lobby", file)["type"], "chat.ack")  # and a file may go with several messages

    def test_waiting_transfers_have_their_turn(self):
        a = self.person()
        data = os.urandom(CHUNK)
        file = self.stored(a, data)
        for i in range(20):  # four at once, sixteen wait
            a.send("file.get", {"file": file}, id=f"get {i}")
        a.send("file.get", {"file": file}, id="one too many")
        self.assert_error(a.expect("error"), "limit_reached")
        for _ in range(20):
            begin = a.expect("file.begin")["body"]
            a.expect("chunk")
            a.send("file.progress", {"transfer": begin["transfer"], "offset": CHUNK})
        self.assert_kept(a)

    def test_cancel(self):
        a = self.person()
        data, own = os.urandom(20 * 2**20), uuid.uuid4()
        file = self.stored(a, data)
        begin = a.request("file.get", {"file": file})["body"]
        a.send("file.cancel", {"transfer": begin["transfer"]})
        self.assertEqual(a.fetch(file)[0], data)
        begin = a.offer(data, uuid_=own)
        a.push(begin, data, until=8 * 2**20)
        a.send("file.cancel", {"transfer": begin["body"]["transfer"]})
        self.assertEqual(a.push(a.offer(data, uuid_=own), data)["type"], "file.stored")


class Speed(FilesTest):
    """Row P6: the honest pair beside every test here has to stay below 250 ms, whatever files do."""

    def test_full_speed_both_ways(self):
        a, b, c = self.person(), self.person(), self.person()
        conversation = direct(a.account, b.account)
        data = os.urandom(64 * 2**20)
        file = self.sent(a, conversation, data)
        deadline = time.monotonic() + 3
        uploaded = []

        def upload():
            while time.monotonic() < deadline:
                uploaded.append(c.upload(data[:16 * 2**20])["type"])

        uploads = threading.Thread(target=upload, daemon=True)
        uploads.start()
        while time.monotonic() < deadline:
            self.assertEqual(b.fetch(file)[0], data)
        uploads.join(30)
        self.assertEqual(set(uploaded), {"file.stored"})


class Overtaking(FilesTest):
    PIECES = 64  # of a transfer at once: more than the kernel takes
    config = {**FilesTest.config, "limit.fileWindow": str(PIECES)}

    def test_chat_overtakes_pieces(self):
        """A reader that lets pieces pile up gets what is said before most of them."""
        a, b = self.person(), self.person()
        conversation = direct(a.account, b.account)
        small = self.sent(a, conversation, b"small")
        files = [self.sent(a, conversation, os.urandom(self.PIECES * CHUNK)) for _ in range(4)]
        b.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        for file in files:
            b.send("file.get", {"file": file})
        b.send("chat.send", {"conv": conversation, "uuid": str(uuid.uuid4()), "text": "asked"})
        while a.expect("chat.deliver", timeout=20)["body"]["text"] != "asked":
            pass
        # b has not read a byte, was heard, and the disk works in order: all its pieces were read, and wait now.
        self.assertEqual(a.fetch(small)[0], b"small")
        self.assertEqual(a.say(conversation, "hurry")["type"], "chat.ack")
        pieces = 0
        while True:
            frame = b.receive_frame(10)
            if frame["type"] == "chat.deliver" and frame["body"]["text"] == "hurry":
                break
            pieces += frame["type"] == "chunk"
        self.assertLess(pieces, 4 * self.PIECES // 2)
        while pieces < 4 * self.PIECES:  # and the rest comes, too
            pieces += b.receive_frame(10)["type"] == "chunk"


class Life(FilesTest):
    config = {**FilesTest.config, "limit.fileKeepMs": "1000", "limit.fileSweepMs": "1000",
              "limit.fileAbandonedMs": "1000"}

    def contents(self):
        folder = pathlib.Path(self.server.data, "files")
        return {p.name for p in folder.glob("*/*")}

    def until_gone(self, file):
        deadline = time.monotonic() + 15
        while file in self.contents():
            self.assertLess(time.monotonic(), deadline, "never removed")
            time.sleep(0.05)

    def test_expiry_is_told(self):
        a, b = self.person(), self.person()
        conversation = direct(a.account, b.account)
        file = self.sent(a, conversation, b"soon gone")
        self.until_gone(file)
        self.assert_error(b.fetch(file)[1], "file_expired")
        self.assert_error(self.person().fetch(file)[1], "no_file")  # strangers are not told even that
        page = b.request("history.get", {"conv": conversation})["body"]["messages"]
        self.assertEqual(page[0]["file"]["size"], 9)

    def test_what_was_never_said_goes_without_a_trace(self):
        a = self.person()
        file = self.stored(a, b"never said")
        begun = a.offer(os.urandom(CHUNK * 2))["body"]["file"]
        a.close()
        self.until_gone(file)
        self.until_gone(begun)



class Quota(Life):
    config = {**FilesTest.config, "limit.fileBytesPerAccount": str(10 * CHUNK)}
    test_expiry_is_told = test_what_was_never_said_goes_without_a_trace = None

    def test_the_oldest_give_way(self):
        a = self.person()
        data = os.urandom(6 * CHUNK)
        first = self.sent(a, "lobby", os.urandom(6 * CHUNK))
        second = self.sent(a, "lobby", data)
        self.assert_error(a.fetch(first)[1], "file_expired")
        self.until_gone(first)
        self.assert_error(a.offer(os.urandom(11 * CHUNK)), "quota_exceeded")
        self.assertEqual(a.fetch(second)[0], data)  # nothing gives way to what cannot fit


if __name__ == "__main__":
    harness.main()
