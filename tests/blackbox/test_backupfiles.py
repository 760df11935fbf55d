# SPDX-License-Identifier: MIT
"""Contents of files in a backup: all that its database names, each as it was, and told plainly if not."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import threading
import uuid

import harness
from backupharness import PASSWORD, BackupTest
from fileclient import FileClient
from harness import until

CONFIG = {"limit.messages.perSecond": "0", "limit.requests.perSecond": "0", "limit.fileBytesPerConnection.perSecond": "0"}


class Uploaders:
    """Some people who send files, and messages with them, as fast as they may."""

    def __init__(self, server, count):
        self.said = []  # (file, content), acknowledged
        self.problems = []
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self.write, args=(server, i), daemon=True) for i in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self, server, number):
        chance = random.Random(number)
        try:
            with FileClient(server.address, timeout=20).sign_in(f"uploader-{number}") as client:
                while not self.stopped.is_set():
                    data = chance.randbytes(chance.randrange(200_000))
                    stored = client.upload(data)
                    assert stored["type"] == "file.stored", stored
                    file = stored["body"]["file"]
                    acked = client.say_file("lobby", file)
                    assert acked["type"] == "chat.ack", acked
                    self.said.append((file, data))
                    client.inbox.clear()
        except Exception as problem:
            self.problems.append(problem)

    def stop(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(30)


class FilesTest(BackupTest):
    def setUp(self):
        super().setUp()
        self.contents = pathlib.Path(f"{self.file}.files")

    def signed_in(self, server, name, register=False):
        client = FileClient(server.address, timeout=20)
        self.addCleanup(client.close)
        return client.sign_in(name, PASSWORD, register)

    def saved(self, count=3, size=100_000):
        """A backup of some files of alice's; {file: content}."""
        with harness.Server(CONFIG) as server:
            alice = self.signed_in(server, "alice", True)
            files = {}
            for _ in range(count):
                data = os.urandom(size)
                file = alice.upload(data)["body"]["file"]
                self.assertEqual(alice.say_file("lobby", file)["type"], "chat.ack")
                files[file] = data
            answer = harness.ctl(self, server, "backup", str(self.file))
            self.assertIn(f"{count} files", answer)
            self.assertEqual(server.stop(), 0)
        self.assertEqual({p.name for p in self.contents.iterdir()}, set(files))
        return files

    def fetched(self, data, files, expired=()):
        """Starts a restored server and downloads."""
        with harness.Server(CONFIG, data=data) as server:
            alice = self.signed_in(server, "alice")
            for file, content in files.items():
                got, answer = alice.fetch(file)
                if file in expired:
                    self.assertEqual(answer["body"].get("code"), "file_expired", answer)
                else:
                    self.assertEqual(got, content)
            self.assertIn("Sound", harness.ctl(self, server, "check"))
            self.assertEqual(server.stop(), 0)


