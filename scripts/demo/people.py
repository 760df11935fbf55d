# SPDX-License-Identifier: MIT
"""A class of scripted people who chat, over the wire protocol alone."""
import contextlib
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "blackbox"))

from programs import PASSWORD  # noqa: E402
from wireclient import Closed, WireClient, direct  # noqa: E402

NAMES = {"alice": "Alice", "bob": "Bob", "xiaoming": "小明", "wang": "王老师", "carol": "Carol", "lilei": "李雷",
         "hanmeimei": "韩梅梅", "david": "David", "zhangwei": "张伟", "emma": "Emma", "chenjing": "陈静",
         "oliver": "Oliver Featherstonehaugh-Cholmondeley"}

TALK = (
    ("wang", "lobby", "大家好！今天 10:00 开始，先打开网络视图（F12）。"),
    ("bob", "lobby", "Who can reach 127.0.0.1 from another machine? 🤔"),
    ("hanmeimei", "lobby", "谁也不行，那是回环地址 😄"),
    ("carol", "alice", "Here are my notes: https://www.rfc-editor.org/rfc/rfc9293"),
    ("alice", "carol", "Thanks, section 3.5 is the handshake."),
    ("lilei", "alice", "今天轮到我们值日"),
    ("bob", "alice", "Did the checksum exercise work for you?"),
    ("alice", "bob", "Yes 👍"),
    ("bob", "alice", "Then send me a hint, please"),
    ("wang", "alice", "好的，端口还是 6477"),
    ("xiaoming", "alice", "早！今天的网络课你预习了吗？"),
    ("xiaoming", "alice", "王老师说要讲“粘包”😅"),
    ("alice", "xiaoming", "看了，TCP 没有包，只有字节流"),
    ("alice", "xiaoming", "A stream has no messages: the four length bytes in front of each frame make them.\n"
                          "第一行\n第二行：长度前缀 + JSON"),
    ("xiaoming", "alice", "😀👍"),
)
LATER = "server 那边你来开，I will run the client 👍"


class Person:
    """One of them: signed in, answering pings."""

    def __init__(self, address, account):
        self.account = account
        self.client = WireClient(address, tls=True, timeout=20)
        self.client.hello()
        answer = self.client.request("auth.register", {"account": account, "display": NAMES[account],
                                                       "password": PASSWORD})
        if answer["type"] != "auth.ok":
            raise AssertionError(f"{account} cannot register: {answer}")
        self.lock = threading.Lock()
        self.listener = None

    def say(self, to, text):
        key = "lobby" if to == "lobby" else direct(self.account, to)
        answer = self.client.say(key, text)
        if answer["type"] != "chat.ack":
            raise AssertionError(f"{self.account} to {to}: {answer}")
        return key, answer["body"]["seq"]

    def has_read(self, key, seq):
        self.client.send("receipt.set", {"conv": key, "received": seq, "read": seq})

    def listen(self):
        """Answers pings until it is closed, in a thread of its own. From now on only send() is allowed."""
        def run():
            with contextlib.suppress(Closed, OSError, TimeoutError):
                self.client.expect("bye", timeout=600)
        self.listener = threading.Thread(target=run, daemon=True)
        self.listener.start()

    def close(self):
        with contextlib.suppress(OSError):
            self.client.socket.shutdown(2)
        if self.listener:
            self.listener.join(5)
        self.client.close()


class Classroom:
    """All of them; on leaving they close."""

    def __init__(self, address):
        host, _, port = address.rpartition(":")
        self.address = host, int(port)
        self.people = {}

    def __enter__(self):
        for account in NAMES:
            self.people[account] = Person(self.address, account)
        return self

    def __exit__(self, *_):
        for person in self.people.values():
            person.close()

    def talk(self):
        """All that was said before; then Alice goes, so that the real messenger can come."""
        last = {}
        for sender, to, text in TALK:
            key, seq = self.people[sender].say(to, text)
            last[key] = (to, seq)
        for account in ("xiaoming", "carol", "bob"):
            key = direct(account, "alice")
            self.people[account].has_read(key, last[key][1])
        self.people.pop("alice").close()
        self.people.pop("oliver").close()  # somebody has to be offline
        for account, person in self.people.items():
            if account != "xiaoming":
                person.listen()

    def go_on(self):
        """What is said while the windows are open; the text that comes last."""
        xiaoming = self.people["xiaoming"]
        xiaoming.say("alice", LATER)
        xiaoming.client.send("typing.set", {"conv": direct("alice", "xiaoming"), "typing": True})
        xiaoming.listen()
        return LATER
