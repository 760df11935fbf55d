# SPDX-License-Identifier: MIT
"""Thousands at once (F18, F19): the server is killed under them and all come back; all are reset in one moment."""
import collections
import json
import os
import statistics
import time
import unittest

import harness
from harness import until
from herd import Herd

SIZE = int(os.environ.get("MINIQQ_HERD", "2000"))
BACK = 60  # seconds in which everybody is signed in again
UNDER_LOAD = 1.0  # seconds of the honest pair's p99 while thousands come back on the machine it shares with them
CONFIG = {"password.memoryKiB": "8", "password.iterations": "1"}


class Thousands(unittest.TestCase):
    def setUp(self):
        self.server = harness.Server(CONFIG).start()
        self.server.keep_port = True
        self.addCleanup(self.server.__exit__)
        self.herd = Herd(SIZE, self.server.address)
        self.addCleanup(self.herd.reset)
        self.herd.come(spread=5)
        self.assertTrue(self.herd.run(self.herd.everybody_is_in, 120), self.told("not everybody got in"))
        self.assertEqual(self.connections(), SIZE)

    def told(self, what):
        states = collections.Counter(person.state for person in self.herd.people)
        return f"{what}: {self.herd.online} of {SIZE} online, states {dict(states)}, refused {collections.Counter(self.herd.refusals)}"

    def connections(self):
        return json.loads(harness.ctl(self, self.server, "--json", "status"))["signedIn"]

    def report(self, what, started, pair):
        times = sorted(when - started for when in self.herd.came_back)
        worst = sorted(pair.round_trips)[int(0.99 * (len(pair.round_trips) - 1))]
        print(f"\n{what}: {len(times)} sessions, half of them after {statistics.median(times):.1f} s, all after {times[-1]:.1f} s; "
              f"the honest pair's p99 {worst * 1000:.0f} ms, median {statistics.median(pair.round_trips) * 1000:.0f} ms", flush=True)

    def test_f19_all_come_back_after_the_server_was_killed(self):
        tokens = [person.token for person in self.herd.people]
        self.server.kill()
        self.assertTrue(self.herd.run(self.herd.nobody_is_in, 30))
        down = time.monotonic() + 3  # so that they find nobody there, and wait longer and longer
        self.herd.run(lambda: time.monotonic() > down, 10)
        self.herd.came_back.clear()
        self.server.start()
        started = time.monotonic()
        pair = harness.ControlPair(self.server)
        self.assertTrue(self.herd.run(self.herd.everybody_is_in, BACK), self.told("not everybody is back"))
        self.assertEqual(self.connections(), SIZE + 2)
        self.herd.run(lambda: len(pair.round_trips) >= 4 or pair.problem, 20)
        pair.finish(self, UNDER_LOAD)
        self.report("a killed server", started, pair)
        # By the token of before, each of them: nobody had to type a password.
        self.assertFalse([person for person, token in zip(self.herd.people, tokens) if person.token == token])
        self.assertEqual(self.server.stop(), 0)

    def test_f18_all_are_reset_at_once(self):
        resident = []
        for spread in (1, 1, 1):
            pair = harness.ControlPair(self.server, self.names())
            self.herd.reset()
            self.assertTrue(until(lambda: self.connections() == 2, 20), f"{self.connections()} still count as signed in")
            resident.append(self.server.resident_kib())
            self.herd.came_back.clear()
            started = time.monotonic()
            self.herd.come(spread)  # all within a second
            self.assertTrue(self.herd.run(self.herd.everybody_is_in, BACK), self.told("not everybody is back"))
            self.herd.run(lambda p=pair: len(p.round_trips) >= 8 or p.problem, 20)
            pair.finish(self, UNDER_LOAD)
            self.report("all were reset", started, pair)
        # Nothing is left of those who went.
        self.assertLess(resident[2], resident[0] * 1.05 + 2048, resident)
        self.assertEqual(self.server.stop(), 0)

    _rounds = 0

    def names(self):
        Thousands._rounds += 1
        return f"pair{Thousands._rounds}a", f"pair{Thousands._rounds}b"


if __name__ == "__main__":
    harness.main()
