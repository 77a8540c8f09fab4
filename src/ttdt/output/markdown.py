"""The report as Markdown with tables, for pull requests and wikis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.document.report import notes, rows, unit_matrix, wide_table
from ttdt.document.report.document import ReportAnswer
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ttdt.compute import Report
    from ttdt.compute.results import IndicatorResult
    from ttdt.document.answer import Answer
    from ttdt.document.answer import View as AnswerView
    from ttdt.document.report.notes import NoteSection
    from ttdt.document.report.wide_table import Flat
    from ttdt.output import View
    from ttdt.text.language import Language

_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_BEGINS_A_LINE = re.compile(r"^([0-9]+)([.)])(?=\s|$)|^()([-+#])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile("[&<>]")
_ACTS = re.compile(r"[@#](?=\w)|:(?=[\w+-]+:)|(?<=\bhttp):(?=//)|(?<=\bhttps):(?=//)|(?<=\bwww)\.")
"""What services act on in plain text: mentions that send mail, numbers of issues, emoji, links."""


def render(report: Report, view: View) -> str:
    """Return the report in GitHub's Markdown, with a table for each group of the plan."""
    lang = view.language
    title, *rest = notes.heading(lang, report)
    lines = [f"# {text(title)}", "", *_paragraphs(rest)]
    if report.sample:
        lines += [f"> **{text(notes.sample_banner(lang))}**", ""]
    if view.by_unit:
        lines += _by_unit(lang, report, ranks=view.ranks)
    elif report.by_selection:
        lines += _selection(lang, report)
    else:
        lines += _whole(lang, report)
    return "\n".join(lines).rstrip("\n") + "\n"


def text(data: str) -> str:
    """Return data as Markdown that shows it and does nothing else, on one line."""
    shown = _MARKUP.sub(r"\\\g<0>", escape_invisible(data).strip())
    shown = _BEGINS_A_LINE.sub(r"\1\3\\\2\4", shown)
    shown = _ENTITY.sub(lambda found: _ENTITIES[found[0]], shown)
    # A comment shows as nothing, and parts what a service would otherwise act on.
    return _ACTS.sub(r"\g<0><!-- -->", shown)


def _whole(lang: Language, report: Report) -> list[str]:
    return [
        *_paragraphs([_summary(notes.summary(lang, report, report.area))]),
        *_groups(lang, report, lambda found: wide_table.area_table(lang, report, found)),
        *_list(notes.marks_legend(lang, report)),
        *_sections(notes.area_sections(lang, report, texts=True), 2),
    ]


def _selection(lang: Language, report: Report) -> list[str]:
    """Return one block for each unit asked for."""
    lines: list[str] = []
    for unit in report.units:
        table = wide_table.unit_table(lang, report, report.indicators, unit)
        heading = [notes.unit_heading(lang, report, unit), *notes.summary(lang, report, unit)]
        lines += [
            f"## {text(report.plan.units[unit].name)}",
            "",
            *_paragraphs([heading[0], _summary(heading[1:])]),
            *_table(table),
            *_sections(notes.unit_sections(lang, report, unit), 3),
        ]
    return [*lines, *_sections(notes.closing_sections(lang, report), 2)]


def _by_unit(lang: Language, report: Report, *, ranks: bool) -> list[str]:
    said = [*unit_matrix.notes(lang, ranks=ranks), *notes.marks_legend(lang, report)]
    return [
        *_paragraphs([_summary(notes.summary(lang, report, report.area))]),
        *_groups(
            lang, report, lambda found: wide_table.matrix_table(lang, report, found, ranks=ranks)
        ),
        *_paragraphs([" · ".join(notes.legend(lang, report))]),
        *_list(said),
        *_sections(notes.area_sections(lang, report, texts=True), 2),
    ]


def _groups(
    lang: Language, report: Report, table: Callable[[list[IndicatorResult]], Flat]
) -> list[str]:
    lines: list[str] = []
    for group, results in rows.by_group(report):
        lines += [f"## {text(lang.pick(group.name))}", "", *_table(table(results))]
    return lines


def _table(table: Flat) -> list[str]:
    marks = ["--:" if align == "right" else ":--" for align in table.aligns]
    body = [[text(cell) for cell in row] for row in (table.titles, *table.rows)]
    lines = [f"| {' | '.join(cells)} |" for cells in body]
    return [lines[0], f"| {' | '.join(marks)} |", *lines[1:], ""]


def _sections(sections: Sequence[NoteSection], level: int) -> list[str]:
    lines: list[str] = []
    for section in sections:
        said = []
        for note in section.notes:
            about = " ".join(part for part in (note.clause, note.subject) if part)
            said.append(
                f"- **{text(about)}**: {text(note.text)}" if about else f"- {text(note.text)}"
            )
        lines += [f"{'#' * level} {text(section.title)}", "", *said, ""]
    return lines


def _summary(items: Iterable[str]) -> str:
    return " · ".join(items)


def _paragraphs(items: Iterable[str]) -> list[str]:
    return [line for item in items for line in (text(item), "")]


def _list(items: Sequence[str]) -> list[str]:
    return [*(f"- {text(item)}" for item in items), ""] if items else []


def lower(answer: Answer, view: AnswerView) -> str:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    raise NotImplementedError(answer)
