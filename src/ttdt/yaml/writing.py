"""Values as the YAML text that reads back as them."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.yaml.scalars import plain_scalar

if TYPE_CHECKING:
    from ttdt.yaml.nodes import Plain

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_OTHERWISE = re.compile(
    r"[0-9][0-9_]*(?:e[0-9]+)?|0[xob][0-9a-f_]+|y|n|yes|no|on|off|true|false|null", re.IGNORECASE
)
"""What programs with another version of YAML read as a number or a truth value: 024771, no."""
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def flow_text(value: Plain) -> str:
    """Return the value on one line, as it may stand in any place of a file.

    Raises `ValueError` for a number that would not be read back as one.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            text = format(value, "d" if isinstance(value, int) else "f")
            if plain_scalar(text) != value or isinstance(plain_scalar(text), str):
                raise ValueError(text)
            return text
        case str():
            return _text(value)
        case list():
            return f"[{', '.join(map(flow_text, value))}]"
        case dict():
            entries = (f"{_text(key)}: {flow_text(item)}" for key, item in value.items())
            return f"{{{', '.join(entries)}}}"


def _text(value: str) -> str:
    """Return a text unquoted where it is a simple word, else between double quotes."""
    is_word = _WORD.fullmatch(value) and not _OTHERWISE.fullmatch(value)
    if is_word and plain_scalar(value) == value:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
