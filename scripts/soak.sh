#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The long version of what the suite does in a minute: kills the server at least 200 times under load (200 000 messages
# acknowledged), takes its power 150 times, and kills messengers 600 times, wherever they are; nothing acknowledged, or
# accepted by a messenger, may be lost, doubled, moved or changed.
#   scripts/soak.sh [--quick]        --quick: a tenth of it
set -euo pipefail
cd "$(dirname "$0")/.."
kills=200 messages=200000 cuts=150 messengers=600
if [ "${1:-}" = "--quick" ]; then
    kills=20 messages=20000 cuts=15 messengers=96
fi

scripts/setup.sh
echo "soak: building"
mkdir -p build
cmake --preset release >build/configure-release.log 2>&1 || { cat build/configure-release.log >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq-serverd miniqq-headless tst_powercut -- --quiet

python3 -B tests/integration/killloop.py --server build/release/bin/miniqq-serverd --kills "$kills" --messages "$messages"
python3 -B tests/integration/messengerkills.py --server build/release/bin/miniqq-serverd \
    --messenger build/release/tests/miniqq-headless --kills "$messengers"
MINIQQ_POWER_CUTS=$cuts QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="miniqq.*=false" build/release/tests/tst_powercut
