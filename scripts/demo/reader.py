# SPDX-License-Identifier: MIT
"""Reads windows as a screen reader does: over the accessibility bus of the private screen."""
import os

from programs import until

MOST_NODES = 4000


class Reader:
    """Of one running program. The bus must be in the environment of this very process before the first one."""

    def __init__(self, process, environment):
        os.environ.update({name: environment[name] for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "XAUTHORITY",
                                                                "XDG_RUNTIME_DIR")})
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        self.atspi, self.error = Atspi, GLib.Error
        Atspi.set_timeout(5000, 10000)
        self.process = process
        self.root = until(self._application, 30, f"process {process.pid} does not show itself to screen readers")

    def _application(self):
        desktop = self.atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(i)
                if child and child.get_process_id() == self.process.pid:
                    return child
            except self.error:
                pass  # it came or went this moment
        return None

    # -- finding ------------------------------------------------------------------------------------------------------

    def _children(self, node):
        node.clear_cache()
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child:
                yield child

    def _nodes(self, root):
        """Depth first; lists and tables are not entered."""
        left, stack = MOST_NODES, [root]
        while stack and left:
            left -= 1
            node = stack.pop()
            yield node
            if node.get_role_name() not in ("list", "table", "tree", "tree table"):
                stack.extend(reversed(list(self._children(node))))

    def find(self, role, name, seconds=30):
        """The showing widget of this role whose accessible name is `name`."""
        return self._find(role, lambda text: text == name, name, seconds)

    def _find(self, role, wanted, name, seconds):
        def look():
            try:
                for node in self._nodes(self.root):
                    if node.get_role_name() == role and wanted(node.get_name() or "") and self.is_showing(node):
                        return node
            except self.error:
                pass  # the tree changed while it was walked
            return None
        return until(look, seconds, f"no {role} “{name}” is on the screen")

    def find_starting(self, role, name, seconds=30):
        """The same for names that go on, e.g. with a number."""
        return self._find(role, lambda text: text.startswith(name), name, seconds)

    def has(self, wanted):
        """True if `wanted` is true for the name of a widget on the screen."""
        try:
            return any(wanted(node.get_name() or "") and self.is_showing(node) for node in self._nodes(self.root))
        except self.error:
            return False

    # -- reading ------------------------------------------------------------------------------------------------------

    def is_showing(self, node):
        return node.get_state_set().contains(self.atspi.StateType.SHOWING)

    def is_focused(self, node):
        node.clear_cache()
        return node.get_state_set().contains(self.atspi.StateType.FOCUSED)

    def text(self, node):
        """What an input holds."""
        return self.atspi.Text.get_text(node, 0, self.atspi.Text.get_character_count(node))

    def box(self, node):
        """Left, top, right, bottom on the screen; empty if it is not there."""
        rect = self.atspi.Component.get_extents(node, self.atspi.CoordType.SCREEN)
        return rect.x, rect.y, rect.x + max(0, rect.width), rect.y + max(0, rect.height)

    def centre(self, node):
        left, top, right, bottom = self.box(node)
        return (left + right) // 2, (top + bottom) // 2

    def rows(self, view):
        """Names of those children of a list or table that can be seen: a part of them lies inside the view."""
        try:
            frame = self.box(view)
            return [child.get_name() for child in self._children(view) if child.get_name() and
                    _overlap(frame, self.box(child))]
        except self.error:
            return []  # rows came or went while they were read

    def row(self, view, wanted):
        """The first of them whose name `wanted` accepts; None: there is none."""
        try:
            frame = self.box(view)
            return next((child for child in self._children(view) if wanted(child.get_name() or "") and
                         _overlap(frame, self.box(child))), None)
        except self.error:
            return None


def _overlap(outer, inner):
    width = min(outer[2], inner[2]) - max(outer[0], inner[0])
    height = min(outer[3], inner[3]) - max(outer[1], inner[1])
    return width > 0 and height > 0 and inner[2] > inner[0] and inner[3] > inner[1]


def available():
    """True if this Python can talk to the accessibility bus."""
    try:
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi  # noqa: F401 (asked for, not used)
    except (ImportError, ValueError):
        return False
    return True
