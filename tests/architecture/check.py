#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Keeps the house in order: `check.py ROOT` prints every broken rule and fails if there is one.

The rules are those of rooms.py (who may include whom) and of the functions below, one each."""

import pathlib
import re
import sys

import rooms
import source

MAX_LINES = 400
PRODUCT = ("common", "server", "app")
SKIPPED = {"build", ".git", ".cache"}


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.problems = []
        self.files = sorted(
            path for path in self.root.rglob("*")
            if path.is_file() and not SKIPPED & set(path.relative_to(self.root).parts[:-1]))
        self.text = {}
        for path in self.files:
            if path.suffix in (".h", ".cpp", ".py", ".sh", ".cmake") or path.name == "CMakeLists.txt":
                self.text[self.name(path)] = path.read_text(encoding="utf-8")
        self.cpp = {name: text for name, text in self.text.items() if name.endswith((".h", ".cpp"))}
        self.product = {name: text for name, text in self.cpp.items() if name.split("/")[0] in PRODUCT}
        self.code = {name: source.without_literals(text) for name, text in self.cpp.items()}

    def name(self, path):
        return path.relative_to(self.root).as_posix()

    def report(self, name, line, text):
        self.problems.append(f"{name}:{line}: {text}")


def room_of(name):
    folder = name.rpartition("/")[0]
    while folder and folder not in rooms.MAY_INCLUDE:
        folder = folder.rpartition("/")[0]
    return folder


def is_root(name):
    return re.search(rooms.COMPOSITION_ROOTS, name) is not None


def in_rooms(name, allowed):
    return name.startswith(tuple(room + "/" for room in allowed))


def check_includes(tree):
    """Arrows go one way (rooms.py)."""
    for name, text in tree.product.items():
        room = room_of(name)
        if is_root(name):
            continue
        if not room:
            tree.report(name, 1, "stands in no room that rooms.py knows")
            continue
        allowed = rooms.HEADER_LIMITS.get(name, rooms.MAY_INCLUDE[room] | {room})
        for line, own, _ in source.includes(text):
            if own is None:
                continue
            if "/" not in own:
                tree.report(name, line, f'include paths start at the root of the tree: "{own}"')
                continue
            target = room_of(own)
            if target not in allowed and room not in rooms.MAY_INCLUDE_HEADER.get(own, ()):
                tree.report(name, line, f"{room} must not include {own}")


def knots(graph):
    """The sets of nodes that reach one another (Tarjan), single nodes left out."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in order:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], order[target])
        if low[node] == order[node]:
            at = stack.index(node)
            knot = set(stack[at:])
            del stack[at:]
            if len(knot) > 1:
                found.append(knot)

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found


def belong_together(knot):
    """Halves of one thing: named in rooms.py, or in one folder with the name of one at the start of all names."""
    shortest = min(knot, key=len)
    return all(name.startswith(shortest) and "/" not in name[len(shortest):] for name in knot) or any(
        knot <= group for group in rooms.BELONG_TOGETHER)


def check_circles(tree):
    """No circle of components; a component is a header with its source file."""
    graph = {}
    for name, text in tree.product.items():
        component = name.rpartition(".")[0]
        targets = {own.rpartition(".")[0] for _, own, _ in source.includes(text) if own}
        graph.setdefault(component, set()).update(targets - {component})
    for knot in knots(graph):
        if not belong_together(knot):
            tree.report(min(knot), 1, "include circle of " + ", ".join(sorted(knot)))


def check_shape(tree):
    """License line, length, include guard."""
    for name, text in tree.text.items():
        lines = text.split("\n")
        head = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
        if not re.fullmatch(r"(//|#) SPDX-License-Identifier: MIT", head):
            tree.report(name, 1, "the first line must be the SPDX line")
        if name.endswith((".h", ".cpp", ".py")) and text.count("\n") > MAX_LINES:
            tree.report(name, MAX_LINES, f"{text.count(chr(10))} lines; at most {MAX_LINES}")
        if name.endswith(".h") and not re.search(r"^#pragma once$", text, re.M):
            tree.report(name, 1, "#pragma once is missing")


def check_qt_modules(tree):
    """Widgets only in windows; models and everything under them on Qt Core."""
    for name, text in tree.product.items():
        for line, _, header in source.includes(text):
            header = (header or "").rpartition("/")[2]
            if header in rooms.WIDGET_HEADERS and not in_rooms(name, rooms.WIDGET_ROOMS) and not is_root(name):
                tree.report(name, line, f"widgets belong to windows: {header}")
            if header in rooms.GUI_HEADERS and in_rooms(name, rooms.CORE_ONLY_ROOMS):
                tree.report(name, line, f"this room is built on Qt Core alone: {header}")


SQL = re.compile(r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+"
                 r"(UNIQUE\s+)?(TABLE|INDEX)\s|DROP\s+TABLE\s|ALTER\s+TABLE\s|PRAGMA\s+\w)")


