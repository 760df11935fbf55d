# SPDX-License-Identifier: MIT
"""A private screen nobody sees: Xvfb, the buses of a desktop, keyboard, mouse, clipboard and real pixels."""
import contextlib
import os
import pathlib
import secrets
import shutil
import struct
import subprocess
import tempfile
import zlib

from programs import Failure, until

WIDTH, HEIGHT = 2560, 1640
FAMILY_WILD = 0xFFFF  # Xauth: the cookie opens every display that knows it


class Screen:
    def __init__(self, programs, environment):
        self.programs = programs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="miniqq-demo-"))
        self.environment = {name: value for name, value in environment.items()
                            if name not in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_STYLE_OVERRIDE")}
        # One language and one size for everybody who runs this; settings may still choose another language.
        self.environment.update(LC_ALL="C.UTF-8", QT_SCALE_FACTOR="1", QT_QPA_PLATFORM="xcb", TZ="UTC",
                                QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", XDG_RUNTIME_DIR=str(self.folder))
        self.environment.pop("QT_ACCESSIBILITY", None)

    def open(self):
        self._open_display()
        self._open_buses()

    def close(self):
        """After all programs ended."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _open_display(self):
        cookie, name = secrets.token_bytes(16), b"MIT-MAGIC-COOKIE-1"
        authority = self.folder / "authority"
        authority.touch(mode=0o600)
        authority.write_bytes(struct.pack(f">HHHH{len(name)}sH16s", FAMILY_WILD, 0, 0, len(name), name, 16, cookie))
        self.programs.start("screen", ["Xvfb", "-displayfd", "1", "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir",
                                       self.folder, "-auth", authority, "-nolisten", "tcp", "-noreset"],
                            self.environment, stdout=subprocess.PIPE)
        self.environment.update(DISPLAY=":" + self.programs.first_line("screen", 20), XAUTHORITY=str(authority))

    def _open_buses(self):
        self.programs.start("bus", ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1",
                                    f"--address=unix:path={self.folder}/bus"], self.environment,
                            stdout=subprocess.PIPE)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.programs.first_line("bus", 20)

    # -- windows ------------------------------------------------------------------------------------------------------

    def _xdotool(self, *words):
        try:
            done = subprocess.run(["xdotool", *map(str, words)], env=self.environment, capture_output=True, text=True,
                                  timeout=20, check=False)
        except subprocess.TimeoutExpired as late:
            raise Failure(f"the screen does not answer: xdotool {' '.join(map(str, words))}") from late
        return done.stdout.split() if done.returncode == 0 else []

    def window(self, process, title, seconds=30):
        """The visible window of a process whose title begins so."""
        found = until(lambda: self.programs.check() or self._xdotool(
            "search", "--all", "--onlyvisible", "--pid", process.pid, "--name", f"^{title}"), seconds,
            f"no window “{title}” appeared")
        return found[0]

    def place(self, window, x, y, width=None, height=None):
        if width:
            self._xdotool("windowsize", window, width, height)
        self._xdotool("windowmove", window, x, y)
        until(lambda: self.geometry(window)[:2] == (x, y), 10, "a window could not be moved")

    def geometry(self, window):
        words = self._xdotool("getwindowgeometry", "--shell", window)
        values = dict(word.split("=") for word in words)
        if not values:
            raise Failure("a window is gone")
        return tuple(int(values[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    # -- keyboard, mouse, clipboard -----------------------------------------------------------------------------------

    def focus(self, window):
        self._xdotool("windowraise", window, "windowfocus", window)

    def click(self, x, y):
        self._xdotool("mousemove", x, y, "click", 1)

    def park_mouse(self):
        self._xdotool("mousemove", WIDTH - 1, HEIGHT - 1)

    def key(self, *names):
        self._xdotool("key", "--delay", 8, *names)

    def type(self, text):
        """Types ASCII, key by key."""
        self._xdotool("type", "--delay", 8, text)

    @contextlib.contextmanager
    def clipboard(self, text):
        """While this lasts, `text` is in the clipboard."""
        owner = self.programs.start("clipboard", ["xclip", "-quiet", "-selection", "clipboard"], self.environment,
                                    text=text)
        until(lambda: subprocess.run(["xclip", "-o", "-selection", "clipboard"], env=self.environment, timeout=10,
                                     capture_output=True, check=False).stdout.decode() == text, 10,
              "the clipboard does not take text")
        try:
            yield owner
        finally:
            self.programs.end("clipboard")

    # -- pixels -------------------------------------------------------------------------------------------------------

    def save(self, window, path):
        """Writes what the screen shows where this window stands."""
        x, y, width, height = self.geometry(window)
        dump = (self.folder / "Xvfb_screen0").read_bytes()
        fields = struct.unpack(">25I", dump[:100])  # XWDFileHeader (X11/XWDFile.h)
        header_size, stride, colours = fields[0], fields[12], fields[19]
        start = header_size + colours * 12
        rows = []
        for line in range(max(0, y), min(HEIGHT, y + height)):
            at = start + line * stride + x * 4
            pixels = dump[at:at + width * 4]  # blue, green, red, unused
            row = bytearray(width * 3)
            row[0::3], row[1::3], row[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
            rows.append(b"\0" + bytes(row))
        if len(set(rows)) < 2:
            raise Failure(f"the window for {path} is blank")
        write_png(path, width, rows)


def write_png(path, width, rows):
    """Rows of 8-bit RGB, each with its filter byte in front."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    pathlib.Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
                                   chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b""))


def missing_tools():
    """What the private screen needs and this machine lacks."""
    return [tool for tool in ("Xvfb", "dbus-daemon", "xdotool", "xclip") if not shutil.which(tool)] + \
        ([] if os.path.exists("/usr/libexec/at-spi-bus-launcher") else ["at-spi2-core"])
