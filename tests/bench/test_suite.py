#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The benchmark's arithmetic: medians, ratios, verdicts and tables."""
import json
import pathlib
import tempfile
import unittest
from unittest import mock

import packages
import suite
import table
import targets
import workloads
from records import OURS, OURS_TLS, Records, parse_result


def filled(*runs):
    """Records of (workload, server, field, values of the rounds)."""
    records = Records()
    for workload, server, field, values in runs:
        for number, value in enumerate(values, 1):
            records.add(workload, server, number, {field: value, "ok": 1})
    return records


class Parsing(unittest.TestCase):
    def test_takes_the_last_result_and_its_types(self):
        text = "words\nRESULT label=a rate=1\nRESULT label=miniqq rate=12 p50=3.5 ok=1\n"
        self.assertEqual(parse_result(text), {"label": "miniqq", "rate": 12, "p50": 3.5, "ok": 1})

    def test_no_result_is_none(self):
        for text in ("", "RESULTS a=1", "RESULT broken", "rate=1"):
            self.assertIsNone(parse_result(text), text)


class Medians(unittest.TestCase):
    def test_of_the_rounds(self):
        records = filled(("pingpong", OURS, "rate", [5, 100, 7]), ("pingpong", "redis", "rate", [2, 4]))
        self.assertEqual(records.median("pingpong", OURS, "rate"), 7)
        self.assertEqual(records.median("pingpong", "redis", "rate"), 3)
        self.assertAlmostEqual(records.ratio("rate", ("pingpong", OURS), ("pingpong", "redis")), 7 / 3)

    def test_nothing_of_a_workload_with_a_failed_or_unclean_round(self):
        records = filled(("pingpong", OURS, "rate", [5, 6]))
        records.add("pingpong", OURS, 3, {"rate": 7, "ok": 0})
        records.add("pipeline", OURS, 1, failed="did not start")
        self.assertIsNone(records.median("pingpong", OURS, "rate"))
        self.assertIsNone(records.median("pipeline", OURS, "rate"))
        self.assertEqual([r["failed"] for r in records.our_failures()], ["not clean", "did not start"])

    def test_a_peers_failure_is_not_ours(self):
        records = filled(("pingpong", OURS, "rate", [5]))
        records.add("pingpong", "redis", 1, failed="did not start")
        self.assertEqual(records.our_failures(), [])

    def test_no_ratio_to_nothing(self):
        records = filled(("a", OURS, "rate", [5]), ("a", "idle", "rate", [0]))
        self.assertIsNone(records.ratio("rate", ("a", OURS), ("a", "idle")))
        self.assertIsNone(records.ratio("rate", ("a", OURS), ("a", "absent")))
        self.assertIsNone(records.ratio("rate", ("a", "absent"), ("a", OURS)))

    def test_lines_of_json(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "runs"
            records = Records(path)
            records.add("pingpong", OURS, 1, {"rate": 5, "ok": 1})
            records.add("pingpong", OURS, 2, failed="gone")
            records.close()
            self.assertEqual([json.loads(line) for line in path.read_text().splitlines()], [
                {"workload": "pingpong", "server": OURS, "round": 1, "rate": 5, "ok": 1},
                {"workload": "pingpong", "server": OURS, "round": 2, "failed": "gone"}])


class Verdicts(unittest.TestCase):
    def row(self, title):
        return next(row for row in targets.rows() if row.title == title)

    def test_limits_hold_at_the_limit(self):
        row = self.row("pingpong: messages/s")
        for rate, must, goal in ((49, False, False), (50, True, False), (85, True, True)):
            records = filled(("pingpong", OURS, "rate", [rate]), ("pingpong", "rawrelay-disk", "rate", [100]),
                             ("pingpong", "redis-disk", "rate", [60]))
            self.assertEqual((targets.met(row.must, records), targets.met(row.goal, records)), (must, goal), rate)

    def test_ahead_is_more_than_level(self):
        row = self.row("pipeline: messages/s")
        for rate, met in ((100, False), (101, True)):
            records = filled(("pipeline", OURS, "rate", [rate]), ("pipeline", "rawrelay-disk", "rate", [200]),
                             ("pipeline", "mosquitto-disk", "rate", [100]))
            self.assertIs(targets.met(row.must, records), met)

    def test_unknown_unless_something_is_missed(self):
        row = self.row("pipeline: messages/s")
        fast = filled(("pipeline", OURS, "rate", [50]), ("pipeline", "rawrelay-disk", "rate", [100]))
        slow = filled(("pipeline", OURS, "rate", [5]), ("pipeline", "rawrelay-disk", "rate", [100]))
        self.assertIsNone(targets.met(row.must, fast))
        self.assertIs(targets.met(row.must, slow), False)
        self.assertIsNone(targets.met((), fast))

    def test_what_is_to_be_small(self):
        for title, server, must, goal in (("10000: KiB per connection", OURS, 20, 8),
                                          ("10000: KiB per connection, TLS", OURS_TLS, 80, 40)):
            row = self.row(title)
            for value, verdict in ((goal, (True, True)), (must, (True, False)), (must + 1, (False, False))):
                records = filled(("scale-10000", server, "rssconn", [value]))
                self.assertEqual((targets.met(row.must, records), targets.met(row.goal, records)), verdict, title)

    def test_growth_and_idle_connections_compare_with_their_own_beginning(self):
        row = self.row("pingpong: us/message, 1000000 stored")
        first, last = "pingpong, 1000 stored", "pingpong, 1000000 stored"
        for cost, must, goal in ((10.5, True, True), (12, True, False), (12.1, False, False)):
            records = filled((first, OURS, "cpu", [10]), (last, OURS, "cpu", [cost]))
            self.assertEqual((targets.met(row.must, records), targets.met(row.goal, records)), (must, goal), cost)
        row = self.row("10 pairs of 10000: messages/s")
        for rate, must, goal in ((95, True, True), (90, True, False), (89, False, False)):
            records = filled(("scale-20", OURS, "rate", [100]), ("scale-10000", OURS, "rate", [rate]))
            self.assertEqual((targets.met(row.must, records), targets.met(row.goal, records)), (must, goal), rate)

    def test_every_row_names_a_workload_that_is_run(self):
        known = {workload.name for workload in workloads.workloads(quick=False)}
        for row in targets.rows():
            self.assertTrue(row.workload in known or row.workload.startswith(("pingpong, ", "pipeline, ")), row.workload)
            for condition in (*row.must, *row.goal):
                if condition.other and condition.other[1] not in (OURS, OURS_TLS):
                    workload = next(w for w in workloads.workloads(quick=False) if w.name == condition.other[0])
                    self.assertIn(condition.other[1], workload.peers)


class Tables(unittest.TestCase):
    def test_final_says_what_is_not_here_and_what_failed(self):
        records = filled(("pingpong", OURS, "rate", [60]), ("pingpong", "rawrelay-disk", "rate", [100]))
        records.add("pingpong", "redis-disk", 1, failed="did not start")
        text = table.final(records, ["rawrelay-disk", "redis-disk", "inspircd"], ["inspircd"])
        cells = [cell.strip() for cell in text.splitlines()[2].strip("|").split("|")]
        self.assertEqual(cells, ["pingpong: messages/s", "60.0", "-", "100", "failed", "not here", "0.60 rawrelay-disk",
                                 "yes (>= 0.5 rawrelay-disk)", "NO (>= 0.85 rawrelay-disk, > 1 redis-disk)"])

    def test_columns_stand_below_each_other(self):
        lines = table.render(["a", "b"], [["long name", "1"], ["x", "12345"]]).splitlines()
        self.assertEqual(len({len(line) for line in lines}), 1)
        self.assertEqual({line.count("|") for line in lines}, {3})

    def test_numbers(self):
        self.assertEqual([table.number(v) for v in (None, 0.004, 3.14159, 12.34, 12345.6)],
                         ["-", "0.00", "3.14", "12.3", "12346"])


class Packages(unittest.TestCase):
    servers = ["rawrelay", "redis", "redis-disk", "inspircd"]

    def missing(self, root, there):
        there = set(there)
        with mock.patch.object(packages, "_present", lambda server: server in there), \
                mock.patch.object(packages.os, "geteuid", lambda: 0 if root else 1000), \
                mock.patch.object(packages.shutil, "which", lambda *_, **__: "/usr/bin/apt-get"), \
                mock.patch.object(packages, "_install", side_effect=lambda _: there.add("inspircd")) as install, \
                mock.patch("builtins.print"):
            return packages.install_missing(self.servers), install.call_args_list

    def test_nothing_is_installed_that_is_there_or_may_not_be(self):
        self.assertEqual(self.missing(True, self.servers), ([], []))
        self.assertEqual(self.missing(False, ["rawrelay"]), (["redis", "redis-disk", "inspircd"], []))

    def test_what_could_not_be_installed_is_missing(self):
        missing, calls = self.missing(True, ["rawrelay"])
        self.assertEqual(missing, ["redis", "redis-disk"])
        self.assertEqual(calls, [mock.call(["inspircd", "redis-server"])])

    def test_no_service_may_start_while_installing_and_the_rule_goes_back_to_what_it_was(self):
        with tempfile.TemporaryDirectory() as folder:
            policy = pathlib.Path(folder) / "policy-rc.d"
            for before in (None, b"mine"):
                if before:
                    policy.write_bytes(before)
                seen = []

                def run(command, **_):
                    seen.append(policy.read_text())
                    raise OSError("no network")

                with mock.patch.object(packages, "_POLICY", policy), mock.patch.object(packages.subprocess, "run", run), \
                        mock.patch("builtins.print"):
                    packages._install(["redis-server"])
                self.assertEqual(seen, ["#!/bin/sh\nexit 101\n"])
                self.assertEqual(policy.read_bytes() if policy.exists() else None, before)


class Names(unittest.TestCase):
    known = ["single", "fanout-100", "fanout-1000", "scale-20", "growth"]

    def test_all_one_or_a_family(self):
        self.assertEqual(suite._names("", self.known, "workload"), self.known)
        self.assertEqual(suite._names("growth,single", self.known, "workload"), ["single", "growth"])
        self.assertEqual(suite._names("fanout", self.known, "workload"), ["fanout-100", "fanout-1000"])
        self.assertEqual(suite._names("redis", ["redis", "redis-disk"], "server"), ["redis"])

    def test_what_is_compared_has_its_rounds_together(self):
        groups = [[workload.name for workload in group] for group in suite.in_turn(suite.workloads(quick=False))]
        self.assertEqual(groups, [["single", "pingpong"], ["pipeline"], ["fanout-100", "fanout-1000"],
                                  ["scale-20", "scale-1000", "scale-5000", "scale-10000"]])

    def test_unknown_ones_are_refused(self):
        with self.assertRaises(SystemExit):
            suite._names("pingpung", self.known, "workload")


if __name__ == "__main__":
    unittest.main(verbosity=2)
