# SPDX-License-Identifier: MIT
"""What the tests of backups have in common."""
import hashlib
import pathlib
import sqlite3
import subprocess
import tempfile
import unittest

import harness

MARK = b"MiniQQ backup 1\n"
SEAL = len(MARK) + 32
PASSWORD = "correct horse"  # wireclient.py's


class BackupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="miniqq-backup-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.file = self.root / "backup.db"

    def run_server(self, *arguments, status=0):
        ended = subprocess.run([harness.server_binary(), *arguments], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(ended.returncode, status, ended)
        return ended.stdout if status == 0 else ended.stderr

    def restore(self, file, data, status=0):
        return self.run_server("--data", str(data), "restore", str(file), status=status)

    def check(self, data, status=0):
        return self.run_server("--data", str(data), "check", status=status)

    def rows(self, file, sql):
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
            return db.execute(sql).fetchall()

    def change(self, sql, *values):
        """Changes a backup and seals it anew, as somebody would who means harm."""
        content = self.file.read_bytes()
        self.file.write_bytes(content[:-SEAL])
        with sqlite3.connect(self.file) as db:
            db.execute(sql, values)
        db.close()
        content = self.file.read_bytes()
        self.file.write_bytes(content + MARK + hashlib.sha256(content).digest())
