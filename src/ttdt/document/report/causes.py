"""Why figures, money and tasks are behind, in the units' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.funding.wording import cell_name
from ttdt.document.model import Note
from ttdt.document.report import rows
from ttdt.document.report.unit_names import ListedBy, named, speakers
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language


def areas_in(report: Report, area: str) -> tuple[str, ...]:
    """Return the areas whose words a report on an area holds: itself and all below it."""
    if area == OWN_AREA:
        return speakers(report)
    return (area, *(below.id for below in report.plan.descendants(area)))


def causes(
    lang: Language, report: Report, area: str, listed_by: ListedBy = ListedBy.CSV
) -> Iterator[Note]:
    """Yield a note for each indicator, amount and task that somebody gives a cause for."""
    units = areas_in(report, area)
    for about in (*_of_figures(lang, report, units), *_of_money(lang, report, units)):
        yield about.note(lang, report, listed_by, alone=len(units) == 1)
    # Bodies answer for tasks in the plan's own area, which need not have submitted figures.
    within = (OWN_AREA, *units) if area == OWN_AREA and not report.by_selection else units
    for about in _of_tasks(lang, report, within):
        yield about.note(lang, report, listed_by, alone=len(units) == 1)


class _Causes(NamedTuple):
    """What areas say of one thing: each with its text."""

    clause: str
    subject: str
    said: Sequence[tuple[str, str]]

    def note(self, lang: Language, report: Report, listed_by: ListedBy, *, alone: bool) -> Note:
        """Return each text once behind the names of those who say it.

        An area of which `alone` the report speaks is not named.
        """
        if alone:
            return Note(self.clause, self.subject, " ".join(text for _, text in self.said))
        units: dict[str, list[str]] = {}
        for unit, text in self.said:
            units.setdefault(text.rstrip("."), []).append(unit)
        texts = (f"{named(lang, report, who, listed_by)}: {text}" for text, who in units.items())
        return Note(self.clause, self.subject, "; ".join(texts))


def _of_figures(lang: Language, report: Report, units: Sequence[str]) -> Iterator[_Causes]:
    for result in rows.leaves(report):
        said = [
            (unit, cause)
            for unit in units
            if (cause := result.known[unit].cause) and rows.is_own(report, result, unit)
        ]
        if said:
            yield _Causes(result.indicator.clause, lang.pick(result.indicator.name), said)


def _of_money(lang: Language, report: Report, units: Sequence[str]) -> Iterator[_Causes]:
    if report.funding is None:
        return
    within = frozenset(units)
    said: dict[str, list[tuple[str, str]]] = {}
    for one in report.funding.remarks:
        if one.cause and one.area in within:
            cell = cell_name(lang, report.funding.funding, one.cell)
            said.setdefault(cell, []).append((one.area, one.cause))
    for cell, texts in said.items():
        yield _Causes("", cell, texts)


def _of_tasks(lang: Language, report: Report, units: Sequence[str]) -> Iterator[_Causes]:
    if report.tasks is None:
        return
    within = frozenset(units)
    for row in report.tasks.rows:
        said = [
            (area, word.report.cause)
            for area, word in row.words.items()
            if area in within and word.report is not None and word.report.cause
        ]
        if said:
            yield _Causes(row.task.clause, lang.pick(row.task.name), said)
