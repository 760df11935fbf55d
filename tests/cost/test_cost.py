#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds what a message costs to the figures recorded in costs.json: instructions, counted by callgrind.

    test_cost.py --program miniqq-cost message     compares one figure; also append, index, exchange, alone
    test_cost.py --program miniqq-cost idle        compares lone messages among 20 and among 1000 idle connections
    test_cost.py --program miniqq-cost --record    measures all and writes costs.json anew
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FIGURES = pathlib.Path(__file__).with_name("costs.json")
# Instructions are the same in every run, so that a copy too many shows (1.6 % of "message") - where compiler, libraries
# and processor are like those of the recording, which the yardstick tells. Elsewhere only coarse faults can be seen.
TOLERANCE = 0.01
TOLERANCE_ELSEWHERE = 0.10
SAME_YARDSTICK = 0.001
RECORDED = {  # name in costs.json -> arguments of miniqq-cost
    "message": ["message"],
    "append": ["append"],
    "index": ["index"],
    "exchange": ["exchange", "20"],
    "alone": ["alone", "20"],
    "yardstick": ["yardstick"],
}
FEW_IDLE, MANY_IDLE, IDLE_TOLERANCE = 20, 1000, 0.05

# The C library and Qt choose among variants of their functions by what the processor can do, and Qt seeds its hashes by
# chance: the count must depend on neither.
SAME_EVERYWHERE = {
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX,-AVX512F,-AVX512VL,-AVX512BW,-BMI2,-ERMS,-FSRM,-SSE4_2",
    "QT_NO_CPU_FEATURE": "sse3 ssse3 sse4.1 sse4.2 avx avx2 f16c bmi bmi2 aes sha rdrnd rdseed",
    "QT_HASH_SEED": "0",
    "LC_ALL": "C.UTF-8",
}


def measure(options, arguments):
    """Instructions per message of one run of miniqq-cost."""
    with tempfile.TemporaryDirectory(prefix="miniqq-cost-") as folder:
        counts = pathlib.Path(folder) / "counts"
        environment = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
        run = subprocess.run(
            [options.valgrind, "--tool=callgrind", "--instr-atstart=no", "--collect-atstart=no",
             f"--callgrind-out-file={counts}", options.program, *arguments],
            env={**environment, **SAME_EVERYWHERE, "TMPDIR": folder}, capture_output=True, text=True, timeout=170)
        said = re.search(r"^messages (\d+)$", run.stdout, re.MULTILINE)
        if run.returncode != 0 or not said:
            sys.exit(f"miniqq-cost {' '.join(arguments)} failed ({run.returncode}):\n{run.stdout}{run.stderr}")
        counted = re.search(r"^(?:totals|summary): (\d+)", counts.read_text(), re.MULTILINE)
        if not counted or int(counted[1]) == 0:
            sys.exit("callgrind counted nothing")
        return round(int(counted[1]) / int(said[1]))


def how_to_record(options):
    return f"python3 tests/cost/test_cost.py --program {options.program} --record"


def tolerance(options, recorded):
    now = measure(options, RECORDED["yardstick"])
    if abs(now / recorded - 1) <= SAME_YARDSTICK:
        return TOLERANCE
    print(f"yardstick: {now}, recorded {recorded}: compiler or libraries are others here, so the comparison is coarse")
    return TOLERANCE_ELSEWHERE


def compare(options, name):
    figures = json.loads(FIGURES.read_text())["instructions_per_message"]
    recorded = figures[name]
    most = tolerance(options, figures["yardstick"])
    now = measure(options, RECORDED[name])
    change = now / recorded - 1
    print(f"{name}: {now} instructions per message, recorded {recorded} ({change:+.1%})", flush=True)
    if change > most:
        sys.exit(f"That is more than {most:.0%} above what it was. If it is worth it, record it and say why in "
                 f"the commit:\n    {how_to_record(options)}")
    if change < -most:
        sys.exit(f"A gain of more than {most:.0%}: record it, so that it is kept:\n    {how_to_record(options)}")


def compare_idle(options):
    few = measure(options, ["alone", str(FEW_IDLE)])
    many = measure(options, ["alone", str(MANY_IDLE)])
    change = many / few - 1
    print(f"alone: {few} instructions per message among {FEW_IDLE} idle connections, "
          f"{many} among {MANY_IDLE} ({change:+.1%})", flush=True)
    if abs(change) > IDLE_TOLERANCE:
        sys.exit(f"More than {IDLE_TOLERANCE:.0%} apart: something is done for connections that say nothing.")


def record(options):
    compiler = subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True).stdout.strip()
    figures = {name: measure(options, arguments) for name, arguments in RECORDED.items()}
    FIGURES.write_text(json.dumps(
        {"measured_with": f"g++ {compiler}, RelWithDebInfo, x86_64", "instructions_per_message": figures},
        indent=2) + "\n")
    print(FIGURES.read_text(), end="")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="path of miniqq-cost")
    parser.add_argument("--valgrind", default="valgrind")
    parser.add_argument("--record", action="store_true", help="write costs.json anew")
    parser.add_argument("what", nargs="?", choices=[*RECORDED, "idle"])
    options = parser.parse_args()
    if options.record:
        record(options)
    elif options.what == "idle":
        compare_idle(options)
    elif options.what and options.what != "yardstick":
        compare(options, options.what)
    else:
        parser.error("nothing to do: name a figure or --record")


if __name__ == "__main__":
    main()
