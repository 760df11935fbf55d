# SPDX-License-Identifier: MIT
"""Items 5-9: 微型QQ, one sentence each, in GBK."""
import os
import re
import socket
import struct

import labharness

GREETING = "微型QQ服务端启动(一人一句版)......\n"


class OneEach(labharness.LabTest):
    def serve_one_each(self, *arguments):
        return self.serve("one-each", *arguments).expect(GREETING)

    def test_item5_their_client(self):
        for mode in ("--as-printed", "--repaired"):
            server = self.serve_one_each(mode)
            client = self.tutorial("qq_client", "127.0.0.1", server.port).expect(GREETING)
            client.expect("客户端:").type("在吗")
            server.expect("客户端: 在吗\n服务端:").type("收到")
            client.expect("服务器: 收到\n客户端:").type("再见")
            server.expect("客户端: 再见\n服务端:").type("关闭")
            client.expect("服务器: 关闭\n")
            self.assertEqual(client.wait(), 0)

    def test_item5_the_bytes(self):
        server = self.serve_one_each()
        client = self.dial(server.port)
        client.sendall("你好".encode("gbk"))
        server.expect("客户端: 你好\n").type("收到")
        self.receive(client, bytes.fromhex("cad5b5bd"))
        client.sendall("再见".encode("gbk"))
        server.expect("客户端: 再见\n").type("关闭")
        self.receive(client, bytes.fromhex("b9d8b1d5"))
        self.assert_closed(client)  # repaired, the word ends it on both sides

    def test_item5_our_client_with_their_server(self):
        server = self.tutorial_server("qq_server").expect(GREETING)
        client = self.lab("tcp", "127.0.0.1", server.port, "--encoding", "gbk", "--recv", 5)
        client.type("在吗")
        server.expect("客户端: 在吗\n服务端:").type("收到")
        client.expect("收到\n").type("好")
        server.expect("客户端: 好\n服务端:").type("关闭")
        client.expect("关闭\n")
        self.assertEqual(client.stop(), 0)

    def test_item6_what_the_server_prints(self):
        ours, theirs = self.serve_one_each("--as-printed"), self.tutorial_server("qq_server")
        printed = []
        for server in (ours, theirs):
            client = self.dial(server.port)
            client.sendall("你好,世界".encode("gbk"))
            server.expect("服务端:").type("好")
            self.receive(client, "好".encode("gbk"))
            own = client.getsockname()[1]
            lines = [line for line in server.out.splitlines() if not line.startswith("ready ")]
            text = "\n".join(lines).replace(str(own), "CLIENT").replace(str(server.port), "SERVER")
            printed.append(re.sub(r"fd=\d+", "fd=N", text))
        self.assertEqual(*printed)
        self.assertIn("客户端地址 ('127.0.0.1', CLIENT)\n客户端: 你好,世界\n服务端:", printed[0])

    def test_item6_three_clients_at_once(self):
        for engine in ("threads", "loop"):
            server = self.serve_one_each("--engine", engine)
            clients = [self.dial(server.port) for _ in range(3)]
            for number, client in enumerate(clients):
                client.sendall(f"我是{number}".encode("gbk"))
                server.expect(f"客户端: 我是{number}\n服务端:")
            for number in range(3):
                server.type(f"你是{number}")
            for number, client in enumerate(clients):  # the operator answers in the order of asking
                self.receive(client, f"你是{number}".encode("gbk"))

    def test_item6_replies_from_a_file(self):
        replies = self.folder() / "回答.txt"
        replies.write_text("一\n二\n关闭\n", encoding="utf-8")
        server = self.serve_one_each("--reply-file", replies)
        client = self.dial(server.port)
        for reply in ("一", "二", "关闭"):
            client.sendall("问".encode("gbk"))
            self.receive(client, reply.encode("gbk"))
        self.assert_closed(client)

    def test_item6_one_who_left_gets_an_answer_and_nobody_elses(self):
        server = self.serve_one_each()
        gone, other = self.dial(server.port), self.dial(server.port)
        gone.sendall("我走了".encode("gbk"))
        server.expect("客户端: 我走了\n服务端:")
        other.sendall("还在".encode("gbk"))
        server.expect("客户端: 还在\n服务端:")
        gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        gone.close()
        server.type("再见").expect_error("closed 127.0.0.1:")  # only by sending the server learns of it
        server.type("你好")
        self.receive(other, "你好".encode("gbk"))

    def test_item7_two_ports_by_default_and_an_address_of_somebody_else(self):
        # The printed ports belong to the service, so they are bound on an address of this process's own.
        number = os.getpid()
        host = f"127.{1 + number // 62500 % 250}.{1 + number // 250 % 250}.{1 + number % 250}"
        server = self.lab("serve", "one-each", "--bind", host)
        server.expect(f"ready {host}:8008\n").expect(f"ready {host}:8050\n")
        for port in (8008, 8050):
            self.dial(port, host).sendall("好".encode("gbk"))
            server.expect("客户端: 好\n")
        self.refuse(["serve", "one-each", "--bind", "192.0.2.1", "--port", "0"], 1, "bind 192.0.2.1:0", "EADDRNOTAVAIL",
                    "0.0.0.0")

    def test_item8_their_client_dies_of_half_a_character(self):
        server = self.serve_one_each()
        client = self.tutorial("qq_client", "127.0.0.1", server.port)
        client.expect("客户端:").type("喂")
        server.expect("客户端: 喂\n").type("你好吗")
        self.assertEqual(client.wait(), 1)
        self.assertIn("UnicodeDecodeError: 'gbk' codec can't decode byte 0xc2 in position 4: incomplete multibyte sequence",
                      client.err)

    def test_item8_the_rest_answers_the_next_sentence(self):
        server = self.serve_one_each()
        client = self.tutorial("qq_client", "127.0.0.1", server.port)
        client.expect("客户端:").type("走了")
        server.expect("客户端: 走了\n").type("好的,再见")
        client.expect("服务器: 好的,\n客户端:").type("明天呢")
        client.expect("服务器: 再见\n")  # before anybody has answered
        server.expect("客户端: 明天呢\n")

    def test_item8_our_client_puts_characters_together(self):
        server = self.serve_one_each()
        client = self.lab("tcp", "127.0.0.1", server.port, "--encoding", "gbk", "--recv", 5).type("喂")
        server.expect("客户端: 喂\n").type("你好吗")
        client.expect("你好\n").expect("吗\n")
        client.expect_error("recv: 5 bytes, the end of them (c2) begins a character")

    def test_item8_the_server_puts_them_together_too(self):
        server = self.serve_one_each("--repaired")
        client = self.dial(server.port)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(b"\xc4")
        self.assert_silent(client, 0.2)
        self.assertNotIn("客户端: ", server.out)
        client.sendall(b"\xe3")
        server.expect("客户端: 你\n")

    def test_item8_as_printed_half_a_character_kills_the_thread(self):
        server = self.serve_one_each("--as-printed")
        client, other = self.dial(server.port), self.dial(server.port)
        client.sendall(b"\xc4")
        self.assert_closed(client)
        server.expect_error("UnicodeDecodeError: 'gbk' codec can't decode byte 0xc4 in position 0: incomplete multibyte sequence")
        other.sendall("还在".encode("gbk"))
        server.expect("客户端: 还在\n").type("在")
        self.receive(other, "在".encode("gbk"))

    def test_item9_out_of_turn(self):
        server = self.serve_one_each()
        client = self.dial(server.port)
        client.sendall("一".encode("gbk"))
        server.expect("客户端: 一\n服务端:")
        client.sendall("二".encode("gbk"))
        client.sendall("三".encode("gbk"))
        server.type("等等").expect("out of turn")
        self.receive(client, "等等".encode("gbk"))
        server.expect("客户端: 二三\n")  # glued

    def test_item9_a_word_that_gbk_does_not_have(self):
        server = self.serve_one_each()
        client = self.dial(server.port)
        client.sendall("多少钱".encode("gbk"))
        server.expect("服务端:").type("5 €")
        server.expect("U+20AC").expect("服务端:").type("五欧元")
        self.receive(client, "五欧元".encode("gbk"))

    def test_the_operator_leaves(self):
        for mode in ("--as-printed", "--repaired"):
            server = self.serve_one_each(mode).end_input()
            client = self.dial(server.port)
            client.sendall("在吗".encode("gbk"))
            self.assert_closed(client)
            self.assertTrue(server.running())

    def test_item58_as_printed_it_does_not_see_that_the_client_left(self):
        server = self.serve_one_each("--as-printed")
        client = self.dial(server.port)
        client.sendall("我走了".encode("gbk"))
        server.expect("客户端: 我走了\n服务端:").type("好")
        self.receive(client, "好".encode("gbk"))
        client.close()
        server.expect("客户端: \n服务端:")  # the end is an empty sentence to it


if __name__ == "__main__":
    labharness.main()
