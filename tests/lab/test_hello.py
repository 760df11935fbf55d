# SPDX-License-Identifier: MIT
"""Items 10 and 11: Welcome, Hello, exit."""
import time

import labharness


class Hello(labharness.LabTest):
    def test_item11_their_client_with_both_servers(self):
        servers = (self.serve("hello", "--as-printed"), self.serve("hello"), self.tutorial_server("hello_server"))
        started = time.monotonic()
        clients = [self.tutorial("hello_client", "127.0.0.1", server.port) for server in servers]
        for server, client in zip(servers, clients):
            self.assertEqual(client.wait(), 0)
            self.assertGreaterEqual(time.monotonic() - started, 3)
            self.assertEqual(client.out, "Welcome!\nHello,Michael!\nHello,Tracy!\nHello,Sarah!\n")
            server.expect("Waiting for connection...\nAccept new connection from 127.0.0.1:")
            port = int(server.expect("...\n").out.rpartition("...")[0].rpartition(":")[2])
            server.expect(f"Connection from 127.0.0.1:{port} closed.\n")

    def test_item11_our_client_with_their_server(self):
        server = self.tutorial_server("hello_server")
        client = self.lab("tcp", "127.0.0.1", server.port).expect("Welcome!\n")
        for name in ("Michael", "Tracy", "莎拉"):
            client.type(name).expect(f"Hello,{name}!\n")
        client.type("exit")
        self.assertEqual(client.wait(), 0)  # the server closed

    def test_item10_the_bytes(self):
        server = self.serve("hello")
        client = self.dial(server.port)
        self.receive(client, b"Welcome!")
        client.sendall("张三".encode())
        started = time.monotonic()
        self.receive(client, "Hello,张三!")
        self.assertGreaterEqual(time.monotonic() - started, 0.9)
        client.sendall(b"exit\n")  # not exactly exit
        self.receive(client, "Hello,exit\n!")
        client.sendall(b"exit")
        self.assert_closed(client)

    def test_item10_glued_names_are_one_name(self):
        server = self.serve("hello", "--engine", "iterative")
        first, second = self.dial(server.port), self.dial(server.port)
        self.receive(first, b"Welcome!")
        second.sendall(b"Michael")  # nobody reads them yet
        second.sendall(b"exit")
        first.close()
        self.receive(second, b"Welcome!Hello,Michaelexit!")

    def test_item10_broken_bytes(self):
        printed = self.serve("hello", "--as-printed")
        client = self.dial(printed.port)
        self.receive(client, b"Welcome!")
        client.sendall(b"\xff")
        self.assert_closed(client)
        printed.expect_error("UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
        self.assertTrue(printed.running())
        repaired = self.serve("hello", "--repaired")
        client = self.dial(repaired.port)
        self.receive(client, b"Welcome!")
        client.sendall(b"\xff")
        self.receive(client, "Hello,\ufffd!".encode())


if __name__ == "__main__":
    labharness.main()
