#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures the server on this machine, side by side with others: see README.md. Run by scripts/bench.sh."""
import argparse
import contextlib
import fcntl
import itertools
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

import packages
import table
from growth import Growth
from records import OURS, OURS_TLS, Records
from servers import Failed, Ours, Peers
from workloads import PEERS, RAW, workloads

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench.sh", description="Measures the server; every message is counted.")
    parser.add_argument("--quick", action="store_true", help="one short round, the raw relays only, nothing above 1000 connections")
    parser.add_argument("--only", metavar="NAMES", default="",
                        help="workloads, comma-separated: single, pingpong, pipeline, fanout, fanout-100, scale, growth, ...")
    parser.add_argument("--servers", metavar="NAMES", default="", help="only these, comma-separated: miniqq, miniqq-tls, redis, ...")
    parser.add_argument("--rounds", type=_positive(int, 100), help="default 3, with --quick 1")
    parser.add_argument("--seconds", type=_positive(float, 600), help="of each run, default 3, with --quick 2")
    parser.add_argument("--no-peers", action="store_true", help="measure MiniQQ alone")
    parser.add_argument("--peers", metavar="FOLDER", type=pathlib.Path, default=ROOT.parent / "shared" / "bench",
                        help="where the scripts of the other servers are")
    parser.add_argument("--json", metavar="FILE", type=pathlib.Path, help="write each run there, one JSON object to a line")
    parser.add_argument("--binaries", metavar="FOLDER", type=pathlib.Path, default=ROOT / "build/release/bin")
    return parser.parse_args()


def _positive(kind, most):
    def parse(text):
        value = kind(text)
        if not 0 < value <= most:
            raise argparse.ArgumentTypeError(f"a number above 0, up to {most}, is expected")
        return value
    return parse


def _names(text, known, what):
    """Those of `known` that `text` lists, "fanout" for all that begin so; all if it is empty."""
    wanted = [name for name in text.split(",") if name]
    chosen = {name for name in known for want in wanted if name == want or name.startswith(want + "-") and what == "workload"}
    for want in wanted:
        if not any(name == want or what == "workload" and name.startswith(want + "-") for name in known):
            raise SystemExit(f"bench: there is no {what} {want}; there are: {', '.join(known)}")
    return [name for name in known if name in chosen] if wanted else list(known)


@contextlib.contextmanager
def alone():
    """Two benchmarks at a time would measure each other."""
    with open(pathlib.Path(tempfile.gettempdir()) / "miniqq-bench.lock", "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("bench: another benchmark is running on this machine") from None
        yield


def one_line(record):
    what = f"{record['workload']:<28} round {record['round']} {record['server']:<15}"
    if "rate" not in record:
        return f"{what} failed: {record['failed']}"
    figures = f"{record['rate']:>9.0f}/s p50 {record['p50']:.0f} p99 {record['p99']:.0f} us, {record['cpu']:.2f} us/message"
    return f"{what} {figures}" + (f" ({record['failed']})" if "failed" in record else "")


def in_turn(chosen):
    """Groups of workloads that differ in one figure only. They are compared with each other, so they have their rounds
    together: a slow spell of the machine meets all of them."""
    return [list(group) for _, group in itertools.groupby(chosen, key=lambda workload: workload.work + workload.options[0])]


def measure(chosen, takes_part, ours, peers, rounds, seconds, records):
    for group in in_turn(chosen):
        for number in range(1, rounds + 1):
            for workload in group:
                for name in (OURS, OURS_TLS, *workload.peers):
                    if name in takes_part:
                        run_one(workload, name, number, ours if name in Ours.names else peers, seconds, records)
        for workload in group:
            print("\n" + table.details(records, workload.name) + "\n", flush=True)


def run_one(workload, name, number, runner, seconds, records):
    try:
        record = records.add(workload.name, name, number, runner.run(workload, name, seconds))
    except Failed as problem:
        record = records.add(workload.name, name, number, failed=str(problem))
    print(one_line(record), flush=True)


def run(options, work):
    rounds = options.rounds or (1 if options.quick else 3)
    seconds = options.seconds or (2 if options.quick else 3)
    known = {workload.name: workload for workload in workloads(options.quick)}
    names = _names(options.only, [*known, "growth"], "workload")
    takes_part = _names(options.servers, [OURS, OURS_TLS, *PEERS], "server")
    chosen = [known[name] for name in names if name in known]

    with_peers = not options.no_peers and (options.peers / "peers").is_dir()
    if not with_peers:
        print("bench: without other servers", "" if options.no_peers else f"({options.peers} is not here)", flush=True)
    wanted = [peer for peer in PEERS if peer in takes_part and any(peer in w.peers for w in chosen)] if with_peers else []
    missing = packages.install_missing(wanted)
    try:
        peers = Peers(options.peers.resolve(), work, ROOT / "build" / "peers") if wanted else None
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"bench: the load generator for the other servers cannot be built: {problem}", flush=True)
        missing = wanted
    here = [peer for peer in wanted if peer not in missing]

    ours = Ours(options.binaries, work)
    records = Records(options.json)
    try:
        ours_taking_part = [name for name in takes_part if name in Ours.names]
        measure(chosen, {*ours_taking_part, *here}, ours, peers, rounds, seconds, records)
        if "growth" in names and OURS in takes_part:
            try:
                for record in Growth(ours, work, options.quick).run(records, rounds):
                    print(one_line(record), flush=True)
            except Failed as problem:
                print(one_line(records.add("growth", OURS, 1, failed=str(problem))), flush=True)
        print("\n" + table.final(records, wanted, missing), flush=True)
        return 1 if records.our_failures() else 0
    finally:
        records.close()


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exception, so that everything is stopped
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    work = pathlib.Path(tempfile.mkdtemp(prefix="miniqq-bench."))
    try:
        with alone():
            return run(options, work)
    except (Failed, OSError, subprocess.SubprocessError) as problem:
        print(f"bench: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
