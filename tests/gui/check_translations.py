#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fails when a text of the user interface has no translation.

A fresh lupdate run over the sources is compared with the files in resources/i18n: every text must be there and
translated, and none may be left over from texts that are gone.  --list only prints what is missing.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = {"zh_CN": [], "en": ["-pluralonly"]}


def messages(path):
    """{(context, source, comment): message element} of one .ts file."""
    found = {}
    for context in xml.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            found[name, message.findtext("source"), message.findtext("comment")] = message
    return found


def complaint(source, message):
    """What is wrong with the translation of one message, or None."""
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        return "not translated"
    texts = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    for text in texts:
        if not text.strip():
            return "empty translation"
        if sorted(set(re.findall(r"%L?\d", text))) != sorted(set(re.findall(r"%L?\d", source))):
            return "other %1 places than the source"
        if "%n" in source and "%n" not in text and message.get("numerus") == "yes" and len(texts) == 1:
            return "the number %n is missing"
    return None


def check(language, options, lupdate):
    committed = ROOT / "resources" / "i18n" / f"miniqq_{language}.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / committed.name
        shutil.copy(committed, fresh)
        subprocess.run([lupdate, "-silent", "-I", str(ROOT), "-locations", "none", "-no-obsolete", *options,
                        *(str(ROOT / part) for part in ("common", "app", "server")), "-ts", str(fresh)],
                       check=True, timeout=120)
        wanted = messages(fresh)
    present = messages(committed)
    problems = [f"{key[0]}: {key[1]!r}: not in the file" for key in wanted if key not in present]
    problems += [f"{key[0]}: {key[1]!r}: no longer in the sources" for key in present if key not in wanted]
    for key, message in present.items():
        trouble = complaint(key[1], message)
        if trouble and key in wanted:
            problems.append(f"{key[0]}: {key[1]!r}: {trouble}")
    return [f"{committed.name}: {problem}" for problem in problems]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lupdate", default=shutil.which("lupdate", path="/usr/lib/qt6/bin") or "lupdate")
    parser.add_argument("--list", action="store_true", help="print what is missing and succeed")
    arguments = parser.parse_args()
    problems = [problem for language, options in FILES.items()
                for problem in check(language, options, arguments.lupdate)]
    print("\n".join(problems) if problems else "every text is translated")
    if problems and not arguments.list:
        print("\nRun scripts/translations.sh, translate what it lists, and commit the files.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
