# SPDX-License-Identifier: MIT
"""Frames: rows A1 to A8 of the abuse table."""
import json
import struct
import time

import harness


class Framing(harness.ServerTest):
    config = {"limit.frameMs": "2000"}

    def declare(self, length, signed_in=True):
        client = self.signed_in() if signed_in else self.connected()
        before = self.server.resident_kib()
        client.send_bytes(struct.pack(">I", length))
        self.assert_error_then_closed(client, "bad_frame")
        self.assertLess(self.server.resident_kib() - before, 1024, "memory was set aside for a declared length")

    def test_a1_length_zero(self):
        self.declare(0)

    def test_a2_too_short_for_json(self):
        self.declare(1)
        client = self.signed_in()
        client.send_payload(b"{}")  # long enough for a frame, but no envelope
        self.assert_error(client.expect("error"), "bad_field")
        for payload in (b"abc", b"12"):
            client = self.signed_in()
            client.send_payload(payload)
            self.assert_error_then_closed(client, "bad_json")

    def test_a3_one_byte_too_long(self):
        self.declare(64 * 1024 + 1)

    def test_a3_before_sign_in_the_limit_is_8_kib(self):
        client = self.connected()
        client.hello()
        client.send_bytes(struct.pack(">I", 8 * 1024 + 1))
        self.assert_error_then_closed(client, "bad_frame")

    def test_a3_the_limit_itself_is_fine(self):
        client = self.signed_in()
        padding = "x" * (64 * 1024 - len(b'{"type":"ping","id":"p","body":{},"pad":""}'))
        payload = json.dumps({"type": "ping", "id": "p", "body": {}, "pad": padding}, separators=(",", ":")).encode()
        self.assertEqual(len(payload), 64 * 1024)
        client.send_payload(payload)
        self.assertEqual(client.expect("pong")["re"], "p")

    def test_a4_absurd_lengths(self):
        for length in (0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0x80000000):
            with self.subTest(length=hex(length)):
                self.declare(length)
                self.declare_before_hello(length)

    def declare_before_hello(self, length):
        client = self.connected()
        client.send_bytes(struct.pack(">I", length))
        client.wait_closed()

    def test_a4_absurd_length_in_pieces(self):
        for first, rest in ((b"\x7f", b"\xff\xff\xff{"), (b"\x80\x00", b"\x00\x10GET"), (b"\x7f\xff\xff", b"\xff")):
            with self.subTest(first=first):
                client = self.connected()
                client.send_bytes(first)
                time.sleep(0.1)  # the pieces have to arrive apart: that is the input
                client.send_bytes(rest)
                self.assert_error_then_closed(client, "bad_frame")

    def test_a5_header_in_single_bytes(self):
        client = self.signed_in()
        payload = b'{"type":"ping","id":"slow"}'
        for byte in struct.pack(">I", len(payload)):
            client.send_bytes(bytes([byte]))
            time.sleep(0.2)  # the sender is slow: that is the input, not a wait for a result
        client.send_bytes(payload)
        self.assertEqual(client.expect("pong")["re"], "slow")

    def test_a6_body_never_finishes(self):
        client = self.signed_in()
        client.send_bytes(struct.pack(">I", 100) + b'{"type"')
        started = time.monotonic()
        frames = client.wait_closed(10)
        self.assertLess(time.monotonic() - started, 6)
        self.assertGreater(time.monotonic() - started, 1.5)
        self.assertNotIn("pong", {f["type"] for f in frames})

    def test_a6_trickled_body(self):
        client = self.signed_in()
        client.send_bytes(struct.pack(">I", 100))
        started = time.monotonic()
        with self.assertRaises(OSError):
            while time.monotonic() - started < 10:
                client.send_bytes(b" ")
                time.sleep(0.1)
        self.assertLess(time.monotonic() - started, 6)

    def test_a7_ten_thousand_frames_in_one_segment(self):
        client = self.signed_in(timeout=60)
        count = 10_000
        burst = b"".join(struct.pack(">I", len(p)) + p for p in
                         (b'{"type":"ping","id":"%d"}' % i for i in range(count)))
        client.send_bytes(burst)
        for i in range(count):  # a refusal for being too fast is an answer too; silence is not
            answer = client.expect("pong", "error", timeout=60)
            self.assertEqual(answer["re"], str(i))
            if answer["type"] == "error":
                self.assert_error(answer, "rate_limited")
                self.assertGreater(answer["body"]["retryAfterMs"], 0)

    def test_a8_cut_at_every_byte(self):
        payload = json.dumps({"type": "chat.send", "id": "1", "body": {
            "conv": "lobby", "uuid": "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d", "text": "never whole"}}).encode()
        frame = struct.pack(">I", len(payload)) + payload
        # One session for each cut would only measure sign-in: before hello a cut frame must have no effect either.
        witness = self.signed_in()
        for cut in range(1, len(frame)):
            client = self.connected()
            client.send_bytes(frame[:cut])
            client.close()
        client = self.signed_in()
        for cut in (1, 3, 4, 5, len(frame) // 2, len(frame) - 1):
            broken = self.signed_in()
            broken.send_bytes(frame[:cut])
            broken.close()
        page = client.request("history.get", {"conv": "lobby"})
        self.assertNotIn("never whole", [m["text"] for m in page["body"]["messages"]])
        self.assert_kept(witness)

    def test_any_split_gives_the_same_answer(self):
        client = self.signed_in()
        payload = json.dumps({"type": "ping", "id": "split"}).encode()
        frame = struct.pack(">I", len(payload)) + payload
        for cut in range(1, len(frame)):
            client.send_bytes(frame[:cut])
            client.send_bytes(frame[cut:])
            self.assertEqual(client.expect("pong")["re"], "split")


if __name__ == "__main__":
    harness.main()
