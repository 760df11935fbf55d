#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Lets the fuzzers look for inputs that break a promise, from the kept corpora on.
#   scripts/fuzz.sh [SECONDS] [NAME...]     each target for so long (default 1800), all targets or those named
#   scripts/fuzz.sh --keep [NAME...]        what was found anew, minimised, joins tests/fixtures/fuzz
# What breaks something is left in build/fuzz/found: give it a name in tests/fixtures/fuzz with the fix.
set -euo pipefail
cd "$(dirname "$0")/.."

keep=no seconds=1800
if [ "${1:-}" = --keep ]; then
    keep=yes; shift
elif [[ "${1:-}" =~ ^[0-9]+$ ]]; then
    seconds=$1; shift
fi
all=(chunks clientsession envelope filename framedecoder image lesson messagetext recording serverconfig serversession)
targets=("${@:-${all[@]}}")

scripts/setup.sh --developer
mkdir -p build/fuzz/found
cmake --preset fuzz >build/configure-fuzz.log 2>&1 || { cat build/configure-fuzz.log >&2; exit 1; }
cmake --build --preset fuzz -j"$(nproc)" --target "${targets[@]/#/fuzz_}" -- --quiet

# What fontconfig and Qt's fonts keep until the end is not ours.
unset ASAN_OPTIONS
leaks() { [ "$1" = messagetext ] && echo 0 || echo 1; }

failed=0
for target in "${targets[@]}"; do
    kept=tests/fixtures/fuzz/$target corpus=build/fuzz/corpus/$target
    mkdir -p "$kept" "$corpus"
    if [ $keep = yes ]; then
        # Only what reaches code that nothing kept reaches.
        build/fuzz/bin/fuzz_"$target" -merge=1 -detect_leaks=0 "$kept" "$corpus" 2>/dev/null
        echo "fuzz: $target keeps $(find "$kept" -type f | wc -l) inputs"
        continue
    fi
    log=build/fuzz/$target.log
    if build/fuzz/bin/fuzz_"$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -detect_leaks="$(leaks "$target")" -max_len=4096 \
        -artifact_prefix=build/fuzz/found/"$target"- "$corpus" "$kept" >"$log" 2>&1; then
        echo "fuzz: $target: $(grep -a '^Done' "$log" | tail -1), no finding"
    else
        echo "fuzz: $target: $(grep -am1 -E 'broken promise|ERROR|runtime error' "$log"); see $log" >&2
        failed=1
    fi
done
exit $failed
