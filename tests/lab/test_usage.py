# SPDX-License-Identifier: MIT
"""What miniqq-lab says when it is called wrongly, and when it is asked about itself."""
import labharness


class Usage(labharness.LabTest):
    def test_no_command(self):
        self.refuse([], 2, "--help")

    def test_unknown_command(self):
        self.refuse(["网络"], 2, "网络", "--help")
        self.refuse(["--bogus"], 2, "--bogus")

    def test_about_itself(self):
        for option, word in (("--help", "Usage: miniqq-lab COMMAND"), ("--version", "miniqq-lab ")):
            ended = labharness.run(option)
            self.assertEqual((ended.returncode, ended.stderr), (0, ""), ended)
            self.assertIn(word, ended.stdout)


if __name__ == "__main__":
    labharness.main()
