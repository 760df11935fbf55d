# SPDX-License-Identifier: MIT
"""Readers of files that do not read: what they asked for does not pile up in the server, and nobody else waits for it."""
import os
import statistics
import time

import harness
from fileclient import CHUNK, WINDOW
from test_files import FilesTest
from wireclient import Closed

ROOM = 64 * 1024  # KiB that the server may grow by


class Ahead(FilesTest):
    def test_acknowledging_without_reading(self):
        a, b, eve = self.person(), self.person(), self.person()
        size = 48 * 2**20
        large, small = self.sent(a, "lobby", os.urandom(size)), self.sent(a, "lobby", b"small")
        for _ in range(4):
            eve.send("file.get", {"file": large})
        transfers = [eve.expect("file.begin")["body"]["transfer"] for _ in range(4)]
        before = peak = self.server.resident_kib()
        times, at, cut = [], WINDOW * CHUNK, False
        while at < size and not cut:
            # The file thread works in order: once b has the small file, what eve asked for before was read, and may be
            # acknowledged by whoever keeps track of it and never looks.
            started = time.monotonic()
            self.assertEqual(b.fetch(small)[0], b"small")
            times.append(time.monotonic() - started)
            try:
                for transfer in transfers:
                    eve.send("file.progress", {"transfer": transfer, "offset": at})
            except OSError:
                cut = True
            at += WINDOW * CHUNK
            peak = max(peak, self.server.resident_kib())
        self.assertLess(peak - before, ROOM)
        self.assertTrue(cut, "nothing stopped it")
        self.assertLess(statistics.median(times), 0.25)
        counted = {limit["name"]: limit["hits"] for limit in harness.status(self, self.server)["limits"]}
        self.assertEqual(counted["writeHardBytes"], 1)
        self.assertEqual(b.fetch(small)[0], b"small")


class Again(FilesTest):
    config = {**FilesTest.config, "limit.transfersPerAccount": "64"}

    def begins(self, client, count):
        """The transfers that were begun; pieces go by unread."""
        begun = []
        while len(begun) < count:
            frame = client.receive_frame(20)
            if frame["type"] == "file.begin":
                begun.append(frame["body"]["transfer"])
            else:
                self.assertIn(frame["type"], ("chunk", "chat.deliver", "directory.changed", "presence.changed"))
        return begun

    def test_asking_and_cancelling_in_a_loop(self):
        a, eve = self.person(), self.person()
        data = os.urandom(WINDOW * CHUNK)
        file = self.sent(a, "lobby", data)
        before = peak = self.server.resident_kib()
        try:
            for _ in range(30):  # each leaves 16 MiB behind
                for _ in range(64):
                    eve.send("file.get", {"file": file})
                for transfer in self.begins(eve, 64):
                    eve.send("file.cancel", {"transfer": transfer})
                peak = max(peak, self.server.resident_kib())
        except (Closed, OSError) as problem:
            self.fail(f"cut, although what is cancelled is not wanted any more: {problem}")
        self.assertLess(peak - before, ROOM)
        self.assertEqual(eve.fetch(file)[0], data)


if __name__ == "__main__":
    harness.main()
