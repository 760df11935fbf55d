# SPDX-License-Identifier: MIT
"""Installs the peers that are missing, if that is possible, and never lets one start as a service of this machine."""
import os
import pathlib
import shutil
import subprocess

_NEEDS = {  # server -> program, Debian packages
    "redis": ("redis-server", ("redis-server",)),
    "redis-disk": ("redis-server", ("redis-server",)),
    "inspircd": ("inspircd", ("inspircd",)),
    "mosquitto": ("mosquitto", ("mosquitto",)),
    "mosquitto-disk": ("mosquitto", ("mosquitto",)),
    "prosody-mam": ("prosody", ("prosody", "lua-dbi-sqlite3")),
}
_POLICY = pathlib.Path("/usr/sbin/policy-rc.d")
_PATH = os.environ.get("PATH", "") + ":/usr/sbin"


def _installed(package):
    if not shutil.which("dpkg-query"):
        return True  # no Debian: what counts is whether the program is there
    done = subprocess.run(["dpkg-query", "-W", "-f=${db:Status-Status}", package], capture_output=True, text=True)
    return done.stdout == "installed"


def _present(server):
    program, packages = _NEEDS.get(server, (None, ()))
    return not program or bool(shutil.which(program, path=_PATH)) and all(map(_installed, packages))


def install_missing(servers):
    """Tries to; returns those of `servers` that are still not here."""
    missing = [server for server in servers if not _present(server)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = sorted({package for server in missing for package in _NEEDS[server][1]})
        print("bench: installing", *packages, flush=True)
        _install(packages)
    return [server for server in servers if not _present(server)]


def _install(packages):
    before = _POLICY.read_bytes() if _POLICY.exists() else None
    mode = _POLICY.stat().st_mode if before is not None else 0o755
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"],
                        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, timeout=600, check=True)
    except (OSError, subprocess.SubprocessError) as problem:
        print(f"bench: not installed: {problem}", flush=True)
    finally:
        if before is None:
            _POLICY.unlink()
        else:
            _POLICY.write_bytes(before)
            _POLICY.chmod(mode)
