# SPDX-License-Identifier: MIT
"""Files over the wire, by PROTOCOL.md and the standard library alone."""
import hashlib
import json
import struct
import time
import uuid

from wireclient import WireClient

CHUNK = 64 * 1024
WINDOW = 4


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class FileClient(WireClient):
    """A WireClient that knows pieces of files: receive_frame() shows one as a frame of type "chunk"."""

    def receive_frame(self, timeout=None):
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        length, = struct.unpack(">I", self._receive_exactly(4, deadline))
        payload = self._receive_exactly(length, deadline)
        if payload[:1] != b"\x01":
            return json.loads(payload.decode())
        transfer, offset = struct.unpack(">16sQ", payload[1:25])
        return {"type": "chunk", "transfer": str(uuid.UUID(bytes=transfer)), "offset": offset, "data": payload[25:]}

    def sign_in(self, account, password="correct horse", register=True, features=("files", "groups")):
        return super().sign_in(account, password, register, features)

    def send_chunk(self, transfer, offset, data):
        self.send_payload(b"\x01" + uuid.UUID(transfer).bytes + struct.pack(">Q", offset % 2**64) + data)

    def offer(self, data, name="a.bin", uuid_=None, timeout=30, **fields):
        """Offers `data`; the answer, file.begin as a rule."""
        body = {"uuid": str(uuid_ or uuid.uuid4()), "name": name, "size": len(data), "sha256": sha256(data),
                "kind": "file", **fields}
        return self.request("file.offer", body, timeout=timeout)

    def push(self, begin, data, until=None, chunk=CHUNK):
        """Sends chunks within the window; the file.stored or file.ended, or nothing once `until` is acknowledged."""
        transfer, sent = begin["body"]["transfer"], begin["body"]["offset"]
        acknowledged, open_ends = sent, []
        end = len(data) if until is None else until
        while True:
            while sent < end and len(open_ends) < WINDOW:
                piece = data[sent:min(sent + chunk, end)]
                self.send_chunk(transfer, sent, piece)
                sent += len(piece)
                open_ends.append(sent)
            if until is not None and acknowledged >= until:
                return None
            frame = self.expect("file.progress", "file.stored", "file.ended", timeout=60)
            if frame["body"].get("transfer", transfer) != transfer:
                continue
            if frame["type"] != "file.progress":
                return frame
            acknowledged = frame["body"]["offset"]
            open_ends = [e for e in open_ends if e > acknowledged]

    def upload(self, data, name="a.bin", uuid_=None, **fields):
        """All of it; the file.stored, or what refused it."""
        begin = self.offer(data, name, uuid_, **fields)
        return self.push(begin, data) if begin["type"] == "file.begin" else begin

    def fetch(self, file=None, offset=0, until=None, **body):
        """Downloads from `offset` on: (data, file.begin), or (None, the refusal)."""
        begin = self.request("file.get", {**({"file": file} if file else {}), "offset": offset, **body}, timeout=30)
        if begin["type"] != "file.begin":
            return None, begin
        transfer, size = begin["body"]["transfer"], begin["body"]["size"]
        data, at = [], offset
        while at < (size if until is None else until):
            frame = self.expect("chunk", "file.ended", timeout=60)
            if frame.get("transfer", frame.get("body", {}).get("transfer")) != transfer:
                continue  # of one that is over
            if frame["type"] == "file.ended":
                return None, frame
            assert frame["offset"] == at, (frame["offset"], at)
            data.append(frame["data"])
            at += len(frame["data"])
            self.send("file.progress", {"transfer": transfer, "offset": at})
        return b"".join(data), begin

    def say_file(self, conversation, file, text="a file", uuid_=None):
        return self.request("chat.send", {"conv": conversation, "uuid": str(uuid_ or uuid.uuid4()), "text": text,
                                          "file": file}, timeout=10)
