# SPDX-License-Identifier: MIT
"""Takes a picture of every window in both languages, light and dark, with a class of scripted people online."""
import argparse
import os
import pathlib
import shutil
import signal
import sys

import labpictures
import people
import screen
import troubles
from programs import Failure, Programs, until
from studio import BELOW, SHORT, SIZE, Studio

LOOKS = [(language, theme) for language in ("Chinese", "English") for theme in ("Light", "Dark")]
PROFILES = ("alice", "new", "first", "error")


def take(studio):
    """All pictures of one look."""
    studio.write_settings(*PROFILES)
    _, server_window = studio.start_server()
    with people.Classroom(studio.chat.address) as room:
        room.talk()
        alice, alice_window = messenger(studio, room)
        labpictures.take(studio, alice, alice_window)
        server(studio, server_window)
        troubles.server_that_runs(studio, server_window)
        troubles.server_that_went(studio, alice, alice_window)
    first_of_all(studio)
    sign_in_windows(studio)
    troubles.sign_in_windows(studio)
    troubles.server_without_port(studio)
    studio.programs.end(*[name for name in studio.programs.running if name not in ("screen", "bus")])


def messenger(studio, room):
    """The window of Alice, its pages, and her view of the frames. It stays open."""
    desk, words = studio.desk, studio.words
    process = studio.chat.sign_in("alice", "--open", "xiaoming", "--network-view")
    window = desk.window(process, ".*Alice")
    desk.place(window, 0, 0, *SIZE)
    hands = studio.hands(process)
    messages = hands.eyes.find("list", words["Messages"])
    desk.focus(window)
    text = room.go_on()
    until(lambda: any(text in row for row in hands.eyes.rows(messages)), 20, lambda: f"{text!r} is not shown; shown is "
          f"{hands.eyes.rows(messages)}")
    studio.save(window, "main")

    hands.press("check box", words["People"])
    listing = hands.eyes.find("list", words["People"])
    until(lambda: any("Bob" in row for row in hands.eyes.rows(listing)), 10, "the people are not listed")
    studio.save(window, "people")
    hands.write("text", words["Search people"], "zoe")
    until(lambda: not hands.eyes.is_showing(listing), 10, "people are listed whose names do not fit")
    studio.save(window, "people-nobody-fits")
    hands.press("check box", words["Chats"])

    hands.press("push button", words["Show all frames with their fields and bytes"])
    exchange = desk.window(process, words["Exchange – MiniQQ"])
    desk.place(exchange, 0, BELOW)
    desk.focus(exchange)
    studio.save(exchange, "exchange-nothing-chosen")
    choose_frame(hands, words)
    hands.press_row("tree", words["Fields of the frame"], lambda name: name.startswith("text"))
    studio.save(exchange, "exchange")
    desk.focus(window)
    return hands, window


def choose_frame(hands, words):
    """A message on its way to somebody, and then one of its fields can be chosen."""
    def is_open():
        hands.press_row("list", words["Frames"], lambda name: "chat.deliver" in name)  # it may move as others arrive
        return hands.eyes.has(lambda name: name == words["Fields of the frame"])
    until(is_open, 20, "no frame can be chosen")


def server(studio, window):
    """The pages of the server window."""
    desk, words = studio.desk, studio.words
    hands = studio.hands(studio.programs.running["server"])
    table = hands.eyes.find("table", words["Connections"])
    until(lambda: any("Bob" in row for row in hands.eyes.rows(table)), 10, "the connections are not listed")
    desk.focus(window)
    studio.save(window, "server-connections")
    hands.press_row("table", words["Connections"], lambda name: name.endswith("小明"))
    hands.eyes.find("push button", words["Kick…"])
    studio.save(window, "server-details")
    for tab in ("exchange", "log", "limits"):
        box = hands.eyes.find_starting("page tab", words[tab.capitalize()])
        desk.click(*hands.eyes.centre(box))
        if tab == "exchange":  # one of the frames, with its fields and bytes
            # Else the pings of so many people push the messages out of sight.
            hands.write("text", words["Filter, e.g. type:chat from:bob"], "type:chat")
            choose_frame(hands, words)
        studio.save(window, f"server-{tab}")


def first_of_all(studio):
    """Somebody alone on a new server: nobody to choose, nothing said yet."""
    process = studio.chat.sign_in("first", "--network-view", name="First")
    window = studio.desk.window(process, ".*First")
    studio.desk.place(window, 0, 0, *SIZE)
    studio.desk.focus(window)
    hands = studio.hands(process)
    hands.await_text(studio.words["Say hello"])
    studio.save(window, "main-nothing-open")
    hands.press("check box", studio.words["People"])
    hands.await_text(studio.words["Nobody else is here yet"])
    studio.save(window, "people-nobody")
    studio.programs.end("first")


def sign_in_windows(studio):
    """Empty, and with what was used before."""
    studio.programs.end("alice")
    for i, (name, profile, options) in enumerate((("signin", "new", []),
                                                  ("signin-recent", "alice", ["--account", "alice"]))):
        process = studio.chat.start_messenger(profile, *options)
        window = studio.desk.window(process, "MiniQQ")
        studio.desk.place(window, i * 440, BELOW)
        studio.desk.focus(window)
        studio.save(window, name)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bin", required=True, type=pathlib.Path)
    options.add_argument("--out", required=True, type=pathlib.Path)
    options.add_argument("--only", choices=[f"{SHORT[language]}-{theme.lower()}" for language, theme in LOOKS],
                         help="one look")
    chosen = options.parse_args()
    out = chosen.out.absolute()
    shutil.rmtree(out, ignore_errors=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = Programs(out / "logs")
    desk = screen.Screen(programs, os.environ)
    status = 1
    try:
        desk.open()
        for language, theme in LOOKS:
            if chosen.only in (None, f"{SHORT[language]}-{theme.lower()}"):
                take(Studio(programs, desk, chosen.bin.absolute(), out, language, theme))
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
