"""Where the value should be by now, and how the way so far compares with that."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute import Reason, Status
from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.verdict import BEHIND_FROM, ON_TRACK_FROM, is_ceiling
from ttdt.document import wording
from ttdt.document.explain.figures import places_grid
from ttdt.document.explain.numbers import (
    TIMES,
    digits,
    exact,
    has_more_decimals,
    minus,
    percent_of,
    printed,
)
from ttdt.document.model import Heading, Paragraph
from ttdt.plan.indicator import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.compute import AreaResult
    from ttdt.document.model import Block
    from ttdt.text.language import Language

_PLACES = 2
"""How many decimals a pace is printed with."""


def pace_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield the baseline, the expected value and the pace, or why there is no pace."""
    row, goal = explanation.row, explanation.row.goal
    if row.value is None or goal is None:
        return
    why = _why_none(lang, explanation, row)
    yield Heading(title)
    if why and row.expected is None and row.baseline is None:
        yield Paragraph(why)
        return
    yield from map(Paragraph, _baseline(lang, explanation, row))
    if begins_at_baseline(explanation.indicator):
        entries = [
            (unit, entry)
            for unit, seen in explanation.units.items()
            if (seen.row.counted or not explanation.row.summed) and seen.row.before is not None
            for entry in seen.before
        ]
        if explanation.own is not None and explanation.own.before:
            entries = [(explanation.area, entry) for entry in explanation.own.before]
        if entries:
            yield places_grid(lang, explanation, entries)
    lines = [*_expected(lang, explanation, row, goal), *_pace(lang, explanation, row)]
    if why:
        lines.append(why)
    yield from map(Paragraph, lines)


def _why_none(lang: Language, explanation: Explanation, row: AreaResult) -> str:
    """Return why there is no pace, or nothing where there is one."""
    indicator = explanation.indicator
    if row.pace is not None:
        return ""
    if not measure_of(indicator).has_pace:
        return lang.gettext("A difference from a reference has no pace.")
    if explanation.row.summed and indicator.scope is Scope.EACH_UNIT:
        return lang.gettext("Every unit has a pace of its own; --unit explains it.")
    if not indicator.paced:
        return lang.gettext("The plan file asks for no pace here (pace: none).")
    if explanation.report.period.elapsed == 1:
        return lang.gettext(
            "The year is over: the target is met or it is not, and no pace is taken."
        )
    return _why_not_taken(lang, explanation, row)


def _why_not_taken(lang: Language, explanation: Explanation, row: AreaResult) -> str:
    """Return why there is no pace where the plan asks for one."""
    indicator = explanation.indicator
    if row.status is Status.MET:
        return lang.gettext("The target is met already, so no pace is taken.")
    if row.baseline is None and row.expected is not None:
        return lang.gettext(
            "Without a baseline there is no pace: only whether the milestone is reached counts."
        )
    if row.reason is Reason.NO_BASELINE or row.baseline is None:
        return _no_baseline(lang, explanation)
    if is_ceiling(indicator):
        return lang.gettext(
            "What only grows is to stay within its target: no pace is taken, and up to the expected"
            " value it is on track."
        )
    if row.expected == row.baseline:
        return lang.gettext(
            "The expected value is the baseline itself, so there is nothing to divide by."
        )
    return lang.gettext(
        "The change expected by now is less than one whole unit, so nothing is divided by it."
    )


def _no_baseline(lang: Language, explanation: Explanation) -> str:
    names = tuple(
        explanation.name_of(unit)
        for unit, seen in explanation.units.items()
        if (seen.row.counted or not explanation.row.summed) and not seen.has_baseline
    )
    return lang.gettext(
        "No pace: no unit counted has a baseline; without one: {units}",
        units=names,
    )


