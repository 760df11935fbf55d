# SPDX-License-Identifier: MIT
"""Thousands at once (F18, F19, A63): the server is killed under them and all come back; all are reset; some stop reading."""
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
CROWD = int(os.environ.get("MINIQQ_CROWD", "5000"))
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



class SlowReaders(unittest.TestCase):
    """Everybody is in the lobby when every tenth stops reading: they are dropped, with a reason, and nobody else notices."""

    def test_a63_a_tenth_stops_reading(self):
        server = harness.Server({**CONFIG, "limit.connections": "6000", "limit.messages.perSecond": "0",
                                 "limit.deadAfterMs": "600000"}).start()
        self.addCleanup(server.__exit__)
        herd = Herd(CROWD, server.address)
        self.addCleanup(herd.reset)
        herd.come(spread=10)
        self.assertTrue(herd.run(herd.everybody_is_in, 180), f"{herd.online} of {CROWD}, {collections.Counter(herd.refusals)}")
        slow, quick = herd.people[::10], [one for i, one in enumerate(herd.people) if i % 10]
        signed_in = lambda: json.loads(harness.ctl(self, server, "--json", "status"))["signedIn"]
        writer = server.client(timeout=30).sign_in("writer")
        self.addCleanup(writer.close)
        pair = harness.ControlPair(server)
        herd.run(lambda: len(pair.round_trips) >= 2 or pair.problem, 20)

        herd.stop_reading(slow)
        resident, peak, acks = server.resident_kib(), 0, []
        text = "x" * 3900
        while len(acks) % 10 or signed_in() > len(quick) + 3:
            self.assertLess(len(acks), 2000, f"{signed_in()} are still signed in")
            started = time.monotonic()
            self.assertEqual(writer.say("lobby", text)["type"], "chat.ack")
            acks.append(time.monotonic() - started)
            heard = lambda: all(one.delivered == len(acks) for one in quick)
            self.assertTrue(herd.run(heard, 30), f"{sum(one.delivered < len(acks) for one in quick)} wait for ever")
            peak = max(peak, server.resident_kib())
        worst = sorted(pair.round_trips)[int(0.99 * (len(pair.round_trips) - 1))]
        print(f"\n{len(slow)} of {CROWD} stopped reading: dropped during {len(acks)} messages to all, ack's p50 "
              f"{statistics.median(acks) * 1000:.0f} ms; the honest pair's p99 {worst * 1000:.0f} ms; {peak - resident} KiB more", flush=True)
        pair.finish(self, UNDER_LOAD)
        self.assertEqual(herd.online, CROWD, "somebody who reads was dropped")
        self.assertRegex(server.log(), "disconnected: (timeout|slow_consumer)")
        self.assertLess(peak - resident, 256 * 1024)

        herd.read_again(slow)  # they find out, and come back
        self.assertTrue(herd.run(lambda: signed_in() == CROWD + 1, BACK), f"{signed_in()} are back")
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    harness.main()
