"""What the charts of results show: verdicts counted, and rates against their targets."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

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

_MOST_RATES = 12
"""Rates in one chart, so that it takes half a page."""


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
    """Yield charts of an area's rates that have a value and a target."""
    found = list(_rates(lang, report, area))
    title = lang.gettext("Actual against target, %")
    if area != OWN_AREA:
        title = f"{report.plan.distinct_names[area]}: {title}"
    charts = ceil(len(found) / _MOST_RATES)
    for place in range(charts):
        part = found[place * len(found) // charts : (place + 1) * len(found) // charts]
        says = "; ".join(
            lang.gettext(
                "{name}: {actual}, target {target}",
                name=name,
                actual=str(wording.value_amount(lang, indicator, value, goal)),
                target=str(wording.target_amount(lang, indicator, goal)),
            )
            for name, indicator, value, goal in part
        )
        actual = tuple(_shown(indicator, value, goal) for _, indicator, value, goal in part)
        yield Chart(
            title,
            tuple(name for name, *_ in part),
            (
                Series(lang.gettext("Actual"), actual, Style.STRONG),
                Series(lang.gettext("Target"), tuple(goal for *_, goal in part), Style.QUIET),
            ),
            f"{title}. {says}.",
        )


def _rates(
    lang: Language, report: Report, area: str
) -> Iterator[tuple[str, Indicator, Fraction, Fraction]]:
    for result in report.indicators:
        indicator = result.indicator
        if not measure_of(indicator).in_per_cent or indicator.target is None:
            continue
        value, goal = result.areas[area].value, indicator.goal_of(area)
        if value is not None and goal is not None:
            yield f"{indicator.clause} {lang.pick(indicator.name)}", indicator, value, goal


def _shown(indicator: Indicator, value: Fraction, goal: Fraction) -> Fraction:
    """Return the number that the tables show: never on another side of the target."""
    return Fraction(round_keeping_side(value, wording.landmarks(indicator, goal)))
