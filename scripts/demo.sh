#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds MiniQQ and opens a server window and two messengers: Alice and Bob, ready to type.
#   scripts/demo.sh                until the windows are closed; Ctrl+C ends it
#   scripts/demo.sh --seconds N    ends by itself
# Without a display it does the same on a private screen, types a short conversation into the real windows, saves
# build/demo/{server,alice,bob}.png, and succeeds only if each window shows what the other said.
set -euo pipefail
cd "$(dirname "$0")/.."

options=()
while [ $# -gt 0 ]; do
    case "$1" in
        --seconds) [[ "${2:-}" =~ ^[0-9]+$ ]] || { echo "demo: --seconds wants a number" >&2; exit 2; }
            options+=(--seconds "$2"); shift 2 ;;
        *) echo "usage: scripts/demo.sh [--seconds N]" >&2; exit 2 ;;
    esac
done

scripts/setup.sh
mkdir -p build
log=build/configure-release.log
echo "demo: building (the first time takes some minutes)"
cmake --preset release >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq miniqq-server -- --quiet

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "demo: no display; using a private one"
    options+=(--headless)
fi
PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 scripts/demo/demo.py --bin build/release/bin --out build/demo "${options[@]}"
