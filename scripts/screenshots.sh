#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Takes pictures of every window, in Chinese and English, light and dark: build/screenshots/*.png
#   scripts/screenshots.sh [--only zh-light|zh-dark|en-light|en-dark]
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -gt 0 ] && { [ "$1" != --only ] || [ $# -ne 2 ]; }; then
    echo "usage: scripts/screenshots.sh [--only LANGUAGE-THEME]" >&2
    exit 2
fi
scripts/setup.sh
mkdir -p build
log=build/configure-release.log
echo "screenshots: building (the first time takes some minutes)"
cmake --preset release >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq miniqq-server -- --quiet
PYTHONDONTWRITEBYTECODE=1 exec /usr/bin/python3 scripts/demo/pictures.py --bin build/release/bin --out build/screenshots "$@"
