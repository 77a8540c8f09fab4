"""What a command has to say, before anyone decides in which format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.document.model import Document
    from ttdt.text.language import Language


class View(NamedTuple):
    """How an answer is to be shown."""

    language: Language
    width: int | None = None
    """Columns of the terminal; None where there is no terminal."""
    color: bool = False


class Answer(Protocol):
    """What every format is made from."""

    def document(self, view: View) -> Document:
        """Return what a person reads."""
        ...

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return all of it as plain data of a version, whose keys are only ever added to."""
        ...

    def rows(self, language: Language) -> TidyRows | None:
        """Return the data as one tidy table, or None where the document's own tables do."""
        ...


class TidyRows(NamedTuple):
    """Data with one thing a row: numbers are those of JSON, and what a row lacks is empty."""

    columns: tuple[str, ...]
    """The titles, the same in every language; later versions only add to them."""
    rows: Iterable[Mapping[str, object]]


def tidy(entries: Iterable[Mapping[str, object]]) -> TidyRows:
    """Return a row for each entry of JSON data.

    What an object in it holds has the object's name before its own, and lists stand in one cell.
    """
    rows = [dict(_flat(entry)) for entry in entries]
    return TidyRows(tuple(dict.fromkeys(name for row in rows for name in row)), rows)


def _flat(entry: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in entry.items():
        if isinstance(value, dict):
            yield from ((f"{name}_{inner}", found) for inner, found in _flat(value))
        elif isinstance(value, list | tuple):
            yield name, " ".join(map(str, value))
        else:
            yield name, value
