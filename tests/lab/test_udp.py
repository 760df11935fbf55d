# SPDX-License-Identifier: MIT
"""Items 14-16, 19 and 41: datagrams to one, to many, to a group, to everybody."""
import socket

import labharness


class Udp(labharness.LabTest):
    def test_item14_their_sender(self):
        server = self.serve("udp-echo")
        sender = self.tutorial("udp_send", "127.0.0.1", server.port).expect("请输入要发送的数据:").type("你好")
        self.assertEqual(sender.wait(), 0)
        server.expect("你好\n('127.0.0.1', ").expect(")\n")
        port = int(server.out.rpartition("', ")[2].rstrip(")\n"))
        self.assertGreater(port, 1023)

    def test_item14_our_sender(self):
        receiver = self.datagrams()
        ended = labharness.run("udp", "127.0.0.1", receiver.getsockname()[1], "--wait", "0", text="你好\n第二\n")
        self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, "", ""), ended)
        self.assertEqual(receiver.recv(1024), "你好".encode())
        self.assertEqual(receiver.recv(1024), "第二".encode())

    def test_item15_utf8_read_as_gbk(self):
        server = self.serve("udp-echo")
        client = self.tutorial("udp_send_receive", "127.0.0.1", server.port).type("你好")
        self.assertEqual(client.wait(), 0)
        self.assertTrue(client.out.endswith(f"浣犲ソ\n('127.0.0.1', {server.port})\n"), client.out)
        client = self.tutorial("udp_send_receive", "127.0.0.1", server.port).type("你好吗")
        self.assertEqual(client.wait(), 1)
        self.assertIn("UnicodeDecodeError: 'gbk' codec can't decode byte 0x97 in position 8: incomplete multibyte sequence",
                      client.err)

    def test_item15_our_client_makes_the_same_mistake(self):
        server = self.serve("udp-echo")
        client = self.lab("udp", "127.0.0.1", server.port, "--encoding", "utf-8:gbk", "--wait", "0").type("你好")
        client.expect(f"浣犲ソ\n('127.0.0.1', {server.port})\n").type("你好吗")
        client.expect("浣犲ソ鍚\ufffd\n").expect_error("can't decode byte 0x97 in position 8: incomplete multibyte sequence")
        self.assertEqual(client.end_input().wait(), 0)
        self.refuse(["udp", "127.0.0.1", "1", "--encoding", "gbk:klingon"], 2, "klingon")
        self.refuse(["udp", "127.0.0.1", "1", "--encoding", "gbk:"], 2, "gb18030")

    def test_item15_our_client(self):
        server = self.serve("udp-echo")
        client = self.lab("udp", "127.0.0.1", server.port, "--wait", "0").type("你好")
        client.expect(f"你好\n('127.0.0.1', {server.port})\n")
        self.assertEqual(client.end_input().wait(), 0)

    def test_item16_one_datagram(self):
        for text, data in (("你好", "你好".encode("gbk")), ("浣犲ソ", "你好".encode())):  # GBK, and the mojibake of UTF-8
            for server in (self.serve("udp-receive", "--as-printed"), self.tutorial_server("udp_receive")):
                self.datagrams().sendto(data, ("127.0.0.1", server.port))
                self.assertEqual(server.wait(), 0)
                self.assertTrue(server.out.endswith(text + "\n"), server.out)
                self.assertEqual([line for line in server.out.splitlines() if not line.startswith("ready ")], [text])

    def test_item16_broken_text(self):
        for server in (self.serve("udp-receive", "--as-printed"), self.tutorial_server("udp_receive")):
            self.datagrams().sendto("你好吗".encode(), ("127.0.0.1", server.port))
            self.assertEqual(server.wait(), 1)
            self.assertIn("UnicodeDecodeError: 'gbk' codec can't decode byte 0x97 in position 8", server.err)

    def test_item16_repaired_it_shows_all_with_their_senders(self):
        server = self.serve("udp-receive")
        senders = [self.datagrams() for _ in range(3)]
        for number, sender in enumerate(senders):
            sender.sendto(f"第{number}个".encode("gbk"), ("127.0.0.1", server.port))
            server.expect(f"第{number}个\n('127.0.0.1', {sender.getsockname()[1]})\n")
        self.assertEqual(server.stop(), 0)

    def test_item16_tcp_and_udp_have_ports_of_their_own(self):
        tcp = self.serve("thanks")
        udp = self.serve("udp-receive", port=tcp.port)
        self.assertEqual(udp.port, tcp.port)
        self.datagrams().sendto("数据报".encode("gbk"), ("127.0.0.1", udp.port))
        udp.expect("数据报\n")
        client = self.dial(tcp.port)
        client.sendall("流".encode("gbk"))
        self.receive(client, "thank you !")

    def test_item19_one_text_to_many(self):
        server = self.serve("udp-fanout")
        peers = [self.datagrams() for _ in range(5)]
        for number, peer in enumerate(peers):
            peer.sendto("我来了".encode(), ("127.0.0.1", server.port))
            server.expect_error(f"peers now: {number + 1}\n")
        peers[0].sendto("又是我".encode(), ("127.0.0.1", server.port))  # registered once
        server.expect("又是我\n")
        server.type("大家好").type("再说一句")
        for peer in peers:
            self.assertEqual(peer.recv(1024), "大家好".encode())
            self.assertEqual(peer.recv(1024), "再说一句".encode())
        server.expect_error("peers reached: 5\n").expect_error("peers reached: 5\n")

    def test_truncation(self):
        peer = self.datagrams()
        client = self.lab("udp", "127.0.0.1", peer.getsockname()[1], "--encoding", "gbk", "--recv", 5, "--wait", "0")
        client.type("喂")
        data, sender = peer.recvfrom(100)
        self.assertEqual(data, "喂".encode("gbk"))
        peer.sendto("你好吗".encode("gbk"), sender)
        client.expect("你好\ufffd\n").expect_error("5 of 6 bytes fit")
        self.assertEqual(client.end_input().wait(), 0)

    def test_item41_broadcast_needs_permission(self):
        listener = self.lab("udp-listen", "--bind", "0.0.0.0", "--port", 0, "--count", 1).expect("ready 0.0.0.0:").expect("\n")
        port = listener.out.split(":")[1].strip()
        self.refuse(["udp", "127.255.255.255", port], 1, f"sendto 127.255.255.255:{port}", "EACCES", "--broadcast", text="你好\n")
        ended = labharness.run("udp", "127.255.255.255", port, "--broadcast", "--wait", "0", text="大家好\n")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""), ended)
        self.assertEqual(listener.expect("大家好\n").wait(), 0)  # --count 1: it ends by itself
        self.assertNotIn("你好", listener.out)

    def test_item41_multicast_is_for_members(self):
        sender = self.datagrams("0.0.0.0")
        sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
        member = self.lab("udp-listen", "--port", 0, "--join", "239.1.2.3", "--iface", "lo").expect("ready ").expect("\n")
        port = int(member.out.rpartition(":")[2])
        # Another socket on the port that did not join. IP_MULTICAST_ALL off: Linux would give it the others' groups too.
        stranger = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.addCleanup(stranger.close)
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.setsockopt(socket.IPPROTO_IP, 49, 0)
        stranger.bind(("0.0.0.0", port))
        stranger.setblocking(False)
        sender.sendto("组员们".encode(), ("239.1.2.3", port))
        member.expect("组员们\n")
        with self.assertRaises(BlockingIOError):
            stranger.recv(100)

    def test_bad_input(self):
        for arguments, words in (
                (["udp-listen"], ["--port"]), (["udp-listen", "--port", "70000"], ["--port", "70000"]),
                (["udp-listen", "--port", "0", "--join", "10.0.0.1"], ["--join", "10.0.0.1"]),
                (["udp-listen", "--port", "0", "--iface", "lo"], ["--join"]),
                (["udp-listen", "--port", "0", "--count", "0"], ["--count"]),
                (["udp-listen", "--port", "0", "--join", "ff02::1", "--bind", "0.0.0.0"], ["IPv6"]),
                (["udp", "127.0.0.1"], ["PORT"]), (["udp", "127.0.0.1", "x"], ["PORT"]),
                (["udp", "127.0.0.1", "1", "--wait", "-1"], ["--wait"]), (["udp", "127.0.0.1", "1", "--recv", "0"], ["--recv"])):
            with self.subTest(arguments=arguments):
                self.refuse(arguments, 2, *words)
        self.refuse(["udp-listen", "--port", "0", "--join", "239.1.2.3", "--iface", "nosuch0"], 1, "setsockopt", "ENODEV", "nosuch0")
        self.refuse(["udp", "256.1.1.1", "9"], 1, "256.1.1.1", "EAI_NONAME", text="x\n")


if __name__ == "__main__":
    labharness.main()
