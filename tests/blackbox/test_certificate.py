# SPDX-License-Identifier: MIT
"""The server's certificate while it runs (F22): renewed, another one, none that is any good; expired and not valid yet."""
import datetime
import json
import pathlib
import shutil
import subprocess
import unittest

import harness


class Certificate(unittest.TestCase):
    def setUp(self):
        self.assertTrue(shutil.which("openssl"), "openssl is missing: scripts/setup.sh installs it")
        self.server = harness.Server(plain=False).start()
        self.addCleanup(self.server._temporary.cleanup)
        self.addCleanup(lambda: self.server.running() and self.server.kill())
        self.folder = pathlib.Path(self.server.data)

    def shown(self):
        """The certificate and the fingerprint of the key that a client is shown which connects now, and that it is served."""
        with self.server.client() as client:
            self.assertEqual(client.hello()["type"], "welcome")
            certificate = client.socket.getpeercert(True)
        return certificate, harness.key_fingerprint(certificate)

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=30, cwd=self.folder)

    def renew(self, days=30):
        self.openssl("req", "-x509", "-key", "server.key", "-subj", "/CN=renewed", "-days", str(days), "-out", "server.crt")

    def dated(self, start, end):
        """A certificate for the same key with these dates, as a small authority would sign it."""
        form = "%Y%m%d%H%M%SZ"
        config = self.folder.parent / "ca"
        config.mkdir(exist_ok=True)
        (config / "index.txt").write_text("")
        (config / "serial").write_text("01\n")
        (config / "ca.conf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={config}/index.txt\nserial={config}/serial\nnew_certs_dir={config}\n"
                                        "default_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n")
        self.openssl("req", "-new", "-key", "server.key", "-subj", "/CN=dated", "-out", str(config / "request"))
        self.openssl("ca", "-batch", "-selfsign", "-config", str(config / "ca.conf"), "-keyfile", "server.key", "-in", str(config / "request"),
                     "-startdate", start.strftime(form), "-enddate", end.strftime(form), "-notext", "-out", "server.crt")

    def reload(self, status=0):
        return harness.ctl(self, self.server, "reload", status=status)

    def told_by_reload(self):
        return json.loads(harness.ctl(self, self.server, "--json", "reload"))["fingerprint"]

    def test_renewed_with_the_same_key_and_changed(self):
        before = self.shown()
        staying = self.server.client().sign_in("alice")
        self.addCleanup(staying.close)
        self.renew()
        self.assertEqual(self.shown(), before)  # not before it is told to
        self.assertEqual(self.told_by_reload(), before[1])  # the key's, not the certificate's
        after = self.shown()
        self.assertNotEqual(after[0], before[0])
        self.assertEqual(after[1], before[1])  # as people compare it
        self.assertEqual(self.server.log().count(f"public key SHA-256 {before[1]}"), 2)
        self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "new.key", "-subj", "/CN=other", "-out", "server.crt")
        (self.folder / "new.key").chmod(0o600)
        (self.folder / "new.key").rename(self.folder / "server.key")
        other = self.told_by_reload()
        self.assertNotEqual(other, before[1])
        self.assertEqual(self.shown()[1], other)
        self.assertEqual(json.loads(harness.ctl(self, self.server, "--json", "status"))["fingerprint"], other)
        self.assertIn(f"SHA-256 {other}", harness.ctl(self, self.server, "status"))
        self.assertEqual(staying.request("ping")["type"], "pong")  # who was in, stays in
        self.assertIn(f"public key SHA-256 {other}", self.server.log())
        self.assertEqual(self.server.stop(), 0)

    def test_a_failing_reload_keeps_the_old_one(self):
        before = self.shown()
        certificate, key = (self.folder / name for name in ("server.crt", "server.key"))
        good = certificate.read_bytes(), key.read_bytes()

        def write(files):
            certificate.write_bytes(files[0])
            key.write_bytes(files[1])
        for files in ((b"", good[1]), (good[0], b""), (b"garbage", good[1]), (good[0][:200], good[1]), (good[0], b"garbage")):
            write(files)
            self.reload(status=1)
            self.assertEqual(self.shown(), before)
        write(good)
        key.chmod(0o644)
        self.assertIn("0600", self.reload(status=1))
        self.assertEqual(self.shown(), before)
        key.chmod(0o600)
        certificate.unlink()
        self.reload(status=1)
        key.unlink()
        self.reload(status=1)  # nor is another identity made up
        self.assertEqual([f.name for f in self.folder.glob("server.[kc]*")], [])
        self.assertEqual(self.shown(), before)
        write(good)
        key.chmod(0o600)
        self.assertIn(before[1], self.reload())
        self.assertIn("the old one stays", self.server.log())
        self.assertEqual(self.server.stop(), 0)

    def test_its_dates_are_told_and_nobody_is_shut_out(self):
        now, day = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(days=1)
        for start, end, words in ((now - 3 * day, now - 2 * day, "has expired"), (now + 2 * day, now + 3 * day, "is not valid yet")):
            self.dated(start, end)
            self.reload()
            self.shown()  # known by its key, not by a date
            self.assertIn(f"the certificate {words}", self.server.log())
        self.assertEqual(self.server.stop(), 0)
        self.server.start()
        self.shown()
        self.assertEqual(self.server.stop(), 0)


class Plain(unittest.TestCase):
    def test_nothing_to_reload(self):
        with harness.Server() as server:
            self.assertIn("without TLS", harness.ctl(self, server, "reload", status=1))
            self.assertNotIn("fingerprint", json.loads(harness.ctl(self, server, "--json", "status")))
            self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
