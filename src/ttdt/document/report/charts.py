"""What the charts of results show: verdicts counted, and rates against their targets."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.model import Chart, Series, Style
from ttdt.document.report import rows
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.results import Status
    from ttdt.compute.round_report import Report
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_MOST_RATES = 18
"""Rates in one chart, so that it takes no more than a page."""
_HIGH = 60
"""Rates from here on stand in charts whose axis begins near the lowest of them."""
_STEP = 5


def verdicts_chart(
    lang: Language, title: str, given: Sequence[tuple[str, Sequence[Status]]]
) -> Chart | None:
    """Return how often each verdict was given, a bar a label; None without two to compare."""
    if len(given) < len(("this one", "another")):
        return None
    counts = [(label, rows.statuses(found)) for label, found in given]
    said = [
        f"{label}: {', '.join(f'{wording.verdict(lang, status)} {n}' for status, n in found)}"
        for label, found in counts
    ]
    used = [status for status, _ in rows.statuses(s for _, found in given for s in found)]
    return Chart(
        title,
        tuple(label for label, _ in given),
        tuple(
            Series(
                wording.verdict(lang, status),
                tuple(dict(found).get(status) for _, found in counts),
                status,
            )
            for status in used
        ),
        f"{title}. {'; '.join(said)}.",
        is_stacked=True,
    )


def rates_charts(lang: Language, report: Report, area: str) -> Iterator[Chart]:
    """Yield charts of an area's rates that have a value and a target, the high ones by themselves.

    The axis of those begins near the lowest value, since differences of bars that all are long
    would hardly be seen, and the title says where.
    """
    found = list(_rates(lang, report, area))
    high = [one for one in found if _lowest(one) >= _HIGH]
    for rates in (high, [one for one in found if _lowest(one) < _HIGH]):
        charts = ceil(len(rates) / _MOST_RATES)
        for place in range(charts):
            part = rates[place * len(rates) // charts : (place + 1) * len(rates) // charts]
            yield _rates_chart(lang, report, area, part)


def _rates_chart(lang: Language, report: Report, area: str, part: Sequence[_Rate]) -> Chart:
    title = lang.gettext("Actual against target, %")
    title, start = title_and_start(lang, title, min(map(_lowest, part)))
    if area != OWN_AREA:
        title = f"{report.plan.distinct_names[area]}: {title}"
    says = "; ".join(
        lang.gettext(
            "{name}: {actual}, target {target}",
            name=one.name,
            actual=str(wording.value_amount(lang, one.indicator, one.value, one.goal)),
            target=str(wording.target_amount(lang, one.indicator, one.goal)),
        )
        for one in part
    )
    actual = tuple(_shown(one.indicator, one.value, one.goal) for one in part)
    return Chart(
        title,
        tuple(one.name for one in part),
        (
            Series(lang.gettext("Actual"), actual, Style.STRONG),
            Series(lang.gettext("Target"), tuple(one.goal for one in part), Style.QUIET),
        ),
        f"{title}. {says}.",
        start=start,
    )


def title_and_start(lang: Language, title: str, lowest: Fraction) -> tuple[str, int]:
    """Return where the axis of a chart of rates begins, and its title, which says so."""
    start = int(lowest - 1) // _STEP * _STEP
    if start < _HIGH:
        return title, 0
    return lang.gettext("{title}; bars begin at {start} %", title=title, start=start), start


class _Rate(NamedTuple):
    """A rate with a value and a target."""

    name: str
    indicator: Indicator
    value: Fraction
    goal: Fraction


def _lowest(rate: _Rate) -> Fraction:
    return min(rate.value, rate.goal)


def _rates(lang: Language, report: Report, area: str) -> Iterator[_Rate]:
    for result in report.indicators:
        indicator = result.indicator
        if not measure_of(indicator).in_per_cent or indicator.target is None:
            continue
        value, goal = result.areas[area].value, indicator.goal_of(area)
        if value is not None and goal is not None:
            name = f"{indicator.clause} {lang.pick(indicator.name)}"
            yield _Rate(name, indicator, value, goal)


def _shown(indicator: Indicator, value: Fraction, goal: Fraction) -> Fraction:
    """Return the number that the tables show: never on another side of the target."""
    return Fraction(round_keeping_side(value, wording.landmarks(indicator, goal)))
