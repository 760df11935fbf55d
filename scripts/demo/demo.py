# SPDX-License-Identifier: MIT
"""Opens a server window and two messengers, Alice and Bob.

With a display: until the windows are closed, or for --seconds. With --headless: on a private screen, where it types a
short conversation into the real windows, reads them as a screen reader does, and fails unless each shows what the
other said."""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import reader
import screen
from programs import Chat, Failure, Programs, until

SKIPPED = 77
PEOPLE = (("alice", "Alice"), ("bob", "Bob"))
WINDOW = (1280, 800)
# Who says what. Each line break is typed with Shift+Enter, what is not ASCII comes from the clipboard.
TALK = (
    ("alice", "Hello Bob, can you see this?"),
    ("bob", "Yes! 你好，Alice，看得很清楚。"),
    ("alice", "太好了 🎉\nOne server, two windows,\n三行文字，一条消息。"),
    ("bob", "😀👍"),
    ("bob", "First line\nsecond line\nthird line: it works."),
    ("alice", "你好 👋"),
)


def say(text):
    print(f"demo: {text}", flush=True)


class Talker:
    """One messenger window, its keyboard and its reader."""

    def __init__(self, desk, process, name):
        self.desk, self.process, self.name = desk, process, name
        self.window = desk.window(process, name)
        self.reader = reader.Reader(process, desk.environment)

    def prepare(self):
        """Once its conversation is open."""
        self.input = self.reader.find("text", "Message")
        self.messages = self.reader.find("list", "Messages")
        return self

    def look(self):
        """Comes to this window, ready to type."""
        self.desk.focus(self.window)
        self.desk.click(*self.reader.centre(self.input))
        until(lambda: self.reader.is_focused(self.input), 10, f"{self.name}'s input does not take the focus")

    def type(self, text):
        self.look()
        for i, line in enumerate(text.split("\n")):
            if i:
                self.desk.key("shift+Return")
            if line.isascii():
                self.desk.type(line)
            else:
                with self.desk.clipboard(line):
                    typed = "\n".join(text.split("\n")[:i + 1])
                    self.desk.key("ctrl+v")
                    self._await_input(typed)
        self._await_input(text)
        self.desk.key("Return")
        self._await_input("")

    def _await_input(self, text):
        until(lambda: self.reader.text(self.input) == text, 10,
              lambda: f"{self.name}'s input holds {self.reader.text(self.input)!r} instead of {text!r}")

    def await_message(self, sender, text, state=""):
        """Until a row that can be seen says so. `state`: the last word of it, for own messages."""
        begin, end = f"{sender}: {text}, ", f", {state}" if state else ""
        until(lambda: any(row.startswith(begin) and row.endswith(end) for row in self.reader.rows(self.messages)), 20,
              lambda: f"{self.name}'s window does not show “{begin.rstrip(', ')}”{end}; it shows: "
              f"{self.reader.rows(self.messages)}")