def check_languages(tree):
    """SQL only in stores, JSON only in the protocol."""
    for name, text in tree.product.items():
        for line, literal in source.literals(text):
            if SQL.match(literal) and not in_rooms(name, rooms.SQL_ROOMS):
                tree.report(name, line, "SQL belongs to stores")
            if re.search(r'\\?"\w+\\?"\s*:\s*[\[{"\\\d]', literal) and not in_rooms(name, rooms.JSON_ROOMS):
                tree.report(name, line, "JSON belongs to common/protocol")
        patterns = []
        if not in_rooms(name, rooms.SQL_ROOMS):
            patterns.append((r"\bsqlite3_\w+|\bQSql\w+", "databases belong to stores"))
        if not in_rooms(name, rooms.JSON_ROOMS):
            patterns.append((r"\bQJson\w+", "JSON belongs to common/protocol"))
        report_matches(tree, name, patterns)


BLOCKING = (
    (r"\bwaitFor(Connected|ReadyRead|BytesWritten|Disconnected|Encrypted|NewConnection|Started|Finished)\s*\(",
     "blocks its thread"),
    (r"\bsingleShot\s*\(\s*(0|0ms)\s*,", "a turn of the event loop is no tool; queue a call"),
    (r"\b(Q\w*Application::|qApp->|\w+\.)processEvents\s*\(", "turns the event loop from inside"),
    (r"\bQEventLoop\s+\w+\s*[;({]", "turns the event loop from inside"),
    (r"\b(QThread::)?(sleep|msleep|usleep|sleep_for)\s*\(", "sleeps where an event could be awaited"),
    (r"\bBlockingQueuedConnection\b", "blocks one thread on another"),
)
HOSTILE = (
    (r"\bQDataStream\b", "reads containers of any size from strangers"),
    (r"\bq(Unc|C)ompress\b", "no compression on the wire"),
    (r"\bQVariant::(load|save)\b", "reads types of any kind from strangers"),
)


def report_matches(tree, name, patterns):
    for pattern, text in patterns:
        for match in re.finditer(pattern, tree.code[name]):
            line = tree.code[name].count("\n", 0, match.start()) + 1
            tree.report(name, line, f"{match.group(0).strip()}: {text}")


def check_misuse(tree):
    """No blocking, no nested loops, no dangerous readers."""
    for name in tree.product:
        report_matches(tree, name, BLOCKING + HOSTILE)
        if not is_root(name):
            report_matches(tree, name, [(r"(\.|->)exec\s*\(\s*\)", "nested event loop")])


def check_connects(tree):
    """A lambda is connected with a context object, or it outlives what it captured."""
    for name in tree.product:
        for line, arguments in source.calls(tree.code[name], "connect"):
            if len(arguments) == 3 and arguments[2].startswith("["):
                tree.report(name, line, "connect to a lambda without a context object")
        for line, arguments in source.calls(tree.code[name], "singleShot"):
            if len(arguments) == 2 and arguments[1].startswith("["):
                tree.report(name, line, "singleShot to a lambda without a context object")


def check_wire_types(tree):
    """Every message type has a golden file and a section in PROTOCOL.md, and nothing else has."""
    types = {}
    for name, text in tree.product.items():
        if name.startswith("common/protocol/"):
            for match in re.finditer(r'string_view type = "([a-z.]+)";', text):
                types[match.group(1)] = name
    golden = {path.stem: tree.name(path) for path in tree.files
              if tree.name(path).startswith("tests/fixtures/golden/") and path.suffix == ".json"}
    page = tree.root / "common/protocol/PROTOCOL.md"
    sections = set(re.findall(r"^#+ `([a-z.]+)`", page.read_text(encoding="utf-8") if page.exists() else "", re.M))
    for kind, name in sorted(types.items()):
        if kind not in golden:
            tree.report(name, 1, f"{kind} has no tests/fixtures/golden/{kind}.json")
        if kind not in sections:
            tree.report(name, 1, f"{kind} has no section in common/protocol/PROTOCOL.md")
    for kind in sorted(set(golden) - set(types)):
        tree.report(golden[kind], 1, "golden file of no message type")
    for kind in sorted(sections - set(types)):
        tree.report("common/protocol/PROTOCOL.md", 1, f"section of no message type: {kind}")


CHECKS = (check_includes, check_circles, check_shape, check_qt_modules, check_languages, check_misuse, check_connects,
          check_wire_types)


def problems_of(root):
    tree = Tree(root)
    for check in CHECKS:
        check(tree)
    return tree.problems, len(tree.cpp)


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check.py ROOT")
    problems, count = problems_of(sys.argv[1])
    for problem in problems:
        print(problem)
    if count == 0:
        sys.exit(f"no sources under {sys.argv[1]}")
    print(f"{count} C++ files, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
