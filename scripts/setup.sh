#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs what building, testing and running MiniQQ needs on Debian 12 (root or sudo). Does nothing if all is there.
#   scripts/setup.sh --developer    adds what only developers of MiniQQ itself want (formatter, fuzzers, debugger)
set -euo pipefail

packages=(
    g++ cmake ninja-build pkg-config python3
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    libssl-dev libargon2-dev libsqlite3-dev openssl
    xvfb xdotool xclip dbus at-spi2-core python3-gi gir1.2-atspi-2.0
    valgrind strace faketime
    fonts-noto-core fonts-noto-cjk fonts-noto-mono fonts-noto-color-emoji
)
[ "${1:-}" = "--developer" ] && packages+=(clang clang-format clang-tidy libclang-rt-14-dev ccache gdb gcovr)

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | grep -q '^installed$' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    echo "setup: everything is installed"
    exit 0
fi

if ! command -v apt-get >/dev/null; then
    echo "setup: this is no Debian (no apt-get). Install the counterparts of: ${missing[*]}" >&2
    exit 1
fi
root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "setup: ${missing[*]} must be installed: run this as root, or install sudo" >&2
        exit 1
    fi
    root=(sudo)
fi
echo "setup: installing ${missing[*]}"
"${root[@]}" apt-get update -qq
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "setup: done"
