# SPDX-License-Identifier: MIT
"""The limits of files, as blackbox_limits does it with all others."""
import time
import uuid

import harness
import test_limits
from fileclient import CHUNK, FileClient
from test_fileabuse import gif, png


class Hall(test_limits.Hall):
    def file_client(self, name="alice"):
        client = FileClient(self.server.address, timeout=10)
        self.clients.append(client)
        return client.sign_in(name)


def file_of(**fields):
    """An offer of n bytes."""
    def run(hall, n):
        return hall.file_client().offer(bytes(n), **fields)["type"] == "error"
    return run


def small_file(hall, i):
    if not hall.clients:
        hall.file_client()
    answer = hall.clients[0].offer(bytes([i]))
    return answer["body"]["code"] if answer["type"] == "error" else None


def picture(make, **fields):
    def run(hall, n):
        return hall.file_client().upload(make(n), **fields)["type"] == "file.ended"
    return run


def pieces(hall, n):
    assert hall.file_client().upload(bytes(n * CHUNK))["type"] == "file.stored"
    return None  # only later


def offer_unheard(client):
    client.send("file.offer", {"uuid": str(uuid.uuid4()), "name": "a", "size": 5, "sha256": "0" * 64, "kind": "file"}, id="o")
    client.request("ping")
    return "error" in [frame["type"] for frame in client.inbox]


def transfers_of_one(hall, n):
    client = hall.file_client()
    return [offer_unheard(client) for _ in range(n)][-1]


def transfers_of_all(hall, n):
    for i in range(n):
        assert not offer_unheard(hall.file_client(f"person-{i}"))
    return None  # waits


# counter, its figure, the configuration, how to use it up
ROWS = [
    ("fileBytes", 1000, {"limit.fileBytes": "1000"}, file_of()),
    ("fileBytesPerAccount", 1000, {"limit.fileBytesPerAccount": "1000"}, file_of()),
    ("fileBytesPerAccount", 3, {"limit.filesPerAccount": "3"}, test_limits.many(small_file, "quota_exceeded")),
    ("fileBytesPerConnection", 4, {"limit.fileBytesPerConnection.perSecond": "2",
                                   "limit.fileBytesPerConnection.burst": str(4 * CHUNK)}, pieces),
    ("transfersWaiting", 4, {"limit.transfersPerAccount": "2", "limit.transfersWaiting": "2"}, transfers_of_one),
    ("transfers", 3, {"limit.transfers": "3"}, transfers_of_all),
    ("imageBytes", 500, {"limit.imageBytes": "500"}, file_of(kind="image", format="png")),
    ("imageBytes", 20, {"limit.imageSide": "20"}, picture(lambda n: png(n, 1), kind="image", format="png")),
    ("imageBytes", 40, {"limit.imagePixels": "40"}, picture(lambda n: png(1, n), kind="image", format="png")),
    ("imageBytes", 3, {"limit.imageFrames": "3"}, picture(lambda n: gif(5, 5, n), kind="image", format="gif")),
    ("avatarBytes", 500, {"limit.avatarBytes": "500"}, file_of(kind="avatar", format="png")),
    ("avatarBytes", 20, {"limit.avatarSide": "20"}, picture(lambda n: png(n, 1), kind="avatar", format="png")),
]


class FileLimits(test_limits.Limits):
    rows, hall = ROWS, Hall

    def test_a_file_that_stands_still(self):
        with harness.Server({"limit.fileIdleMs": "1000"}) as server:
            hall = Hall(server)
            client = hall.file_client()
            started = time.monotonic()
            self.assertEqual(client.offer(bytes(5))["type"], "file.begin")
            self.assertEqual(client.expect("file.ended", timeout=20)["body"]["code"], "timed_out")
            self.assertGreaterEqual(time.monotonic() - started, 0.95)
            self.assertEqual(self.counted(server), {"fileIdleMs": 1})
            hall.close()
            self.assertEqual(server.stop(), 0)

    def test_a_disk_that_is_as_good_as_full(self):
        with harness.Server({"limit.diskFloorBytes": str(2**50)}) as server:
            hall = Hall(server)
            self.assertEqual(hall.file_client().offer(bytes(5))["body"]["code"], "storage_failed")
            self.assertEqual(self.counted(server), {"diskFloorBytes": 1})
            hall.close()
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
