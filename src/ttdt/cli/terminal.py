"""The terminal: whether there is one, and how wide it is."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_WIDTH_WITHOUT_TERMINAL = 120
_ESCAPES = 4
"""The mode of a console of Windows in which it takes them."""
_NARROWEST = 40
_WIDEST = 100_000


def is_terminal() -> bool:
    """Return whether a person is looking at stdout."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


def height() -> int:
    """Return how many lines the terminal shows; without one, more than any answer has."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines or _WIDEST
    except (OSError, ValueError):
        return _WIDEST


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def takes_escapes(stream: TextIO) -> bool:
        """Return whether a terminal takes escape sequences for what they are.

        The console does when it is asked to, since Windows 10; an older one shows them as letters.
        """
        try:
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        except (OSError, ValueError):
            return False
        kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
        return bool(
            kernel.GetConsoleMode(handle, ctypes.byref(mode))
            and kernel.SetConsoleMode(handle, mode.value | _ESCAPES)
        )

else:

    def takes_escapes(stream: TextIO) -> bool:
        """Return whether a terminal takes escape sequences for what they are."""
        return True


def width() -> int:
    """Return how many columns a table may have."""
    asked = os.environ.get("COLUMNS", "")
    # Of a number with more digits than the widest table needs, how many it has is enough to know.
    columns = int(asked[: len(str(_WIDEST))]) if asked.isdecimal() else 0
    if columns > 0:
        return min(max(columns, _NARROWEST), _WIDEST)
    if not is_terminal():
        return _WIDTH_WITHOUT_TERMINAL
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return _WIDTH_WITHOUT_TERMINAL
