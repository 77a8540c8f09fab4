"""The report for a terminal: readable at 80 columns, more to see at 160."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from ttdt.compute.results import Reason
from ttdt.document import wording
from ttdt.document.model import Line, Style
from ttdt.document.report import notes, rows
from ttdt.document.report import unit_matrix as matrix
from ttdt.output.terminal import report_layout
from ttdt.output.terminal.columns import TerminalColumn, draw, grid, total_width, widths
from ttdt.output.terminal.document import rule_line
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from ttdt.compute import Report
    from ttdt.document.model import Note
    from ttdt.document.report.notes import NoteSection
    from ttdt.output import View
    from ttdt.output.terminal.columns import T
    from ttdt.text.language import Language

_WIDTH = 80
_TEXTS_FROM = 120
"""From this width on the units' own words are shown; below it, how many units gave some."""


def render(report: Report, view: View) -> str:
    """Return the report as a terminal shows it; with `view.color`, colours repeat the words."""
    page = _Page(report, view.language, view.width or _WIDTH)
    page.heading()
    if view.by_unit:
        page.matrix(ranks=view.ranks)
    elif report.by_selection:
        page.units()
    else:
        page.whole()
    return draw(page.things, page.need, color=view.color)


class _Page:
    """What is to be drawn, from top to bottom, and how wide its widest table is."""

    def __init__(self, report: Report, lang: Language, width: int) -> None:
        self.things: list[RenderableType] = []
        self.need = width
        self._report = report
        self._lang = lang
        self._width = width

    def heading(self) -> None:
        title, *rest = notes.heading(self._lang, self._report)
        self._line(title, "bold")
        for text in rest:
            self._line(text)
        if self._report.sample:
            self._line(notes.sample_banner(self._lang), "bold yellow")

    def whole(self) -> None:
        report, lang = self._report, self._lang
        self._packed(notes.summary(lang, report, report.area))
        self._gap()
        grouped = [
            (
                lang.pick(group.name),
                [rows.area_row(lang, report, result, report.area) for result in results],
            )
            for group, results in rows.by_group(report)
        ]
        self._groups(report_layout.area_columns(lang, self._width), grouped)
        self._gap()
        for text in [*notes.marks_legend(lang, report), notes.bar_legend(lang)]:
            self._line(text, "dim")
        self._all_sections()

    def units(self) -> None:
        """Add one block for each unit asked for."""
        report, lang = self._report, self._lang
        for unit in report.units:
            self._gap()
            self._line(report.plan.units[unit].name, "bold underline")
            self._line(notes.unit_heading(lang, report, unit))
            self._packed(notes.summary(lang, report, unit))
            self._gap()
            common = notes.common_flags(report, unit)
            absent = wording.reason_word(lang, Reason.NOT_SUBMITTED)
            grouped = [
                (
                    lang.pick(group.name),
                    [
                        report_layout.without(
                            rows.area_row(lang, report, result, unit), common, absent
                        )
                        for result in results
                    ],
                )
                for group, results in rows.by_group(report)
            ]
            self._groups(report_layout.unit_columns(lang, self._width), grouped)
            self._sections(notes.unit_sections(lang, report, unit))
        self._sections(notes.closing_sections(lang, report))

    def matrix(self, *, ranks: bool) -> None:
        """Add the indicators against the units, in as many blocks as the width asks for."""
        report, lang = self._report, self._lang
        self._packed(notes.summary(lang, report, report.area))
        grouped = [
            (
                lang.pick(group.name),
                [matrix.line(lang, report, result, ranks=ranks) for result in results],
            )
            for group, results in rows.by_group(report)
        ]
        lines = [line for _, group in grouped for line in group]
        for columns in report_layout.matrix_blocks(lang, report, lines, self._width):
            self._gap()
            self._groups(columns, grouped)
        self._gap()
        self._packed([*notes.legend(lang, report)], "dim")
        for text in [*matrix.notes(lang, ranks=ranks), *notes.marks_legend(lang, report)]:
            self._line(text, "dim")
        self._all_sections()

    def _all_sections(self) -> None:
        texts = self._width >= _TEXTS_FROM
        self._sections(notes.area_sections(self._lang, self._report, texts=texts))

    def _groups(
        self, columns: Sequence[TerminalColumn[T]], grouped: Sequence[tuple[str, Sequence[T]]]
    ) -> None:
        """Add the tables of all groups with the same columns, the titles above the first."""
        gap = report_layout.gap_of(self._width)
        sizes = widths(columns, [row for _, group in grouped for row in group], self._width, gap)
        wide = total_width(sizes, gap)
        self.need = max(self.need, wide)
        self.things.append(grid(columns, (), sizes, gap, titles=True))
        for name, group in grouped:
            self._rule(name, wide)
            self.things.append(grid(columns, group, sizes, gap))

    def _sections(self, sections: Sequence[NoteSection]) -> None:
        for section in sections:
            self._gap()
            self._line(section.title, "bold")
            columns = _note_columns(section, self._width)
            self.things.append(
                grid(columns, section.notes, widths(columns, section.notes, self._width))
            )

    def _rule(self, name: str, width: int) -> None:
        self.things.append(rule_line(name, width))

    def _line(self, text: str, style: str = "") -> None:
        self.things.append(Text(escape_wrapped_text(text), style, overflow="fold"))

    def _packed(self, items: Sequence[str], style: str = "") -> None:
        """Add items side by side, in as many lines as the width asks for, none torn apart."""
        line = ""
        for item in map(escape_wrapped_text, items):
            longer = f"{line}  {item}" if line else item
            if line and cell_len(longer) > self._width:
                self._line(line, style)
                longer = f"  {item}"
            line = longer
        self._line(line, style)

    def _gap(self) -> None:
        self.things.append(Text())


def _note_columns(section: NoteSection, width: int) -> list[TerminalColumn[Note]]:
    """Return the columns of a section's notes that have something in them."""
    columns: list[TerminalColumn[Note]] = []
    if any(note.clause for note in section.notes):
        columns.append(
            TerminalColumn(
                "", lambda note: [Line(note.clause, Style.QUIET, wraps=True)], room=width // 5
            )
        )
    if any(note.subject for note in section.notes):
        columns.append(
            TerminalColumn("", lambda note: [Line(note.subject, wraps=True)], room=width * 2 // 5)
        )
    columns.append(TerminalColumn("", lambda note: [Line(note.text, wraps=True)], takes_rest=True))
    return columns
