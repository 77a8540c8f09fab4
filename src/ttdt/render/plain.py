"""The report for files and pipes: every indicator on one line, at its natural width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.render import matrix, notes, rows, wording
from ttdt.render.lines import cell, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.assess import Report
    from ttdt.language import Language
    from ttdt.render import View
    from ttdt.render.notes import Section
    from ttdt.render.rows import Row


def render(report: Report, view: View) -> str:
    """Return the report as plain text, without colour, whatever the width of the terminal."""
    lang = view.language
    if view.by_unit:
        body = _by_unit(lang, report, ranks=view.ranks)
    elif report.by_selection:
        body = _selection(lang, report)
    else:
        body = _province(lang, report)
    lines = [cell(text) for text in notes.heading(lang, report)]
    if report.sample:
        lines.append(cell(notes.sample_banner(lang)))
    return "\n".join([*lines, *body]) + "\n"


def _province(lang: Language, report: Report) -> list[str]:
    found = [rows.province_row(lang, report, result) for result in report.indicators]
    return [
        _summary(notes.summary(lang, report)),
        "",
        *_table(lang, found, [(lang.tr("Units"), [row.coverage for row in found])]),
        *map(cell, notes.marks_legend(lang, report)),
        *_sections(notes.province_sections(lang, report, texts=True)),
    ]


def _selection(lang: Language, report: Report) -> list[str]:
    """Return one block for each unit asked for."""
    lines: list[str] = []
    for unit in report.units:
        found = [rows.unit_row(lang, report, result, unit) for result in report.indicators]
        flags = [", ".join(wording.flag_word(lang, flag) for flag in row.flags) for row in found]
        more = [
            (lang.tr("Flags"), flags),
            (lang.tr("Province"), [row.province for row in found]),
            (lang.tr("Source"), [row.source for row in found]),
        ]
        lines += [
            "",
            cell(report.plan.units[unit].name),
            cell(notes.unit_heading(lang, report, unit)),
            _summary(notes.summary(lang, report, unit)),
            "",
            *_table(lang, found, more),
            *_sections(notes.unit_sections(lang, report, unit)),
        ]
    return [*lines, *_sections(notes.closing_sections(lang, report))]


def _by_unit(lang: Language, report: Report, *, ranks: bool) -> list[str]:
    found = [matrix.line(lang, report, result, ranks=ranks) for result in report.indicators]
    names = [" ".join(part) for part in matrix.unit_heads(lang, report)]
    titles = [
        lang.tr("Clause"),
        lang.tr("Indicator"),
        lang.tr("Target"),
        lang.tr("Province"),
        *names,
        "id",
    ]
    table = [
        [
            line.clause,
            line.name,
            "" if line.target is None else str(line.target),
            line.province.text,
            *(unit.text for unit in line.units),
            line.id,
        ]
        for line in found
    ]
    return [
        _summary(notes.summary(lang, report)),
        "",
        *columns(table, ["left", "left", "right", *["left"] * (len(names) + 2)], titles),
        "",
        "  ".join(map(cell, notes.legend(lang, report))),
        *map(cell, matrix.notes(lang, ranks=ranks)),
        *map(cell, notes.marks_legend(lang, report)),
        *_sections(notes.province_sections(lang, report, texts=True)),
    ]


def _table(
    lang: Language, found: Sequence[Row], more: Sequence[tuple[str, Sequence[str]]]
) -> list[str]:
    """Return the rows with the columns that every report has, then `more` ones, then the id."""
    titles = [
        lang.tr("Clause"),
        lang.tr("Indicator"),
        lang.tr("Target"),
        lang.tr("Actual"),
        lang.tr("Numerator / population"),
        lang.tr("Expected now"),
        lang.tr("Pace"),
        lang.tr("Gap"),
        lang.tr("Status"),
        lang.tr("Reason"),
    ]
    table = [
        [*_cells(lang, row), *(values[place] for _, values in more), row.id]
        for place, row in enumerate(found)
    ]
    aligns = ["left", "left", *["right"] * 6, "left", "left", *["left"] * (len(more) + 1)]
    return columns(table, aligns, [*titles, *(title for title, _ in more), "id"])


def _cells(lang: Language, row: Row) -> list[str]:
    name = rows.name_of(lang, row)
    worst = lang.tr("the worst: {unit}", unit=row.worst) if row.worst else ""
    amounts = (row.target, row.value, row.expected, row.gap)
    target, value, expected, gap = ("" if amount is None else str(amount) for amount in amounts)
    reason = ", ".join(text for text in (row.reason, worst) if text)
    return [
        row.clause, name, target, value, row.share, expected, row.pace, gap, row.verdict, reason,
    ]  # fmt: skip


def _summary(items: Iterable[str]) -> str:
    return "  ".join(map(cell, items))


def _sections(sections: Sequence[Section]) -> list[str]:
    """Return each section below its title, without the columns that are empty all the way."""
    lines: list[str] = []
    for section in sections:
        table = [(note.clause, note.subject, note.text) for note in section.notes]
        used = [place for place in range(3) if any(row[place] for row in table)]
        body = columns([[row[place] for place in used] for row in table], ["left"] * len(used))
        lines += ["", cell(section.title), *body]
    return lines
