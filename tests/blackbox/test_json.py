# SPDX-License-Identifier: MIT
"""Payloads that are no messages: rows A17 to A22, A28 and A29 of the abuse table."""
import json

import harness

SEND = '{"type":"chat.send","id":"1","body":{"conv":"lobby","uuid":"0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d","text":%s}}'


class Json(harness.ServerTest):
    def refuse_and_close(self, payloads):
        for payload in payloads:
            with self.subTest(payload=payload[:60]):
                client = self.signed_in()
                client.send_payload(payload)
                self.assert_error_then_closed(client, "bad_json")

    def refuse_and_keep(self, payloads, code="bad_field"):
        client = self.signed_in()
        for payload in payloads:
            with self.subTest(payload=payload[:90]):
                client.send_payload(payload)
                self.assert_error(client.expect("error"), code)
                self.assert_kept(client)

    def test_a17_not_json(self):
        self.refuse_and_close([b'{"type":', b'{"type":"ping"} x', b'{"type":"ping"}{"type":"ping"}', b"{'type':'ping'}",
                               b'{"type":"ping",}', b'{type:"ping"}', b'{"type":"ping"\x00}', b"\xef\xbb\xbf{}",
                               b' {"type":"ping"}', b'{"type":"ping","id":01}', b'{"type":"a\nb"}', b'{"a":"\\q"}'])

    def test_a18_not_an_object(self):
        self.refuse_and_close([b'["type","ping"]', b'"ping"', b"null", b"12345", b"true"])

    def test_a19_too_deep(self):
        self.refuse_and_close([b'{"type":"ping","x":' + b"[" * n + b"]" * n + b"}" for n in (16, 2000)])
        client = self.signed_in()
        client.send_payload(b'{"type":"ping","id":"deep","x":' + b"[" * 15 + b"]" * 15 + b"}")
        self.assertEqual(client.expect("pong")["re"], "deep")

    def test_a20_duplicate_keys(self):
        self.refuse_and_close([b'{"type":"ping","type":"ping"}', b'{"type":"ping","body":{"from":1,"from":2}}',
                               b'{"type":"ping","t\\u0079pe":"bye"}'])

    def test_a21_too_many_keys(self):
        many = ",".join(f'"k{i}":0' for i in range(6000))
        self.refuse_and_close([('{"type":"ping",' + many + "}").encode()])

    def test_a22_numbers(self):
        page = '{"type":"history.get","id":"n","body":{"conv":"lobby","limit":%s}}'
        self.refuse_and_keep([(page % n).encode() for n in
                              ("1e999", "9007199254740993", "-0", "1.0", "1e2", "-1", "0", '"5"', "99999999999999999999")])

    def test_a28_not_utf8(self):
        for text in (b'"\xc0\xaf"', b'"\x80"', b'"\xed\xa0\x80"', b'"\xf5\x80\x80\x80"', b'"\xc4\xe3\xba\xc3"', b'"\xe4\xbd"'):
            self.refuse_and_close([SEND.encode().replace(b"%s", text)])

    def test_a29_no_text(self):
        self.refuse_and_keep([(SEND % text).encode() for text in
                              (r'"\ud800"', r'"a\udc00b"', r'"\ud800\ud800"', r'"\u0000"', r'"a\u0000b"')])

    def test_text_with_every_escape_arrives_as_written(self):
        text = '"\\/\b\f\n\r\t 你好 👋🏽 e\u0301 \u202eabc\u202c <b>x</b> \x1b[31m'
        a, b = self.signed_in(), self.signed_in()
        self.assertEqual(a.say(harness.direct(a.account, b.account), text)["type"], "chat.ack")
        self.assertEqual(b.expect("chat.deliver")["body"]["text"], text)

    def test_escaped_and_raw_utf8_are_the_same_text(self):
        a, b = self.signed_in(), self.signed_in()
        conversation = harness.direct(a.account, b.account)
        for ascii_only in (True, False):
            a.send_payload(json.dumps({"type": "chat.send", "body": {
                "conv": conversation, "uuid": str(harness.new_uuid()), "text": "你好👋"}}, ensure_ascii=ascii_only).encode())
            self.assertEqual(b.expect("chat.deliver")["body"]["text"], "你好👋")


if __name__ == "__main__":
    harness.main()
