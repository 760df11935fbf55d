# SPDX-License-Identifier: MIT
"""Starts the servers to be measured, and the load generators against them. Nothing of it is left running."""
import contextlib
import os
import pathlib
import re
import select
import shutil
import signal
import subprocess
import tempfile

from records import OURS, OURS_TLS, parse_result

# The load is one machine with thousands of accounts: what guards against floods is out of its way, and passwords are hashed
# cheaply, because hashing is not what is measured. Never use these settings for people.
CONFIG = """\
password.memoryKiB = 8
password.iterations = 1
password.queue = 20000
limit.connections = 12000
limit.connectionsPerTrustedAddress = 12000
limit.preAuth = 12000
limit.newConnectionsPerAddress.perSecond = 0
limit.messages.perSecond = 0
limit.hints.perSecond = 0
limit.requests.perSecond = 0
limit.registrations.perSecond = 0
limit.registrationsPerAddress.perSecond = 0
limit.framesPerConnection.perSecond = 0
limit.bytesPerConnection.perSecond = 0
"""
STORED = re.compile(r"stored (\d+) messages in (\d+) commits")
START_SECONDS, STOP_SECONDS, LOAD_SECONDS = 60, 30, 400


class Failed(Exception):
    """A server or a load generator did not do what it was started for."""


def pinned(cpu):
    """Server and load must not share a processor."""
    return ["taskset", "-c", str(cpu)] if (os.cpu_count() or 1) > 1 and shutil.which("taskset") else []


def bound_to_us():
    """The kernel ends what is started so, should this program be killed."""
    return ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


def run_load(command):
    """Runs a load generator to its end; what it found, with ok = 0 if it was not clean."""
    try:
        done = subprocess.run([*bound_to_us(), *pinned(1), *map(str, command)], capture_output=True, text=True,
                              timeout=LOAD_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise Failed("the load generator did not end in time") from problem
    fields = parse_result(done.stdout)
    if fields is None or "failed" in fields:
        raise Failed("; ".join(done.stderr.strip().splitlines()[:3]) or "no result")
    if done.returncode != 0:
        fields["ok"] = 0
    return fields


class Ours:
    """miniqq-serverd and miniqq-load, on data directories that were prepared once."""

    names = (OURS, OURS_TLS)

    def __init__(self, binaries, work):
        self._server, self._load = binaries / "miniqq-serverd", binaries / "miniqq-load"
        self._work = work
        self._config = work / "server.conf"
        self._config.write_text(CONFIG)
        self._prepared = {}

    def run(self, workload, server, seconds):
        options = ["--work", workload.work, *workload.options, "--secs", seconds, "--label", server]
        return self.measure(self.with_accounts(workload.accounts), options, tls=server == OURS_TLS)

    def with_accounts(self, count):
        """A data directory with so many accounts, whose resume tokens lie beside it."""
        if count not in self._prepared:
            data = self._work / f"accounts-{count}"
            with self._running(data) as (process, port):
                command = [self._load, "--port", port, "--pid", process.pid, "--work", "register", "--conns", count,
                           "--tokens", f"{data}.tokens"]
                done = subprocess.run([*bound_to_us(), *map(str, command)], stderr=subprocess.PIPE, text=True,
                                      timeout=LOAD_SECONDS)
            if done.returncode != 0:
                raise Failed(f"accounts could not be made: {done.stderr.strip()}")
            self._prepared[count] = data
        return self._prepared[count]

    def measure(self, data, options, tls=False, keep=None):
        """One run on a copy of `data`, which `keep` names if it is to stay."""
        copy = keep or self._work / "run"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(data, copy)
        # A token is good until its session has said something: those of a directory that was used are not.
        tokens = pathlib.Path(f"{data}.tokens")
        sign_in = ["token", "--tokens", tokens] if tokens.exists() else ["password"]
        try:
            with self._running(copy, tls) as (process, port):
                fields = run_load([self._load, "--port", port, "--pid", process.pid, "--sign-in", *sign_in,
                                   *(["--tls"] if tls else []), *options])
            stored, commits = self._stored()
            fields["stored"], fields["percommit"] = stored, stored / commits if commits else 0
            return fields
        finally:
            if not keep:
                shutil.rmtree(copy, ignore_errors=True)

    def _stored(self):
        found = STORED.search((self._work / "stderr").read_text(errors="replace"))
        if not found:
            raise Failed("the server did not say what it stored")
        return int(found[1]), int(found[2])

    @contextlib.contextmanager
    def _running(self, data, tls=False):
        command = [*bound_to_us(), *pinned(0), str(self._server), "--listen", "127.0.0.1:0", "--data", str(data),
                   "--config", str(self._config), *([] if tls else ["--plain"])]
        with (self._work / "stderr").open("w") as errors, \
                subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
            try:
                ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
                line = process.stdout.readline() if ready else ""
                if not line.startswith("listening on "):
                    raise Failed("the server did not start: " + (self._work / "stderr").read_text()[-300:])
                yield process, int(line.rpartition(":")[2])
                process.send_signal(signal.SIGTERM)
                try:
                    status = process.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired as problem:
                    raise Failed("the server did not end in time") from problem
                if status != 0:
                    raise Failed(f"the server ended with status {status}")
            finally:
                process.kill()


class Peers:
    """The other servers, where ../shared/bench is present: its own scripts start them, its chatload measures them."""

    def __init__(self, folder, work, binaries):
        self._folder = folder
        binaries.mkdir(parents=True, exist_ok=True)
        self._binaries = binaries
        self._environment = {**os.environ, "BENCH_RUN": str(work / "peers"), "BENCH_BIN": str(binaries)}
        subprocess.run([folder / "build.sh"], env=self._environment, check=True, timeout=300)

    def run(self, workload, name, seconds):
        script = str(self._folder / "peers" / "server.sh")
        with tempfile.TemporaryFile("w+") as output:  # a pipe would stay open as long as the server lives
            try:
                started = subprocess.run([script, "start", name, *pinned(0)[2:]], stdout=output, stderr=subprocess.STDOUT,
                                         env=self._environment, timeout=START_SECONDS)
            except subprocess.TimeoutExpired as problem:
                raise Failed("did not start in time") from problem
            output.seek(0)
            said = output.read().split("\n")[-2:][0] if started.returncode == 0 else output.read()
        if started.returncode != 0:
            raise Failed(said.strip() or "did not start")
        pid, port, protocol, *extra = said.split()
        try:
            fields = run_load([self._binaries / "chatload", "--label", name, "--proto", protocol, "--port", port, "--pid", pid,
                               "--work", workload.work, "--secs", seconds, *extra, *workload.options])
            if not fields.get("acked"):  # this server acknowledges nothing
                fields = {key: value for key, value in fields.items() if key not in ("ackp50", "ackp99")}
            return fields
        finally:
            subprocess.run([script, "stop", pid], env=self._environment, timeout=STOP_SECONDS)
