# SPDX-License-Identifier: MIT
"""Runs miniqq-lab and the tutorials' programs for the Lab's tests."""
import argparse
import subprocess
import sys
import unittest

_lab_binary = None

PATIENCE = 20  # seconds until an awaited event counts as missing


def run(*arguments, text=None):
    """A command from start to end: its CompletedProcess, with texts."""
    return subprocess.run([_lab_binary, *map(str, arguments)], input=text, capture_output=True, encoding="utf-8",
                          timeout=PATIENCE, check=False)


class LabTest(unittest.TestCase):
    def refuse(self, arguments, status, *words, text=None):
        """The command ends with this status, one line on stderr that holds the words, and nothing on stdout."""
        ended = run(*arguments, text=text)
        self.assertEqual((ended.returncode, ended.stdout), (status, ""), ended)
        lines = ended.stderr.splitlines()
        self.assertEqual(len(lines), 1, ended.stderr)
        self.assertTrue(lines[0].startswith("miniqq-lab: "), lines)
        for word in words:
            self.assertIn(word, lines[0])


def main():
    global _lab_binary
    parser = argparse.ArgumentParser()
    parser.add_argument("--lab", required=True, help="path of miniqq-lab")
    options, rest = parser.parse_known_args()
    _lab_binary = options.lab
    unittest.main(module="__main__", argv=sys.argv[:1] + rest, verbosity=2)
