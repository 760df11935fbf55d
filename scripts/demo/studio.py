# SPDX-License-Identifier: MIT
"""What every picture needs: the words on the windows, hands that press and type, and a camera that waits."""
import pathlib
import shutil
import time
import xml.etree.ElementTree as xml

import reader
from programs import Chat, Failure, until

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHORT = {"Chinese": "zh", "English": "en"}
SIZE = (1280, 800)
BELOW = SIZE[1] + 20  # here the smaller windows stand, under the two large ones
CONFIG = "".join(f"limit.{name}.{key} = 10000\n" for name in ("registrations", "registrationsPerAddress", "messages",
                                                             "newConnectionsPerAddress")
                 for key in ("perSecond", "burst"))


def say(text):
    print(f"screenshots: {text}", flush=True)


class Words(dict):
    """The texts of the windows, English as in the sources -> as shown in this language."""

    def __init__(self, language):
        super().__init__()
        for message in xml.parse(ROOT / "resources" / "i18n" / "miniqq_zh_CN.ts").iter("message"):
            english = message.findtext("source")
            forms = message.find("translation")
            shown = forms.findtext("numerusform") or forms.text
            self.setdefault(english, set()).add(shown if language == "Chinese" else english)

    def __missing__(self, english):
        raise Failure(f"no window has the text {english!r}")

    def __getitem__(self, english):
        shown = super().__getitem__(english)
        if len(shown) > 1:
            raise Failure(f"{english!r} is said in several ways: {', '.join(sorted(shown))}")
        return next(iter(shown))

    def start_of(self, english):
        """What stands before its first variable part."""
        return self[english].partition("%")[0]


class Hands:
    """Work at one program as a person does, found by what a screen reader is told."""

    def __init__(self, desk, process):
        self.desk, self.process = desk, process
        self.eyes = reader.Reader(process, desk.environment)

    def press(self, role, name):
        self.desk.click(*self.eyes.centre(self.eyes.find(role, name)))

    def write(self, role, name, text):
        """Replaces what an input holds by this ASCII text."""
        field = self.eyes.find(role, name)
        self.desk.click(*self.eyes.centre(field))
        until(lambda: self.eyes.is_focused(field), 10, f"{name} does not take the focus")
        self.desk.key("ctrl+a")
        self.desk.type(text)
        if role != "password text":
            until(lambda: self.eyes.text(field) == text, 10,
                  lambda: f"{name} holds {self.eyes.text(field)!r} instead of {text!r}")

    def press_row(self, role, name, wanted):
        """Clicks the first row that can be seen and whose name `wanted` accepts."""
        view = self.eyes.find(role, name)
        row = until(lambda: self.eyes.row(view, wanted), 20,
                    lambda: f"no such row in {name}; there are {self.eyes.rows(view)}")
        self.desk.click(*self.eyes.centre(row))

    def await_text(self, text, seconds=20):
        """Until a widget on the screen says something that begins so."""
        until(lambda: self.eyes.has(lambda name: name.startswith(text)), seconds, f"“{text}” is not shown")


class Studio:
    """One look: a language, a theme, and the programs that are photographed in it."""

    def __init__(self, programs, desk, binaries, out, language, theme):
        self.programs, self.desk, self.out = programs, desk, out
        self.language, self.theme = language, theme
        self.words = Words(language)
        self.home = out / "home"
        shutil.rmtree(self.home, ignore_errors=True)
        self.chat = Chat(programs, binaries, self.home, desk.environment)

    def write_settings(self, *profiles):
        text = f"[appearance]\nlanguage={self.language}\ntheme={self.theme}\n"
        files = [self.home / "config" / "miniqq" / "server.ini"]
        files += [self.home / "data" / "miniqq" / "profiles" / profile / "settings.ini" for profile in profiles]
        for file in files:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.write_text(text)
        (self.home / "server.conf").write_text(CONFIG)

    def hands(self, process):
        return Hands(self.desk, process)

    def start_server(self, **options):
        """Its window stands at the right."""
        name = "王老师的电脑" if self.language == "Chinese" else "Room 204"
        self.chat.start_server("--config", self.home / "server.conf", "--name", name, **options)
        process = self.programs.running["server"]
        window = self.desk.window(process, ".*MiniQQ")
        self.desk.place(window, SIZE[0], 0, *SIZE)
        return process, window

    def save(self, window, name):
        """Once the window stands still (a blinking cursor and a live curve never do: then after a second)."""
        self.desk.park_mouse()
        path = self.out / f"{name}-{SHORT[self.language]}-{self.theme.lower()}.png"
        before, deadline = None, time.monotonic() + 1
        while True:
            self.desk.save(window, path)
            now = path.read_bytes()
            if now == before or time.monotonic() > deadline:
                break
            before = now
            time.sleep(0.15)
        say(f"saved {path}")
