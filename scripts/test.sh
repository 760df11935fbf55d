#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds MiniQQ and runs its tests.
#   scripts/test.sh            the default suite, in the build that treats warnings as errors
#   scripts/test.sh asan       the same under AddressSanitizer and UndefinedBehaviorSanitizer
#   scripts/test.sh slow       the long runs (fault loops) alone
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-ci}
case "$what" in
    ci | dev | release | asan) preset=$what ;;
    slow) preset=ci ;;
    *) echo "usage: scripts/test.sh [ci|dev|release|asan|slow]" >&2; exit 2 ;;
esac

scripts/setup.sh
echo "test: configuring build/$preset"
mkdir -p build
log=build/configure-$preset.log
cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
echo "test: building (the first time takes some minutes)"
cmake --build --preset "$preset" -j"$(nproc)" -- --quiet
echo "test: running"
if [ "$what" = slow ]; then
    exec ctest --test-dir "build/$preset" --output-on-failure --no-tests=error -L slow
fi
exec ctest --preset "$preset"
