# SPDX-License-Identifier: MIT
"""Strangers before sign-in: rows A9, A11, A12 and A16 of the abuse table; those of TLS are in test_tls.py."""
import os
import select
import socket
import ssl
import time

import harness


class OnThePlainPort(harness.ServerTest):
    config = {"limit.signInMs": "2000"}

    def test_a9_tls_hello(self):
        raw = socket.create_connection(self.server.address, 5)
        self.addCleanup(raw.close)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with self.assertRaises((ssl.SSLError, ConnectionError, OSError)):
            context.wrap_socket(raw)

    def test_a9_http_and_ssh(self):
        for banner in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n"):
            with self.subTest(banner=banner):
                client = self.connected()
                client.send_bytes(banner)
                self.assert_closed_silently(client)

    def test_a11_random_bytes(self):
        for _ in range(5):
            client = self.connected()
            try:
                client.send_bytes(os.urandom(64 * 1024))
                client.socket.settimeout(5)
                while client.socket.recv(65536):
                    pass
            except OSError:
                pass  # a reset is as good an end

    def test_a12_silence(self):
        client = self.connected()
        started = time.monotonic()
        client.wait_closed(10)
        self.assertGreater(time.monotonic() - started, 1.5)
        self.assertLess(time.monotonic() - started, 5)

    def test_a12_hello_does_not_extend_the_deadline(self):
        client = self.connected()
        started = time.monotonic()
        client.hello()
        client.wait_closed(10)
        self.assertLess(time.monotonic() - started, 5)


class Crowd(harness.ServerTest):
    """Many silent connections: the oldest give way, honest people get in."""
    config = {"trust-loopback": "no", "limit.preAuthPerAddress": "8", "limit.connectionsPerAddress": "40", "limit.preAuth": "100",
              "limit.newConnectionsPerAddress.perSecond": "1000", "limit.newConnectionsPerAddress.burst": "1000",
              "limit.signInMs": "20000"}

    def test_a16_silent_sockets_from_one_address(self):
        self.assert_oldest_give_way([self.silent() for _ in range(60)], places=8)

    def test_a16_silent_sockets_from_many_addresses(self):
        # All of 127.0.0.0/8 is this computer.
        self.assert_oldest_give_way([self.silent(f"127.0.{i // 200}.{i % 200 + 2}") for i in range(250)], places=100)

    def assert_oldest_give_way(self, crowd, places):
        """And honest people get in all the same."""
        self.assertEqual(self.settled(crowd, places), crowd[-places:])
        crowd += [self.silent() for _ in range(5)]
        self.assertEqual(self.settled(crowd, places), crowd[-places:])
        started = time.monotonic()
        self.signed_in()
        self.assertLess(time.monotonic() - started, 2)

    def settled(self, crowd, places):
        """Those of the crowd that remain when it has filled its places exactly. Who has just connected may still wait to be
        accepted. Who has just signed in takes a stranger's place until the server has moved them: the crowd is that much
        smaller for a moment, and whoever comes then, at the end of the list, gets the place."""
        deadline = time.monotonic() + 10
        remaining = list(crowd)
        while True:
            closed, _, _ = select.select(remaining, [], [], 0.3)
            remaining = [raw for raw in remaining if raw not in closed]
            if not closed and len(remaining) == places:
                return remaining
            if len(remaining) < places:
                crowd.append(self.silent())
                remaining.append(crowd[-1])
            self.assertLess(time.monotonic(), deadline, f"{len(remaining)} are open, not {places}")

    def silent(self, source="127.0.0.1"):
        raw = socket.create_connection(self.server.address, 5, source_address=(source, 0))
        self.addCleanup(raw.close)
        return raw


if __name__ == "__main__":
    harness.main()
