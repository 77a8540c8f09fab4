"""The report for files and pipes: every indicator on one line, at its natural width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report import notes, unit_matrix, wide_table
from ttdt.output.plain.aligned_columns import cell, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.compute import Report
    from ttdt.document.report.notes import NoteSection
    from ttdt.document.report.wide_table import Flat
    from ttdt.output import View
    from ttdt.text.language import Language


def render(report: Report, view: View) -> str:
    """Return the report as plain text, without colour, whatever the width of the terminal."""
    lang = view.language
    if view.by_unit:
        body = _by_unit(lang, report, ranks=view.ranks)
    elif report.by_selection:
        body = _selection(lang, report)
    else:
        body = _whole(lang, report)
    lines = [cell(text) for text in notes.heading(lang, report)]
    if report.sample:
        lines.append(cell(notes.sample_banner(lang)))
    return "\n".join([*lines, *body]) + "\n"


def _whole(lang: Language, report: Report) -> list[str]:
    return [
        _summary(notes.summary(lang, report, report.area)),
        "",
        *_table(wide_table.area_table(lang, report, report.indicators)),
        *map(cell, notes.marks_legend(lang, report)),
        *_sections(notes.area_sections(lang, report, texts=True)),
    ]


def _selection(lang: Language, report: Report) -> list[str]:
    """Return one block for each unit asked for."""
    lines: list[str] = []
    for unit in report.units:
        lines += [
            "",
            cell(report.plan.units[unit].name),
            cell(notes.unit_heading(lang, report, unit)),
            _summary(notes.summary(lang, report, unit)),
            "",
            *_table(wide_table.unit_table(lang, report, report.indicators, unit)),
            *_sections(notes.unit_sections(lang, report, unit)),
        ]
    return [*lines, *_sections(notes.closing_sections(lang, report))]


def _by_unit(lang: Language, report: Report, *, ranks: bool) -> list[str]:
    return [
        _summary(notes.summary(lang, report, report.area)),
        "",
        *_table(wide_table.matrix_table(lang, report, report.indicators, ranks=ranks)),
        "",
        "  ".join(map(cell, notes.legend(lang, report))),
        *map(cell, unit_matrix.notes(lang, ranks=ranks)),
        *map(cell, notes.marks_legend(lang, report)),
        *_sections(notes.area_sections(lang, report, texts=True)),
    ]


def _table(table: Flat) -> list[str]:
    return columns(table.rows, table.aligns, table.titles)


def _summary(items: Iterable[str]) -> str:
    return "  ".join(map(cell, items))


def _sections(sections: Sequence[NoteSection]) -> list[str]:
    """Return each section below its title, without the columns that are empty all the way."""
    lines: list[str] = []
    for section in sections:
        table = [(note.clause, note.subject, note.text) for note in section.notes]
        used = [place for place in range(3) if any(row[place] for row in table)]
        body = columns([[row[place] for place in used] for row in table], ["left"] * len(used))
        lines += ["", cell(section.title), *body]
    return lines
