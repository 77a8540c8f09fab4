"""From YAML text to data and its lines, where each line is a plain entry, as in most files."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ttdt.yaml.fast_parsing import QuickReading
from ttdt.yaml.lines import Lines
from ttdt.yaml.parsing import MAX_DEPTH, MAX_VALUES
from ttdt.yaml.scalars import has_stacked_marks, plain_scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.yaml.nodes import Plain

_KEY = "([a-zA-Z0-9][-_a-zA-Z0-9]{0,99}):"
# Words and numbers without quotation marks begin with a letter or digit, as none of YAML's signs
# does, and hold nothing that could end them or make more of them. Nothing is given back (`*+`), or
# a long run of blanks would take time that grows with the square of its length.
_PLAIN = r"((?:[-+](?=[0-9]))?[^\W_][^{}]*+)"
_QUOTED = r"""("[^"\\]*"|'[^']*')"""
_BLOCK_PLAIN, _FLOW_PLAIN = _PLAIN.format(":#"), _PLAIN.format(r"][}{:#,?")
_FLOW_END = r" *(?:,(?! *\Z)|\Z)"

_ENTRY = re.compile(
    rf"( *){_KEY}(?: +(?:{_BLOCK_PLAIN}|{_QUOTED}|{{(.*)}}|\[(.*)\]|(>-)(?= *\Z)))?"
    r"(?: *| +#.*|(?<= )#.*)"
)
_NO_ENTRY = re.compile(" *(?:#.*)?")
_FLOW_ENTRY = re.compile(rf" *{_KEY} +(?:{_FLOW_PLAIN}|{_QUOTED}){_FLOW_END}")
_FLOW_ITEM = re.compile(rf" *(?:{_FLOW_PLAIN}|{_QUOTED}){_FLOW_END}")


def read_by_lines(text: str, most: int = MAX_VALUES) -> QuickReading | None:
    """Return the mapping that a text holds, or None where a line of it is no plain entry.

    A plain entry is a key, and behind it a word, a number, a text in quotation marks, a mapping or
    list of those in brackets, a text that `>-` folds, nothing, or a mapping on the next lines. What
    is returned is what `parsing.build` makes of the text, which then has no finding; control
    characters must have been refused. Most submissions have no other lines, and matching them takes
    half of the time of the C parser, which makes objects of Python for each of its events.
    """
    if "\t" in text or "\r" in text:
        return None
    try:
        return _Reader(text).read(most)
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    pass


class _Reader:
    """Reads a text line by line; the line that it has come to is the present one."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._entries = list(map(_ENTRY.fullmatch, self._lines))
        self._at = -1
        """The place of the present line."""
        self._entry: re.Match[str]
        self._indent = -1
        """The indentation of the present entry; -1 behind the last one."""
        self._values = 0

    def read(self, most: int) -> QuickReading | None:
        self._advance()
        lines = Lines(self._at + 1)
        data = self._mapping(lines, 0) if self._indent == 0 else {}
        if not data or self._indent >= 0 or self._values >= most:
            return None
        return QuickReading(data, lines)

    def _advance(self) -> None:
        """Go to the next entry, past blank lines and comments."""
        for at in range(self._at + 1, len(self._entries)):
            entry = self._entries[at]
            if entry is not None:
                self._at = at
                self._entry = entry
                self._indent = entry.end(1)
                return
            if _NO_ENTRY.fullmatch(self._lines[at]) is None:
                raise _NotPlainError
        self._indent = -1

    def _mapping(self, lines: Lines, depth: int) -> dict[str, Plain]:
        """Return the mapping of the entries with the present one's indentation, and go past it."""
        if depth == MAX_DEPTH - 1:  # with brackets in it, it would be the last one allowed
            raise _NotPlainError
        indent = self._indent
        mapping: dict[str, Plain] = {}
        while self._indent == indent:
            _, key, plain, *other = entry = self._entry.groups()
            if key in mapping:
                raise _NotPlainError
            lines.keys[key] = self._at + 1
            mapping[key] = self._value(key, other, lines) if plain is None else _plain(plain)
            self._advance()
            if self._indent > indent:
                if any(one is not None for one in entry[2:]):
                    raise _NotPlainError
                inner = lines.values[key] = Lines(self._at + 1)
                mapping[key] = self._mapping(inner, depth + 1)
        if self._indent > indent:
            raise _NotPlainError
        self._values += 2 * len(mapping)
        return mapping

    def _value(self, key: str, groups: Sequence[str | None], lines: Lines) -> Plain:
        """Return what stands behind the present entry's key, if that is not a plain word."""
        quoted, braces, brackets, folded = groups
        if quoted is not None:
            return _text(quoted[1:-1])
        if braces is not None:
            inner = lines.values[key] = Lines(self._at + 1)
            return self._flow_mapping(braces, inner)
        if brackets is not None:
            lines.values[key] = Lines(self._at + 1)
            return self._flow_list(brackets)
        return None if folded is None else self._folded(self._indent)

    def _flow_mapping(self, text: str, lines: Lines) -> dict[str, Plain]:
        mapping: dict[str, Plain] = {}
        start = 0
        while start < len(text):
            entry = _FLOW_ENTRY.match(text, start)
            if entry is None or entry[1] in mapping:
                raise _NotPlainError
            key, plain, quoted = entry.groups()
            lines.keys[key] = lines.first
            mapping[key] = _text(quoted[1:-1]) if plain is None else _plain(plain)
            start = entry.end()
        self._values += 2 * len(mapping)
        return mapping

    def _flow_list(self, text: str) -> list[Plain]:
        items: list[Plain] = []
        start = 0
        while start < len(text):
            item = _FLOW_ITEM.match(text, start)
            if item is None:
                raise _NotPlainError
            plain, quoted = item.groups()
            items.append(_text(quoted[1:-1]) if plain is None else _plain(plain))
            start = item.end()
        self._values += len(items)
        return items

    def _folded(self, indent: int) -> str:
        """Return the lines below the present one as the text that `>-` makes of them."""
        start = end = self._at + 1
        first = self._lines[start] if start < len(self._lines) else ""
        margin = first[: len(first) - len(first.lstrip(" "))]
        if len(margin) <= indent:
            raise _NotPlainError
        while end < len(self._lines) and self._lines[end].startswith(margin):
            end += 1
        found = [line.removeprefix(margin) for line in self._lines[start:end]]
        # Blanks at either end of a line, and lines without anything, are not folded.
        if any(line != line.strip(" ") or not line for line in found):
            raise _NotPlainError
        self._at = end - 1
        return _text(" ".join(found))


def _plain(text: str) -> Plain:
    text = text.rstrip(" ")
    return plain_scalar(text if text.isascii() else _text(text))


def _text(text: str) -> str:
    """Return a text as it is kept: letters composed with their marks."""
    if text.isascii():
        return text
    if has_stacked_marks(text):
        raise _NotPlainError
    return unicodedata.normalize("NFC", text)
