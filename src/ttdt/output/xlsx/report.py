"""Which sheets a workbook has, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.report import notes as report_notes
from ttdt.document.report import rows
from ttdt.output.xlsx import (
    check_sheet,
    completeness,
    indicators,
    notes,
    overview,
    raw_figures,
    trend,
    unit_matrix,
)
from ttdt.output.xlsx.workbook import About, Book

if TYPE_CHECKING:
    from ttdt.compute import Report
    from ttdt.output import View
    from ttdt.output.xlsx.trend import Drawn
    from ttdt.output.xlsx.worksheet import Worksheet
    from ttdt.text.language import Language


def render(report: Report, view: View) -> bytes:
    """Return the workbook; the same report and view give the same bytes."""
    return _Workbook(report, view).drawn()


def _about(report: Report, lang: Language) -> About:
    title, subject, _ = report_notes.heading(lang, report)
    banner = report_notes.sample_banner(lang) if report.sample else ""
    return About(title, subject, banner, report.period.id, report.period.end)


class _Workbook:
    """The sheets, all added before any is drawn: some speak of others that come later."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._view = view
        self._lang = view.language
        self._book = Book(_about(report, self._lang), self._lang)
        self._contents: list[tuple[str, str]] = []
        self._overview = self._book.add(self._lang.gettext("Summary"))

    def drawn(self) -> bytes:
        """Draw every sheet and return the file."""
        lang, report = self._lang, self._report
        whole = self._add(
            lang.gettext("Indicators of the province"),
            lang.gettext("every objective, for the province"),
        )
        parts = self._units() if report.by_selection else self._groups()
        units = self._add(lang.gettext("By unit"), lang.gettext("indicators against units"))
        rounds = self._view.trend
        then = (
            self._add(lang.gettext("Rounds"), lang.gettext("the values of every round"))
            if rounds is not None
            else None
        )
        sent = self._add(
            lang.gettext("Submissions"),
            lang.gettext("who has sent what, and what is missing or invalid"),
        )
        figures = self._add(
            lang.gettext("Raw figures"),
            lang.gettext("every figure of every unit with its file and line, to filter and pivot"),
        )
        checked = self._add(
            lang.gettext("Check"), lang.gettext("formulas that work out every value again")
        )
        noted = self._add(
            lang.gettext("Notes"), lang.gettext("what is left to do, the units' words, remarks")
        )

        values: Drawn = {}
        if rounds is not None and then is not None:
            values = trend.draw(then, lang.gettext("Rounds"), rounds)
        overview.draw(self._overview, report, self._contents)
        indicators.draw_all(whole, lang.gettext("Indicators of the province"), report, values)
        for id_, title, sheet in parts:
            if report.by_selection:
                indicators.draw_unit(sheet, title, report, id_, values)
            else:
                indicators.draw_group(sheet, title, report, id_, values)
        unit_matrix.draw(units, lang.gettext("By unit"), report, ranks=self._view.ranks)
        completeness.draw(sent, lang.gettext("Submissions"), report)
        raw_figures.draw(figures, report)
        check_sheet.draw(checked, lang.gettext("Check"), report)
        # Last, for it tells of what the others could not hold.
        notes.draw(noted, lang.gettext("Notes"), report)
        return self._book.finish()

    def _add(self, wanted: str, what: str) -> Worksheet:
        sheet = self._book.add(wanted)
        self._contents.append((sheet.name, what))
        return sheet

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
            for unit in self._report.units
            if (title := self._report.plan.units[unit].name)
        ]
