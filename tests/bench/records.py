# SPDX-License-Identifier: MIT
"""What the runs found: one record for each, and medians over the rounds."""
import json
import statistics

OURS, OURS_TLS = "miniqq", "miniqq-tls"


def parse_result(text):
    """The fields of the last RESULT line of a load generator, numbers as numbers; None if there is none."""
    lines = [line for line in text.splitlines() if line.startswith("RESULT ")]
    if not lines:
        return None
    fields = {}
    for part in lines[-1].split()[1:]:
        key, equals, value = part.partition("=")
        if not equals:
            return None
        fields[key] = _number(value)
    return fields


def _number(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


class Records:
    """All runs of one benchmark, also as lines of JSON in a file, if there is one."""

    def __init__(self, path=None):
        self._all = []
        self._file = open(path, "w", encoding="utf-8") if path else None

    def add(self, workload, server, number, fields=None, failed=None):
        """`fields` as of parse_result(); without them `failed` says why."""
        record = {"workload": workload, "server": server, "round": number, **(fields or {})}
        if fields is None:
            record["failed"] = failed or "no result"
        elif record.get("ok") != 1:
            record["failed"] = "not clean"
        self._all.append(record)
        if self._file:
            print(json.dumps(record), file=self._file, flush=True)
        return record

    def close(self):
        if self._file:
            self._file.close()

    def of(self, workload, server):
        return [r for r in self._all if (r["workload"], r["server"]) == (workload, server)]

    def servers(self, workload):
        return list(dict.fromkeys(r["server"] for r in self._all if r["workload"] == workload))

    def failed(self, workload, server):
        """Whether any round failed: then there is no figure that anything could be said of."""
        return any("failed" in r for r in self.of(workload, server))

    def median(self, workload, server, field):
        """None if it was not measured, or a round failed."""
        values = [r[field] for r in self.of(workload, server) if field in r]
        if not values or self.failed(workload, server):
            return None
        return statistics.median(values)

    def ratio(self, field, one, other):
        """`one` and `other` are (workload, server). None where either is missing or nothing."""
        above, below = self.median(*one, field), self.median(*other, field)
        return above / below if above is not None and below else None

    def our_failures(self):
        return [r for r in self._all if r["server"] in (OURS, OURS_TLS) and "failed" in r]
