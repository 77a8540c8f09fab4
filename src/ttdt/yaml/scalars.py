"""What the text of a scalar means."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

ESCAPED_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

# Only what cannot be misread is a number. YAML's other notations (1_000, 0o17, 1e3, .5, 007, .nan)
# stay text, and whoever expects a number there says what to write.
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def plain_scalar(text: str) -> bool | int | Decimal | str | None:
    """Return what an unquoted scalar means by YAML 1.2's core schema, numbers exactly."""
    # Most numbers are short and have digits only, which is seen faster than by a pattern.
    if text.isdigit() and len(text) <= _SHORT and text[0] != "0" and text.isascii():
        return int(text)
    if text[:1] in _NUMBER_STARTS:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            number = Decimal(text)
            return number or abs(number)
        return text
    return _WORDS.get(text, text)


_NUMBER_STARTS = frozenset("+-0123456789")
_SHORT = 18


def has_stacked_marks(text: str) -> bool:
    """Return whether a letter carries more marks than Unicode's stream-safe format allows.

    Bringing marks into order takes time that grows with the square of their number.
    """
    return len(text) > _MOST_MARKS and any(
        _MARKS.search(bytes(map(unicodedata.combining, run[0]))) for run in _RARE.finditer(text)
    )


_MOST_MARKS = 30
# The first of them stands by itself, since a search for a run of them takes three times as long.
_RARE = re.compile(r"[^\x00-\u02ff\u1e00-\u1eff][^\x00-\u02ff\u1e00-\u1eff]{30,}")
_MARKS = re.compile(rb"[^\0]{31}")
