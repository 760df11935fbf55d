#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The long version of what the suite does in a minute: kills the server at least 200 times under load (200 000 messages
# acknowledged), and takes its power 150 times; nothing acknowledged may be lost, doubled, moved or changed.
#   scripts/soak.sh [--quick]        --quick: a tenth of it
set -euo pipefail
cd "$(dirname "$0")/.."
kills=200 messages=200000 cuts=150
if [ "${1:-}" = "--quick" ]; then
    kills=20 messages=20000 cuts=15
fi

scripts/setup.sh
echo "soak: building"
mkdir -p build
cmake --preset release >build/configure-release.log 2>&1 || { cat build/configure-release.log >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq-serverd tst_powercut -- --quiet

python3 -B tests/integration/killloop.py --server build/release/bin/miniqq-serverd --kills "$kills" --messages "$messages"
MINIQQ_POWER_CUTS=$cuts QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="miniqq.*=false" build/release/tests/tst_powercut
