# SPDX-License-Identifier: MIT
"""What is run: the workloads, alike for both load generators, and who takes part in which."""
import dataclasses

RAW = ("rawrelay", "rawrelay-ack", "rawrelay-disk")
PEERS = RAW + ("redis-disk", "redis", "inspircd", "mosquitto-disk", "mosquitto", "prosody-mam")


@dataclasses.dataclass(frozen=True)
class Workload:
    name: str
    work: str  # what the load generators call it
    options: tuple  # the same for both
    accounts: int
    peers: tuple


# What signing in leaves to be written to disk is not what idle connections cost: it has this long to be done.
_REST = ("--warm", "5")


def _scale(count, accounts, peers):
    return Workload(f"scale-{count}", "scale", ("--conns", str(count), *_REST), accounts, peers)


def workloads(quick):
    scales = (20, 1000) if quick else (20, 1000, 5000, 10_000)
    fans = tuple(peer for peer in PEERS if peer != "rawrelay-ack")
    everyone = RAW if quick else PEERS
    result = [
        Workload("single", "pingpong", ("--pairs", "1"), 100, ("rawrelay-disk",) if quick else ("rawrelay-disk", "redis-disk")),
        Workload("pingpong", "pingpong", ("--pairs", "50"), 100, everyone),
        Workload("pipeline", "pipeline", ("--pairs", "50", "--window", "32"), 100, everyone),
        Workload("fanout-100", "fanout", ("--members", "100", "--window", "16"), 101, RAW[:1] if quick else fans),
        Workload("fanout-1000", "fanout", ("--members", "1000", "--window", "8"), 1001, RAW[:1] if quick else fans),
    ]
    # All with the same accounts: what differs is how many of them are connected.
    return result + [_scale(count, scales[-1], RAW[:1] if quick else ("rawrelay", "inspircd")) for count in scales]
