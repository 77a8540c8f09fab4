"""Documents made for tests: every kind of block, the same text everywhere, many columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute import Status
from ttdt.document.model import (
    GROUP,
    Bar,
    Cell,
    Chart,
    Code,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Medium,
    Note,
    Notes,
    Packed,
    Paragraph,
    RowGroup,
    Series,
    Style,
    Table,
    Title,
    cell,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.document.answer import View
    from ttdt.text.language import Language

SAMPLE = "SAMPLE DATA: figures made up"


@dataclass(frozen=True)
class MadeAnswer:
    """An answer that has nothing but a document."""

    made: Document

    def document(self, view: View) -> Document:  # noqa: ARG002 - the same in every language
        return self.made

    def data(self, language: Language) -> Mapping[str, object]:
        return {"language": language.code, "title": self.made.title}

    def rows(self, language: Language) -> None:  # noqa: ARG002 - its tables say it all
        return None


def rate(text: str, value: Fraction, status: Status) -> Cell:
    return Cell((Line(text, status, unit="%"),), value=value)


UNITS = Table(
    (
        Column("Unit"),
        Column("Rate", right=True),
        Column("Files", right=True),
        Column("Handed in"),
        Column("Remarks", takes_rest=True),
        Column("Bar", medium=Medium.SCREEN),
        Column("Region", key=GROUP, medium=Medium.FILE),
    ),
    (
        RowGroup(
            "North",
            (
                (
                    cell("Bác Ái", Style.STRONG),
                    rate("71.7", Fraction(4300, 60), Status.BEHIND),
                    cell("1,204", value=Fraction(1204)),
                    cell("5 July 2024", value=date(2024, 7, 5)),
                    Cell((Line("! 2 days late", Style.WARNING), Line("(for Q2)", Style.QUIET))),
                    Cell((Bar(Fraction(1, 2)),)),
                    cell("North"),
                ),
            ),
        ),
        RowGroup(
            "South",
            (
                (
                    cell("Ninh Sơn", indent=2),
                    rate("94.999", Fraction(94_999, 1000), Status.NOT_MET),
                    cell("0", value=Fraction(0)),
                    cell("not submitted", Style.BAD),
                    Cell(),
                    Cell(),
                    cell("South"),
                ),
            ),
        ),
    ),
)

EVERYTHING = Document(
    (
        Title("Every kind of block"),
        Paragraph("Ninh Thuận: the second quarter"),
        Paragraph(SAMPLE, Style.SAMPLE),
        Paragraph("6 of 7 units have submitted", Style.STRONG),
        UNITS,
        Heading("Remarks"),
        Paragraph("Set in", Style.QUIET, indent=2),
        Items(("one thing", "another thing")),
        Packed(("✓ met", "✗ not met")),
        Code("figures:\n  roads: 3"),
        Chart("Files", ("Q1", "Q2"), (Series("sent", (3, None)),), "Files: Q1 3"),
        Heading("Details", 3),
        Table.of((Column("Key"), Column("Value")), ((cell("clause"), cell("2.10")),)),
        Notes("Notes", (Note("2.1", "Bác Ái", "estimated"), Note("", "", "left out"))),
    )
)
"""Has a table of each kind of cell, and a block of each kind."""


def saying(text: str) -> Document:
    """Return a document that says the text wherever it can say anything."""
    table = Table(
        (Column(text), Column(text, right=True)),
        (RowGroup(text, ((cell(text), Cell((Line(text, unit=text),), value=Fraction(5))),)),),
    )
    return Document(
        (
            Title(text),
            Paragraph(text),
            Paragraph(text, Style.SAMPLE),
            Heading(text),
            table,
            Items((text,)),
            Packed((text, text)),
            Code(text),
            Heading(text),
            table,
            Notes(text, (Note(text, text, text),)),
        )
    )


def wide(columns: int) -> Document:
    """Return a document with a table of so many columns."""
    return Document(
        (
            Title("Wide"),
            Table.of(
                (Column("Indicator"), *(Column(f"Unit number {n}") for n in range(columns))),
                tuple(
                    (cell(f"Indicator {row} of many words"), *[cell("✓ 71.7 %")] * columns)
                    for row in range(30)
                ),
            ),
        )
    )
