# SPDX-License-Identifier: MIT
"""miniqq-lab address, route, resolve, interfaces: compared with what Python's own library says (items 21-34)."""
import errno
import ipaddress
import json
import os
import pathlib
import random
import socket

import labharness


class FactsTest(labharness.LabTest):
    def ask(self, *arguments):
        """The answer as JSON and as text; both must exist and be on stdout alone."""
        answers = []
        for option in (["--json"], []):
            ended = labharness.run(*arguments, *option)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""), ended)
            answers.append(ended.stdout)
        self.assertEqual(answers[0].count("\n"), 1, "one line of JSON")
        self.assertNotIn("{", answers[1])
        return json.loads(answers[0]), answers[1]


class Address(FactsTest):
    def test_forms_are_one_number(self):
        for text in ("192.168.0.1", "3232235521", "0xC0A80001", "C0 A8 00 01", "11000000101010000000000000000001",
                     "11000000.10101000.00000000.00000001"):
            card, shown = self.ask("address", text)
            self.assertEqual((card["dotted"], card["integer"], card["hex"]), ("192.168.0.1", 3232235521, "C0 A8 00 01"), text)
            self.assertIn("192.168.0.1", shown)

    def test_against_ipaddress(self):
        numbers = random.Random(2342)
        for _ in range(25):
            value, prefix = numbers.getrandbits(32), numbers.randrange(33)
            expected = ipaddress.IPv4Interface((value, prefix))
            card, _ = self.ask("address", str(expected))
            self.assertEqual(card["mask"], str(expected.netmask))
            self.assertEqual(card["network"], str(expected.network.network_address))
            self.assertEqual(card["last_host"], str(list_last(expected.network)))
            self.assertEqual(card["binary"].replace(".", ""), f"{value:032b}")
            six = ipaddress.IPv6Address(numbers.getrandbits(128) & numbers.choice([2**128 - 1, 0xffff0000 << 90 | 0xff]))
            card, _ = self.ask("address", six.exploded)
            self.assertEqual((card["expanded"], card["compressed"]), (six.exploded, six.compressed))

    def test_classes_and_kinds(self):
        rows = {"10.0.0.1": ("A", "private"), "127.0.0.1": ("A", "loopback"), "172.16.22.19": ("B", "private"),
                "192.168.0.1": ("C", "private"), "8.8.8.8": ("A", "global"), "123.22.122.1": ("A", "global"),
                "239.1.2.3": ("D", "multicast"), "255.255.255.255": ("E", "broadcast"), "0.0.0.0": ("A", "unspecified"),
                "169.254.1.1": ("B", "link_local"), "100.64.0.1": ("A", "carrier_nat")}
        for text, expected in rows.items():
            card, _ = self.ask("address", text)
            self.assertEqual((card["class"], card["kind"]), expected, text)
        self.assertEqual(self.ask("address", "192.0.2.1")[0]["purpose"], "documentation")

    def test_same_subnet(self):
        for words, same in ((["192.168.1.5/24", "192.168.1.200"], True), (["192.168.1.5", "255.255.255.128", "192.168.1.200"], False)):
            self.assertIs(self.ask("address", *words)[0]["same_subnet"], same)

    def test_tutorial_mistake_is_noted(self):
        card, shown = self.ask("address", "10.0.0.1")
        self.assertTrue(any("1677214" in note for note in card["notes"]))
        self.assertIn("1677214", shown)

    def test_refusals(self):
        for words, reason in ((["256.1.1.1"], '"256"'), (["1.2.3"], "1.2.0.3"), (["1..2.3"], "nothing"), (["1.2.3.4/33"], "/32"),
                              (["127.0.0.1:70000"], "70000"), (["::1::"], "only once"), (["名字"], "name"), (["0b12"], "0 and 1")):
            self.refuse(["address", *words], 1, reason)
        self.refuse(["address"], 2, "TEXT")
        self.refuse(["address", ""], 1, "nothing was typed")
        self.refuse(["address", "--bogus", "1.2.3.4"], 2, "bogus")
        self.refuse(["address", "1" * 100000], 1, "too long")


