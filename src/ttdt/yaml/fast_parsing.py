"""From YAML text to data without places, for the many files that nothing is wrong with."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ttdt.yaml import parsing
from ttdt.yaml.scalars import ESCAPED_CONTROL, has_stacked_marks, plain_scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.yaml.nodes import Plain


def quick_data(text: str, most: int = parsing.MAX_VALUES) -> dict[str, Plain] | None:
    """Return the mapping that a text holds, or None where anything about it asks for a closer look.

    What is returned is what `parsing.build` makes of the text, which then has no finding.
    """
    fast = parsing.c_parser()
    if fast is None or parsing.may_be_disputed(text):
        return None
    get_event = fast(text).get_event
    reader = _Reader(get_event)
    try:
        get_event()  # the stream starts
        get_event()  # the document starts
        data = reader.value(get_event(), 0)
        get_event()  # the document ends
        get_event()  # the stream ends, unless another document starts
        if get_event() is not None or reader.values >= most:
            return None
    except (_Doubtful, YAMLError, ArithmeticError, LookupError, TypeError, ValueError):
        return None
    return data if data and isinstance(data, dict) else None


class _Doubtful(Exception):  # noqa: N818 - not an error: `parsing.build` says what to think of it
    pass


class _Reader:
    """Reads values from the C parser's events, each as if nothing could be wrong with it."""

    def __init__(self, get_event: Callable[[], Any]) -> None:
        self._get_event = get_event
        self.values = 0

    def value(self, event: Any, depth: int) -> Plain:  # noqa: ANN401 - the parser's own, untyped
        """Return the value that begins with the event."""
        kind = type(event)
        if kind is ScalarEvent:
            return _text(event) if event.style else plain_scalar(_text(event))
        if kind is not MappingStartEvent and kind is not SequenceStartEvent:
            raise _Doubtful
        # `ctag` is the tag itself, of which `tag` makes text.
        if depth == parsing.MAX_DEPTH or event.anchor is not None or event.ctag is not None:
            raise _Doubtful
        read = self._mapping if kind is MappingStartEvent else self._sequence
        return read(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Plain]:
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
            if key in mapping:
                raise _Doubtful
            event = get_event()
            if (
                type(event) is ScalarEvent
                and not (event.style or event.ctag or event.anchor)
                and event.value.isascii()
            ):
                mapping[key] = plain_scalar(event.value)
            else:
                mapping[key] = self.value(event, depth)
        if type(event) is not MappingEndEvent:
            raise _Doubtful
        self.values += 2 * len(mapping)
        return mapping

    def _sequence(self, depth: int) -> list[Plain]:
        get_event = self._get_event
        sequence: list[Plain] = []
        while type(event := get_event()) is not SequenceEndEvent:
            sequence.append(self.value(event, depth))
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
