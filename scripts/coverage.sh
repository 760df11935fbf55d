#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures which lines the tests reach, and fails where fewer are reached than are promised.
#   scripts/coverage.sh            builds with counters, runs the tests, writes build/coverage/report/index.html
#   scripts/coverage.sh --report   the same from the counters of the last run
# Of what the tests start and kill, nothing is counted: whoever is killed writes no counters.
set -euo pipefail
cd "$(dirname "$0")/.."

# room, least share of lines in percent
promised=(common/protocol:95 common/wire:95 common/net:95 server/domain:90)
# What tests them; windows and the lab are tested by others.
folders=(tests/unit/common tests/unit/server tests/integration tests/blackbox tests/fuzz)

scripts/setup.sh --developer
if [ "${1:-}" != --report ]; then
    mkdir -p build
    cmake --preset coverage >build/configure-coverage.log 2>&1 || { cat build/configure-coverage.log >&2; exit 1; }
    cmake --build --preset coverage -j"$(nproc)" --target server/all "${folders[@]/%//all}" -- --quiet
    find build/coverage -name '*.gcda' -delete
    for folder in "${folders[@]}"; do
        # With counters some are too slow for their own deadlines; that is told by scripts/test.sh, not here.
        ctest --test-dir "build/coverage/$folder" -j"$(nproc)" -LE 'slow|bench|cost' --output-on-failure >>build/coverage/tests.log ||
            echo "coverage: tests of $folder failed with counters, see build/coverage/tests.log; what they reached counts" >&2
    done
fi

mkdir -p build/coverage/report
gcovr --root . --object-directory build/coverage --filter 'common/' --filter 'server/' --exclude '.*autogen.*' -j "$(nproc)" \
    --json-summary build/coverage/report/summary.json --html-details build/coverage/report/index.html >/dev/null
python3 - "${promised[@]}" <<'EOP'
import json
import sys

rooms, least = {}, dict(each.split(":") for each in sys.argv[1:])
for entry in json.load(open("build/coverage/report/summary.json"))["files"]:
    room = "/".join(entry["filename"].split("/")[:2])
    covered, total = rooms.get(room, (0, 0))
    rooms[room] = covered + entry["line_covered"], total + entry["line_total"]
failed = False
for room, (covered, total) in sorted(rooms.items()):
    share = 100 * covered / total if total else 100
    few = share < float(least.get(room, 0))
    failed = failed or few
    promise = f"  (promised {least[room]})" if room in least else ""
    print(f"{room:20} {share:5.1f} % of {total} lines{promise}{'  TOO FEW' if few else ''}")
for room in least.keys() - rooms.keys():
    print(f"{room}: nothing was measured", file=sys.stderr)
    failed = True
sys.exit(failed)
EOP
