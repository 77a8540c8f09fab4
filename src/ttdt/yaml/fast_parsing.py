"""From YAML text to data and its lines, for the many files that nothing is wrong with."""

from __future__ import annotations

import unicodedata
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ttdt.yaml import parsers
from ttdt.yaml.lines import SeveralLines
from ttdt.yaml.scalars import ESCAPED_CONTROL, has_stacked_marks, plain_scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.yaml.lines import Lines
    from ttdt.yaml.nodes import Plain


class QuickReading(NamedTuple):
    """The mapping that a file holds, and on which lines its keys and values stand."""

    data: dict[str, Plain]
    lines: Lines


def read_quickly(text: str, most: int = parsers.MAX_VALUES) -> QuickReading | None:
    """Return the mapping that a text holds, or None where anything about it asks for a closer look.

    What is returned is what `parsing.build` makes of the text, which then has no finding.
    """
    fast = parsers.c_parser()
    if fast is None or parsers.may_be_disputed(text):
        return None
    get_event = fast(text).get_event
    reader = _Reader(get_event)
    try:
        get_event()  # the stream starts
        get_event()  # the document starts
        event = get_event()
        if type(event) is not MappingStartEvent:
            return None
        lines: Lines = {}
        data = reader.value(event, 0, lines)
        get_event()  # the document ends
        get_event()  # the stream ends, unless another document starts
        if get_event() is not None or reader.values >= most:
            return None
    except (_Doubtful, YAMLError, ArithmeticError, LookupError, TypeError, ValueError):
        return None
    return QuickReading(data, lines) if data and isinstance(data, dict) else None


class _Doubtful(Exception):  # noqa: N818 - not an error: `parsing.build` says what to think of it
    pass


class _Reader:
    """Reads values from the C parser's events, each as if nothing could be wrong with it."""

    def __init__(self, get_event: Callable[[], Any]) -> None:
        self._get_event = get_event
        self.values = 0

    def value(self, event: Any, depth: int, lines: Lines) -> Plain:  # noqa: ANN401 - as above
        """Return the value that begins with the event, and fill in the lines of a mapping."""
        kind = type(event)
        if kind is ScalarEvent:
            return _text(event) if event.style else plain_scalar(_text(event))
        if kind is not MappingStartEvent and kind is not SequenceStartEvent:
            raise _Doubtful
        # `ctag` is the tag itself, of which `tag` makes text.
        if depth == parsers.MAX_DEPTH or event.anchor is not None or event.ctag is not None:
            raise _Doubtful
        if kind is SequenceStartEvent:
            return self._sequence(depth + 1)
        return self._mapping(depth + 1, lines)

    def _mapping(self, depth: int, lines: Lines) -> dict[str, Plain]:
        get_event = self._get_event
        mapping: dict[str, Plain] = {}
        while type(event := get_event()) is ScalarEvent:
            # Nearly all keys and values are plain words and numbers; calling `_text` and `value`
            # for those as well takes half as long again.
            key = event.value
            if event.style or event.ctag or event.anchor or not key.isascii():
                key = _text(event)
                if not event.style and key[:1].isspace():
                    raise _Doubtful
            # All files have the same few keys, which take a tenth of what is kept of them.
            key = intern(key)
            if key in mapping:
                raise _Doubtful
            line = event.start_mark.line + 1
            event = get_event()
            begin = event.start_mark.line + 1
            if type(event) is ScalarEvent:
                text = event.value
                if event.style or event.ctag or event.anchor or not text.isascii():
                    mapping[key] = self.value(event, depth, lines)
                else:
                    mapping[key] = plain_scalar(text)
                # What is not there is placed anywhere by the parsers, and stands behind its key.
                is_below = begin > line and (event.style or text)
                lines[key] = SeveralLines(line, begin) if is_below else line
            else:
                inner: Lines = {}
                held = mapping[key] = self.value(event, depth, inner)
                is_on_line = (
                    begin == line
                    and type(held) is dict
                    and list(inner.values()).count(line) == len(inner)
                )
                lines[key] = line if is_on_line else SeveralLines(line, begin, inner)
        if type(event) is not MappingEndEvent:
            raise _Doubtful
        self.values += 2 * len(mapping)
        return mapping

    def _sequence(self, depth: int) -> list[Plain]:
        get_event = self._get_event
        sequence: list[Plain] = []
        while type(event := get_event()) is not SequenceEndEvent:
            sequence.append(self.value(event, depth, {}))
        self.values += len(sequence)
        return sequence


def _text(event: Any) -> str:  # noqa: ANN401 - as above
    """Return a scalar's text."""
    if event.ctag is not None or event.anchor is not None:
        raise _Doubtful
    text: str = event.value
    if event.style and ESCAPED_CONTROL.search(text):
        raise _Doubtful
    if text.isascii():
        return text
    if has_stacked_marks(text):
        raise _Doubtful
    return unicodedata.normalize("NFC", text)
