"""JSON that shows what it holds: whatever acts or hides is written as an escape."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ttdt.text.escaping import COMMAND, escape_invisible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SURROGATES = re.compile("[\ud800-\udfff]")
_LAST_SHORT = 0xFFFF


def dumps(data: Mapping[str, object] | Sequence[object]) -> str:
    """Return the data as indented JSON.

    Reading it gives the same texts back, but for the lone surrogates of a file name that is not
    UTF-8: few readers take those, so they stand as the six characters of their escape.
    """
    written = json.dumps(data, ensure_ascii=False, indent=2)
    text = _SURROGATES.sub(lambda match: f"\\\\u{ord(match[0]):04x}", written)
    # Few of the characters of a text need an escape, and to look at each of them takes long.
    escapes = {ord(char): shown for char in set(text) if (shown := _shown(char)) != char}
    # A log's service looks for commands without reading JSON.
    return COMMAND.sub(r"\1\\u005b", text.translate(escapes) if escapes else text) + "\n"


def _shown(char: str) -> str:
    """Return what a character is written as inside a JSON text."""
    if char == "\n" or escape_invisible(char) == char:
        return char
    code = ord(char)
    if code <= _LAST_SHORT:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
