# SPDX-License-Identifier: MIT
"""What the daemon refuses to start with (row A66): one clear line, a status, and nothing half done."""
import pathlib
import subprocess
import tempfile
import unittest

import harness


class Startup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="miniqq-startup-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.data = self.root / "data"

    def refuse(self, arguments, status, *words):
        command = [harness.server_binary(), "--listen", "127.0.0.1:0", "--data", str(self.data), *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(ended.returncode, status, ended)
        self.assertEqual(ended.stdout, "")
        lines = ended.stderr.splitlines()
        self.assertEqual(len(lines), 1, ended.stderr)
        self.assertTrue(lines[0].startswith(f"{pathlib.Path(harness.server_binary()).name}: "), lines)
        for word in words:
            self.assertIn(word, lines[0])

    def refuse_config(self, content, *words):
        path = self.root / "server.conf"
        path.write_bytes(content)
        self.refuse(["--plain", "--config", str(path)], 1, str(path), *words)
        self.assertFalse(self.data.exists(), "a refused configuration has no effect")

    def test_a66_configuration(self):
        for content, word in ((b"", "empty"), (b"# nothing\n", "no setting"), (b"plain = yes\nname = x", "cut off"),
                              (b"limit.conections = 5\n", "no such setting"), (b"plain = maybe\n", "yes or no"),
                              (b"limit.connections = -1\n", "limit.connections"), (b"\x7fELF\x00\x01\n", "not UTF-8"),
                              (b"plain = yes\nplain = no\n", "twice"), (b"name\n", "key = value")):
            with self.subTest(content=content):
                self.refuse_config(content, word)

    def test_a66_no_such_file(self):
        self.refuse(["--config", str(self.root / "nowhere")], 1, "nowhere")

    def test_wrong_usage(self):
        self.refuse(["--bogus"], 2, "bogus")
        self.refuse(["--io-threads", "0"], 2, "io-threads")
        self.refuse(["surplus"], 2, "surplus")

    def test_a66_half_a_key_pair(self):
        self.data.mkdir()
        (self.data / "server.key").write_text("no key")
        self.refuse([], 1, "server.crt")
        self.assertEqual((self.data / "server.key").read_text(), "no key")

    def test_a66_a_key_that_is_none(self):
        self.data.mkdir()
        for name in ("server.key", "server.crt"):
            (self.data / name).write_text("garbage\n")
            (self.data / name).chmod(0o600)
        self.refuse([], 1, "server.crt")

    def test_a66_a_key_everybody_can_read(self):
        with harness.Server(plain=False, data=self.data) as server:
            self.assertEqual(server.stop(), 0)
        key = self.data / "server.key"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        key.chmod(0o644)
        self.refuse([], 1, "server.key", "0600")

    def test_data_folder_that_is_a_file(self):
        self.data.write_text("in the way")
        self.refuse(["--plain"], 1, str(self.data))

    def test_damaged_database(self):
        self.data.mkdir()
        (self.data / "server.db").write_bytes(b"this is no database " * 500)
        self.refuse_with_log(["--plain"], "server.db")

    def refuse_with_log(self, arguments, *words):
        """As refuse(), where the log may have had something to say before."""
        command = [harness.server_binary(), "--listen", "127.0.0.1:0", "--data", str(self.data), *arguments]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual((ended.returncode, ended.stdout), (1, ""), ended)
        last = ended.stderr.splitlines()[-1]
        self.assertTrue(last.startswith(f"{pathlib.Path(harness.server_binary()).name}: "), ended.stderr)
        for word in words:
            self.assertIn(word, last)

    def test_one_data_folder_one_server(self):
        with harness.Server(data=self.data) as first:
            self.refuse(["--plain"], 1, str(self.data), "in use by another server", f"process {first.process.pid}")
            with first.client() as client:  # and the first one is none the worse
                self.assertEqual(client.hello()["type"], "welcome")
            first.kill()
            first.start()  # nobody has to clean up after a killed one
            self.assertEqual(first.stop(), 0)

    def test_one_port_one_server(self):
        with harness.Server(data=self.root / "other") as first:
            self.refuse_with_log(["--plain", "--listen", f"127.0.0.1:{first.address[1]}"], "Another program listens there")


if __name__ == "__main__":
    harness.main()
