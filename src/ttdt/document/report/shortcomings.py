"""What is behind, missing or late, in sentences that name the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.funding.wording import rate_text
from ttdt.document.model import Note
from ttdt.document.report import rows
from ttdt.document.report.causes import areas_in
from ttdt.document.report.next_steps import missing
from ttdt.document.report.unit_names import ListedBy, named
from ttdt.document.report.unit_sentences import against_target, farthest_unit, plan_share
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language

_MOST_TASKS = 40
"""So many late tasks are named."""


def shortcomings(
    lang: Language, report: Report, area: str, listed_by: ListedBy = ListedBy.CSV
) -> Iterator[Note]:
    """Yield what is behind on an area's way, what is missing of it, and what is late.

    What is on track is none.
    """
    for result in rows.leaves(report):
        text = _behind(lang, report, result, area)
        if text:
            yield Note(result.indicator.clause, lang.pick(result.indicator.name), text)
    yield from _money(lang, report, area)
    units = areas_in(report, area)
    yield from _submissions(lang, report, units, listed_by)
    yield from _tasks(lang, report, None if area == OWN_AREA else units, listed_by)


def _behind(lang: Language, report: Report, result: IndicatorResult, area: str) -> str:
    seen = result.areas[area]
    verdict = wording.status_word(lang, seen.status)
    if seen.status is Status.NO_DATA:
        reason = "" if seen.reason is None else wording.reason_word(lang, seen.reason)
        return reason or verdict
    if not seen.status.is_short or seen.status is Status.ON_TRACK:
        return ""
    value = (
        against_target(lang, result.indicator, seen),
        plan_share(lang, result.indicator, seen),
    )
    said = [f"{', '.join(filter(None, value))} ({verdict})"]
    if seen.summed:
        said += [
            farthest_unit(lang, report, result, area),
            missing(lang, report, result, area),
        ]
    return "; ".join(filter(None, said))


def _money(lang: Language, report: Report, area: str) -> Iterator[Note]:
    if report.funding is None:
        return
    row = report.funding.row(area)
    if row.money is None or row.money.rate is None:
        return
    if row.status.is_short and row.status is not Status.ON_TRACK:
        text = lang.gettext(
            "{rate} disbursed against a target of {target} ({verdict})",
            rate=rate_text(lang, report.funding.funding, row.money.rate, row.goal),
            target=str(wording.target_amount(lang, report.funding.funding.rate, row.goal)),
            verdict=wording.status_word(lang, row.status),
        )
        yield Note("", lang.gettext("Money"), text)


def _submissions(
    lang: Language, report: Report, units: Sequence[str], listed_by: ListedBy
) -> Iterator[Note]:
    by = listed_by if listed_by is ListedBy.NOTHING else ListedBy.STATUS
    expected = frozenset(units) | {OWN_AREA}
    absent = [unit for unit in report.completeness.missing if unit in expected]
    if absent:
        yield Note("", lang.gettext("Not submitted"), named(lang, report, absent, by))
    late = [unit for unit in units if report.deadline_missed(unit) is not None]
    if late:
        yield Note("", lang.gettext("Submitted late"), named(lang, report, late, by))


def _tasks(
    lang: Language, report: Report, units: Sequence[str] | None, listed_by: ListedBy
) -> Iterator[Note]:
    if report.tasks is None:
        return
    late = report.tasks.of(units, late=True).rows
    for row in late[:_MOST_TASKS]:
        names = named(lang, report, tuple(row.words), listed_by)
        text = lang.gettext("overdue: {units}", units=names)
        yield Note(row.task.clause, lang.pick(row.task.name), text)
    more = len(late) - _MOST_TASKS
    if more > 0:
        if listed_by is ListedBy.NOTHING:
            text = lang.ngettext("and {n} more", "and {n} more", more)
        else:
            text = lang.gettext("and {n} more; --format json lists all", n=more)
        yield Note("", "", text)