class Backup(FilesTest):
    def test_under_load(self):
        """Whatever was acknowledged before has its contents in it; what the database names is there, and the same."""
        with harness.Server(CONFIG) as server:
            uploaders = Uploaders(server, 3)
            self.assertTrue(until(lambda: len(uploaders.said) > 30, 60))
            before = dict(uploaders.said)
            report = json.loads(harness.ctl(self, server, "--json", "backup", str(self.file)))
            count = len(uploaders.said)
            self.assertTrue(until(lambda: len(uploaders.said) > count + 10, 30), "nobody can send files any more")
            uploaders.stop()
            self.assertEqual(uploaders.problems, [])
            self.assertIn("Sound", harness.ctl(self, server, "check"))
            self.assertEqual(server.stop(), 0)
        named = {str(uuid.UUID(row[0])) for row in self.rows(self.file, "SELECT hex(id) FROM files WHERE state = 1")}
        self.assertEqual({p.name for p in self.contents.iterdir()}, named)
        self.assertEqual(report["files"], len(named))
        self.assertLessEqual(set(before), named)
        self.assertEqual(self.contents.stat().st_mode & 0o777, 0o700)
        self.assertEqual(sorted(p.name for p in self.root.iterdir()), ["backup.db", "backup.db.files"])
        self.assertIn("Sound", self.run_server("check", str(self.file)))
        self.assertIn(f"{len(named)} files", self.restore(self.file, self.root / "new"))
        with harness.Server(CONFIG, data=self.root / "new") as again:
            reader = self.signed_in(again, "reader", True)
            for file, content in uploaders.said:
                if file in named:
                    self.assertEqual((self.contents / file).read_bytes(), content)
                if file in before:  # others were not said yet
                    self.assertEqual(reader.fetch(file)[0], content)
            self.assertEqual(again.stop(), 0)

    def test_the_server_lets_them_expire_meanwhile(self):
        """Files that go while backups are made: each backup is sound, and tells them as gone or has them."""
        config = {**CONFIG, "limit.fileBytesPerAccount": "600000"}
        with harness.Server(config) as server:
            uploaders = Uploaders(server, 2)  # the oldest give way to the newest
            self.assertTrue(until(lambda: len(uploaders.said) > 20, 60))
            for i in range(8):
                file = self.root / f"{i}.db"
                harness.ctl(self, server, "backup", str(file))
                self.assertIn("Sound", self.run_server("check", str(file)))
            uploaders.stop()
            self.assertEqual(uploaders.problems, [])
            self.assertEqual(server.stop(), 0)

    def test_takes_nobodys_place(self):
        with harness.Server(CONFIG) as server:
            alice = self.signed_in(server, "alice", True)
            self.assertEqual(alice.upload(b"content")["type"], "file.stored")
            self.contents.mkdir()
            (self.contents / "mine").write_text("mine")
            self.assertIn("there already", harness.ctl(self, server, "backup", str(self.file), status=1))
            self.assertEqual([p.name for p in self.root.iterdir()], ["backup.db.files"])
            self.assertEqual((self.contents / "mine").read_text(), "mine")
            self.assertEqual(server.stop(), 0)

    def test_leftovers_of_the_dead_go(self):
        """Of a backup that was killed; what is not its own, or is still being made, stays."""
        dead = subprocess.Popen(["true"])
        dead.wait()
        elsewhere = self.root / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / str(uuid.uuid4())).write_text("mine")
        left, mine = (pathlib.Path(f"{self.file}.part-{pid}") for pid in (dead.pid, os.getpid()))
        for part in (left, mine):
            part.write_text("half")
            folder = pathlib.Path(f"{part}.files")
            folder.mkdir()
            (folder / str(uuid.uuid4())).write_text("half")
        linked = pathlib.Path(f"{self.file}.part-{2**22 + 1}.files")  # no process has this number
        linked.symlink_to(elsewhere)
        with harness.Server(CONFIG) as server:
            harness.ctl(self, server, "backup", str(self.file))
            self.assertEqual(server.stop(), 0)
        names = {path.name for path in self.root.iterdir()}
        self.assertEqual(names, {"backup.db", "elsewhere", mine.name, f"{mine.name}.files"})
        self.assertEqual(len(list(elsewhere.iterdir())), 1)

    def test_contents_that_the_server_itself_lost(self):
        """The rest is saved all the same; who asks is told."""
        with harness.Server(CONFIG) as server:
            alice = self.signed_in(server, "alice", True)
            kept, gone, cut = (alice.upload(os.urandom(5000))["body"]["file"] for _ in range(3))
            whole = server.data / "files" / "whole"
            (whole / gone).unlink()
            os.truncate(whole / cut, 10)
            said = harness.ctl(self, server, "check", status=1)
            self.assertIn("missing", said)
            self.assertIn(gone, said)
            self.assertIn(cut, said)
            said = harness.ctl(self, server, "backup", str(self.file))
            self.assertIn(gone, said)
            self.assertIn(cut, said)
            self.assertEqual([p.name for p in self.contents.iterdir()], [kept])
            self.assertEqual(server.stop(), 0)
        self.assertIn(gone, self.run_server("check", str(self.file), status=1))

    def test_ended_in_the_middle(self):
        with harness.Server(CONFIG) as server:
            alice = self.signed_in(server, "alice", True)
            for _ in range(60):
                self.assertEqual(alice.upload(os.urandom(100))["type"], "file.stored")
            for end in (server.stop, server.kill):
                asking = threading.Thread(target=lambda: self.ask(server), daemon=True)
                asking.start()
                until(lambda: any(".part-" in p.name for p in self.root.iterdir()), 5, 0.001)
                end()
                asking.join(20)
                if self.file.exists():  # it was quicker
                    self.assertIn("Sound", self.run_server("check", str(self.file)))
                    self.file.unlink()
                    shutil.rmtree(self.contents)
                elif end == server.stop:
                    self.assertEqual(list(self.root.iterdir()), [])
                server.start()
            for left in self.root.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            harness.ctl(self, server, "backup", str(self.file))
            self.assertIn("Sound", self.run_server("check", str(self.file)))
            self.assertEqual(server.stop(), 0)

    def ask(self, server):
        command = ["ctl", "--data", str(server.data), "backup", str(self.file)]
        subprocess.run([harness.server_binary(), *command], capture_output=True, timeout=30, check=False)


