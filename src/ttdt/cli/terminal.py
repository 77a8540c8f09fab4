"""The terminal: whether there is one, and how wide it is."""

from __future__ import annotations

import os
import sys

_WIDTH_WITHOUT_TERMINAL = 120
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
