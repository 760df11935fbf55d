#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Plants faults, each against one promise, in a copy of the sources and shows which test fails (about half an hour).
#   scripts/seeded.sh [NAME ...]       tests/seeded/seeds.py has the names
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/seeded/seeded.py "$@"
