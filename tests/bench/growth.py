# SPDX-License-Identifier: MIT
"""Whether a message costs more the more there is: messages stored, conversations per account."""
import shutil

from records import OURS
from servers import Failed

WORKS = {"pingpong": 20_000, "pipeline": 100_000}  # messages measured; a fifth more before them warms up
PAIRS = 50
FILLED = 100_000  # messages behind every number of conversations, so that only that number differs


class Growth:
    def __init__(self, ours, work, quick):
        self._ours, self._work = ours, work
        self._stored = (1_000, 100_000) if quick else (1_000, 100_000, 1_000_000)
        self._conversations = (10, 100) if quick else (10, 100, 1_000)
        self._accounts = 2 * PAIRS + self._conversations[-1]
        self._prepared = {}

    def run(self, records, rounds):
        """Alternating, like everything else."""
        try:
            self._prepare()
            for number in range(1, rounds + 1):
                for name, data in self._prepared.items():
                    for work, count in WORKS.items():
                        workload = f"{work}, {name}"
                        try:
                            fields = self._ours.measure(data, ["--work", work, "--pairs", PAIRS, "--count", count])
                            record = records.add(workload, OURS, number, fields)
                        except Failed as problem:
                            record = records.add(workload, OURS, number, failed=str(problem))
                        yield record
        finally:
            for data in self._prepared.values():
                shutil.rmtree(data, ignore_errors=True)

    def _prepare(self):
        base = self._ours.with_accounts(self._accounts)
        data, there = base, 0
        for stored in self._stored:
            # A fifth of what is counted comes before the count.
            missing = (stored - there) * 5 // 6
            data, there = self._fill(data, f"{stored} stored", there, ["--work", "pipeline", "--count", missing])
        for conversations in self._conversations:
            self._fill(base, f"{conversations} conversations", 0, [
                "--work", "fill", "--count", FILLED, "--conversations", conversations])

    def _fill(self, data, name, there, options):
        filled = self._work / name.replace(" ", "-")
        fields = self._ours.measure(data, [*options, "--pairs", PAIRS], keep=filled)
        if fields.get("ok") != 1:
            raise Failed(f"the store could not be filled ({name})")
        self._prepared[name] = filled
        return filled, there + fields["stored"]
