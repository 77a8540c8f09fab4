r"""Text that shows, and cannot act: no terminal or build log obeys it, nothing in it is invisible.

Of the services that read build logs, GitHub obeys `::command::` where a line begins and
`##[command]` anywhere in it; Azure Pipelines and TeamCity obey `##vso[…]` and `##teamcity[…]`. Each
loses its command by one character, written as an escape.
"""

from __future__ import annotations

import re
from itertools import chain

_SPACES = re.compile(r"\r\n|[\n\t]")

# Letters and marks that are drawn as nothing; `str.isprintable` lets them pass.
_BLANK = frozenset(
    map(
        chr,
        chain(
            (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            range(0x180B, 0x1810),
            range(0xFE00, 0xFE10),
            range(0xE0100, 0xE01F0),
        ),
    )
)
_LAST_BYTE, _LAST_SHORT = 0xFF, 0xFFFF

COMMAND = re.compile(r"(##[a-z]*)\[", re.IGNORECASE)
"""What a service obeys anywhere in a line, up to its bracket."""
_LINE_COMMAND = re.compile(r"^( *):(?=:)")
_ANY_LINE_COMMAND = re.compile(r":(?=:[a-z])", re.IGNORECASE)


def escape_invisible(text: str) -> str:
    r"""Return `text` on one line, with everything that acts or hides shown as an escape.

    Line feeds and tabs become spaces, Unicode's other spaces plain ones. Control characters,
    escapes, bidi overrides, line separators, lone surrogates and whatever is drawn as nothing
    are written `\x1b`, `\u202e`, `\U000e0001`.
    """
    if text.isprintable() and (text.isascii() or _BLANK.isdisjoint(text)):
        return text
    return "".join(map(_shown, _SPACES.sub(" ", text)))


def _shown(char: str) -> str:
    code = ord(char)
    if char.isprintable() and char not in _BLANK:
        return char
    if char.isspace() and code not in {0x2028, 0x2029} and code > _LAST_BYTE:
        return " "
    if char == "\N{NO-BREAK SPACE}":
        return " "
    if code <= _LAST_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"


def escape_for_log(text: str) -> str:
    """Return data as it may stand within a line."""
    shown = escape_invisible(text)
    # Looking for what most texts lack first takes a tenth of the time of the expression.
    return COMMAND.sub(r"\1\\x5b", shown) if "##" in shown else shown


def escaped_characters(text: str) -> list[str]:
    """Return what `escape_for_log` shows for each character of a line."""
    shown = (
        list(text) if text.isascii() and text.isprintable() else list(map(escape_invisible, text))
    )
    for command in COMMAND.finditer(text):
        shown[command.end() - 1] = r"\x5b"
    return shown


def escape_log_line(text: str) -> str:
    """Return a whole line that begins with data."""
    return _LINE_COMMAND.sub(r"\1\\x3a", escape_for_log(text))


def escape_wrapped_text(text: str) -> str:
    """Return data as it may stand where lines are wrapped, so that any word may begin one."""
    shown = escape_for_log(text)
    return _ANY_LINE_COMMAND.sub(r"\\x3a", shown) if "::" in shown else shown
