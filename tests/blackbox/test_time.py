# SPDX-License-Identifier: MIT
"""Clocks that jump (F16), a server that stands still or starves (F17, F24), a class behind one address (F28), and
people whose address changes (F29)."""
import concurrent.futures
import json
import signal
import socket
import threading
import time
import unittest

import harness
from harness import until
from wireclient import Closed, WireClient, direct

DAY = 86_400


class FakedServer(harness.Server):
    def __init__(self, **options):
        super().__init__(**options)
        self.clock = harness.FakedClock()

    def command(self):
        return [*self.clock.wrapper(), *super().command()]

    def __exit__(self, *exception):
        super().__exit__(*exception)
        self.clock.cleanup()


class Listener(threading.Thread):
    """Reads, and answers pings, until its connection ends or it is told to stop."""

    def __init__(self, client):
        super().__init__(daemon=True)
        self.client, self.frames, self.ended, self.done = client, [], None, False
        self.start()

    def run(self):
        try:
            while not self.done:
                try:
                    self.frames.append(self.client.expect("chat.deliver", "bye", "ping", timeout=0.2))
                except TimeoutError:
                    continue
        except (Closed, OSError) as error:
            self.ended = error

    def stop(self):
        self.done = True
        self.join(10)
        return self.ended


class WallClock(unittest.TestCase):
    def test_f16_the_clock_jumps(self):
        with FakedServer() as server:
            ann, bob = server.client().sign_in("ann"), server.client().sign_in("bob")
            conversation = direct("ann", "bob")
            acks = []
            for offset in (0, DAY, -DAY, 0):
                server.clock.set_offset(offset)
                for _ in range(5):
                    ack = ann.say(conversation, f"at {offset}")
                    self.assertEqual(ack["type"], "chat.ack", ack)
                    acks.append(ack["body"])
                # Whoever was there is still there, and a token is worth what it was.
                self.assertEqual(bob.request("ping")["type"], "pong")
                again = server.client()
                again.hello()
                answer = again.request("auth.resume", {"account": "bob", "token": bob.token})
                self.assertEqual(answer["type"], "auth.ok", (offset, answer))
                bob.token = answer["body"]["token"]
                again.close()
            self.assertEqual([ack["seq"] for ack in acks], list(range(1, 21)))
            # The clock did jump, or this showed nothing.
            times = [ack["time"] / 1000 for ack in acks]
            self.assertAlmostEqual(times[5] - times[0], DAY, delta=60)
            self.assertAlmostEqual(times[10] - times[0], -DAY, delta=60)
            for _ in range(20):
                self.assertEqual(bob.expect("chat.deliver")["body"]["conv"], conversation)
            server.clock.set_offset(-DAY)
            server.kill()
            server.start()
            ann.close()
            ann = server.client().sign_in("ann", register=False)
            page = ann.request("history.get", {"conv": conversation, "limit": 100})["body"]["messages"]
            self.assertEqual([message["seq"] for message in page], list(range(1, 21)))
            self.assertEqual(ann.say(conversation, "after")["body"]["seq"], 21)
            for client in (ann, bob):
                client.close()


class Frozen(harness.ServerTest):
    control = False  # everybody is here to notice

    def freeze(self, seconds):
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            time.sleep(seconds)  # the time that passes is what is tested
        finally:
            self.server.process.send_signal(signal.SIGCONT)


class Standstill(Frozen):
    config = {"limit.pingAfterMs": "500", "limit.deadAfterMs": "1500"}

    def test_f17_a_server_that_stood_still_drops_nobody_who_answers(self):
        listeners = [Listener(self.signed_in()) for _ in range(5)]
        deaf = self.signed_in()  # answers no ping
        speaker = self.signed_in()
        self.freeze(4)
        woke = time.monotonic()
        self.assertEqual(speaker.say("lobby", "still here?")["type"], "chat.ack")
        self.assertLess(time.monotonic() - woke, 5)
        self.assertTrue(until(lambda: all(any(f["type"] == "chat.deliver" for f in each.frames) for each in listeners), 5))
        # Everybody is asked at once, and who does not answer is dropped in the usual time.
        frames = deaf.wait_closed(5)
        self.assertEqual(frames[-1]["type"], "bye", frames)
        self.assertEqual(frames[-1]["body"]["reason"], "timed_out")
        self.assertLess(time.monotonic() - woke, 4)
        for listener in listeners:
            self.assertIsNone(listener.stop())
            self.assertFalse([f for f in listener.frames if f["type"] == "bye"])


