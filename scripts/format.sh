#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings every C++ file into the one style (.clang-format). --check only says which files are not.
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(-i)
[ "${1:-}" = "--check" ] && mode=(--dry-run --Werror)
git ls-files '*.cpp' '*.h' | xargs clang-format "${mode[@]}"
