# SPDX-License-Identifier: MIT
"""The TCP client: what it sends and prints, half-close, refusals, resets (items 8, 47, 58, 62)."""
import signal
import socket
import struct
import subprocess
import threading

import labharness


class Tcp(labharness.LabTest):
    def listener(self, host="127.0.0.1"):
        listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
        self.addCleanup(listener.close)
        listener.settimeout(labharness.PATIENCE)
        return listener

    def accepted(self, listener):
        connection, _ = listener.accept()
        self.addCleanup(connection.close)
        connection.settimeout(labharness.PATIENCE)
        return connection

    def connected(self, *options, host="127.0.0.1"):
        listener = self.listener(host)
        client = self.lab("tcp", host, listener.getsockname()[1], *options)
        return client, self.accepted(listener)

    def test_item49_a_receive_with_a_time_limit(self):
        client, connection = self.connected("--timeout", 0.2)
        connection.sendall(b"in time")
        client.expect("in time\n")
        self.assertEqual(client.wait(), 1)  # and then nothing more
        self.assertIn("recv 127.0.0.1:", client.err)
        self.assertIn("TimeoutError: timed out", client.err)
        self.assert_closed(connection)

    def test_item49_connecting_with_a_time_limit(self):
        listener = self.listener()
        listener.listen(0)
        self.dial(listener.getsockname()[1])  # the queue is full: the next one gets no answer
        client = self.lab("tcp", "127.0.0.1", listener.getsockname()[1], "--timeout", 0.3)
        self.assertEqual(client.wait(), 1)
        self.assertIn("connect 127.0.0.1:", client.err)
        self.assertIn("timed out", client.err)

    def test_item46_readline(self):
        client, connection = self.connected("--lines", "--encoding", "gbk", "--recv", 5)
        connection.sendall("你好吗\r\n第二行\n没有".encode("gbk"))
        client.expect("你好吗\n第二行\n")
        self.assertEqual(client.out, "你好吗\n第二行\n")  # recv(5) cut them, and the third is not whole yet
        connection.sendall("完\n尾".encode("gbk"))
        connection.close()
        self.assertEqual(client.wait(), 0)
        self.assertEqual((client.out, client.err), ("你好吗\n第二行\n没有完\n尾\n", ""))

    def test_bad_time_limits(self):
        for text in ("0", "-1", "soon", "86401"):
            self.refuse(["tcp", "127.0.0.1", "1", f"--timeout={text}"], 2, "--timeout")

    def test_lines_and_receives(self):
        client, connection = self.connected()
        client.type("你好")
        self.receive(connection, "你好")  # no newline
        connection.sendall("再见\n".encode())
        client.expect("再见\n\n")
        client.type("").type("x")  # an empty line is nothing to send
        self.receive(connection, "x")
        connection.close()
        self.assertEqual(client.wait(), 0)
        self.assertEqual(client.err, "")

    def test_item58_the_end_of_stdin_closes_one_half(self):
        client, connection = self.connected()
        client.type("question").end_input()
        self.receive(connection, "question")
        self.assert_closed(connection)
        self.assertTrue(client.running())
        connection.sendall(b"answer")
        client.expect("answer\n")
        connection.close()
        self.assertEqual(client.wait(), 0)

    def test_last_line_without_newline(self):
        listener = self.listener()
        with open(self.folder() / "in.txt", "wb+") as file:
            file.write("一\n二".encode())
            file.seek(0)
            client = subprocess.Popen([labharness.lab_binary(), "tcp", "127.0.0.1", str(listener.getsockname()[1])], stdin=file,
                                      stdout=subprocess.DEVNULL)
        connection = self.accepted(listener)
        self.receive(connection, "一二")
        self.assert_closed(connection)
        connection.close()
        self.assertEqual(client.wait(labharness.PATIENCE), 0)

    def test_item62_receive_size(self):
        log = self.folder() / "events.jsonl"
        client, connection = self.connected("--recv", 5, "--events", log)
        connection.sendall(b"0123456789AB")
        client.expect("01234\n56789\nAB\n")
        connection.close()
        self.assertEqual(client.wait(), 0)
        self.assertEqual([bytes.fromhex(event["data"]) for event in self.events(log) if event.get("call") == "recv" and event["result"] > 0],
                         [b"01234", b"56789", b"AB"])

    def test_half_a_character_at_the_end(self):
        client, connection = self.connected("--encoding", "gbk")
        connection.sendall(b"\xc4\xe3\xba")
        client.expect("你\n").expect_error("(ba) begins a character")
        connection.close()
        client.expect("\ufffd\n")
        self.assertEqual(client.wait(), 0)

    def test_wrong_encoding_is_said(self):
        client, connection = self.connected("--encoding", "utf-8")
        connection.sendall("你好".encode("gbk"))
        client.expect_error("recv: 'utf-8' codec can't decode byte 0xc4 in position 0: invalid continuation byte")
        connection.close()
        self.assertEqual(client.wait(), 0)

    def test_what_gbk_cannot_carry(self):
        client, connection = self.connected("--encoding", "gbk")
        client.type("5 €").expect_error("U+20AC").type("五欧元")
        self.receive(connection, "五欧元".encode("gbk"))
        connection.close()
        self.assertEqual(client.wait(), 1)

    def test_bind(self):
        listener = self.listener()
        client = self.lab("tcp", "127.0.0.1", listener.getsockname()[1], "--bind", "127.0.0.3")
        connection = self.accepted(listener)
        self.assertEqual(connection.getpeername()[0], "127.0.0.3")
        connection.close()
        self.assertEqual(client.wait(), 0)
        self.refuse(["tcp", "127.0.0.1", listener.getsockname()[1], "--bind", "192.0.2.1:0"], 1, "bind 192.0.2.1:0", "EADDRNOTAVAIL")
        taken = f"127.0.0.1:{listener.getsockname()[1]}"
        self.refuse(["tcp", "127.0.0.1", listener.getsockname()[1], "--bind", taken], 1, f"bind {taken}", "EADDRINUSE")

    def test_ipv6_and_names(self):
        client, connection = self.connected(host="::1")
        client.type("六")
        self.receive(connection, "六")
        listener = self.listener()
        client = self.lab("tcp", "localhost", listener.getsockname()[1]).type("x")
        try:
            connection = self.accepted(listener)
        except TimeoutError:
            self.skipTest("localhost is ::1 alone here")
        self.receive(connection, "x")

    def test_item47_refused(self):
        free = socket.socket()
        self.addCleanup(free.close)
        free.bind(("127.0.0.1", 0))  # nobody listens
        port = free.getsockname()[1]
        log = self.folder() / "events.jsonl"
        self.refuse(["tcp", "127.0.0.1", port, "--events", log], 1, f"connect 127.0.0.1:{port}", "ECONNREFUSED (111)", "listens")
        calls = [event for event in self.events(log) if event["layer"] == "call"]
        self.assertEqual([event["call"] for event in calls], ["socket", "connect", "getsockopt", "close"])
        self.assertEqual(calls[1]["error"], "EINPROGRESS")
        self.assertIn("SO_ERROR, 111", calls[2]["arguments"])

    def test_reset(self):
        client, connection = self.connected()
        client.type("x")
        self.receive(connection, "x")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        self.assertEqual(client.wait(), 1)
        self.assertRegex(client.err, r"^miniqq-lab: recv: ECONNRESET \(104\): .+\n$")

    def test_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            client, connection = self.connected()
            client.type("x")
            self.receive(connection, "x")
            self.assertEqual(client.stop(number), 0)
            self.assert_closed(connection)

    def test_a_lot(self):
        listener = self.listener()
        client = self.lab("tcp", "127.0.0.1", listener.getsockname()[1])
        connection = self.accepted(listener)
        text = "数据" * 200_000
        writer = threading.Thread(target=lambda: client.type(text).end_input(), daemon=True)
        writer.start()
        got = b"".join(iter(lambda: connection.recv(65536), b""))
        self.assertEqual(got, text.encode())
        connection.close()
        self.assertEqual(client.wait(), 0)

    def test_wrong_usage(self):
        for arguments, words in (
                ([], ["HOST"]), (["127.0.0.1"], ["PORT"]), (["127.0.0.1", "70000"], ["PORT", "70000"]), (["127.0.0.1", "1", "2"], ["2"]),
                (["127.0.0.1", "x"], ["PORT"]), (["127.0.0.1", "1", "--recv", "0"], ["--recv"]),
                (["127.0.0.1", "1", "--encoding", "x"], ["gb18030"]), (["127.0.0.1", "1", "--bind", "here"], ["--bind"]),
                (["127.0.0.1", "1", "--bind", "127.0.0.1:70000"], ["--bind"])):
            with self.subTest(arguments=arguments):
                self.refuse(["tcp", *arguments], 2, *words)
        self.refuse(["tcp", "256.1.1.1", "80"], 1, "256.1.1.1", "EAI_NONAME", "255")
        self.refuse(["tcp", "no.such.name.invalid", "80"], 1, "no.such.name.invalid", "EAI_NONAME")


if __name__ == "__main__":
    labharness.main()
