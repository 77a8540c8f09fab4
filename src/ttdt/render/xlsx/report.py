"""Which sheets a workbook has, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.render import rows
from ttdt.render.xlsx import (
    check,
    completeness,
    indicators,
    matrix,
    overview,
    raw,
    remarks,
    trend,
)
from ttdt.render.xlsx.book import Book

if TYPE_CHECKING:
    from ttdt.assess import Report
    from ttdt.render import View
    from ttdt.render.xlsx.sheet import Sheet
    from ttdt.render.xlsx.trend import Drawn


def render(report: Report, view: View) -> bytes:
    """Return the workbook; the same report and view give the same bytes."""
    return _Workbook(report, view).drawn()


class _Workbook:
    """The sheets, all added before any is drawn: some speak of others that come later."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._view = view
        self._lang = view.language
        self._book = Book(report, self._lang)
        self._contents: list[tuple[str, str]] = []
        self._overview = self._book.add(self._book.name(self._lang.tr("Summary")))

    def drawn(self) -> bytes:
        """Draw every sheet and return the file."""
        lang, report = self._lang, self._report
        whole = self._add(
            lang.tr("Indicators of the province"), lang.tr("every objective, for the province")
        )
        parts = self._units() if report.by_selection else self._groups()
        units = self._add(lang.tr("By unit"), lang.tr("indicators against units"))
        rounds = self._view.trend
        then = (
            self._add(lang.tr("Rounds"), lang.tr("the values of every round"))
            if rounds is not None
            else None
        )
        sent = self._add(
            lang.tr("Submissions"), lang.tr("who has sent what, and what is missing or invalid")
        )
        figures = self._add(
            lang.tr("Raw figures"),
            lang.tr("every figure of every unit with its file and line, to filter and pivot"),
        )
        checked = self._add(lang.tr("Check"), lang.tr("formulas that work out every value again"))
        noted = self._add(
            lang.tr("Notes"), lang.tr("what is left to do, the units' words, remarks")
        )

        values: Drawn = {}
        if rounds is not None and then is not None:
            values = trend.draw(then, lang.tr("Rounds"), rounds)
        overview.draw(self._overview, report, self._contents)
        indicators.draw_all(whole, lang.tr("Indicators of the province"), report, values)
        for id_, title, sheet in parts:
            if report.by_selection:
                indicators.draw_unit(sheet, title, report, id_, values)
            else:
                indicators.draw_group(sheet, title, report, id_, values)
        matrix.draw(units, lang.tr("By unit"), report, ranks=self._view.ranks)
        completeness.draw(sent, lang.tr("Submissions"), report)
        raw.draw(figures, report)
        check.draw(checked, lang.tr("Check"), report)
        # Last, for it tells of what the others could not hold.
        remarks.draw(noted, lang.tr("Notes"), report)
        return self._book.finish()

    def _add(self, wanted: str, what: str) -> Sheet:
        name = self._book.name(wanted)
        self._contents.append((name, what))
        return self._book.add(name)

    def _groups(self) -> list[tuple[str, str, Sheet]]:
        lang = self._lang
        return [
            (group.id, title, self._add(title, lang.tr("the group in full, with a chart")))
            for group, _ in rows.by_group(self._report)
            if (title := lang.pick(group.name))
        ]

    def _units(self) -> list[tuple[str, str, Sheet]]:
        lang = self._lang
        return [
            (unit, title, self._add(title, lang.tr("the unit in full, with a chart")))
            for unit in self._report.units
            if (title := self._report.plan.units[unit].name)
        ]
