# SPDX-License-Identifier: MIT
"""miniqq-lab lesson: the list, a run step by step, a teacher's own file, and what is wrong with it."""
import json
import os
import pathlib
import socket

import labharness

BUILT_IN = pathlib.Path(__file__).resolve().parents[2] / "resources" / "lessons"

OWN = {
    "format": 1, "id": "own", "title": {"en": "Own", "zh": "自己的"}, "text": {"en": "Text.", "zh": "正文。"}, "code": ["pass"],
    "question": {"en": "What?", "zh": "什么？"}, "answer": {"en": "That.", "zh": "那个。"},
    "choices": [{"en": "This", "zh": "这个"}, {"en": "That", "zh": "那个", "right": True}],
    "ends": [{"name": "server", "role": "server", "title": "Server"}, {"name": "client", "role": "client", "title": "Client"}],
    "views": ["lane"],
    "steps": [
        {"do": "open", "on": "server"}, {"do": "bind", "on": "server"}, {"do": "listen", "on": "server"},
        {"do": "open", "on": "client"}, {"do": "connect", "on": "client", "to": "server"},
        {"do": "accept", "on": "server", "as": "server.talk"},
        {"do": "send", "on": "client", "text": "你好", "encoding": "gbk"},
        {"do": "recv", "on": "server.talk", "expect": {"hex": "c4 e3 ba c3"}}],
}


