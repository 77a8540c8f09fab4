"""From text to data line by line, for files that are written as simply as YAML can be.

Nearly all are: a key, a colon, and a number, a word or sentence, a text in quotes or a few of these
in braces, on one line. What such a line means takes no parser, whose events take thrice as long;
anything else is left to the parsers.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ttdt.source.scalar import has_stacked_marks, plain_scalar

if TYPE_CHECKING:
    from ttdt.source.node import Plain

_LONGEST = 20_000
"""No text of so many characters has more values than a file may have."""

_DEEPEST = 8
"""Fewer mappings in each other than a file may have."""

_KEY = r"([A-Za-z0-9_][A-Za-z0-9_-]{0,99})"

# Plain text begins with a letter or digit and has no colon and no hash, which could end it; within
# braces, no sign that could mean anything there. Every other line is caught by the last group.
_LINE = re.compile(
    rf"""^(?:[ ]*(?:\#.*)?
    |([ ]*){_KEY}:(?:[ ]+(\w[^:\#\n]*|"[^"\\\n]*"|\{{[^][{{}}"'\#&*!|>%@`\\?\n]*\}}))?[ ]*
    |(.+))$""",
    re.MULTILINE | re.VERBOSE,
)
_ITEM = re.compile(rf"[ ]*{_KEY}:[ ]+(\w[^:]*)")


def data_of_lines(text: str) -> dict[str, Plain] | None:
    """Return the mapping that a text holds, or None where any line of it is not of these forms.

    The text has no control characters. What is returned is what `events.build` makes of it, which
    then has no finding.
    """
    if len(text) > _LONGEST or "\t" in text or "\r" in text:
        return None
    try:
        return _mapping(_LINE.findall(text)) or None
    except _Doubtful:
        return None


class _Doubtful(Exception):  # noqa: N818 - not an error: the parsers say what to think of it
    pass


class _Level(NamedTuple):
    """A mapping that is open while lines are read, and what its lines begin with."""

    mapping: dict[str, Plain]
    indent: str


def _mapping(lines: list[tuple[str, str, str, str]]) -> dict[str, Plain]:
    root: dict[str, Plain] = {}
    mapping, indent = level = _Level(root, "")
    above: list[_Level] = []
    holder = ""
    """The key of the line before if it has no value, so that deeper lines may follow."""
    for spaces, key, value, other in lines:
        if key:
            if spaces != indent:
                mapping, indent = level = _other_level(level, above, holder, spaces)
            if key in mapping:
                raise _Doubtful
            mapping[key] = _meaning(value) if value else None
            holder = "" if value else key
        elif other:
            raise _Doubtful
    return root


def _other_level(level: _Level, above: list[_Level], holder: str, indent: str) -> _Level:
    """Return the level of a line with another indent than the line before."""
    if len(indent) > len(level.indent):
        if not holder or len(above) == _DEEPEST:
            raise _Doubtful
        above.append(level)
        deeper: dict[str, Plain] = {}
        level.mapping[holder] = deeper
        return _Level(deeper, indent)
    while len(level.indent) > len(indent):
        level = above.pop()
    if level.indent != indent:
        raise _Doubtful
    return level


def _meaning(value: str) -> Plain:
    value = value.rstrip(" ")
    if value[0] == "{":
        return _in_braces(value)
    if not value.isascii():
        if has_stacked_marks(value):
            raise _Doubtful
        value = unicodedata.normalize("NFC", value)
    return value[1:-1] if value[0] == '"' else plain_scalar(value)


def _in_braces(value: str) -> dict[str, Plain]:
    mapping: dict[str, Plain] = {}
    for part in value[1:-1].split(","):
        item = _ITEM.fullmatch(part)
        if item is None or item[1] in mapping:
            raise _Doubtful
        mapping[item[1]] = _meaning(item[2])
    return mapping
