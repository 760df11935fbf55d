# SPDX-License-Identifier: MIT
"""Items 1-4: the echo server that answers with Python's repr, and its client."""
import socket

import labharness

SENTENCES = (
    ("test", r"b'test'"), ("你好", r"b'\xe4\xbd\xa0\xe5\xa5\xbd'"), ("it's", "b\"it's\""), ("'\"", "b'\\'\"'"),
    ("\t\\ ~", r"b'\t\\ ~'"), ("exit", "b'exit'"))


class Echo(labharness.LabTest):
    def test_item1_bytes_and_printed_text(self):
        for mode in ("--as-printed", "--repaired"):
            server = self.serve("echo", mode)
            client = self.dial(server.port)
            self.assert_silent(client, 0.2)  # it says nothing on its own
            for text, representation in SENTENCES:
                client.sendall(text.encode())
                self.receive(client, "Server received " + representation)
            client.sendall(b"\r\n")
            self.receive(client, r"Server received b'\r\n'")
            own = client.getsockname()
            server.expect(f"Server start at: 127.0.0.1:{server.port}\nConnected by ('127.0.0.1', {own[1]})\n")
            for _, representation in SENTENCES:
                server.expect(representation + "\n")

    def conversation(self, port):
        """What the tutorial's client prints."""
        client = self.tutorial("echo_client", "127.0.0.1", port)
        for text, representation in SENTENCES:
            client.expect("Please input msg:").type(text)
            client.expect(f"{('Server received ' + representation).encode()!r}\n")
        client.expect("Please input msg:")
        return client.out

    def test_item4_their_client_with_both_servers(self):
        ours = self.serve("echo", "--as-printed")
        theirs = self.tutorial_server("echo_server")
        self.assertEqual(self.conversation(ours.port), self.conversation(theirs.port))
        last = "b'exit'\n"  # of the client; what its death brings is item 3's
        ours.expect(last)
        theirs.expect(last)

        def printed(server):
            text = server.out[:server.out.index(last) + len(last)].replace(str(server.port), "PORT")
            lines = [line for line in text.splitlines() if not line.startswith("ready ")]
            self.assertRegex(lines[1], r"^Connected by \('127.0.0.1', \d+\)$")
            return lines[:1] + lines[2:]
        self.assertEqual(printed(ours), printed(theirs))

    def test_item4_our_client_with_their_server(self):
        server = self.tutorial_server("echo_server")
        client = self.lab("tcp", "127.0.0.1", server.port)
        for text, representation in SENTENCES:
            client.type(text).expect(f"Server received {representation}\n")
            server.expect(representation + "\n")
        self.assertEqual(client.stop(), 0)
        self.assertEqual(client.err, "")

    def test_item2_one_at_a_time(self):
        server = self.serve("echo", "--engine", "iterative")
        first, second = self.dial(server.port), self.dial(server.port)
        second.sendall(b"me too")
        first.sendall(b"one")
        self.receive(first, "Server received b'one'")
        self.assert_silent(second)
        first.close()
        self.receive(second, "Server received b'me too'")

    def test_item2_two_sends_one_answer(self):
        server = self.serve("echo")
        first, second = self.dial(server.port), self.dial(server.port)
        first.sendall(b"x")
        self.receive(first, "Server received b'x'")
        second.sendall(b"one")  # nobody reads them yet
        second.sendall(b"two")
        first.close()
        self.receive(second, "Server received b'onetwo'")

    def test_item2_at_most_1024_per_receive(self):
        server = self.serve("echo")
        first, second = self.dial(server.port), self.dial(server.port)
        first.sendall(b"x")
        self.receive(first, "Server received b'x'")
        second.sendall(b"a" * 1024 + b"b" * 10)
        first.close()
        self.receive(second, "Server received b'" + "a" * 1024 + "'Server received b'" + "b" * 10 + "'")

    def test_item3_as_printed_it_answers_nobody_until_it_dies(self):
        server = self.serve("echo", "--as-printed")
        client = self.dial(server.port)
        client.sendall(b"test")
        self.receive(client, "Server received b'test'")
        client.close()
        self.assertEqual(server.wait(), 1)
        self.assertIn("b'test'\nb''\n", server.out)
        self.assertRegex(server.err, r"^miniqq-lab: (send: EPIPE|recv: ECONNRESET) \(\d+\): .+\n$")
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))

    def test_item3_as_their_server_does(self):
        server = self.tutorial_server("echo_server")
        client = self.dial(server.port)
        client.sendall(b"test")
        self.receive(client, "Server received b'test'")
        client.close()
        self.assertEqual(server.wait(), 1)
        self.assertIn("b'test'\nb''\n", server.out)
        self.assertRegex(server.err, "BrokenPipeError|ConnectionResetError")

    def test_item3_half_closed_clients_get_b_for_ever(self):
        server = self.serve("echo", "--as-printed")
        client = self.dial(server.port)
        client.sendall(b"x")
        self.receive(client, "Server received b'x'")
        client.shutdown(socket.SHUT_WR)
        for _ in range(100):
            self.receive(client, "Server received b''")

    def test_item3_repaired_it_goes_on(self):
        server = self.serve("echo", "--repaired")
        for _ in range(3):
            client = self.dial(server.port)
            client.sendall(b"test")
            self.receive(client, "Server received b'test'")
            client.shutdown(socket.SHUT_WR)
            self.assert_closed(client)
        self.assertNotIn("b''", server.out)
        self.assertEqual(server.stop(), 0)
        self.assertEqual(server.err, "")

    def test_every_address_family_of_ip(self):
        server = self.serve("echo", bind="::1")
        client = self.dial(server.port, "::1")
        client.sendall("你".encode())
        self.receive(client, r"Server received b'\xe4\xbd\xa0'")
        server.expect(f"Connected by ('::1', {client.getsockname()[1]}, 0, 0)\n")


if __name__ == "__main__":
    labharness.main()
