r"""Text for terminals and build logs: inert, and no command to the service that reads the log.

GitHub obeys `::command::` where a line begins and `##[command]` anywhere in it; Azure Pipelines and
TeamCity obey `##vso[…]` and `##teamcity[…]`. Each loses its command by one character, written as
an escape.
"""

from __future__ import annotations

import re

from ttdt.inert import inert

COMMAND = re.compile(r"(##[a-z]*)\[", re.IGNORECASE)
"""What a service obeys anywhere in a line, up to its bracket."""
_LINE_COMMAND = re.compile(r"^( *):(?=:)")
_BREAKS = {"\n": r"\x0a", "\t": r"\x09"}


def tame(text: str) -> str:
    """Return data as it may stand within a line."""
    return COMMAND.sub(r"\1\\x5b", inert(text))


def tame_characters(text: str) -> list[str]:
    """Return what `tame` shows for each character of a line."""
    shown = list(text) if text.isascii() and text.isprintable() else list(map(inert, text))
    for command in COMMAND.finditer(text):
        shown[command.end() - 1] = r"\x5b"
    return shown


def tame_line(text: str) -> str:
    """Return a whole line that begins with data."""
    return _LINE_COMMAND.sub(r"\1\\x3a", tame(text))


def file_name(path: str) -> str:
    """Return a path as it may stand within a line, with its line breaks still told from spaces."""
    for char, escape in _BREAKS.items():
        path = path.replace(char, escape)
    return tame(path)