class Language(labharness.LabTest):
    def test_chinese(self):
        chinese = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"}
        answers = {}
        for option in ([], ["--json"]):
            for environment in (None, chinese):
                ended = labharness.run("address", "192.168.1.77/26", *option, env=environment)
                self.assertEqual(ended.returncode, 0, ended)
                answers[bool(option), bool(environment)] = ended.stdout
        self.assertIn("广播地址: 192.168.1.127", answers[False, True])
        self.assertIn("Broadcast: 192.168.1.127", answers[False, False])
        # Programs get the same in every language, but for the sentences.
        english, translated = json.loads(answers[True, False]), json.loads(answers[True, True])
        self.assertNotEqual(english.pop("notes"), translated.pop("notes"))
        self.assertEqual(english, translated)
        ended = labharness.run("address", "256.1.1.1", env=chinese)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("“256”太大了", ended.stderr)


def list_last(network):
    """The last host: all but the broadcast address, which /31 and /32 do not have."""
    return network.broadcast_address if network.prefixlen >= 31 else network.broadcast_address - 1


class Route(FactsTest):
    def kernels_choice(self, address):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))  # sends nothing
            return probe.getsockname()[0]

    def test_loopback(self):
        route, _ = self.ask("route", "127.0.0.1")
        self.assertEqual((route["reason"], route["source"], route["table_source"]), ("loopback", "127.0.0.1", "127.0.0.1"))
        self.assertEqual(self.ask("route", "localhost")[0]["reason"], "loopback")
        self.assertEqual(self.ask("route", "2130706433")[0]["destination"], "127.0.0.1")

    def test_far_away(self):
        try:
            expected = self.kernels_choice("198.51.100.1")
        except OSError as problem:
            ended = labharness.run("route", "198.51.100.1", "--json")
            self.assertEqual(ended.returncode, 1, ended)
            self.assertEqual(json.loads(ended.stdout)["error"], errno.errorcode[problem.errno])
            self.assertIn("connect 198.51.100.1", ended.stderr)
            return
        route, _ = self.ask("route", "198.51.100.1")
        self.assertEqual(route["source"], expected)
        self.assertEqual(route["table_source"], expected)
        if route["reason"] == "gateway":
            self.assertIn(route["gateway"], [gateway for gateway, _ in default_gateways()])

    def test_refusals(self):
        self.refuse(["route", "256.1.1.1"], 1, '"256"')
        self.refuse(["route", "a b"], 1, '"a b"')
        self.refuse(["route"], 2, "HOST")
        self.refuse(["route", "http://www.baidu.com/"], 1, "neither")


def default_gateways():
    for line in pathlib.Path("/proc/net/route").read_text(encoding="ascii").splitlines()[1:]:
        words = line.split()
        if words[1] == "00000000" and words[2] != "00000000":
            yield socket.inet_ntoa(bytes.fromhex(words[2])[::-1]), words[0]


class Resolve(FactsTest):
    def test_localhost(self):
        answer, shown = self.ask("resolve", "localhost")
        found = {row["address"] for row in answer["addresses"]}
        self.assertLessEqual(found, {"127.0.0.1", "::1"})
        self.assertTrue(found)
        self.assertGreater(answer["elapsed_us"], 0)
        self.assertIn("ms", shown)

    def test_refusals(self):
        for text, reason in (("256.1.1.1", '"256"'), ("a..b", "missing"), ("a-.b", "not at an end"), ("a" * 64, "63"), ("", "nothing was typed")):
            self.refuse(["resolve", text], 1, reason)
        self.refuse(["resolve"], 2, "NAME")


class Interfaces(FactsTest):
    def test_against_the_system(self):
        answer, shown = self.ask("interfaces")
        rows = {row["name"]: row for row in answer["interfaces"]}
        for folder in pathlib.Path("/sys/class/net").iterdir():
            if not (folder / "address").exists():
                continue
            row = rows[folder.name]
            mac = (folder / "address").read_text(encoding="ascii").strip()
            self.assertEqual(row.get("hardware_address", "00:00:00:00:00:00"), mac or "00:00:00:00:00:00")
            self.assertEqual(row["mtu"], int((folder / "mtu").read_text(encoding="ascii")))
            self.assertEqual(row["up"], bool(int((folder / "flags").read_text(encoding="ascii"), 16) & 1))
        loopback = next(row for row in rows.values() if row["kind"] == "loopback")
        self.assertIn({"address": "127.0.0.1", "mask": "255.0.0.0"},
                      [{key: address.get(key) for key in ("address", "mask")} for address in loopback["addresses"]])
        self.assertIn("127.0.0.1", shown)

    def test_refusals(self):
        self.refuse(["interfaces", "eth0"], 2, "eth0")


if __name__ == "__main__":
    labharness.main()
