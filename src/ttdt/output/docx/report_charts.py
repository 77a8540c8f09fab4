"""Which numbers the charts show, and in which words."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.output.docx.charts import Series, WordChart
from ttdt.output.docx.styles import language_tag
from ttdt.output.palette import TINTS
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ttdt.compute.results import Report
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_MOST_RATES = 12
"""Rates in one chart, so that it takes half a page."""
_ACTUAL, _TARGET = "1F4E79", "BFBFBF"


def verdicts_chart(lang: Language, report: Report) -> WordChart | None:
    """Return how many objectives of each group have each verdict; None without two groups."""
    groups = []
    for group, results in rows.by_group(report):
        given = [row.own.status for row in results if row.indicator.part is None]
        groups.append((lang.pick(group.name), given))
    if len(groups) < len(("this one", "another")):
        return None
    used = [status for status, _ in rows.statuses(s for _, given in groups for s in given)]
    words = [wording.verdict(lang, status) for status in used]
    counts = [
        f"{name}: {', '.join(f'{wording.verdict(lang, s)} {n}' for s, n in rows.statuses(given))}"
        for name, given in groups
    ]
    title = lang.gettext("Objectives by group and verdict")
    return WordChart(
        title=title,
        description=f"{title}. {'; '.join(counts)}.",
        labels=tuple(name for name, _ in groups),
        series=tuple(
            Series(
                word,
                tuple(given.count(status) or None for _, given in groups),
                TINTS[status].ground,
                TINTS[status].ink,
                wording.SYMBOLS[status],
            )
            for word, status in zip(words, used, strict=True)
        ),
        stacked=True,
        language=language_tag(lang.code),
    )


def rates_charts(lang: Language, report: Report, area: str) -> Iterator[WordChart]:
    """Yield charts of an area's rates that have a value and a target."""
    found = list(_rates(lang, report, area))
    title = lang.gettext("Actual against target, %")
    if area != report.area:
        title = f"{report.plan.areas[area].name}: {title}"
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
        yield WordChart(
            title=title,
            description=f"{title}. {says}.",
            labels=tuple(name for name, *_ in part),
            series=(
                Series(
                    lang.gettext("Actual"), tuple(_shown(i, v, g) for _, i, v, g in part), _ACTUAL
                ),
                Series(lang.gettext("Target"), tuple(float(g) for *_, g in part), _TARGET),
            ),
            language=language_tag(lang.code),
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


def _shown(indicator: Indicator, value: Fraction, goal: Fraction) -> float:
    """Return the number that the tables show: never on another side of the target."""
    return float(round_keeping_side(value, wording.landmarks(indicator, goal)))
