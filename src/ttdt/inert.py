"""Text that shows, and cannot act: no terminal obeys it, and nothing in it is invisible."""

from __future__ import annotations

import re

_SPACES = re.compile(r"\r\n|[\n\t]")

# Letters and marks that are drawn as nothing; `str.isprintable` lets them pass.
_BLANK = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)
_LAST_BYTE, _LAST_SHORT = 0xFF, 0xFFFF


def inert(text: str) -> str:
    r"""Return `text` on one line, with everything that acts or hides shown as an escape.

    Line feeds and tabs become spaces, Unicode's other spaces plain ones. Control characters,
    escapes, bidi overrides, line separators, lone surrogates and whatever is drawn as nothing
    are written `\x1b`, `\u202e`, `\U000e0001`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, _SPACES.sub(" ", text)))


def _shown(char: str) -> str:
    code = ord(char)
    if char.isprintable() and code not in _BLANK:
        return char
    if char.isspace() and code not in {0x2028, 0x2029} and code > _LAST_BYTE:
        return " "
    if char == "\N{NO-BREAK SPACE}":
        return " "
    if code <= _LAST_BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"
