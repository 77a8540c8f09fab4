"""What a parser's complaint means, and where the mistake is."""

from __future__ import annotations

import re
import unicodedata

from ttdt.text.message import Message, gettext_lazy

_PROBLEMS: tuple[tuple[str, Message], ...] = (
    ("found character '\\t'", gettext_lazy("a tab stands here; write spaces")),
    (
        "mapping values are not allowed",
        gettext_lazy(
            "a colon stands where none can; check the indentation, and put text that contains"
            " a colon and a space in quotes"
        ),
    ),
    (
        "cannot start any token",
        gettext_lazy(
            "this character cannot begin a value; put text that begins with a special character in"
            " quotes"
        ),
    ),
    (
        "could not find expected ':'",
        gettext_lazy("a key without its colon, or text without its quotes"),
    ),
    ("expected <block end>", gettext_lazy("the indentation does not fit the lines above")),
    ("did not find expected key", gettext_lazy("the indentation does not fit the lines above")),
    ("unexpected end of stream", gettext_lazy("a quotation mark is opened and never closed")),
    (
        "expected ',' or ']'",
        gettext_lazy("a list in brackets is not closed, or a comma is missing"),
    ),
    (
        "expected ',' or '}'",
        gettext_lazy("a mapping in braces is not closed, or a comma is missing"),
    ),
    (
        "expected '<document start>'",
        gettext_lazy(
            "this belongs to nothing above it; check the indentation, quotes and brackets"
        ),
    ),
    ("sequence entries are not allowed", gettext_lazy("a dash stands where no list can begin")),
    (
        "more indented follow up",
        gettext_lazy("a text cannot begin with a line of spaces; delete the line"),
    ),
)


ODD_INDENTATION = re.compile(r"[ \t]*([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]+)")
"""A line that begins with characters that only look like spaces."""


def no_space(char: str) -> Message:
    """Return what is wrong with a line that such a character indents."""
    return gettext_lazy(
        "the line is indented with U+{code} ({name}), which only looks like a space; write spaces",
        code=f"{ord(char):04X}",
        name=unicodedata.name(char, "?").lower(),
    )


def noticed_late(problem: str) -> bool:
    """Return whether the mistake is where the parser began, not where it gave up."""
    return "could not find expected ':'" in problem or "unexpected end of stream" in problem


def explained(problem: str) -> Message:
    """Return what a parser's complaint means, in words for the author of the file."""
    for part, message in _PROBLEMS:
        if part in problem:
            return message
    if not problem:
        return gettext_lazy("this is not YAML")
    return gettext_lazy("this is not YAML: {problem}", problem=problem.partition("\n")[0][:200])
