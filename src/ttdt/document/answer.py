"""What a command has to say, before anyone decides in which format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.document.model import Document, Table
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class View:
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

    def data(self, language: Language) -> Mapping[str, object]:
        """Return all of it as plain data of a version, whose keys are only ever added to."""
        ...

    def rows(self, language: Language) -> Table | None:
        """Return the data as one tidy table, or None where the document's own tables do."""
        ...
