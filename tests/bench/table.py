# SPDX-License-Identifier: MIT
"""Tables of text, in Markdown."""
import targets
from records import OURS, OURS_TLS

_DETAILS = (
    ("rate", "msgs/s"), ("p50", "p50 us"), ("p99", "p99 us"), ("p999", "p99.9 us"), ("slowest", "slowest"), ("ackp50", "ack p50"),
    ("ackp99", "ack p99"), ("cpu", "us/msg"), ("user", "user"), ("sys", "sys"), ("srvpct", "server %"),
    ("lgpct", "load %"), ("percommit", "msgs/commit"), ("rssconn", "KiB/conn"), ("login", "sign-ins/s"),
)


def number(value):
    """Three digits or all before the point; a dash for nothing."""
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def render(head, lines):
    """The first column to the left, the others to the right."""
    widths = [max(len(line[i]) for line in (head, *lines)) for i in range(len(head))]

    def join(line):
        cells = [line[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
        return "| " + " | ".join(cells) + " |"

    ruler = "|" + "|".join("-" * (width + 1) + ("-" if i == 0 else ":") for i, width in enumerate(widths)) + "|"
    return "\n".join([join(head), ruler, *map(join, lines)])


def details(records, workload):
    """Medians of everything that was measured in one workload, one line per server."""
    lines = []
    for server in records.servers(workload):
        failed = [r["failed"] for r in records.of(workload, server) if "failed" in r]
        values = [number(records.median(workload, server, field)) for field, _ in _DETAILS]
        lines.append([server, *values, f"no: {failed[0]}" if failed else "yes"])
    return render([workload, *(title for _, title in _DETAILS), "clean"], lines)


def _cell(records, row, server, missing):
    if server in missing:
        return "not here"
    if records.failed(row.workload, server):
        return "failed"
    return number(records.median(row.workload, server, row.field))


def _verdict(conditions, records):
    word = {True: "yes", False: "NO", None: "?"}[targets.met(conditions, records)]
    limits = ", ".join(f"{c.relation} {c.limit:g}" + (f" {c.against()}" if c.other else "") for c in conditions)
    return f"{word} ({limits})" if conditions else "-"


def final(records, peers, missing):
    """The table at the end: what was measured, beside the peers, and what of it was demanded."""
    lines = []
    for row in targets.rows():
        servers = records.servers(row.workload)
        if not servers:
            continue
        cells = [_cell(records, row, s, ()) if s in servers else "-" for s in (OURS, OURS_TLS)]
        cells += [_cell(records, row, s, missing) if row.beside_peers and s in (*servers, *missing) else "-" for s in peers]
        ratios = ", ".join(f"{number(value)} {name}" for name, value in row.ratios(records))
        lines.append([row.title, *cells, ratios or "-", _verdict(row.must, records), _verdict(row.goal, records)])
    return render(["", OURS, "TLS", *peers, "ratio to", "must", "goal"], lines)
