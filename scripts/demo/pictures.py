# SPDX-License-Identifier: MIT
"""Takes a picture of every window in both languages, light and dark, with a class of scripted people online."""
import argparse
import os
import pathlib
import shutil
import signal
import sys
import time

import people
import reader
import screen
from programs import Chat, Failure, Programs, until

LOOKS = [(language, theme) for language in ("Chinese", "English") for theme in ("Light", "Dark")]
SHORT = {"Chinese": "zh", "English": "en"}
# What the widgets are called, for finding them.
WORDS = {
    "English": {"messages": "Messages", "people": "People", "connections": "Connections", "exchange": "Exchange",
                "frames": "Frames", "log": "Log"},
    "Chinese": {"messages": "消息", "people": "联系人", "connections": "连接", "exchange": "报文往来", "frames": "报文",
                "log": "日志"},
}
SIZE = (1280, 800)
CONFIG = "".join(f"limit.{name}.{key} = 10000\n" for name in ("registrations", "registrationsPerAddress", "messages",
                                                             "newConnectionsPerAddress")
                 for key in ("perSecond", "burst"))


def say(text):
    print(f"screenshots: {text}", flush=True)


class Studio:
    def __init__(self, programs, desk, binaries, out):
        self.programs, self.desk, self.binaries, self.out = programs, desk, binaries, out

    def write_settings(self, home, language, theme, *profiles):
        text = f"[appearance]\nlanguage={language}\ntheme={theme}\n"
        files = [home / "config" / "miniqq" / "server.ini"]
        files += [home / "data" / "miniqq" / "profiles" / profile / "settings.ini" for profile in profiles]
        for file in files:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(text)
        (home / "server.conf").write_text(CONFIG)

    def save(self, window, name):
        """Once the window stands still (a blinking cursor and a live curve never do: then after a second)."""
        path = self.out / f"{name}.png"
        before, deadline = None, time.monotonic() + 1
        while True:
            self.desk.save(window, path)
            now = path.read_bytes()
            if now == before or time.monotonic() > deadline:
                break
            before = now
            time.sleep(0.15)
        say(f"saved {path}")

    def take(self, language, theme):
        words, suffix = WORDS[language], f"{SHORT[language]}-{theme.lower()}"
        home = self.out / "home"
        shutil.rmtree(home, ignore_errors=True)
        self.write_settings(home, language, theme, "alice", "new", "error")
        chat = Chat(self.programs, self.binaries, home, self.desk.environment)
        chat.start_server("--config", home / "server.conf", "--name", "王老师的电脑" if language == "Chinese" else "Room 204")
        server = self.desk.window(self.programs.running["server"], ".*MiniQQ")
        self.desk.place(server, SIZE[0], 0, *SIZE)
        with people.Classroom(chat.address) as room:
            room.talk()
            self.messenger(chat, room, words, suffix)
            self.server(server, words, suffix)
        self.sign_in_windows(chat, suffix)
        self.programs.end(*[name for name in self.programs.running if name not in ("screen", "bus")])

    def messenger(self, chat, room, words, suffix):
        process = chat.sign_in("alice", "--open", "xiaoming", "--network-view")
        window = self.desk.window(process, ".*Alice")
        self.desk.place(window, 0, 0, *SIZE)
        eyes = reader.Reader(process, self.desk.environment)
        messages = eyes.find("list", words["messages"])
        self.desk.focus(window)
        text = room.go_on()
        until(lambda: any(text in row for row in eyes.rows(messages)), 20, lambda: f"{text!r} is not shown; shown is "
              f"{eyes.rows(messages)}")
        self.desk.park_mouse()
        self.save(window, f"main-{suffix}")
        self.desk.click(*eyes.centre(eyes.find("check box", words["people"])))
        listing = eyes.find("list", words["people"])
        until(lambda: any("Bob" in row for row in eyes.rows(listing)), 10, "the people are not listed")
        self.desk.park_mouse()
        self.save(window, f"people-{suffix}")

    def server(self, window, words, suffix):
        process = self.programs.running["server"]
        eyes = reader.Reader(process, self.desk.environment)
        table = eyes.find("table", words["connections"])
        until(lambda: any("Bob" in row for row in eyes.rows(table)), 10, "the connections are not listed")
        self.desk.focus(window)
        self.save(window, f"server-connections-{suffix}")
        left, top, *_ = eyes.box(table)
        self.desk.click(left + 60, top + 80)
        self.desk.park_mouse()
        self.save(window, f"server-details-{suffix}")
        for tab in ("exchange", "log"):
            box = eyes.find_starting("page tab", words[tab])
            self.desk.click(*eyes.centre(box))
            if tab == "exchange":  # one of the frames, with its fields and bytes
                eyes.find("list", words["frames"])
                x, y, _, height = self.desk.geometry(window)
                self.desk.click(x + 150, y + height - 300)
            self.desk.park_mouse()
            self.save(window, f"server-{tab}-{suffix}")

    def sign_in_windows(self, chat, suffix):
        self.programs.end("alice")
        for i, (name, profile, options, text) in enumerate((
                ("signin", "new", [], None),
                ("signin-recent", "alice", ["--account", "alice"], None),
                ("signin-error", "error", ["--server", "127.0.0.1:1", "--account", "alice", "--password-stdin"],
                 "whatever\n"))):
            process = chat.start_messenger(profile, *options, text=text)
            window = self.desk.window(process, "MiniQQ")
            self.desk.place(window, i * 440, SIZE[1] + 20)
            self.desk.focus(window)
            if text:
                eyes = reader.Reader(process, self.desk.environment)
                until(lambda: eyes.has(lambda label: "refused" in label.lower()), 20, "the failure is not shown")
            self.desk.park_mouse()
            self.save(window, f"{name}-{suffix}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True, type=pathlib.Path)
    options.add_argument("--out", required=True, type=pathlib.Path)
    options.add_argument("--only", help="one look: zh-light, zh-dark, en-light, en-dark")
    chosen = options.parse_args()
    out = chosen.out.absolute()
    shutil.rmtree(out, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = Programs(out / "logs")
    desk = screen.Screen(programs, os.environ)
    status = 1
    try:
        desk.open()
        studio = Studio(programs, desk, chosen.bin.absolute(), out)
        for language, theme in LOOKS:
            if chosen.only in (None, f"{SHORT[language]}-{theme.lower()}"):
                studio.take(language, theme)
        status = 0
    except Failure as failure:
        print(f"screenshots: FAILED: {failure}\n{programs.last_lines()}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        status = 130
    finally:
        programs.end()
        desk.close()
        shutil.rmtree(out / "home", ignore_errors=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
