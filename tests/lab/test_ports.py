# SPDX-License-Identifier: MIT
"""miniqq-lab ports: sockets that the test itself opens must stand on the board (items 36-40, 43)."""
import json
import os
import pathlib
import socket

import labharness


class Ports(labharness.LabTest):
    def board(self):
        ended = labharness.run("ports", "--json")
        self.assertEqual((ended.returncode, ended.stderr), (0, ""), ended)
        return json.loads(ended.stdout)

    def rows(self, **wanted):
        return [row for row in self.board()["sockets"] if all(row[key] == value for key, value in wanted.items())]

    def test_range_of_the_system(self):
        first, last = map(int, pathlib.Path("/proc/sys/net/ipv4/ip_local_port_range").read_text(encoding="ascii").split())
        board = self.board()
        self.assertEqual((board["ephemeral_first"], board["ephemeral_last"]), (first, last))

    def test_listener_and_its_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as client:
            accepted, _ = listener.accept()
            with accepted:
                accepted.sendall(b"unread")
                name = "127.0.0.1:%d" % listener.getsockname()[1]
                peer = "127.0.0.1:%d" % client.getsockname()[1]
                (row,) = self.rows(local=name, state="LISTEN")
                self.assertEqual((row["protocol"], row["process"], row["ours"]), ("tcp", os.getpid(), False))
                self.assertTrue(row["owner"].startswith("python"), row)
                self.assertEqual(len(self.rows(local=name, peer=peer, state="ESTABLISHED")), 1)
                (row,) = self.rows(local=peer, peer=name, state="ESTABLISHED")
                self.assertEqual(row["receive_queue"], 6)
                shown = labharness.run("ports").stdout
                line = next(line for line in shown.splitlines() if name in line and "LISTEN" in line)
                self.assertIn(str(os.getpid()), line)

    def test_not_accepted(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()):
            (row,) = self.rows(local="127.0.0.1:%d" % listener.getsockname()[1], state="LISTEN")
            self.assertEqual(row["receive_queue"], 1)

    def test_time_wait(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            with socket.create_connection(listener.getsockname()) as client:
                accepted, peer = listener.accept()
                accepted.close()  # first: the waiting is on this side
                self.assertEqual(client.recv(1), b"")
            name, other = ("127.0.0.1:%d" % port for port in (listener.getsockname()[1], peer[1]))
            (row,) = self.rows(local=name, peer=other)
            self.assertEqual((row["state"], row["owner"], row["process"]), ("TIME_WAIT", "", 0))
            self.assertTrue(0 < row["left_ms"] <= 60000, row)

    def test_close_wait(self):
        with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as client:
            accepted, peer = listener.accept()
            with accepted:
                client.shutdown(socket.SHUT_WR)
                self.assertEqual(accepted.recv(1), b"")
                name = "127.0.0.1:%d" % listener.getsockname()[1]
                self.assertEqual(len(self.rows(local=name, peer="127.0.0.1:%d" % peer[1], state="CLOSE_WAIT")), 1)
                self.assertEqual(len(self.rows(peer=name, local="127.0.0.1:%d" % peer[1], state="FIN_WAIT2")), 1)

    def test_udp_beside_tcp(self):
        with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.bind(tcp.getsockname())
            found = {row["protocol"] for row in self.rows(local="127.0.0.1:%d" % tcp.getsockname()[1])}
            self.assertEqual(found, {"tcp", "udp"})

    def test_ipv6(self):
        try:
            listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
        except OSError as problem:
            self.skipTest(f"no IPv6 here: {problem}")
        with listener:
            self.assertEqual(len(self.rows(local="[::1]:%d" % listener.getsockname()[1], state="LISTEN")), 1)

    def test_evil_name(self):
        """A program may call itself anything; the terminal must not obey it."""
        comm = pathlib.Path("/proc/self/comm")
        before = comm.read_bytes().rstrip(b"\n")
        comm.write_bytes(b"evil\x1b[2J\xff\n")
        self.addCleanup(comm.write_bytes, before)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            name = "127.0.0.1:%d" % listener.getsockname()[1]
            shown = labharness.run("ports").stdout
            line = next(line for line in shown.splitlines() if name in line)
            self.assertIn("evil\ufffd[2J\ufffd", line)
            self.assertNotIn("\x1b", shown)
            (row,) = self.rows(local=name)
            self.assertTrue(row["owner"].startswith("evil\x1b[2J"), row)  # JSON escapes it

    def test_refusals(self):
        self.refuse(["ports", "80"], 2, "80")


if __name__ == "__main__":
    labharness.main()