def headless(chat, desk, out, lose_server):
    programs = chat.programs
    say("starting the server window")
    chat.start_server()
    server = desk.window(programs.running["server"], ".*MiniQQ")
    desk.place(server, (screen.WIDTH - WINDOW[0]) // 2, WINDOW[1] + 40, *WINDOW)
    say(f"it listens on {chat.address}; starting Alice and Bob")
    # Each opens the conversation with the other: Alice's can open once Bob's account is there, and the other way round.
    for account, name in PEOPLE:
        other = "bob" if account == "alice" else "alice"
        chat.sign_in(account, "--open", other, "--network-view", name=name)
    talkers = {account: Talker(desk, programs.running[account], name) for account, name in PEOPLE}
    for i, talker in enumerate(talkers.values()):
        desk.place(talker.window, i * WINDOW[0], 0, *WINDOW)
        talker.prepare()
    names = dict(PEOPLE)
    for number, (account, text) in enumerate(TALK):
        if lose_server and number == 2:
            programs.end("server")
        other = "bob" if account == "alice" else "alice"
        say(f"{names[account]} types: {text!r}")
        talkers[account].type(text)
        talkers[other].await_message(names[account], text)
        talkers[other].look()  # only who looks at a message has read it
        talkers[account].await_message("You", text, "read")
        programs.check()
    say("each window shows what the other said, and that it was read")
    table = reader.Reader(programs.running["server"], desk.environment)
    connections = table.find("table", "Connections")
    for account, name in PEOPLE:
        until(lambda wanted=(account, name): any(word in row for row in table.rows(connections) for word in wanted), 10,
              lambda wanted=name: f"the server window does not list {wanted}; it lists: {table.rows(connections)}")
    say("the server window lists both")
    desk.park_mouse()
    for name, window in (("server", server), *((account, talker.window) for account, talker in talkers.items())):
        desk.save(window, out / f"{name}.png")
        say(f"saved {out / name}.png")


def with_display(chat, seconds):
    say("starting the server window")
    chat.start_server()
    say(f"it listens on {chat.address}; starting Alice and Bob")
    for account, name in PEOPLE:
        other = "bob" if account == "alice" else "alice"
        chat.sign_in(account, "--open", other, "--network-view", name=name)
    place_side_by_side(chat)
    say(f"for {seconds:g} s (Ctrl+C ends it)" if seconds else "until all windows are closed (Ctrl+C ends it)")
    end = time.monotonic() + seconds if seconds else None
    for process in chat.programs.running.values():
        try:
            status = process.wait(None if end is None else max(0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            return
        if status:
            raise Failure(f"a window ended with status {status}")


def place_side_by_side(chat):
    """Messengers at the top, the server below, as far as the screen allows. Only X11 lets a program do that."""
    def xdotool(*words):
        done = subprocess.run(["xdotool", *map(str, words)], env=chat.environment, capture_output=True, text=True,
                              timeout=20, check=False)
        return done.stdout.split() if done.returncode == 0 else []

    if not os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or not shutil.which("xdotool"):
        return
    size = xdotool("getdisplaygeometry")
    if len(size) != 2:
        return
    width, height = map(int, size)
    half, tall = min(WINDOW[0], width // 2), min(WINDOW[1], max(480, height * 11 // 20))
    places = {"alice": (0, 0, half, tall), "bob": (width - half, 0, half, tall),
              "server": ((width - min(WINDOW[0], width)) // 2, tall, min(WINDOW[0], width), max(520, height - tall))}
    for name, (x, y, *measures) in places.items():
        process, title = chat.programs.running[name], {"server": "MiniQQ"}.get(name, name.capitalize() + " ")
        try:
            window = until(lambda p=process, t=title: chat.programs.check() or xdotool(
                "search", "--all", "--onlyvisible", "--pid", p.pid, "--name", t), 20, f"no window of {name}")[0]
        except Failure as failure:
            chat.programs.check()  # where the window is does not matter, whether its program runs does
            say(f"not placed: {failure}")
            continue
        xdotool("windowsize", window, *measures, "windowmove", window, x, y)
    alice = chat.programs.running["alice"]
    if found := xdotool("search", "--all", "--onlyvisible", "--pid", alice.pid, "--name", "Alice "):
        xdotool("windowactivate", found[0])


def missing_tools():
    return screen.missing_tools() + ([] if reader.available() else ["gir1.2-atspi-2.0 (for this Python)"])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True, type=pathlib.Path, help="folder of the programs")
    options.add_argument("--out", required=True, type=pathlib.Path, help="pictures, logs, and all that they write")
    options.add_argument("--headless", action="store_true")
    options.add_argument("--seconds", type=float, help="with a display: end by itself")
    options.add_argument("--lose-server", action="store_true", help="end the server midway: the demo has to notice")
    chosen = options.parse_args()
    out = chosen.out.absolute()
    if chosen.headless and (missing := missing_tools()):
        say(f"cannot run without a display: missing {', '.join(missing)}")
        return SKIPPED if "Xvfb" in missing else 1
    for name in ("home", "logs"):
        shutil.rmtree(out / name, ignore_errors=True)  # each run begins anew
    for picture in out.glob("*.png"):
        picture.unlink()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))

    programs = Programs(out / "logs")
    desk = screen.Screen(programs, os.environ) if chosen.headless else None
    status = 1
    try:
        if desk:
            desk.open()
        chat = Chat(programs, chosen.bin.absolute(), out / "home", desk.environment if desk else dict(os.environ))
        if desk:
            headless(chat, desk, out, chosen.lose_server)
        else:
            with_display(chat, chosen.seconds)
        status = 0
    except Failure as failure:
        print(f"demo: FAILED: {failure}\n{programs.last_lines()}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        status = 130
    finally:
        programs.end()
        if desk:
            desk.close()
        shutil.rmtree(out / "home", ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
