# SPDX-License-Identifier: MIT
"""A messenger without a window (tests/support/headlessmessenger.cpp) as a process that tests may kill and stop."""
import collections
import pathlib
import signal
import subprocess
import threading
import time
import urllib.parse


def coded(text):
    return urllib.parse.quote(text, safe="") if text else "-"


def decoded(word):
    return "" if word == "-" else urllib.parse.unquote(word)


class Messenger:
    """One account's messenger on one profile, through all its lives; every line it ever printed is kept."""

    def __init__(self, binary, profile, account, password, options=(), wrapper=()):
        self.command = [*wrapper, binary, "--profile", str(profile), *options]
        self.profile, self.account, self.password = pathlib.Path(profile), account, password
        self.all = collections.defaultdict(list)  # first word -> lines, of all lives
        self.now = collections.defaultdict(list)  # the same of this life
        self.last = collections.deque(maxlen=12)
        self.process = None
        self._changed = threading.Condition()
        self._reader = None

    def start(self):
        self.now = collections.defaultdict(list)
        with (self.profile.parent / f"{self.account}.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout, self.now), daemon=True)
        self._reader.start()
        return self

    def _read(self, stream, now):
        for line in stream:
            if not line.endswith(b"\n"):
                break  # killed in the middle of a word: that was never said
            with self._changed:
                words = line.decode().split()
                self.all[words[0]].append(words)
                now[words[0]].append(words)
                self.last.append(line.decode().strip()[:150])
                self._changed.notify_all()
        with self._changed:
            self._changed.notify_all()

    def tell(self, *words):
        """False if it is dead."""
        try:
            self.process.stdin.write((" ".join(words) + "\n").encode())
            self.process.stdin.flush()
            return True
        except (BrokenPipeError, ValueError):
            return False

    def await_(self, condition, what, seconds=30):
        """Waits for lines, never for time; `condition` is asked after each of them."""
        with self._changed:
            if not self._changed.wait_for(lambda: condition() or self.process.poll() is not None, seconds) or not condition():
                log = (self.profile.parent / f"{self.account}.log").read_text(errors="replace")[-1500:]
                raise AssertionError(f"{self.account}: {what} did not come; the last lines: {list(self.last)}\n{log}")

    def state(self):
        return self.now["state"][-1][1] if self.now["state"] else "none"

    def await_online(self, seconds=30):
        """Signs in by itself if the sign-in is remembered, as people's messengers do; else with the password."""
        self.await_(lambda: self.state() == "online" or self.now["fresh"] or self.now["failed"], "online", seconds)

    def dump(self, conversation):
        """What it shows of one conversation: rows and what waits in the outbox."""
        for kind in ("row", "outbox", "dumped"):
            self.now[kind].clear()
        self.tell("dump", conversation)
        self.await_(lambda: self.now["dumped"], "a dump")
        rows = [(words[1], int(words[2]), words[3], decoded(words[4]), int(words[5]), decoded(words[6])) for words in self.now["row"]]
        return rows, [words[1] for words in self.now["outbox"]]

    def stop(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def kill(self):
        """Without a warning; what it had printed until then is read to the end."""
        self.process.kill()
        self._join()

    def quit(self):
        if self.process and self.process.poll() is None:
            self.tell("quit")
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self._join()
        return self.process.returncode

    def end(self):
        """Whatever state it is in."""
        if self.process and self.process.poll() is None:
            self.kill()

    def _join(self):
        self.process.wait(20)
        self._reader.join(20)
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except BrokenPipeError:
                pass


def pause(seconds):
    """The moment at which something dies is chance, and not an event that could be awaited."""
    time.sleep(seconds)
