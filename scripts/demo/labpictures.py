# SPDX-License-Identifier: MIT
"""Pictures of the Network Lab: its tabs, as they are on this machine, a lesson that has run, and a wrong address."""
import json

from studio import ROOT, SHORT

LESSON = ROOT / "resources" / "lessons" / "070-half-a-character.json"
TABS = {"lab-lessons": "Lessons", "lab-free": "Free lab", "lab-addresses": "Addresses & ports",
        "lab-link": "Link simulator", "lab-recordings": "Recordings"}


def take(studio, hands, window):
    """In a messenger's window that shows the conversations and the Network view; so it is left, too."""
    desk, words = studio.desk, studio.words
    desk.focus(window)
    desk.key("F12")  # the Lab wants the room
    hands.press("check box", words["Network Lab (Ctrl+3)"])
    for name, tab in TABS.items():
        hands.press("page tab", words[tab])
        if name == "lab-link":
            hands.press("push button", words["Send"])  # a switch that knows nobody floods
        studio.save(window, name)
    lesson(studio, hands, window)
    hands.press("page tab", words["Addresses & ports"])
    prompt = "Any address: 192.168.1.20/24, 3232235796, C0 A8 01 14, ::1, 52:54:00:12:34:56"
    hands.write("text", words[prompt], "256.1.1.1")
    hands.await_text(words.start_of('Each group of an IPv4 address is 0 to 255; "%1" is larger.'))  # typing has to rest
    studio.save(window, "lab-address-error")
    hands.press("check box", words["Chats"])
    desk.key("F12")


def lesson(studio, hands, window):
    """The one of the design's picture: predicted rightly, and run."""
    about, language = json.loads(LESSON.read_text(encoding="utf-8")), SHORT[studio.language]
    words = studio.words
    hands.press("page tab", words["Lessons"])
    hands.press_row("list", words["Lessons"], lambda name: name.startswith(about["title"][language]))
    right = next(choice for choice in about["choices"] if choice.get("right"))
    hands.press("radio button", right[language])
    hands.press("push button", words["Run"])
    hands.eyes.find("push button", words["Next: mend it"])
    studio.save(window, "lab-lesson-ran")