class WriteStall(Frozen):
    config = {"limit.messages.perSecond": "0", "limit.historyPages.perSecond": "0", "limit.framesPerConnection.perSecond": "0",
              "limit.bytesPerConnection.perSecond": "0", "limit.writeStallMs": "4000", "limit.writeHardBytes": "67108864"}
    PAGES = 60  # 160 KB each: more than both kernels take, so that the server has to wait for the reader

    def bytes_to(self, client):
        sessions = json.loads(harness.ctl(self, self.server, "--json", "sessions"))["sessions"]
        return next(each["bytesOut"] for each in sessions if each.get("account") == client.account)

    def test_f17_a_server_that_stood_still_cuts_nobody_who_reads(self):
        speaker, raw = self.signed_in(), socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        raw.connect(self.server.address)
        reader = WireClient.over(raw, timeout=20)
        self.addCleanup(reader.close)
        reader.sign_in(self.fresh_name())
        for _ in range(40):
            self.assertEqual(speaker.say("lobby", "x" * 4000)["type"], "chat.ack")
        reader.inbox.clear()

        def ask():
            for number in range(self.PAGES):
                reader.send("history.get", {"conv": "lobby", "limit": 100}, id=f"page {number}")
            # Until the kernel takes no more: it makes room by and by.
            told = [0, 1]
            while told[-1] != told[-2] or told[-1] == 0:
                told.append(self.bytes_to(reader))
                time.sleep(0.1)
        ask()
        self.freeze(5.5)  # longer than a reader may take nothing
        time.sleep(0.5)  # the server is awake by now, and nothing was taken yet
        for _ in range(self.PAGES):
            self.assertEqual(len(reader.expect("history.page")["body"]["messages"]), 40)
        self.assertEqual(reader.request("ping")["type"], "pong")
        # The server did have to wait, or this showed nothing: who really takes nothing is cut.
        ask()
        self.assertTrue(until(lambda: f"{reader.account}: disconnected: slow_consumer" in self.server.log(), 15))


class Starvation(Frozen):
    # Two seconds and a half to answer a ping: the pieces it gets of the processor are shorter than that, the pieces
    # without longer than anybody may be silent.
    config = {"limit.pingAfterMs": "500", "limit.deadAfterMs": "3000"}
    control = False

    def test_f24_a_starving_server_drops_nobody_who_answers(self):
        listeners = [Listener(self.signed_in()) for _ in range(5)]
        speaker = self.signed_in()
        for number in range(4):  # less than a tenth of a processor
            self.freeze(3.3)
            self.assertEqual(speaker.say("lobby", f"slow {number}")["type"], "chat.ack")
        self.assertTrue(until(lambda: all(sum(f["type"] == "chat.deliver" for f in each.frames) >= 4 for each in listeners), 10))
        for listener in listeners:
            self.assertIsNone(listener.stop())
            self.assertFalse([f for f in listener.frames if f["type"] == "bye"])
            self.assertTrue([f for f in listener.frames if f["type"] == "ping"])


class OneAddress(harness.ServerTest):
    """A class behind one router: for the server they are strangers at one address."""
    config = {"trust-loopback": "no"}
    PEOPLE = 60

    def test_f28_nobody_is_locked_out(self):
        for register in (True, False):  # the first lesson, and the next one
            inside = self.all_come(register)
            for client in inside:
                self.assertEqual(client.request("ping")["type"], "pong")
            for client in inside:
                client.close()

    def all_come(self, register):
        """All at once, faster than one address may: who is turned away tries again, as a messenger does."""

        def come(number):
            client = WireClient(self.server.address, timeout=30)
            try:
                return client.sign_in(f"pupil{number}", register=register)
            except (Closed, OSError):
                client.close()
                raise

        waiting, inside, started = list(range(self.PEOPLE)), [], time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(self.PEOPLE) as pool:
            while waiting and time.monotonic() - started < 60:
                tried = {number: pool.submit(come, number) for number in waiting}
                waiting = []
                for number, future in tried.items():
                    try:
                        inside.append(future.result())
                    except (Closed, OSError):
                        waiting.append(number)
        self.assertEqual(waiting, [])
        return inside


class AnotherAddress(harness.ServerTest):
    def test_f29_the_session_goes_on_from_another_address(self):
        ann, bob = self.signed_in(), self.signed_in()
        conversation = direct(ann.account, bob.account)
        ann.say(conversation, "before")
        bob.expect("chat.deliver")
        # The cable is pulled: nobody says goodbye. The next address is another one.
        moved = socket.create_connection(self.server.address, 5, source_address=("127.0.0.2", 0))
        self.assertEqual(ann.say(conversation, "meanwhile")["type"], "chat.ack")
        again = WireClient.over(moved)
        again.hello()
        answer = again.request("auth.resume", {"account": bob.account, "token": bob.token})
        self.assertEqual(answer["type"], "auth.ok")
        page = again.request("history.get", {"conv": conversation, "after": 1})["body"]["messages"]
        self.assertEqual([message["text"] for message in page], ["meanwhile"])
        self.assertEqual(ann.say(conversation, "and on")["type"], "chat.ack")
        self.assertEqual(again.expect("chat.deliver")["body"]["text"], "and on")
        again.close()


if __name__ == "__main__":
    harness.main()
