# SPDX-License-Identifier: MIT
"""Pictures of what the windows say when something is in the way, and of what they ask before it is too late."""
import contextlib
import socket

from programs import PASSWORD, until
from studio import BELOW, SIZE

WHILE_AWAY = "Is anybody there?"
GAP = 440  # a sign-in window and some air


@contextlib.contextmanager
def port_in_use():
    """A port at which something else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def server_that_runs(studio, window):
    """Asked to kick somebody; not listening while people are inside; at a port that is taken. Then as before."""
    desk, words = studio.desk, studio.words
    process = studio.programs.running["server"]
    hands = studio.hands(process)
    desk.click(*hands.eyes.centre(hands.eyes.find_starting("page tab", words["Connections"])))
    hands.press("push button", words["Kick…"])
    dialog = desk.window(process, words["Kick"])
    desk.focus(dialog)
    hands.eyes.find("text", words["Reason, shown to them"])
    studio.save(dialog, "server-kick")
    hands.press("push button", words["Cancel"])
    desk.focus(window)

    hands.press("push button", words["Stop listening"])
    hands.await_text(words["Not listening"])
    studio.save(window, "server-not-listening")
    with port_in_use() as port:
        set_port(hands, words, port)
        hands.press("push button", words["Start listening"])
        hands.await_text(words["The server cannot listen there"])
        studio.save(window, "server-port-in-use")
    set_port(hands, words, studio.chat.address.rpartition(":")[2])
    hands.press("push button", words["Start listening"])
    hands.await_text(words["Listening"])


def set_port(hands, words, port):
    hands.write("spin button", words["Port to listen on; 0 takes a free one"], str(port))


def server_that_went(studio, hands, window):
    """Killed under a messenger; then another one answers in its place, with another key."""
    desk, words = studio.desk, studio.words
    studio.programs.running["server"].kill()
    studio.programs.end("server")
    desk.focus(window)
    hands.write("text", words["Message"], WHILE_AWAY)
    desk.key("Return")
    messages = hands.eyes.find("list", words["Messages"])
    until(lambda: any(WHILE_AWAY in row for row in hands.eyes.rows(messages)), 10, "the outbox is not shown")
    hands.await_text(words.start_of("Connection lost, next try in %n s"))
    studio.save(window, "main-reconnecting")

    studio.start_server(listen=studio.chat.address, data="another")
    dialog = desk.window(hands.process, words["The server's key has changed"], seconds=60)
    desk.focus(dialog)
    hands.eyes.find("push button", words["Do not connect"])
    studio.save(dialog, "main-key-changed")
    hands.press("push button", words["Do not connect"])
    desk.focus(window)
    hands.eyes.find("push button", words["Connect again"])
    studio.save(window, "main-refused")


def sign_in_windows(studio):
    """Nobody listens; the wrong password; registering, and a name that is taken."""
    desk, words = studio.desk, studio.words
    studio.programs.end("new", "alice")
    failures = (("error", "signin-error", "127.0.0.1:1", "first", words.start_of("Nobody listens at %1")),
                ("new", "signin-password", studio.chat.address, "first", words["Account and password do not fit"]))
    for i, (profile, name, server, account, failure) in enumerate(failures):
        process = studio.chat.start_messenger(profile, "--server", server, "--account", account, "--password-stdin",
                                              text="not the password\n")
        window = desk.window(process, "MiniQQ")
        desk.place(window, i * GAP, BELOW)
        desk.focus(window)
        studio.hands(process).await_text(failure)
        studio.save(window, name)

    process = studio.chat.start_messenger("first", "--server", studio.chat.address)
    window = desk.window(process, "MiniQQ")
    desk.place(window, len(failures) * GAP, BELOW)
    desk.focus(window)
    hands = studio.hands(process)
    hands.press("push button", words["Register"])
    hands.eyes.find("text", words["Name to show (may be left empty)"])
    studio.save(window, "signin-register")
    hands.press("check box", words["Encrypted (TLS)"])
    hands.await_text(words["Not encrypted: everyone on the way can read your messages and your password."])
    studio.save(window, "signin-register-plain")
    hands.press("check box", words["Encrypted (TLS)"])
    hands.write("text", words["Account"], "First")
    hands.write("password text", words["Password"], PASSWORD)
    desk.key("Return")
    hands.await_text(words["This account is taken"])
    studio.save(window, "signin-register-taken")


def server_without_port(studio):
    """Nobody inside: not listening; and one that could not even start."""
    desk, words = studio.desk, studio.words
    studio.programs.end("error", "new", "first")
    process = studio.programs.running["server"]
    window = desk.window(process, ".*MiniQQ")
    desk.focus(window)
    hands = studio.hands(process)
    hands.await_text(words["Nobody is connected yet"])
    studio.save(window, "server-nobody")
    hands.press("push button", words["Stop listening"])
    hands.await_text(words["New people cannot connect now"])
    studio.save(window, "server-not-listening-nobody")
    studio.programs.end("server")
    with port_in_use() as port:
        process = studio.chat.open_server("--listen", f"127.0.0.1:{port}", "--data", studio.home / "third")
        window = desk.window(process, ".*MiniQQ")
        desk.place(window, SIZE[0], 0, *SIZE)
        desk.focus(window)
        studio.hands(process).await_text(words["The server could not be started"])
        studio.save(window, "server-not-started")
