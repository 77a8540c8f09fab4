"""JSON that shows what it holds: whatever acts or hides is written as an escape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from ttdt.text.escaping import COMMAND, escape_invisible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SURROGATES = re.compile("[\ud800-\udfff]")
_LAST_SHORT = 0xFFFF
_LEVELS = 2
"""How deep the entries lie that are pieces of their own: those of the lists of an answer."""


def dumps(data: Mapping[str, object] | Sequence[object]) -> str:
    """Return the data as indented JSON.

    Reading it gives the same texts back, but for the lone surrogates of a file name that is not
    UTF-8: few readers take those, so they stand as the six characters of their escape.
    """
    return "".join(pieces(data))


def pieces(data: Mapping[str, object] | Sequence[object]) -> Iterator[str]:
    """Yield what `dumps` returns, so that neither all data nor all text need be there at once.

    An entry of the data, or of a list in it, is asked for only when those before it are written;
    so is one of a sequence a level deeper that makes its entries when they are asked for.
    """
    yield from _pieces(data, "\n", _LEVELS)
    yield "\n"


def _pieces(value: object, line: str, levels: int) -> Iterator[str]:
    is_there = isinstance(value, dict | list | tuple)
    if isinstance(value, str) or not isinstance(value, Iterable) or (is_there and not levels):
        yield _written(value, line)
        return
    inner = f"{line}  "
    if isinstance(value, Mapping):
        begin, end = "{", "}"
        entries = ((f"{_quoted(key)}: ", entry) for key, entry in value.items())
    else:
        begin, end = "[", "]"
        entries = (("", entry) for entry in value)
    for head, entry in entries:
        yield f"{begin}{inner}{head}"
        yield from _pieces(entry, inner, max(levels - 1, 0))
        begin = ","
    yield f"{line}{end}" if begin == "," else f"{begin}{end}"


def _written(value: object, line: str) -> str:
    """Return a value as JSON; `line` is a line break with the blanks that it is indented by.

    The standard library writes in C only without line breaks, and takes several times as long with
    them, since it passes every comma through a generator a level.
    """
    if isinstance(value, dict):
        if not value:
            return "{}"
        return _frame(tuple(value), line) % tuple(_all_written(value.values(), f"{line}  "))
    if isinstance(value, list | tuple):
        if not value:
            return "[]"
        inner = f"{line}  "
        return f"[{inner}{f',{inner}'.join(_all_written(value, inner))}{line}]"
    write = _SCALARS.get(type(value))
    if write is not None:
        return write(value)
    if isinstance(value, str):
        return _quoted(str(value))
    raise TypeError(f"JSON has nothing for {value!r}")


def _all_written(values: Iterable[object], line: str) -> list[str]:
    """Return each value as JSON; most hold no others, and are spared a call.

    An object that stands there many times, as of all who say the same, is written once.
    """
    once: dict[int, str] = {}
    found = []
    for value in values:
        write = _SCALARS.get(type(value))
        if write is not None:
            found.append(write(value))
            continue
        text = once.get(id(value))
        if text is None:
            text = once[id(value)] = _written(value, line)
        found.append(text)
    return found


@lru_cache(maxsize=128)  # Row after row has the same keys: an object then takes half the time.
def _frame(keys: tuple[str, ...], line: str) -> str:
    """Return what stands around the values of an object, with a %s for each."""
    inner = f"{line}  "
    entries = [f"{_quoted(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(entries)}{line}}}"


@lru_cache(maxsize=16_384)  # Keys, words, names and paths stand in many rows.
def _quoted(text: str) -> str:
    """Return a text between quotation marks, in which nothing acts or hides."""
    written = encode_basestring(text)
    if escape_invisible(written) != written:
        written = _SURROGATES.sub(lambda match: f"\\\\u{ord(match[0]):04x}", written)
        written = "".join(map(_shown, written))
    # A log's service looks for commands without reading JSON.
    return COMMAND.sub(r"\1\\u005b", written)


_SCALARS: Mapping[type, Callable[[Any], str]] = {
    str: _quoted,
    bool: {True: "true", False: "false"}.__getitem__,
    int: repr,
    float: repr,
    Decimal: "{:f}".format,
    type(None): {None: "null"}.__getitem__,
}
"""By type, because to ask what a value is an instance of takes several times as long."""


def _shown(char: str) -> str:
    """Return what a character is written as inside a JSON text."""
    if escape_invisible(char) == char:
        return char
    code = ord(char)
    if code <= _LAST_SHORT:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
