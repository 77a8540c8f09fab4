"""What a parser's complaint means, and where the mistake is."""

from __future__ import annotations

from ttdt.message import Message, msg

_PROBLEMS: tuple[tuple[str, Message], ...] = (
    ("found character '\\t'", msg("a tab stands here; write spaces")),
    (
        "mapping values are not allowed",
        msg(
            "a colon stands where none can; check the indentation, and put text that contains"
            " a colon and a space in quotes"
        ),
    ),
    (
        "cannot start any token",
        msg(
            "this character cannot begin a value; put text that begins with a special character in"
            " quotes"
        ),
    ),
    ("could not find expected ':'", msg("a key without its colon, or text without its quotes")),
    ("expected <block end>", msg("the indentation does not fit the lines above")),
    ("did not find expected key", msg("the indentation does not fit the lines above")),
    ("unexpected end of stream", msg("a quotation mark is opened and never closed")),
    ("expected ',' or ']'", msg("a list in brackets is not closed, or a comma is missing")),
    ("expected ',' or '}'", msg("a mapping in braces is not closed, or a comma is missing")),
    (
        "expected '<document start>'",
        msg("this belongs to nothing above it; check the indentation, quotes and brackets"),
    ),
    ("sequence entries are not allowed", msg("a dash stands where no list can begin")),
    ("more indented follow up", msg("a text cannot begin with a line of spaces; delete the line")),
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
        return msg("this is not YAML")
    return msg("this is not YAML: {problem}", problem=problem.partition("\n")[0][:200])
