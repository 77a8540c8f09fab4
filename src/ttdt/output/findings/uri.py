"""Paths as URIs."""

from __future__ import annotations

import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:[/\\]")


def is_absolute(path: str) -> bool:
    """Return whether a path, of either kind of system, starts at a root or a drive."""
    return path.startswith("/") or _DRIVE.match(path) is not None


def relative(path: str) -> str:
    """Return a relative path as a URI reference; a colon in it makes no scheme."""
    return quote(_encoded(path), safe="/")


def absolute(path: str) -> str:
    """Return an absolute path as a URI."""
    if _DRIVE.match(path):
        drive, rest = path[:2], path[2:].replace("\\", "/")
        return f"file:///{drive}{relative(rest)}"
    return f"file://{relative(path)}"


def _encoded(path: str) -> bytes:
    """Return the bytes of a name; those that were no UTF-8 come back as they were."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")
