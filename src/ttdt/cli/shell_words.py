"""Words as shells write them: without their quotes, and quoted so that a shell reads them back."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTES = ("'", '"')
_PLAIN = re.compile(r"[\w@%+=:,./-]*")
_IN_DOUBLE_QUOTES = re.compile(r'([\\"$`!])')
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


def unquoted(word: str) -> str:
    """Return what a word of a POSIX shell says, also where its last quote is still open."""
    said: list[str] = []
    quote = ""
    characters = iter(word)
    for character in characters:
        if quote != "'" and character == "\\":
            said.append(next(characters, ""))
        elif character == quote:
            quote = ""
        elif not quote and character in _QUOTES:
            quote = character
        else:
            said.append(character)
    return "".join(said)


def joined(words: Sequence[str]) -> list[str]:
    """Return the words of a line of which bash has made three of `--unit=x`: `--unit`, `=`, `x`."""
    found: list[str] = []
    goes_on = False
    for word in words:
        if found and (word == "=" or goes_on):
            found[-1] += word
        else:
            found.append(word)
        goes_on = word == "="
    return found


def quoted(word: str) -> str:
    """Return a word as it can be copied into the system's shell."""
    if _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if os.name == "nt" else shlex.quote(word)


def quoted_for_bash(word: str, typed: str) -> str:
    """Return a word as it is put into a line of bash in the place of what is typed.

    Where that begins with a quote, bash itself keeps it, and closes it.
    """
    if typed.startswith("'"):
        return word.replace("'", "'\\''")
    if typed.startswith('"'):
        return _IN_DOUBLE_QUOTES.sub(r"\\\1", word)
    return _SPECIAL.sub(r"\\\1", word)


def quoted_for_powershell(word: str) -> str:
    """Return a word as PowerShell reads it back."""
    return word if _PLAIN.fullmatch(word) else "'" + word.replace("'", "''") + "'"
