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
    text = json.dumps(data, ensure_ascii=False, indent=2)
    text = _SURROGATES.sub(lambda match: f"\\\\u{ord(match[0]):04x}", text)
    # A log's service looks for commands without reading JSON.
    return COMMAND.sub(r"\1\\u005b", text.translate(_ESCAPES)) + "\n"


class _Escapes(dict[int, str]):
    """What a character is written as inside a JSON text, worked out once for each."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if escape_invisible(char) == char:
            shown = char
        elif code <= _LAST_SHORT:
            shown = f"\\u{code:04x}"
        else:
            high, low = divmod(code - 0x10000, 0x400)
            shown = f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
        self[code] = shown
        return shown


_ESCAPES = _Escapes({ord("\n"): "\n"})
