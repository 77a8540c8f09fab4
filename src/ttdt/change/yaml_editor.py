"""A file's content while it is being changed, always with what it says at the time."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.yaml import SUBMISSION_LIMITS, Limits, parse
from ttdt.yaml.editing import CannotSplice, TextChange, changed, splice, splice_document
from ttdt.yaml.scalars import ESCAPED_CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.yaml import Plain, YamlDocument


def clean(text: str) -> str:
    """Return a text as it is read back from a file: normal form C, without space around it.

    Raises `TtdtError` for control characters, which no file may hold.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    bad = ESCAPED_CONTROL.search(text)
    if bad is not None:
        raise TtdtError(
            gettext_lazy(
                "the text “{text}” holds the control character U+{code}, which has no place in a"
                " file of figures; delete it",
                text=text[:60],
                code=f"{ord(bad[0]):04X}",
            )
        )
    return text


Around = tuple["Sequence[str]", "Sequence[str]"]
"""What stands before a name, and what behind it."""


def around(order: Sequence[str], name: str) -> Around:
    """Return what stands before a name and what behind it."""
    place = order.index(name)
    return order[:place], order[place + 1 :]


class YamlEditor:
    """The content of one file. Changes are made when the result is asked for."""

    def __init__(self, content: bytes, limits: Limits = SUBMISSION_LIMITS, path: str = "") -> None:
        """Take the content, of at most so much; raises `TtdtError` for no readable mapping.

        What comes of it is read as the document of this `path`.
        """
        document = parse(content, path, limits)
        if document.findings:
            first = document.findings[0]
            raise TtdtError(
                gettext_lazy(
                    "the file cannot be read, so nothing in it can be changed; line {line}: {code}"
                    " {problem}",
                    line=str(first.span.line),
                    code=first.code,
                    problem=first.message,
                )
            )
        if not isinstance(document.data, dict):
            raise TtdtError(
                gettext_lazy("the file holds no submission, so nothing in it can be changed")
            )
        self.data: dict[str, Plain] = document.data
        """What the content says with every change made."""
        self._content = content
        self._document = document
        self._limits = limits
        self._changes: list[TextChange] = []
        self._last_at: dict[tuple[str, ...], int] = {}
        """The number of the last change at a place."""
        self._last_within: dict[tuple[str, ...], int] = {}
        """That of the last one at a place or within it."""

    def result(self) -> bytes:
        """Return the content with every change made; raises `TtdtError` where one cannot be."""
        changes, self._changes = self._changes, []
        self._last_at.clear()
        self._last_within.clear()
        try:
            self._content, self._document = splice_document(
                self._content, self._document, changes, self._limits
            )
        except (CannotSplice, ValueError):
            # One of them cannot be made; which one it is shows one by one.
            for change in changes:
                self._content = _spliced(self._content, change, self._limits)
            self._document = parse(self._content, self._document.path, self._limits)
        return self._content

    @property
    def document(self) -> YamlDocument:
        """The result as it was read to make sure of it."""
        self.result()
        return self._document

    def put(
        self,
        loc: tuple[str, ...],
        value: Plain,
        after: Sequence[str] = (),
        before: Sequence[str] = (),
        levels: int = 0,
    ) -> None:
        """Set the value at `loc`, whose holder is there; raises `TtdtError` where it is not.

        So many `levels` of a new mapping have a line for each key, where its holder has, too.
        """
        self._change(TextChange(loc, value, after=after, before=before, levels=levels))

    def at(self, loc: tuple[str, ...]) -> Plain:
        """Return the value at `loc`, or None where there is none."""
        found: Plain = self.data
        for key in loc:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def drop(self, loc: tuple[str, ...]) -> None:
        """Remove the key at the end of `loc`; a comment beside it stays."""
        self._change(TextChange(loc, remove=True))

    def try_put(self, loc: tuple[str, ...], value: Plain) -> bool:
        """Replace the value at `loc` if no comment stands in it, and return whether it was."""
        was, read, said = self.result(), self._document, self.data
        lost = _hashes(self.at(loc)) - _hashes(value)
        try:
            self.put(loc, value)
            now = self.result()
        except TtdtError:
            now = None
        if now is not None and was.count(b"#") - now.count(b"#") == lost:
            return True
        self._content, self._document, self.data = was, read, said
        return False

    def _change(self, change: TextChange) -> None:
        try:
            self.data = changed(self.data, change)
        except CannotSplice:
            raise _cannot(change) from None
        earlier = self._overwritten(change)
        if earlier is None:
            number = len(self._changes)
            self._changes.append(change)
            self._last_at[change.loc] = number
            self._last_within |= dict.fromkeys(_prefixes(change.loc), number)
        else:
            self._changes[earlier] = replace(self._changes[earlier], value=change.value)

    def _overwritten(self, change: TextChange) -> int | None:
        """Return which change yet to be made puts something where this one puts something else.

        A figure and then its note come so, and the text need not be read between the two.
        """
        number = self._last_at.get(change.loc)
        if number is None or change.remove or change.levels:
            return None
        earlier = self._changes[number]
        above = (self._last_at.get(loc, -1) for loc in _prefixes(change.loc))
        is_last = number == max(self._last_within[change.loc], *above)
        return number if is_last and not earlier.remove and not earlier.levels else None


def _prefixes(loc: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the places on the way to a place, and the place itself."""
    return (loc[:length] for length in range(1, len(loc) + 1))


def _spliced(content: bytes, change: TextChange, limits: Limits) -> bytes:
    try:
        return splice(content, [change], limits)
    except ValueError:
        raise TtdtError(
            gettext_lazy(
                "{value} has more digits than a number in a file may have",
                value=str(change.value)[:60],
            )
        ) from None
    except CannotSplice:
        raise _cannot(change) from None


def _cannot(change: TextChange) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}” is written in such a way that only a person can change it; change it in the"
            " file, then run ttdt check",
            name=".".join(change.loc),
        )
    )


def _hashes(value: Plain) -> int:
    """Return how many hash signs the texts in a value hold."""
    match value:
        case str():
            return value.count("#")
        case dict():
            return sum(_hashes(key) + _hashes(inner) for key, inner in value.items())
        case list():
            return sum(map(_hashes, value))
        case _:
            return 0
