#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the translation files up to date with the sources and lists what is still untranslated.
# Translate the listed entries in resources/i18n/miniqq_zh_CN.ts (Qt Linguist or a text editor), then run it again.
set -euo pipefail
cd "$(dirname "$0")/.."
lupdate=${LUPDATE:-/usr/lib/qt6/bin/lupdate}
[ -x "$lupdate" ] || lupdate=$(command -v lupdate)
options=(-silent -I . -locations none -no-obsolete -source-language en)
"$lupdate" "${options[@]}" common app server -target-language zh_CN -ts resources/i18n/miniqq_zh_CN.ts
# English needs a file for plural forms only.
"$lupdate" "${options[@]}" -pluralonly common app server -target-language en -ts resources/i18n/miniqq_en.ts
python3 tests/gui/check_translations.py --list
