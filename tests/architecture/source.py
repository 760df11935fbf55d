# SPDX-License-Identifier: MIT
"""Reads C++ sources just well enough for checks: comments out, literals apart, arguments of calls."""

import re

_TOKENS = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)"'
    r'|(?P<string>"(?:[^"\\\n]|\\.)*")'
    r"|(?P<char>(?<![0-9A-Za-z_])'(?:[^'\\\n]|\\.)+')",
    re.S)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """The text with comments replaced by spaces; lines and columns stay."""
    return _TOKENS.sub(lambda m: _blank(m.group(0)) if m.group("comment") else m.group(0), text)


def without_literals(text):
    """Comments and the contents of string and character literals replaced by spaces; include lines stay."""

    def replace(match):
        token = match.group(0)
        line = text.rfind("\n", 0, match.start()) + 1
        if not match.group("comment") and text[line:match.start()].lstrip().startswith("#include"):
            return token
        return _blank(token) if match.group("comment") else token[0] + _blank(token[1:-1]) + token[-1]

    return _TOKENS.sub(replace, text)


def literals(text):
    """(line, content) of every string literal outside comments and include lines."""
    for match in _TOKENS.finditer(text):
        token = match.group(0)
        if match.group("comment") or match.group("char"):
            continue
        begin = text.rfind("\n", 0, match.start()) + 1
        if text[begin:match.start()].lstrip().startswith("#include"):
            continue
        yield text.count("\n", 0, match.start()) + 1, token[token.index('"') + 1:-1]


def includes(text):
    """(line, path) of the project's own includes, (line, name) of others in angle brackets."""
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        match = re.match(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', line)
        if match:
            yield number, match.group(1), match.group(2)


def calls(code, name):
    """(line, [arguments]) of each call of `name` in code without literals."""
    for match in re.finditer(r"(?<![A-Za-z0-9_])" + name + r"\s*\(", code):
        depth, start, arguments = 0, match.end(), []
        for at in range(match.end() - 1, len(code)):
            c = code[at]
            if c in "([{":
                depth += 1
            elif c in ")]}":
                depth -= 1
                if depth == 0:
                    arguments.append(code[start:at].strip())
                    break
            elif c == "," and depth == 1:
                arguments.append(code[start:at].strip())
                start = at + 1
        yield code.count("\n", 0, match.start()) + 1, [a for a in arguments if a]
