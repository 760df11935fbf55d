# SPDX-License-Identifier: MIT
"""Items 12 and 13: one client, one receive, thank you."""
import socket

import labharness


class Thanks(labharness.LabTest):
    def test_item13_their_client_with_both_servers(self):
        for server in (self.serve("thanks", "--as-printed"), self.tutorial_server("thanks_server")):
            client = self.tutorial("thanks_client")
            client.expect("请输入服务器ip:").type("127.0.0.1")
            client.expect("请输入服务器port:").type(str(server.port))
            client.expect("请输入要发送的数据：").type("你好,谢谢")
            self.assertEqual(client.wait(), 0)
            self.assertTrue(client.out.endswith("：thank you !\n"), client.out)
            server.expect("接收到的数据为: 你好,谢谢\n")
            self.assertEqual(server.wait(), 0)  # one client, and it is over
            with self.assertRaises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", server.port))

    def test_item13_our_client_with_their_server(self):
        server = self.tutorial_server("thanks_server")
        client = self.lab("tcp", "127.0.0.1", server.port, "--encoding", "gbk").type("你好").expect("thank you !\n")
        self.assertEqual(client.wait(), 0)
        server.expect("接收到的数据为: 你好\n")

    def test_item12_eleven_bytes_and_the_end(self):
        server = self.serve("thanks")
        for text in ("第一", "第二", "第三"):  # repaired, it serves on
            client = self.dial(server.port)
            client.sendall(text.encode("gbk"))
            self.receive(client, bytes.fromhex("7468616e6b20796f752021"))
            self.assert_closed(client)
            client.close()
            server.expect(f"接收到的数据为: {text}\n")
        self.assertEqual(server.stop(), 0)

    def test_item12_the_second_message_is_never_read(self):
        server = self.serve("thanks")
        client = self.dial(server.port)
        client.sendall("一".encode("gbk"))
        self.receive(client, "thank you !")
        client.sendall("二".encode("gbk"))
        self.assert_closed(client)
        client.close()
        self.dial(server.port).sendall("三".encode("gbk"))
        server.expect("接收到的数据为: 三\n")
        self.assertNotIn("二", server.out)


if __name__ == "__main__":
    labharness.main()