class Lesson(labharness.LabTest):
    def own(self, name="own.json", **changes):
        file = self.folder() / name
        file.write_text(json.dumps(OWN | changes, ensure_ascii=False), encoding="utf-8")
        return file

    def answer(self, *arguments, status=0, **options):
        ended = labharness.run("lesson", *arguments, "--json", **options)
        self.assertEqual(ended.returncode, status, ended)
        return json.loads(ended.stdout)

    def home(self):
        """A home without lessons of anybody's own."""
        folder = self.folder()
        return dict(os.environ, HOME=str(folder), XDG_DATA_HOME=str(folder / "data"))

    def test_list(self):
        listed = self.answer(env=self.home())["lessons"]
        files = sorted(path.name for path in BUILT_IN.glob("*.json"))
        self.assertEqual([pathlib.PurePosixPath(row["file"]).name for row in listed], files)
        self.assertGreaterEqual(len(listed), 27)
        for row in listed:
            self.assertEqual(row["problem"], "")
            self.assertTrue(row["title_en"] and row["title_zh"] and row["built_in"], row)
        text = labharness.run("lesson", env=self.home()).stdout
        self.assertEqual(len(text.splitlines()), len(listed))
        self.assertIn("half-a-character", text)

    def test_chinese_terminal(self):
        env = self.home() | {"LC_ALL": "zh_CN.UTF-8"}
        ended = labharness.run("lesson", "half-a-character", "--describe", env=env)
        self.assertIn("半个汉字", ended.stdout)
        self.assertIn("第 2 行抛出异常", ended.stdout)
        ended = labharness.run("lesson", "half-a-character", env=env)
        self.assertIn("原来的程序会在这里退出。", ended.stdout)

    def test_item8_half_a_character(self):
        ended = labharness.run("lesson", "half-a-character")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""), ended)
        for text in ("recv(5)", r"b'\xc4\xe3\xba\xc3\xc2'", "can't decode byte 0xc2 in position 4: incomplete multibyte sequence",
                     r"b'\xf0'", "EAGAIN (11)", "# The printed program would end here."):
            self.assertIn(text, ended.stdout)
        mended = self.answer("half-a-character", "--repair")
        self.assertTrue(mended["held"])
        self.assertEqual([step["outcome"] for step in mended["steps"] if step["do"] == "decode"], ["'你好'", "'吗'"])

    def test_by_number(self):
        self.assertEqual(self.answer("1")["name"], self.answer(env=self.home())["lessons"][0]["name"])

    def test_describe(self):
        ended = labharness.run("lesson", "sticky-messages", "--describe")
        self.assertIn('s.send(b"one")', ended.stdout)
        self.assertIn("b) b'onetwo'", ended.stdout)
        self.assertNotIn("Nagle", ended.stdout)  # the answer is not given away
        self.assertEqual(self.answer("sticky-messages", "--describe")["right"], 1)

    def test_item68_metaphors(self):
        ended = labharness.run("lesson", "telephone-or-post", "--describe")
        for title in ("Telephone call (TCP)", "Door of a house (port)", "Telephone book (DNS)", "Does not hold:"):
            self.assertIn(title, ended.stdout)

    def test_item67_layers(self):
        ended = labharness.run("lesson", "layer-by-layer", "--describe")
        self.assertIn("Application: the message (observed)", ended.stdout)
        for layer in ("Transport: + TCP header", "Network: + IP header", "Link: + Ethernet header"):
            self.assertIn(layer + " (derived)", ended.stdout)

    def test_events(self):
        file = self.folder() / "events.jsonl"
        labharness.run("lesson", "sticky-messages", "--events", file)
        receives = [event for event in self.events(file) if event.get("call") == "recv"]
        self.assertEqual(bytes.fromhex(receives[0]["data"]), b"onetwo")

    def test_own_file(self):
        file = self.own()
        self.assertIn("8 steps", labharness.run("lesson", file, "--check").stdout)
        ran = self.answer(file)
        self.assertEqual((ran["name"], ran["verdict"], len(ran["steps"])), ("own", "held", 8))
        self.assertEqual(ran["steps"][7]["socket"], "server.talk")
        self.refuse(["lesson", file, "--repair"], 1, "own has nothing to mend")

    def test_own_folder(self):
        env = self.home()
        folder = pathlib.Path(env["XDG_DATA_HOME"]) / "miniqq" / "lessons"
        folder.mkdir(parents=True)
        (folder / "a.json").write_text(json.dumps(OWN), encoding="utf-8")
        (folder / "b.json").write_text("{", encoding="utf-8")
        rows = self.answer(env=env)["lessons"][-2:]
        self.assertEqual([row["name"] for row in rows], ["own", "b"])
        self.assertEqual(rows[0]["problem"], "")
        self.assertIn("b.json: line 1", rows[1]["problem"])
        self.assertEqual(self.answer("own", env=env)["verdict"], "held")
        self.refuse(["lesson", "b"], 1, "b.json: line 1", env=env)

    def test_otherwise_than_expected(self):
        steps = OWN["steps"][:-1] + [{"do": "recv", "on": "server.talk", "expect": {"text": "hello"}}]
        file = self.own(steps=steps)
        ended = labharness.run("lesson", file)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("! expected 68 65 6c 6c 6f; observed c4 e3 ba c3", ended.stdout)
        self.assertIn("in step 8, recv(1024), the lesson expects 68 65 6c 6c 6f; observed was c4 e3 ba c3", ended.stderr)
        self.assertEqual(len(ended.stderr.splitlines()), 1)
        self.assertEqual(self.answer(file, status=1)["verdict"], "differed")

    def test_broken_files(self):
        for changes, words in (({"id": "My lesson"}, "id must be"), ({"steps": []}, "steps is empty"),
                               ({"title": {"en": "One"}}, "title.zh is missing"),
                               ({"steps": [{"do": "recv", "on": "server"}]}, "steps[0].on there is no socket server yet"),
                               ({"steps": [{"do": "open", "on": "server", "color": "red"}]}, "steps[0].color is not known")):
            file = self.own(**changes)
            self.refuse(["lesson", file, "--check"], 1, "own.json: ", words)
            self.refuse(["lesson", file], 1, words)
        for content, words in ((b"", "line 1, column 1"), (b"\x89PNG\r\n", "not UTF-8"), (b"[" * 9999, "line 1"),
                               (b" " * 300_000, "larger than 256 KiB"), (b"{}", "format is missing")):
            file = self.folder() / "own.json"
            file.write_bytes(content)
            self.refuse(["lesson", file, "--check"], 1, "own.json: ", words)

    def test_no_such_file_or_lesson(self):
        self.refuse(["lesson", "no-such"], 1, "there is no lesson no-such")
        self.refuse(["lesson", "99"], 1, "there is no lesson 99")
        self.refuse(["lesson", self.folder() / "none.json"], 1, "cannot be opened")
        self.refuse(["lesson", str(self.folder()) + "/"], 1, "is a folder")

    def test_usage(self):
        self.refuse(["lesson", "a", "b"], 2, "unexpected argument b")
        self.refuse(["lesson", "--repair"], 2, "--repair needs")
        self.refuse(["lesson", "--check"], 2, "--check needs")
        self.refuse(["lesson", "1", "--check", "--describe"], 2, "exclude each other")
        self.refuse(["lesson", "1", "--describe", "--repair"], 2, "--repair is for running")
        self.refuse(["lesson", "1", "--delay", "x"], 2, "--delay")
        self.refuse(["lesson", "1", "--delay", "61"], 2, "at most 60")

    def test_stopped_in_the_middle(self):
        program = self.lab("lesson", "the-backlog", "--delay", "30")
        program.expect("socket(AF_INET, SOCK_STREAM)")
        self.assertEqual(program.stop(), 0)

    def test_a_port_is_free_when_it_was_stopped(self):
        steps = OWN["steps"][:3] + [{"do": "getsockname", "on": "server"}, {"do": "wait", "ms": 60000}]
        program = self.lab("lesson", self.own(steps=steps))
        program.expect("('127.0.0.1', ").expect(")")
        address = ("127.0.0.1", int(program.out.rpartition(", ")[2].rstrip(")\n")))
        socket.create_connection(address, labharness.PATIENCE).close()
        self.assertEqual(program.stop(), 0)
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(address, labharness.PATIENCE)


if __name__ == "__main__":
    labharness.main()
