# SPDX-License-Identifier: MIT
"""The TLS port: rows A10 and A13 to A15 of the abuse table."""
import shutil
import socket
import ssl
import subprocess
import threading
import time
import warnings

import harness
from harness import until


def context(ciphers=None):
    """Whatever the server's certificate is; with old ciphers allowed, if some are named."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    if ciphers:
        made.maximum_version = ssl.TLSVersion.TLSv1_2  # those of 1.3 are all sound, and are chosen elsewhere
        made.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    return made


class OnTheTlsPort(harness.ServerTest):
    plain = False
    config = {"limit.handshakeMs": "2000", "limit.signInMs": "3000"}

    def test_a10_plain_frame(self):
        raw = socket.create_connection(self.server.address, 5)
        self.addCleanup(raw.close)
        raw.sendall(b"\x00\x00\x00\x10" + b'{"type":"hello"}')
        self.assertNotIn(b"welcome", self.read_to_end(raw))

    def test_a13_half_a_handshake(self):
        for first in (b"\x16", b"\x16\x03\x01", b""):
            with self.subTest(first=first):
                raw = socket.create_connection(self.server.address, 5)
                self.addCleanup(raw.close)
                raw.sendall(first)
                started = time.monotonic()
                self.read_to_end(raw)
                self.assertLess(time.monotonic() - started, 6)

    def test_a14_old_tls_is_refused(self):
        old = context("ALL")
        with warnings.catch_warnings():  # Python deprecates them too; that is the point of this test
            warnings.simplefilter("ignore", DeprecationWarning)
            old.minimum_version = ssl.TLSVersion.TLSv1
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        raw = socket.create_connection(self.server.address, 5)
        self.addCleanup(raw.close)
        with self.assertRaises((ssl.SSLError, OSError)):
            old.wrap_socket(raw)

    def test_a14_weak_ciphers_are_refused(self):
        offered = {each["name"] for each in context("ALL:COMPLEMENTOFALL").get_ciphers()}
        weak = [name for name in sorted(offered) if not name.startswith("TLS_")
                and not (name.startswith("ECDHE-") and ("GCM" in name or "CHACHA20" in name))]
        self.assertTrue(any("NULL" in name for name in weak), weak)
        for name in weak:
            with self.subTest(cipher=name):
                raw = socket.create_connection(self.server.address, 5)
                self.addCleanup(raw.close)
                with self.assertRaises((ssl.SSLError, OSError)):
                    context(name).wrap_socket(raw)
        with socket.create_connection(self.server.address, 5) as raw, context("ECDHE+AESGCM").wrap_socket(raw) as secured:
            self.assertEqual(secured.version(), "TLSv1.2")

    def test_certificate_is_the_same_for_everyone(self):
        def certificate():
            client = self.connected()
            return client.socket.getpeercert(binary_form=True)
        self.assertEqual(certificate(), certificate())

    @staticmethod
    def read_to_end(raw):
        data = b""
        raw.settimeout(10)
        try:
            while chunk := raw.recv(4096):
                data += chunk
        except ConnectionError:
            pass
        return data


class Renegotiation(harness.ServerTest):
    plain = False

    def test_a15_renegotiation_is_refused(self):
        self.assertTrue(shutil.which("openssl"), "openssl is missing: scripts/setup.sh installs it")
        host, port = self.server.address
        peer = subprocess.Popen(["openssl", "s_client", "-tls1_2", "-connect", f"{host}:{port}"], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = []
        reader = threading.Thread(target=lambda: said.extend(peer.stdout), daemon=True)
        reader.start()
        self.addCleanup(lambda: (peer.kill(), peer.wait(10), peer.stdin.close(), peer.stdout.close()))
        self.assertTrue(until(lambda: any("Verify return code" in line for line in said), 10), said)
        cpu = self.server.cpu_seconds()
        for _ in range(20):  # "R" alone on a line asks for a handshake anew; after a refusal s_client ends
            try:
                peer.stdin.write("R\n")
                peer.stdin.flush()
            except BrokenPipeError:
                break
        self.assertTrue(until(lambda: peer.poll() is not None, 10), "still talks: " + "".join(said[-20:]))
        reader.join(5)
        self.assertIn("no renegotiation", "".join(said).lower())
        self.assertLess(self.server.cpu_seconds() - cpu, 0.2)


class Handshakes(harness.ServerTest):
    """Somebody who makes connection after connection is turned away before anything is computed for them."""
    plain = False
    config = {"trust-loopback": "no", "limit.newConnectionsPerAddress.perSecond": "10",
              "limit.newConnectionsPerAddress.burst": "50"}

    def test_a15_a_thousand_handshakes(self):
        got_in, turned_away = 0, 0
        for _ in range(1000):
            raw = socket.create_connection(self.server.address, 5, source_address=("127.0.0.9", 0))
            try:
                with context().wrap_socket(raw):
                    got_in += 1
            except OSError:
                turned_away += 1
            finally:
                raw.close()
        self.assertGreaterEqual(got_in, 50)
        self.assertGreaterEqual(turned_away, 500, f"{got_in} got in")


if __name__ == "__main__":
    harness.main()
