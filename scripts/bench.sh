#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures the server on this machine, beside others where ../shared/bench/ is present; every message is counted.
#   scripts/bench.sh [--quick] [--only pingpong,pipeline] [--rounds 3] [--seconds 3] [--no-peers] [--json FILE]
# tests/bench/README.md says what it does; --help, what else can be chosen.
set -euo pipefail
cd "$(dirname "$0")/.."
case " $* " in
*" -h "* | *" --help "*) exec python3 tests/bench/suite.py --help ;;
esac

scripts/setup.sh
echo "bench: building"
mkdir -p build
cmake --preset release >build/configure-release.log 2>&1 || { cat build/configure-release.log >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq-serverd miniqq-load -- --quiet
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/bench/suite.py "$@"
