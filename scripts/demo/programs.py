# SPDX-License-Identifier: MIT
"""The real programs as real processes: started, waited for, and none of them left behind."""
import ctypes
import os
import pathlib
import selectors
import signal
import subprocess
import time

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
PASSWORD = "only good for this demo"
LOG_LINES = 12


class Failure(Exception):
    """What went wrong, in words for the person who started the demo."""


def until(condition, seconds, what):
    """The first true value of `condition`, asked again and again; a Failure if it does not come in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"{what() if callable(what) else what} (waited {seconds} s)")
        time.sleep(0.05)


class Programs:
    """Everything that was started. Whatever these processes start in their turn ends with them."""

    def __init__(self, logs):
        self.logs = pathlib.Path(logs)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.running = {}  # name -> Popen, in the order of starting
        # Processes whose parent is gone become our children: none can slip away.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def start(self, name, command, environment, text=None, **options):
        """Starts a program; its messages go to a log of its own. `text` is given to its standard input."""
        with open(self.log(name), "wb") as log:
            process = subprocess.Popen([str(word) for word in command], env=environment, stderr=log,
                                       stdin=subprocess.PIPE if text is not None else subprocess.DEVNULL,
                                       start_new_session=True, **{"stdout": log, **options})
        self.running[name] = process
        if text is not None:
            process.stdin.write(text.encode())
            process.stdin.close()
        return process

    def log(self, name):
        return self.logs / f"{name}.log"

    def first_line(self, name, seconds):
        """The first line a program writes to its standard output (which must be a pipe)."""
        process = self.running[name]
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            if not selector.select(seconds):
                raise Failure(f"{name} said nothing for {seconds} s")
        line = process.stdout.readline().decode(errors="replace").strip()
        if not line:
            raise Failure(f"{name} ended at its start with status {process.wait(5)}")
        return line

    def check(self):
        """A Failure if one of the programs has ended."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise Failure(f"{name} ended with status {process.returncode}")

    def last_lines(self):
        """The ends of all logs."""
        parts = []
        for name in self.running:
            lines = self.log(name).read_text(errors="replace").splitlines()[-LOG_LINES:]
            if lines:
                parts.append("\n".join([f"--- {name}:"] + lines))
        return "\n".join(parts)

    def end(self, *names):
        """Ends these programs, or all, the latest first; kills those that do not want to."""
        for name in reversed(names or list(self.running)):
            process = self.running.pop(name)
            if process.poll() is None:
                process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()
        if not self.running:
            self._end_orphans()

    def _end_orphans(self):
        """Ends what the programs had started themselves and left to us."""
        deadline = time.monotonic() + 3
        while children := _children():
            hard = time.monotonic() > deadline
            for pid in children:
                try:
                    os.kill(pid, signal.SIGKILL if hard else signal.SIGTERM)
                except ProcessLookupError:
                    pass
            while _reap():
                pass
            time.sleep(0.02)


def _children():
    tasks = pathlib.Path("/proc/self/task")
    return [int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()]


def _reap():
    try:
        return os.waitpid(-1, os.WNOHANG)[0]
    except ChildProcessError:
        return 0


class Chat:
    """A server and messengers signed in to it, each with a folder of its own below `home`."""

    def __init__(self, programs, binaries, home, environment):
        self.programs = programs
        self.binaries = pathlib.Path(binaries)
        self.home = pathlib.Path(home)
        self.environment = {**environment, "XDG_DATA_HOME": str(self.home / "data"),
                            "XDG_CONFIG_HOME": str(self.home / "config")}
        self.address = None

    def start_server(self, *options, listen="127.0.0.1:0", data="server"):
        """Until it listens. `data`: its folder below `home`."""
        self.open_server("--listen", listen, "--data", self.home / data, *options)
        line = self.programs.first_line("server", 30)
        if not line.startswith("listening on "):
            raise Failure(f"the server said {line!r} instead of where it listens")
        self.address = line.split()[-1]
        return self.address

    def open_server(self, *options):
        return self.programs.start("server", [self.binaries / "miniqq-server", *options], self.environment,
                                   stdout=subprocess.PIPE)

    def start_messenger(self, profile, *options, text=None):
        """`text`: what it reads from standard input."""
        return self.programs.start(profile, [self.binaries / "miniqq", "--profile", profile, *options],
                                   self.environment, text=text)

    def sign_in(self, account, *options, name=None):
        """A messenger that signs in at once; with `name` it registers first."""
        registering = ["--register", "--name", name] if name else []
        return self.start_messenger(account, "--server", self.address, "--account", account, "--password-stdin",
                                    *registering, *options, text=PASSWORD + "\n")
