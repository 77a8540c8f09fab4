"""Rules of a map that say which columns, or rows, add up to another."""

from __future__ import annotations

import re

from ttdt.maps.model import Identity
from ttdt.maps.places import line_at

_TERM = re.compile(
    r"\s*(?P<sign>[+\N{MINUS SIGN}\N{EN DASH}-]?)\s*(?P<name>[A-Za-z]{1,3}|[0-9]{1,6})"
)


def identity_of(text: str, *, of_columns: bool) -> Identity | None:
    """Return what `H = D - E + F` says of columns, or `12 = 8 - 9` of rows; None for no sum."""
    left, equals, right = text.partition("=")
    result = line_at(left, is_column=of_columns)
    terms: list[tuple[int, int]] = []
    at = 0
    while at < len(right.rstrip()):
        found = _TERM.match(right, at)
        line = None if found is None else line_at(found["name"], is_column=of_columns)
        if found is None or line is None or (terms and not found["sign"]):
            return None
        terms.append((1 if found["sign"] in {"", "+"} else -1, line))
        at = found.end()
    if not equals or result is None or not terms:
        return None
    return Identity(" ".join(text.split()), result, tuple(terms))