class Restore(FilesTest):
    def test_the_same_bytes(self):
        files = self.saved()
        self.assertIn("3 files", self.restore(self.file, self.root / "new"))
        self.assertIn("Sound", self.check(self.root / "new"))
        self.fetched(self.root / "new", files)
        for file, content in files.items():  # the backup is not the server's to change
            self.assertEqual((self.contents / file).read_bytes(), content)

    def test_a_damaged_one_and_a_missing_one(self):
        files = self.saved(5)
        damaged, missing, cut, link = list(files)[:4]
        content = bytearray(files[damaged])
        content[77] ^= 1
        (self.contents / damaged).unlink()
        (self.contents / damaged).write_bytes(content)
        (self.contents / missing).unlink()
        os.truncate(self.contents / cut, 99_999)
        (self.contents / link).rename(self.root / "elsewhere")
        (self.contents / link).symlink_to(self.root / "elsewhere")
        bad = {damaged, missing, cut, link}
        said = self.run_server("check", str(self.file), status=1)
        self.assertIn(missing, said)
        self.assertIn(damaged, said)
        said = self.restore(self.file, self.root / "new", status=1)
        self.assertIn(f"1 file are missing ({missing})", said)
        self.assertIn("3 files are not what they were", said)
        self.assertIn("all else was restored", said)
        self.fetched(self.root / "new", files, bad)
        self.assertIn("Sound", self.check(self.root / "new"))  # what is gone is told to have expired

    def test_the_file_alone(self):
        files = self.saved()
        shutil.rmtree(self.contents)
        self.assertIn("3 files are not beside it", self.run_server("check", str(self.file)))
        self.assertIn("3 files are not beside it", self.restore(self.file, self.root / "new"))
        self.assertIn("Sound", self.check(self.root / "new"))
        self.fetched(self.root / "new", files, files)

    def test_copied_elsewhere(self):
        """As on another disk: other owners' rights and all; and what does not belong there stays outside."""
        files = self.saved()
        other = self.root / "other"
        other.mkdir()
        shutil.copy(self.file, other / "b.db")
        shutil.copytree(self.contents, other / "b.db.files")
        for path in (other / "b.db.files").iterdir():
            path.chmod(0o644)
        (other / "b.db.files" / "strange").write_text("x")
        (other / "b.db.files" / str(uuid.uuid4())).write_text("x")
        self.restore(other / "b.db", self.root / "new")
        whole = self.root / "new" / "files" / "whole"
        self.assertEqual({p.name for p in whole.iterdir()}, set(files))
        for path in whole.iterdir():
            self.assertEqual((path.stat().st_mode & 0o777, path.stat().st_nlink), (0o600, 1))
        self.fetched(self.root / "new", files)

    def test_one_that_was_cut_short(self):
        files = self.saved()
        data = self.root / "new"
        (data / "files" / "whole").mkdir(parents=True)
        data.chmod(0o700)
        (data / "server.db.restoring").write_bytes(b"half")
        (data / "files" / "whole" / next(iter(files))).write_bytes(b"half")
        self.assertIn("not finished", self.check(data, status=1))
        self.restore(self.file, data)
        self.fetched(data, files)

    def test_what_cannot_be_cleared_away_keeps_it_unfinished(self):
        """The mark of one that was cut short is the last to go: nobody starts a server on what is left."""
        files = self.saved()
        data = self.root / "new"
        strange = data / "files" / "whole" / "strange"
        strange.mkdir(parents=True)
        data.chmod(0o700)
        (data / "server.db.restoring").write_bytes(b"half")
        (data / "server.key").write_bytes(b"half")
        (data / "files" / "whole" / next(iter(files))).write_bytes(b"half")
        self.assertIn("cannot be removed", self.restore(self.file, data, status=1))
        self.assertEqual((data / "server.db.restoring").read_bytes(), b"half")
        self.assertTrue((data / "server.key").exists())
        self.assertTrue(strange.is_dir())
        self.assertIn("not finished", self.check(data, status=1))
        strange.rmdir()
        self.restore(self.file, data)
        self.fetched(data, files)

    def test_a_link_where_contents_were_is_not_followed(self):
        files = self.saved()
        data = self.root / "new"
        (data / "files").mkdir(parents=True)
        data.chmod(0o700)
        (data / "server.db.restoring").write_bytes(b"half")
        elsewhere = self.root / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / str(uuid.uuid4())).write_text("mine")
        (data / "files" / "whole").symlink_to(elsewhere)
        self.restore(self.file, data)
        self.assertEqual(len(list(elsewhere.iterdir())), 1)
        self.assertFalse((data / "files" / "whole").is_symlink())
        self.fetched(data, files)

    def test_damage_on_a_running_server(self):
        with harness.Server(CONFIG) as server:
            alice = self.signed_in(server, "alice", True)
            file = alice.upload(os.urandom(3 * 2**20))["body"]["file"]
            self.assertIn("Sound", harness.ctl(self, server, "check"))
            with (server.data / "files" / "whole" / file).open("r+b") as content:
                content.seek(2 * 2**20)
                content.write(b"x")
            self.assertIn(f"not what they were ({file})", harness.ctl(self, server, "check", status=1))
            self.assertEqual(server.stop(), 0)
            self.assertIn(f"not what they were ({file})", self.check(server.data, status=1))


if __name__ == "__main__":
    harness.main()
