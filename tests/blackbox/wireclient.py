# SPDX-License-Identifier: MIT
"""A MiniQQ client of the standard library alone, small enough to read in one sitting.

The black-box tests use it, and so may you: it shares no code with the product and knows only PROTOCOL.md.
"""
import json
import socket
import ssl
import struct
import time
import uuid


class Closed(Exception):
    """The server closed the connection."""


class WireClient:
    def __init__(self, address, tls=False, timeout=5.0):
        raw = socket.create_connection(address, timeout)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname = False  # the server's own certificate: known by its fingerprint, not by a CA
            context.verify_mode = ssl.CERT_NONE
            raw = context.wrap_socket(raw)
        self._begin(raw, timeout)

    @classmethod
    def over(cls, connected, timeout=5.0):
        """On a socket of the caller's making."""
        client = cls.__new__(cls)
        client._begin(connected, timeout)
        return client

    def _begin(self, connected, timeout):
        self.socket = connected
        self.timeout = timeout
        self.buffer = b""
        self.next_id = 0
        self.inbox = []  # frames that arrived while something else was awaited

    # -- bytes and frames ---------------------------------------------------------------------------------------------

    def send_bytes(self, data):
        self.socket.sendall(data)

    def send_payload(self, payload):
        self.send_bytes(struct.pack(">I", len(payload)) + payload)

    def _receive_exactly(self, count, deadline):
        while len(self.buffer) < count:
            self.socket.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                data = self.socket.recv(65536)
            except (ConnectionResetError, BrokenPipeError) as error:
                raise Closed(str(error)) from error
            if not data:
                raise Closed("end of stream")
            self.buffer += data
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def receive_frame(self, timeout=None):
        """The next frame as a dictionary; raises Closed or TimeoutError."""
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        length, = struct.unpack(">I", self._receive_exactly(4, deadline))
        return json.loads(self._receive_exactly(length, deadline).decode())

    def wait_closed(self, timeout=None):
        """Reads until the server closes; the frames that still came."""
        frames = []
        try:
            while True:
                frames.append(self.receive_frame(timeout))
        except Closed:
            return frames

    # -- envelopes ----------------------------------------------------------------------------------------------------

    def send(self, type_, body=None, **envelope):
        self.send_payload(json.dumps({"type": type_, **envelope, "body": body or {}}).encode())

    def expect(self, *types, timeout=None):
        """The next frame of one of these types; others are kept in the inbox, pings are answered."""
        for i, frame in enumerate(self.inbox):
            if frame["type"] in types:
                return self.inbox.pop(i)
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            frame = self.receive_frame(max(0.001, deadline - time.monotonic()))
            if frame["type"] == "ping":
                self.send_payload(json.dumps({"type": "pong", "re": frame.get("id", "")} if frame.get("id")
                                             else {"type": "pong"}).encode())
            if frame["type"] in types:
                return frame
            self.inbox.append(frame)

    def request(self, type_, body=None, timeout=None):
        """Sends a request and waits for the answer to exactly this one."""
        self.next_id += 1
        id_ = str(self.next_id)
        self.send(type_, body, id=id_)
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            frame = self.receive_frame(max(0.001, deadline - time.monotonic()))
            if frame.get("re") == id_:
                return frame
            self.inbox.append(frame)

    # -- the session --------------------------------------------------------------------------------------------------

    def hello(self, features=()):
        body = {"protocol": [1, 1], "client": "blackbox"}
        return self.request("hello", {**body, "features": list(features)} if features else body)

    def sign_in(self, account, password="correct horse", register=True, features=()):
        self.welcome = self.hello(features)["body"]
        answer = self.request("auth.register" if register else "auth.signin",
                              {"account": account, "password": password}, timeout=20)
        if answer["type"] != "auth.ok":
            raise AssertionError(f"sign-in of {account}: {answer}")
        self.account = answer["body"]["account"]
        self.token = answer["body"]["token"]
        return self

    def say(self, conversation, text, uuid_=None):
        """Sends a message and waits for its chat.ack (or error)."""
        return self.request("chat.send", {"conv": conversation, "uuid": str(uuid_ or uuid.uuid4()), "text": text},
                            timeout=10)

    def close(self):
        try:
            self.socket.close()
        except OSError:
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def direct(one, other):
    """Key of the direct conversation of two accounts."""
    first, second = sorted([one, other], key=lambda name: name.encode())
    return f"d:{first}:{second}"
