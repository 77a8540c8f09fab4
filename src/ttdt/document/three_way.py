"""What several files say of one submission, beside what is on file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.change.differences import Difference, Statement
from ttdt.document.answer import tidy
from ttdt.document.changes import key_in_file, name_of, statement_cell
from ttdt.document.model import Column, Document, Table, Title, cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.change.differences import DifferenceKind
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Cell
    from ttdt.plan import Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.three_way/1"
"""Keys are only ever added within version 1."""
_NOTHING = Statement()


@dataclass(frozen=True, slots=True)
class ThreeWayRow:
    """One place in which files differ."""

    kind: DifferenceKind
    key: tuple[str, str | None]
    on_file: Statement
    said: tuple[Statement | None, ...]
    """By each of the files; None where it says nothing."""

    @property
    def difference(self) -> Difference:
        """The place as a difference names it."""
        return Difference(self.kind, self.key, self.on_file, self.on_file)


@dataclass(frozen=True, slots=True)
class ThreeWayAnswer:
    """Where files differ about one submission."""

    plan: Plan
    title: str
    files: tuple[str, ...]
    found: tuple[ThreeWayRow, ...]

    def document(self, view: View) -> Document:
        """Return a table with a column for what is on file, and one for each of the files."""
        lang = view.language
        heads = (
            Column(lang.gettext("What"), room=20),
            Column(lang.gettext("Name in the file"), drop=1, most=40),
            Column(lang.gettext("On file"), room=12),
            *(Column(file, room=12) for file in self.files),
        )
        rows = tuple(
            (
                cell(name_of(lang, self.plan, one.difference), wraps=True),
                cell(key_in_file(one.difference)),
                *self.cells(lang, one),
            )
            for one in self.found
        )
        return Document((Title(self.title), Table.of(heads, rows)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return each place in which the files differ, with what each says, in words."""
        return {
            "format": FORMAT,
            "differences": [
                {
                    "what": name_of(language, self.plan, one.difference),
                    "name": key_in_file(one.difference),
                    "on_file": said[0].text,
                    **{file: said.text for file, said in zip(self.files, said[1:], strict=True)},
                }
                for one in self.found
                for said in [self.cells(language, one)]
            ],
        }

    @staticmethod
    def cells(language: Language, one: ThreeWayRow) -> list[Cell]:
        """Return what is on file and what each file says; a file that says nothing has a dash."""
        return [
            cell("–") if said is None else statement_cell(language, one.difference, said, _NOTHING)
            for said in (one.on_file, *one.said)
        ]

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each place in which the files differ."""
        return tidy(self.data(language)["differences"])
