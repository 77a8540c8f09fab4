"""File names in text for terminals and build logs."""

from __future__ import annotations

from ttdt.text.escaping import escape_for_log

_BREAKS = {"\n": r"\x0a", "\t": r"\x09"}


def file_name(path: str) -> str:
    """Return a path as it may stand within a line, with its line breaks still told from spaces."""
    for char, escape in _BREAKS.items():
        path = path.replace(char, escape)
    return escape_for_log(path)
