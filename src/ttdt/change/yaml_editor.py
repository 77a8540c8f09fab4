"""A file's content while it is being changed, always with what it says at the time."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.yaml import parse
from ttdt.yaml.editing import CannotSplice, TextChange, splice
from ttdt.yaml.scalars import ESCAPED_CONTROL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.yaml import Plain


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


class YamlEditor:
    """The content of one submission's file."""

    def __init__(self, content: bytes) -> None:
        """Take the content; raises `TtdtError` where it is no readable mapping."""
        self.content = content
        self.data: dict[str, Plain] = {}
        self._read()

    def _read(self) -> None:
        document = parse(self.content, "")
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
        self.data = document.data

    def put(
        self,
        loc: tuple[str, ...],
        value: Plain,
        after: Sequence[str] = (),
        before: Sequence[str] = (),
    ) -> None:
        """Set the value at `loc`, whose holder is there; raises `TtdtError` where it cannot."""
        self._splice(TextChange(loc, value, after=after, before=before))

    def at(self, loc: tuple[str, ...]) -> Plain:
        """Return the value at `loc`, or None where there is none."""
        found: Plain = self.data
        for key in loc:
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def drop(self, loc: tuple[str, ...]) -> None:
        """Remove the key at the end of `loc`; a comment beside it stays."""
        self._splice(TextChange(loc, remove=True))

    def try_put(self, loc: tuple[str, ...], value: Plain) -> bool:
        """Replace the value at `loc` if no comment stands in it, and return whether it was."""
        was, said = self.content, self.data
        lost = _hashes(self.at(loc)) - _hashes(value)
        try:
            self.put(loc, value)
        except TtdtError:
            return False
        if was.count(b"#") - self.content.count(b"#") == lost:
            return True
        self.content, self.data = was, said
        return False

    def _splice(self, change: TextChange) -> None:
        try:
            self.content = splice(self.content, [change])
        except ValueError:
            raise TtdtError(
                gettext_lazy(
                    "{value} has more digits than a number in a file may have",
                    value=str(change.value)[:60],
                )
            ) from None
        except CannotSplice:
            raise TtdtError(
                gettext_lazy(
                    "“{name}” is written in such a way that only a person can change it; change it"
                    " in the file, then run ttdt check",
                    name=".".join(change.loc),
                )
            ) from None
        self._read()


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
