#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Proves that check.py catches what it promises: a clean little house, then one seeded fault at a time."""

import pathlib
import tempfile
import unittest

import check

SPDX = "// SPDX-License-Identifier: MIT\n"
HEADER = SPDX + "#pragma once\n"
CLEAN = {
    "common/base/clock.h": HEADER,
    "common/base/clock.cpp": SPDX + '#include "common/base/clock.h"\n',
    "common/tap/trafficsink.h": HEADER + '#include "common/base/clock.h"\n',
    "common/net/peer.h": HEADER + '#include "common/tap/trafficsink.h"\n',
    "common/protocol/ping.h": HEADER + 'static constexpr std::string_view type = "ping";\n',
    "common/protocol/ping.cpp": SPDX + 'auto json = R"({"type":"ping"})"; // QJsonDocument is not needed\n',
    "common/protocol/PROTOCOL.md": "### `ping`\n",
    "tests/fixtures/golden/ping.json": '{"type":"ping"}\n',
    "server/store/sql.cpp": SPDX + 'auto sql = "SELECT 1";\n',
    "server/gui/window.cpp": SPDX + "#include <QWidget>\nvoid f() { connect(a, &A::b, this, [] {}); }\n",
    "app/main.cpp": SPDX + '#include "app/ui/window.h"\nint main() { return app.exec(); }\n',
    "app/ui/window.h": HEADER + "#include <QWidget>\n// waitForConnected(), singleShot(0, f) and connect(a, b, [] {})\n",
    "tests/unit/tst_x.cpp": SPDX + '#include "server/gui/window.h"\n',
    "build/dev/junk.cpp": "no licence, no rules",
}

# name -> (file, contents or None to delete it, words of the report)
FAULTS = {
    "upward arrow": ("common/base/clock.cpp", SPDX + '#include "common/wire/frame.h"\n', "must not include"),
    "domain sees net": ("server/domain/x.h", HEADER + '#include "common/net/peer.h"\n', "must not include"),
    "domain sees SQL": ("server/domain/x.h", HEADER + '#include "common/sql/database.h"\n', "must not include"),
    "net sees the whole tap": ("common/net/peer.h", HEADER + '#include "common/tap/trafficlog.h"\n', "must not include"),
    "sink sees the protocol": ("common/tap/trafficsink.h", HEADER + '#include "common/protocol/ping.h"\n',
                               "must not include"),
    "gui sees the store": ("server/gui/w.cpp", SPDX + '#include "server/store/sql.h"\n', "must not include"),
    "models see the window": ("app/models/m.h", HEADER + '#include "app/ui/window.h"\n', "must not include"),
    "short include path": ("common/base/a.cpp", SPDX + '#include "clock.h"\n', "start at the root"),
    "no room": ("server/attic/a.h", HEADER, "no room"),
    "circle over sources": ("common/base/clock.cpp", SPDX + '#include "common/base/b.h"\n', None),
    "no licence": ("app/types/a.h", "#pragma once\n", "SPDX"),
    "no licence in CMake": ("app/CMakeLists.txt", "add_subdirectory(x)\n", "SPDX"),
    "no guard": ("app/types/a.h", SPDX, "#pragma once"),
    "long file": ("app/types/a.h", HEADER + "\n" * 400, "at most 400"),
    "long test": ("tests/unit/tst_long.cpp", SPDX + "\n" * 400, "at most 400"),
    "widget in a model": ("app/models/m.h", HEADER + "#include <QLabel>\n", "widgets belong"),
    "colour in a model": ("app/models/m.h", HEADER + "#include <QtGui/QColor>\n", "Qt Core alone"),
    "SQL in the domain": ("server/domain/x.cpp", SPDX + 'auto s = "INSERT INTO t VALUES(1)";\n', "SQL belongs"),
    "sqlite in the domain": ("server/domain/x.cpp", SPDX + "void f() { sqlite3_open(a, b); }\n", "databases belong"),
    "JSON class in the window": ("app/ui/w.cpp", SPDX + "QJsonObject o;\n", "JSON belongs"),
    "JSON text in the window": ("app/ui/w.cpp", SPDX + 'auto s = R"({"type":"ping"})";\n', "JSON belongs"),
    "escaped JSON text": ("app/ui/w.cpp", SPDX + r'auto s = "{\"type\":\"ping\"}";' + "\n", "JSON belongs"),
    "blocking socket": ("common/net/a.cpp", SPDX + "void f() { s.waitForReadyRead (5); }\n", "blocks its thread"),
    "zero timer": ("app/core/a.cpp", SPDX + "void f() { QTimer::singleShot(0, this, &A::b); }\n", "turn of the event"),
    "nested loop": ("app/ui/a.cpp", SPDX + "void f() { dialog->exec(); }\n", "nested event loop"),
    "own loop": ("app/ui/a.cpp", SPDX + "void f() { QEventLoop loop; }\n", "from inside"),
    "processEvents": ("app/ui/a.cpp", SPDX + "void f() { QCoreApplication::processEvents(); }\n", "from inside"),
    "sleep": ("app/ui/a.cpp", SPDX + "void f() { QThread::msleep(5); }\n", "sleeps"),
    "data stream": ("common/net/a.cpp", SPDX + "void f() { QDataStream in(&x); }\n", "from strangers"),
    "inflate": ("common/net/a.cpp", SPDX + "void f() { qUncompress(x); }\n", "compression"),
    "lambda without context": ("app/ui/a.cpp", SPDX + "void f() { connect(a, &A::b, [this](int x) { g(x, 1); }); }\n",
                               "without a context"),
    "timer without context": ("app/ui/a.cpp", SPDX + "void f() { QTimer::singleShot(5s, [this] { g(); }); }\n",
                              "without a context"),
    "no golden file": ("tests/fixtures/golden/ping.json", None, "has no tests/fixtures"),
    "no section": ("common/protocol/PROTOCOL.md", "ping\n", "has no section"),
    "golden file of nothing": ("tests/fixtures/golden/pong.json", "{}\n", "of no message type"),
    "section of nothing": ("common/protocol/PROTOCOL.md", "### `ping`\n### `pong`\n", "of no message type"),
}


class CheckTest(unittest.TestCase):
    def problems(self, files):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return check.problems_of(folder)[0]

    def test_clean_house(self):
        self.assertEqual(self.problems(CLEAN), [])

    def test_each_fault_is_caught_once(self):
        for fault, (name, text, words) in FAULTS.items():
            if words is None:
                continue
            with self.subTest(fault):
                files = dict(CLEAN)
                if text is None:
                    del files[name]
                else:
                    files[name] = text
                problems = self.problems(files)
                self.assertEqual(len(problems), 1, problems)
                self.assertIn(words, problems[0])

    def test_circles(self):
        name, text, _ = FAULTS["circle over sources"]
        problems = self.problems(CLEAN | {name: text, "common/base/b.h": HEADER + '#include "common/base/clock.h"\n'})
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("circle of common/base/b, common/base/clock", problems[0])
        halves = {"common/base/window.cpp": SPDX + '#include "common/base/windowpaint.h"\n',
                  "common/base/windowpaint.h": HEADER + '#include "common/base/window.h"\n'}
        self.assertEqual(self.problems(CLEAN | halves), [])
        three = {f"common/base/{a}.h": HEADER + f'#include "common/base/{b}.h"\n' for a, b in ("xy", "yz", "zx")}
        problems = self.problems(CLEAN | three)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("common/base/x, common/base/y, common/base/z", problems[0])


if __name__ == "__main__":
    unittest.main()
