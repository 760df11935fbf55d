#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Lets programs of two ages talk (fault F25): clients of an older commit with today's server, and today's messenger, killed again and
# again, with the older server.
#   scripts/skew.sh COMMIT
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -eq 1 ] || { sed -n 's/^#   //p' "$0" >&2; exit 2; }
commit=$(git rev-parse --verify --quiet "$1^{commit}") || { echo "skew: $1 is no commit of this repository" >&2; exit 2; }
older=build/skew/$commit

scripts/setup.sh
mkdir -p "$older"
git archive "$commit" | tar -x -C "$older"
export PYTHONDONTWRITEBYTECODE=1
for source in . "$older"; do
    targets=(miniqq-serverd)
    [ "$source" = . ] && targets+=(miniqq-headless)
    cmake -S "$source" -B "$source/build/release" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo >"$older/configure.log" 2>&1 ||
        { cat "$older/configure.log" >&2; exit 1; }
    cmake --build "$source/build/release" -j"$(nproc)" --target "${targets[@]}" -- --quiet
done
program() { find "$1/build/release" -name "$2" -type f -perm -u+x -print -quit; }

failed=0
# What a client of then relies on: words, states, accounts, framing. (Its list of every field belongs to its own server.)
for topic in chat states accounts framing json strangers; do
    echo "skew: the older test of $topic with today's server"
    python3 "$older/tests/blackbox/test_$topic.py" --server "$(program . miniqq-serverd)" || failed=1
done
echo "skew: today's messenger with the older server"
python3 tests/integration/messengerkills.py --server "$(program "$older" miniqq-serverd)" --messenger "$(program . miniqq-headless)" --kills 20 ||
    failed=1
exit $failed
