#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Measures the server on this machine: acknowledged means synced to disk, and every message is counted.
#   scripts/bench.sh [--quick]
# Server on one processor, load generator on another. Where ../shared/bench/ is present, its raw relays run in the same call:
# their figures are what the machine can do at all, and only ratios to them mean anything.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=3
seconds=4
idle=5000
if [ "${1:-}" = "--quick" ]; then
    rounds=1
    seconds=2
    idle=1000
elif [ $# -gt 0 ]; then
    echo "usage: scripts/bench.sh [--quick]" >&2
    exit 2
fi

scripts/setup.sh
echo "bench: building"
mkdir -p build
cmake --preset release >build/configure-release.log 2>&1 || { cat build/configure-release.log >&2; exit 1; }
cmake --build --preset release -j"$(nproc)" --target miniqq-serverd miniqq-load -- --quiet

bin=build/release/bin
work=$(mktemp -d "${TMPDIR:-/tmp}/miniqq-bench.XXXXXX")
server=
finish() {
    [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT

# The load is one machine with thousands of accounts: what guards against floods is out of its way, and passwords are hashed
# cheaply, because hashing is not what is measured. Never use these settings for people.
cat >"$work/bench.conf" <<EOF
password.memoryKiB = 8
password.iterations = 1
limit.connections = 12000
limit.connectionsPerTrustedAddress = 12000
limit.preAuth = 12000
limit.newConnectionsPerAddress.perSecond = 0
limit.messages.perSecond = 0
limit.hints.perSecond = 0
limit.requests.perSecond = 0
limit.registrations.perSecond = 0
limit.registrationsPerAddress.perSecond = 0
limit.framesPerConnection.perSecond = 0
password.queue = 20000
limit.bytesPerConnection.perSecond = 0
EOF
ulimit -n 20000 2>/dev/null || true

# The server and the load must not share a processor.
on_cpu0=()
on_cpu1=()
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
    on_cpu0=(taskset -c 0)
    on_cpu1=(taskset -c 1)
fi

run() { # run NAME OPTIONS...: a fresh server, then the load
    local name=$1
    shift
    "${on_cpu0[@]}" "$bin/miniqq-serverd" --listen 127.0.0.1:0 --plain --data "$work/data-$name" --config "$work/bench.conf" \
        >"$work/out" 2>"$work/err" &
    server=$!
    local line=
    while ! line=$(grep -m1 '^listening on' "$work/out"); do
        kill -0 "$server" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
        read -rt 0.05 <> <(:) || true
    done
    "${on_cpu1[@]}" "$bin/miniqq-load" --port "${line##*:}" --pid "$server" --secs "$seconds" "$@"
    kill "$server"
    wait "$server" || { echo "bench: the server did not end well" >&2; exit 1; }
    server=
    rm -rf "$work/data-$name"
}

for round in $(seq "$rounds"); do
    echo "== round $round of $rounds"
    if [ -x ../shared/bench/run.sh ]; then
        (cd ../shared/bench && BENCH_RUN="$work/peers" ./run.sh -r 1 -s "$seconds" pingpong rawrelay rawrelay-disk) || true
    fi
    run pingpong --pairs 50
    run idle --pairs 10 --idle "$idle"
    run pipeline --pairs 50 --window 32
done
