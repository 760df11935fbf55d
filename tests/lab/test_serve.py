# SPDX-License-Identifier: MIT
"""Servers as such: engines, long and short connections, limits, signals, restarts, the event log (items 37, 39, 43, 50, 56-59, 63-65)."""
import os
import signal
import socket
import struct
import threading

import labharness


def threads_of(program):
    return len(os.listdir(f"/proc/{program.pid}/task"))


class Serve(labharness.LabTest):
    def greeted(self, port):
        """A client that `hello` has greeted; its next answer takes a second."""
        client = self.dial(port)
        self.receive(client, b"Welcome!")
        return client

    def test_item59_engines(self):
        for engine in ("threads", "loop"):
            server = self.serve("hello", "--engine", engine)
            before = threads_of(server)
            clients = [self.greeted(server.port) for _ in range(3)]
            self.assertEqual(threads_of(server) - before, 3 if engine == "threads" else 0)
            for number, client in enumerate(clients):
                client.sendall(b"%d" % number)
            for number, client in enumerate(clients):  # all sleep their second at the same time
                client.settimeout(2.5)
                self.receive(client, b"Hello,%d!" % number)
                client.close()
            self.eventually(lambda: threads_of(server) == before, "the threads end with their clients")
            self.assertEqual(server.stop(), 0)

    def test_item59_iterative(self):
        server = self.serve("hello", "--engine", "iterative")
        before = threads_of(server)
        first, second = self.greeted(server.port), self.dial(server.port)
        self.assert_silent(second)
        first.sendall(b"exit")
        self.receive(second, b"Welcome!")
        self.assertEqual(threads_of(server), before)

    def test_item59_many_clients_at_once(self):
        for engine in ("threads", "loop"):
            server = self.serve("echo", "--engine", engine)
            clients = [self.dial(server.port) for _ in range(60)]
            for client in clients:
                client.sendall(b"x")
            for client in clients:
                self.receive(client, "Server received b'x'")
            for client in clients[:30]:  # some leave, some break off
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            for client in clients:
                client.close()
            survivor = self.dial(server.port)
            survivor.sendall(b"y")
            self.receive(survivor, "Server received b'y'")
            self.assertEqual(server.stop(), 0)

    def test_item64_idle_clients_are_closed(self):
        for engine in ("iterative", "threads", "loop"):
            server = self.serve("echo", "--engine", engine, "--idle-timeout", "0.3")
            client = self.dial(server.port)
            client.sendall(b"x")
            self.receive(client, "Server received b'x'")
            self.assert_closed(client)
            server.expect_error(f"closed 127.0.0.1:{client.getsockname()[1]}: it said nothing for 0.3 s")

    def test_item64_who_talks_is_not_idle(self):
        server = self.serve("echo", "--idle-timeout", "1")
        client = self.dial(server.port)
        for _ in range(4):
            self.assert_silent(client, 0.4)
            client.sendall(b"x")
            self.receive(client, "Server received b'x'")

    def test_item64_connections_per_address(self):
        for engine in ("threads", "loop"):
            server = self.serve("echo", "--engine", engine, "--per-address", "2", bind="0.0.0.0")
            first, second = self.dial(server.port), self.dial(server.port)
            for client in (first, second):
                client.sendall(b"x")
                self.receive(client, "Server received b'x'")
            third = self.dial(server.port)
            self.assert_closed(third)
            server.expect_error(f"refused 127.0.0.1:{third.getsockname()[1]}: as many connections")
            elsewhere = socket.create_connection(("127.0.0.1", server.port), labharness.PATIENCE, ("127.0.0.2", 0))
            self.addCleanup(elsewhere.close)
            elsewhere.sendall(b"y")  # another computer, as far as the server knows
            self.receive(elsewhere, "Server received b'y'")
            first.close()

            def has_room():
                client = self.dial(server.port)
                client.sendall(b"z")
                try:
                    return client.recv(100) == b"Server received b'z'"
                except ConnectionResetError:
                    return False  # refused with its question unread
            self.eventually(has_room, "there is room again")

    def test_item64_short_and_long_connections(self):
        log = self.folder() / "events.jsonl"
        server = self.serve("echo", "--events", log)
        for _ in range(3):  # short: a connection for each message
            client = self.dial(server.port)
            client.sendall(b"x")
            self.receive(client, "Server received b'x'")
            client.close()
        client = self.dial(server.port)  # long: one for all
        for _ in range(3):
            client.sendall(b"x")
            self.receive(client, "Server received b'x'")
        client.close()
        server.expect("b'x'\n" * 3)
        self.assertEqual(server.stop(), 0)
        calls = [event for event in self.events(log) if event["layer"] == "call"]
        accepted = [event["result"] for event in calls if event["call"] == "accept4" and event["result"] >= 0]
        self.assertEqual(len(accepted), 4)
        self.assertEqual(sum(event["call"] == "send" for event in calls), 6)

    def test_items_43_50_what_the_log_tells(self):
        log = self.folder() / "事件.jsonl"
        server = self.serve("echo", "--events", log)
        client = self.dial(server.port)
        client.sendall("你".encode())
        self.receive(client, r"Server received b'\xe4\xbd\xa0'")
        own = client.getsockname()[1]
        client.shutdown(socket.SHUT_WR)
        self.assert_closed(client)
        self.assertEqual(server.stop(), 0)
        events = self.events(log)
        self.assertEqual([event["n"] for event in events], list(range(1, len(events) + 1)))
        listener, connection = 1, 2
        names = {number: [event["call"] for event in events if event["socket"] == number and event["layer"] == "call"]
                 for number in (listener, connection)}
        self.assertEqual([name for name in names[listener] if name != "getsockname"],
                         ["socket", "setsockopt", "bind", "listen", "accept4", "close"])
        self.assertEqual([name for name in names[connection] if not name.endswith("name")], ["recv", "send", "recv", "close"])
        opened = [event for event in events if event.get("event") == "opened"]
        self.assertEqual(opened[0]["local"], opened[1]["local"])  # the accepted socket keeps the listener's port
        self.assertEqual(opened[1]["peer"], f"127.0.0.1:{own}")
        first = next(event for event in events if event.get("call") == "recv")
        self.assertEqual((first["result"], first["data"], first["direction"]), (3, "e4bda0", "in"))
        self.assertEqual(bytes.fromhex(next(event for event in events if event.get("call") == "send")["data"]),
                         rb"Server received b'\xe4\xbd\xa0'")
        self.assertTrue(all(event["took"] >= 0 for event in events if event["layer"] == "call"))

    def test_events_without_a_place(self):
        self.refuse(["serve", "echo", "--port", "0", "--events", self.folder() / "no" / "such"], 1, "open", "ENOENT")
        self.refuse(["serve", "echo", "--port", "0", "--events", self.folder()], 1, "open", "EISDIR")

    def test_item63_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            for name in ("echo", "one-each", "hello", "http"):
                for engine in ("iterative", "threads", "loop"):
                    server = self.serve(name, "--engine", engine)
                    client = self.dial(server.port)
                    client.sendall(b"x")
                    client.recv(1) if name in ("echo", "hello") else self.eventually(lambda: "x" in server.out, "it was heard")
                    self.assertEqual(server.stop(number), 0)
                    client.setblocking(True)
                    try:
                        while client.recv(1024):
                            pass
                    except ConnectionResetError:
                        pass  # it had not read everything
                    with self.assertRaises(ConnectionRefusedError):
                        socket.create_connection(("127.0.0.1", server.port))

    def test_items_63_65_restart_at_once(self):
        server = self.serve("echo")
        client = self.dial(server.port)
        client.sendall(b"x")
        self.receive(client, "Server received b'x'")
        self.assertEqual(server.stop(), 0)  # it closes first: TIME_WAIT is on its side
        self.assert_closed(client)
        client.close()
        self.refuse(["serve", "echo", "--as-printed", "--port", server.port], 1, f"bind 127.0.0.1:{server.port}", "EADDRINUSE",
                    "TIME_WAIT")
        again = self.serve("echo", "--repaired", port=server.port)  # SO_REUSEADDR on both
        self.assertEqual(again.port, server.port)

    def test_item39_a_port_that_is_taken(self):
        server = self.serve("echo")
        self.refuse(["serve", "echo", "--port", server.port], 1, f"bind 127.0.0.1:{server.port}", "EADDRINUSE")
        self.refuse(["serve", "udp-echo", "--bind", "127.0.0.1", "--port", self.serve("udp-echo").port], 1, "bind", "EADDRINUSE")

    def test_item37_ports_below_1024(self):
        with open("/proc/sys/net/ipv4/ip_unprivileged_port_start", encoding="ascii") as file:
            if int(file.read()) <= 1:
                self.skipTest("here everybody may have any port")
        # The administrator may, so that one tries it as nobody.
        nobody = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
        try:
            self.refuse(["serve", "echo", "--port", "1"], 1, "bind 127.0.0.1:1", "EACCES", "1024", **nobody)
        except PermissionError:
            self.skipTest("nobody may not run the program from this folder")

    def test_item61_a_client_that_never_reads(self):
        server = self.serve("echo", "--engine", "loop")
        lazy = self.dial(server.port)
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        flood = threading.Thread(target=lambda: self._flood(lazy), daemon=True)
        flood.start()
        for _ in range(20):  # others are served meanwhile
            client = self.dial(server.port)
            client.sendall(b"x")
            self.receive(client, "Server received b'x'")
            client.close()
        lazy.shutdown(socket.SHUT_RDWR)
        flood.join(labharness.PATIENCE)
        self.assertEqual(server.stop(), 0)

    @staticmethod
    def _flood(connection):
        try:
            while True:
                connection.sendall(b"\xff" * 1024)
        except OSError:
            pass

    def test_wrong_usage(self):
        for arguments, words in (
                ([], ["NAME"]), (["nothing"], ["nothing", "echo", "http"]), (["echo", "more"], ["more"]),
                (["echo", "--port", "70000"], ["--port", "70000"]), (["echo", "--port", "-1"], ["--port"]),
                (["echo", "--port", "网"], ["--port", "网"]), (["echo", "--bind", "256.1.1.1"], ["--bind", "256.1.1.1"]),
                (["echo", "--bind", "localhost"], ["--bind", "localhost"]), (["echo", "--encoding", "klingon"], ["klingon", "gb18030"]),
                (["echo", "--engine", "steam"], ["steam", "threads"]), (["echo", "--as-printed", "--repaired"], ["--repaired"]),
                (["echo", "--idle-timeout", "soon"], ["--idle-timeout"]), (["echo", "--per-address", "0"], ["--per-address"]),
                (["udp-echo", "--engine", "loop"], ["--engine", "UDP"]), (["echo", "--reply-file", "x"], ["--reply-file"]),
                (["echo", "--bogus"], ["bogus"]), (["echo", "--port"], ["port"])):
            with self.subTest(arguments=arguments):
                self.refuse(["serve", *arguments], 2, *words)
        self.refuse(["serve", "one-each", "--port", "0", "--reply-file", self.folder() / "none.txt"], 1, "open", "ENOENT", "none.txt")
        self.refuse(["serve", "one-each", "--port", "0", "--reply-file", self.folder()], 1, "open", "EISDIR")


if __name__ == "__main__":
    labharness.main()
