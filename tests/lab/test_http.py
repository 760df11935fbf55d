# SPDX-License-Identifier: MIT
"""Items 17, 18 and 62: HTTP is just text."""
import http.client
import socket
import threading

import labharness

REQUEST = b"GET / HTTP/1.1\r\nHost:www.sina.com.cn\r\nConnection: close\r\n\r\n"


class PlainServer:
    """Answers one request with prepared bytes and keeps the request."""

    def __init__(self, test, answer):
        self._socket = socket.create_server(("127.0.0.1", 0))
        test.addCleanup(self._socket.close)
        self.port = self._socket.getsockname()[1]
        self.request = b""
        self._answer = answer
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        connection, _ = self._socket.accept()
        with connection:
            while b"\r\n\r\n" not in self.request:
                self.request += connection.recv(1024)
            connection.sendall(self._answer)

    def finish(self):
        self._thread.join(labharness.PATIENCE)
        return self.request


class Http(labharness.LabTest):
    def test_item18_their_request_byte_for_byte(self):
        self.assertEqual(len(REQUEST), 59)
        for mode in ("--as-printed", "--repaired"):
            server = self.serve("http", mode)
            page = self.folder() / "sina.html"
            client = self.tutorial("http_get", "127.0.0.1", server.port, page)
            self.assertEqual(client.wait(), 0)
            self.assertTrue(client.out.startswith("HTTP/1.1 200 OK\r\n"), client.out)
            body = page.read_bytes()
            self.assertIn(f"Content-Length: {len(body)}\r\n".encode(), client.raw + b"\r\n")
            self.assertIn("网络实验室".encode(), body)
            self.eventually(lambda: server.raw.endswith(REQUEST), "the request is shown")

    def test_item18_a_real_http_client(self):
        server = self.serve("http")
        for method, path, status in (("GET", "/", 200), ("GET", "/index.html", 200), ("HEAD", "/", 200), ("GET", "/nothing", 404),
                                     ("POST", "/", 405), ("GET", "/%E4%BD%A0", 404)):
            with self.subTest(method=method, path=path):
                connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=labharness.PATIENCE)
                connection.request(method, path)
                answer = connection.getresponse()
                body = answer.read()
                connection.close()
                self.assertEqual(answer.status, status)
                if method != "HEAD":
                    self.assertEqual(int(answer.getheader("Content-Length")), len(body))
                else:
                    self.assertEqual(body, b"")

    def test_item18_encodings_are_declared(self):
        for encoding in ("utf-8", "gbk", "gb18030"):
            server = self.serve("http", "--encoding", encoding)
            client = self.dial(server.port)
            client.sendall(REQUEST)
            header, _, body = client.makefile("rb").read().partition(b"\r\n\r\n")
            self.assertIn(f"charset={encoding}".encode(), header)
            self.assertIn("网络实验室", body.decode(encoding))
        server = self.serve("http", "--encoding", "latin-1")
        client = self.dial(server.port)
        client.sendall(REQUEST)
        self.assertIn("&#32593;", client.makefile("rb").read().decode("latin-1"))

    def test_item18_pieces_nonsense_and_floods(self):
        server = self.serve("http")
        client = self.dial(server.port)
        for byte in REQUEST[:-1]:
            client.sendall(bytes([byte]))
        self.assert_silent(client, 0.2)  # it waits for the empty line
        client.sendall(REQUEST[-1:])
        self.assertTrue(client.makefile("rb").read().startswith(b"HTTP/1.1 200 OK\r\n"))
        for request, status in ((b"\xff\x00\r\n\r\n", b"400"), (b"GET\r\n\r\n", b"400"), (b"GET / HTTP/1.1\r\nX: " + b"x" * 9000, b"431")):
            client = self.dial(server.port)
            client.sendall(request)
            self.assertEqual(client.makefile("rb").read().split()[1], status)

    def test_item17_our_request(self):
        body = bytes(range(256)) * 20
        server = PlainServer(self, b"HTTP/1.1 200 OK\r\nContent-Length: 5120\r\nX: \xe4\xbd\xa0\r\n\r\n" + body)
        page = self.folder() / "网页.html"
        ended = labharness.run("http", f"http://127.0.0.1:{server.port}", "--out", page)
        self.assertEqual(ended.returncode, 0, ended)
        self.assertEqual(server.finish(), f"GET / HTTP/1.1\r\nHost:127.0.0.1:{server.port}\r\nConnection: close\r\n\r\n".encode())
        self.assertEqual(page.read_bytes(), body)
        self.assertTrue(ended.stdout.startswith("HTTP/1.1 200 OK"), ended)
        self.assertRegex(ended.stderr, r"\d+ receives: \d+ bytes of header, 5120 bytes of body")

    def test_item62_each_receive_is_at_most_1024(self):
        server = PlainServer(self, b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000)
        log = self.folder() / "events.jsonl"
        ended = labharness.run("http", f"http://127.0.0.1:{server.port}/", "--events", log)
        self.assertEqual(ended.returncode, 0, ended)
        receives = [event["length"] for event in self.events(log) if event.get("call") == "recv" and event["result"] > 0]
        self.assertEqual(sum(receives), 10_019)
        self.assertLessEqual(max(receives), 1024)
        self.assertIn(f"{len(receives)} receives", ended.stderr)
        self.assertEqual(ended.stdout.splitlines()[-1], "x" * 10_000)

    def test_bad_input(self):
        for url in ("", "127.0.0.1", "https://127.0.0.1/", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:70000/", "http://a b/",
                    "http://user:word@127.0.0.1/"):
            with self.subTest(url=url):
                self.refuse(["http", url], 2)
        for answer, word in ((b"", "not HTTP"), (b"hello", "not HTTP"), (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "Content-Length")):
            server = PlainServer(self, answer)
            ended = labharness.run("http", f"http://127.0.0.1:{server.port}/")
            self.assertEqual(ended.returncode, 1, ended)
            self.assertIn(word, ended.stderr.splitlines()[-1])

    def test_a_file_that_cannot_be_written(self):
        server = PlainServer(self, b"HTTP/1.1 200 OK\r\n\r\nabc")
        ended = labharness.run("http", f"http://127.0.0.1:{server.port}/", "--out", self.folder() / "no" / "such")
        self.assertEqual(ended.returncode, 1, ended)
        self.assertIn("open", ended.stderr)
        self.assertIn("ENOENT", ended.stderr)


if __name__ == "__main__":
    labharness.main()
