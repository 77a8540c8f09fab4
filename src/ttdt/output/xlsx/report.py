"""Which sheets a workbook has, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.funding.notes import money_notes
from ttdt.document.model import Note, Notes
from ttdt.document.report import notes as report_notes
from ttdt.document.report import rows
from ttdt.document.report.sections import section_notes
from ttdt.document.tasks.notes import done_but_behind
from ttdt.excel.xml_sheet import XmlSheet
from ttdt.output.xlsx import (
    check_sheet,
    comparison,
    completeness,
    indicators,
    matrix,
    notes,
    overview,
    raw_figures,
    trend,
)
from ttdt.output.xlsx.long_table import LongSheet
from ttdt.output.xlsx.programme import ProgrammeSheets
from ttdt.output.xlsx.workbook import About, Book
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute import Report
    from ttdt.document.report.document import ReportAnswer
    from ttdt.document.report.rows import Row
    from ttdt.output.xlsx.trend import Drawn
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Sections
    from ttdt.text.language import Language


def write_report(answer: ReportAnswer, lang: Language) -> bytes:
    """Return the workbook; the same answer gives the same bytes."""
    return _Workbook(answer, lang).drawn()


def _of_whole(lang: Language, report: Report) -> tuple[str, str]:
    """Return the title of the sheet on the plan's own area, and what is on it."""
    if report.plan.area.kind == "province":
        return (
            lang.gettext("Indicators of the province"),
            lang.gettext("every objective, for the province"),
        )
    return (
        lang.gettext("Indicators of the whole area"),
        lang.gettext("every objective, for the whole area"),
    )


def _about(report: Report, lang: Language) -> About:
    title, subject, _ = report_notes.heading(lang, report)
    banner = report_notes.sample_banner(lang) if report.sample else ""
    return About(title, subject, banner, report.period.id, report.period.end)


class _Workbook:
    """The sheets, all added before any is drawn: some speak of others that come later."""

    def __init__(self, answer: ReportAnswer, lang: Language) -> None:
        self._answer = answer
        self._report = report = answer.report
        self._lang = lang
        self._book = Book(_about(report, self._lang), self._lang)
        self._contents: list[tuple[str, str]] = []
        self._overview = self._book.add(self._lang.gettext("Summary"))

    def drawn(self) -> bytes:
        """Draw every sheet and return the file."""
        lang, report = self._lang, self._report
        whole = self._add(*_of_whole(lang, report))
        compared = self._add(
            lang.gettext("Comparison"),
            lang.gettext("against the plan, last year and the round before"),
        )
        parts = self._units() if report.by_selection else self._groups()
        units = self._add_plain(lang.gettext("By unit"), lang.gettext("indicators against units"))
        rounds = self._answer.trend
        then = (
            self._add(lang.gettext("Rounds"), lang.gettext("the values of every round"))
            if rounds is not None
            else None
        )
        programme = ProgrammeSheets(lang, report, self._add)
        programme.add_results()
        sent = self._add_plain(
            lang.gettext("Submissions"),
            lang.gettext("who has sent what, and what is missing or invalid"),
        )
        figures = self._add(
            lang.gettext("Raw figures"),
            lang.gettext(
                "every figure of every unit with its file and line, to filter and pivot;"
                " not printed"
            ),
            LongSheet,
        )
        programme.add_raw()
        checked = self._add(
            lang.gettext("Check"), lang.gettext("formulas that work out every value again")
        )
        noted = self._add_plain(
            lang.gettext("Notes"), lang.gettext("what is left to do, the units' words, remarks")
        )

        values: Drawn = {}
        if rounds is not None and then is not None:
            values = trend.draw(then, lang.gettext("Rounds"), rounds)
        overview.draw(self._overview, report, self._contents)
        found = [row for _, group in rows.area_rows(lang, report, OWN_AREA) for row in group]
        indicators.draw_all(whole, _of_whole(lang, report)[0], report, found, values)
        areas = report.columns if report.by_selection else (OWN_AREA,)
        title = lang.gettext("Against the plan, last year and the round before")
        comparison.draw(compared, title, report, areas)
        for part in parts:
            self._draw_part(*part, found, values)
        matrix.draw(units, lang.gettext("By unit"), report, ranks=self._answer.ranks)
        completeness.draw(sent, lang.gettext("Submissions"), report)
        raw_figures.draw(figures, report)
        below = check_sheet.draw(checked, lang.gettext("Check"), report)
        programme.draw(checked, below + 1)
        # Last, for it tells of what the others could not hold.
        notes.draw(noted, lang.gettext("Notes"), _noted(lang, report, self._answer.sections))
        return self._book.finish()

    def _add(self, wanted: str, what: str, kind: type | None = None) -> Worksheet:
        sheet = self._book.add(wanted, kind)
        self._contents.append((sheet.name, what))
        return sheet

    def _add_plain(self, wanted: str, what: str) -> Worksheet:
        """Add a sheet without formulas, and without numbers that a chart shows.

        Its cells are kept as XML, which spares xlsxwriter making and reading an object of each.
        """
        return self._add(wanted, what, XmlSheet)

    def _draw_part(
        self, id_: str, title: str, sheet: Worksheet, found: Sequence[Row], values: Drawn
    ) -> None:
        """Draw the sheet of a unit, or of a group with its rows among those found."""
        if self._report.by_selection:
            indicators.draw_unit(sheet, title, self._report, id_, values)
        else:
            of_group = [row for row in found if row.indicator.group == id_]
            indicators.draw_group(sheet, title, self._report, of_group, values)

    def _groups(self) -> list[tuple[str, str, Worksheet]]:
        lang = self._lang
        return [
            (group.id, title, self._add(title, lang.gettext("the group in full, with a chart")))
            for group, _ in rows.by_group(self._report)
            if (title := lang.pick(group.name))
        ]

    def _units(self) -> list[tuple[str, str, Worksheet]]:
        lang = self._lang
        return [
            (unit, title, self._add(title, lang.gettext("the unit in full, with a chart")))
            for unit in self._report.columns
            if (title := self._report.plan.distinct_names[unit])
        ]


def _noted(lang: Language, report: Report, office: Sections) -> Iterator[Notes]:
    """Yield what the report says beside its numbers."""
    if report.by_selection:
        for unit in report.columns:
            name = report.plan.distinct_names[unit]
            said = (
                *section_notes(lang, report, office, unit),
                *report_notes.unit_sections(lang, report, unit),
            )
            for section in report_notes.filled(said):
                yield Notes(f"{name}: {section.title}", section.notes)
        rest = report_notes.closing_sections(lang, report)
    else:
        yield from section_notes(lang, report, office)
        rest = report_notes.area_sections(lang, report, texts=True)
    for section in rest:
        yield Notes(section.title, section.notes)
    if not report.by_selection:
        if report.funding is not None:
            yield from money_notes(lang, report, report.funding)
        if report.tasks is not None:
            yield done_but_behind(lang, report, report.tasks)
    readings = [
        Note(result.indicator.clause, lang.pick(result.indicator.name), lang.pick(reading))
        for result in report.indicators
        if result.indicator.part is None and (reading := result.indicator.reading) is not None
    ]
    yield Notes(lang.gettext("Our reading"), tuple(readings))
