#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Shows that the tests would notice: plants one fault at a time in a copy of the sources and runs the tests that must fail.

    seeded.py --check              only looks whether every fault still fits the sources (part of the default suite)
    seeded.py [NAME ...]           plants, builds, tests; all of them take about half an hour
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import time

from seeds import SEEDS

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ("app", "common", "resources", "scripts", "server", "tests", "CMakeLists.txt", "CMakePresets.json")
PROGRAMS = {"blackbox": ["miniqq-serverd"], "killloop": ["miniqq-serverd"],
            "messengerkills": ["miniqq-serverd", "miniqq-headless"]}  # what tests without a program of their own need


def misfits():
    for seed in SEEDS:
        count = (ROOT / seed.file).read_text().count(seed.old) if seed.old else 0
        if count != 1:
            yield f"{seed.name}: its place in {seed.file} was found {count} times; bring tests/seeded/seeds.py up to date"
        if seed.old == seed.new:
            yield f"{seed.name}: plants nothing"


class Copy:
    """The sources somewhere else, with a build of their own that is kept from call to call."""

    def __init__(self, folder):
        self.sources, self.build = folder / "sources", folder / "build"

    def refresh(self):
        wanted = {path.relative_to(ROOT) for name in COPIED for path in [ROOT / name, *(ROOT / name).rglob("*")]
                  if path.is_file() and "__pycache__" not in path.parts}
        for path in wanted:
            target = self.sources / path
            # Files that did not change keep their times, so that they are not built again.
            if not target.exists() or target.read_bytes() != (ROOT / path).read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / path, target)
        for target in self.sources.rglob("*"):
            if target.is_file() and target.relative_to(self.sources) not in wanted:
                target.unlink()
        if not (self.build / "build.ninja").exists():
            self.run("cmake", "-S", self.sources, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug")

    def run(self, *command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stdout[-4000:]}")

    def make(self, tests):
        targets = {target for test in tests for target in PROGRAMS.get(test.partition("_")[0], [test])}
        self.run("cmake", "--build", self.build, "--target", *sorted(targets))

    def complaint(self, test):
        """What the test says where it fails; None if it passes."""
        done = subprocess.run(["ctest", "--test-dir", self.build, "-R", f"^{test}$", "--no-tests=error", "--output-on-failure"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        if "No tests were found" in done.stdout:
            sys.exit(f"there is no test {test}")
        if done.returncode == 0:
            return None
        # Of Qt Test, of unittest, and of what died.
        return next((line.strip() for line in done.stdout.splitlines() if re.search(r"FAIL!|^(FAIL|ERROR): |QFATAL|Timeout", line)),
                    "fails without a word")

    def plant(self, seed):
        path = self.sources / seed.file
        path.write_text(path.read_text().replace(seed.old, seed.new))

    def heal(self, seed):
        shutil.copyfile(ROOT / seed.file, self.sources / seed.file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folder", type=pathlib.Path, default=ROOT / "build" / "seeded", help="where the copy is kept")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(seed.name for seed in SEEDS))
    options = parser.parse_args()

    wrong = list(misfits())
    if wrong:
        sys.exit("\n".join(wrong))
    if options.check:
        print(f"{len(SEEDS)} faults fit")
        return 0
    unknown = set(options.names) - {seed.name for seed in SEEDS}
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")

    chosen = [seed for seed in SEEDS if not options.names or seed.name in options.names]
    copy = Copy(options.folder)
    copy.refresh()
    tests = sorted({test for seed in chosen for test in seed.tests})
    copy.make(tests)
    sick = [test for test in tests if copy.complaint(test)]
    if sick:
        sys.exit(f"these fail without any fault: {', '.join(sick)}")

    unnoticed = []
    for seed in chosen:
        began = time.monotonic()
        copy.plant(seed)
        try:
            copy.make(seed.tests)
            complaints = {test: copy.complaint(test) for test in seed.tests}
        finally:
            copy.heal(seed)
        blind = [test for test, complaint in complaints.items() if complaint is None]
        unnoticed += [f"{test} does not notice {seed.name} ({seed.promise})" for test in blind]
        verdict = "noticed by" if not blind else "NOT NOTICED by"
        print(f"{seed.name:28} {verdict} {', '.join(blind or seed.tests)} ({time.monotonic() - began:.0f} s)", flush=True)
        for test, complaint in complaints.items():  # is it the fault that it noticed?
            if complaint:
                print(f"    {test}: {complaint[:140]}", flush=True)
    print("\n".join(unnoticed) if unnoticed else f"all {len(chosen)} faults were noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