def _baseline(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    indicator = explanation.indicator
    year = str(explanation.report.plan.year - 1)
    if measure_of(indicator).in_units:
        yield lang.gettext("Baseline: 0, since every count runs from 1 January")
    elif measure_of(indicator).compared_with == "before":
        yield lang.gettext(
            "Baseline: 0, since a reduction is itself a change from the end of {year}", year=year
        )
    elif indicator.starts_at_zero:
        yield lang.gettext("Baseline: 0, since this share begins anew each year (start: 0)")
    elif row.baseline is not None:
        before = explanation.row.before
        formula = exact(lang, row.baseline, "%")
        if before is not None and before.percent is None and before.population:
            formula = percent_of(lang, before.numerator or Fraction(0), before.population)
        yield lang.gettext("Baseline at the end of {year}: {formula}", year=year, formula=formula)
    if row.is_pace_partial and row.pace_value is not None:
        names = list(_names_with_baseline(explanation))
        yield lang.gettext(
            "Only {n} of the {total} units counted have a baseline, and the pace is over these:"
            " {units}; their value now: {value}",
            n=row.pace_units,
            total=row.coverage.units,
            units=tuple(names),
            value=exact(lang, row.pace_value, wording.unit_sign(lang, indicator)),
        )


def _names_with_baseline(explanation: Explanation) -> Iterator[str]:
    """Yield the units that have a baseline, with how many in them do where others do not."""
    for unit, seen in explanation.units.items():
        name, row = explanation.name_of(unit), seen.row
        if row.counted and seen.has_baseline:
            yield name
        elif row.counted and row.pace_units:
            yield f"{name} ({row.pace_units}/{row.coverage.units})"


def _expected(
    lang: Language,
    explanation: Explanation,
    row: AreaResult,
    goal: Fraction,
) -> Iterator[str]:
    indicator, expected = explanation.indicator, row.expected
    if expected is None:
        return
    elapsed = explanation.report.period.elapsed
    unit = wording.unit_sign(lang, indicator)
    yield lang.gettext(
        "Share of the year that is over: {months}/12 = {share}",
        months=explanation.report.period.end_month,
        share=exact(lang, elapsed),
    )
    if explanation.milestone is not None:
        yield lang.gettext(
            "Expected by now, the plan's milestone: {value}", value=exact(lang, expected, unit)
        )
    elif indicator.milestones and indicator.target and goal == indicator.target.value:
        yield lang.gettext(
            "Expected by now, on the straight line between the plan's milestones: {value}",
            value=exact(lang, expected, unit),
        )
    elif row.baseline is not None:
        path = (
            f"{digits(lang, row.baseline)} + {lang.number(elapsed.numerator)}/"
            f"{lang.number(elapsed.denominator)} {TIMES} ({minus(lang, goal, row.baseline)})"
        )
        yield lang.gettext(
            "Expected by now: {formula}", formula=f"{path} = {exact(lang, expected, unit)}"
        )


def _pace(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    value = row.pace_value
    if row.pace is None or value is None or row.baseline is None or row.expected is None:
        return
    ahead = minus(lang, value, row.baseline)
    if explanation.indicator.direction.sign < 0:
        ahead = minus(lang, row.baseline, value)
    way = f"|{minus(lang, row.expected, row.baseline)}|"
    result, amount = exact(lang, row.pace), wording.pace_number(lang, row.pace)
    yield lang.gettext(
        "Pace: {formula}: {verdict}",
        formula=printed(
            lang,
            f"({ahead}) / {way}",
            result,
            rounded_to=amount,
            differs=has_more_decimals(row.pace, _PLACES),
        ),
        verdict=wording.status_word(lang, row.status),
    )
    target, goal = explanation.indicator.target, explanation.row.goal
    if target is not None and goal is not None and target.is_met(row.baseline, goal):
        yield lang.gettext(
            "The baseline had met the target, which is now missed: that is worsening."
        )


def method_blocks(lang: Language, explanations: Sequence[Explanation]) -> Iterator[Block]:
    """Yield how a pace becomes a verdict and whose method that is, if there is any pace."""
    found = [part for explanation in explanations for part in (explanation, *explanation.parts)]
    paces = [part.row.pace for part in found]
    paces += [seen.row.pace for part in found for seen in part.units.values()]
    if all(pace is None for pace in paces):
        return
    yield Heading(lang.gettext("The method of the pace"))
    yield Paragraph(
        lang.gettext(
            "Cut-offs: {on_track} or more on track, {behind} or more behind, 0 or more far behind,"
            " below 0 worsening",
            on_track=ON_TRACK_FROM,
            behind=BEHIND_FROM,
        )
    )
    yield Paragraph(method_text(lang, explanations[0].report.method))


def method_text(lang: Language, method: str) -> str:
    """Return a method's name, what it does, and whose it is."""
    return lang.gettext(
        "Method {method}: a straight path from the baseline to the target at the year's end, cut"
        " off as Statistics Canada does for the progress of SDG indicators; its use within one"
        " year is our adaptation",
        method=method,
    )
