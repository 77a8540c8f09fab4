"""Which units a provincial number rests on, and what the missing ones could still change."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.analysis.explain import Certainty
from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.explain.figures import counted_name, places_grid, why_not
from ttdt.document.explain.numbers import TIMES, digits, exact
from ttdt.document.model import Cell, Column, Heading, Paragraph, Style, Table, cell
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.explain import Explanation
    from ttdt.compute.contributions import Contribution
    from ttdt.document.model import Block
    from ttdt.text.language import Language

_FIRM = {
    Certainty.BOUNDS: N_(
        "Firm: the verdict is the same at both ends, whatever the missing units report."
    ),
    Certainty.GROWS: N_("Firm: a count can only grow, so the missing units change nothing."),
    Certainty.SHORT_ALREADY: N_(
        "Firm: one unit is short of the target already, whatever the others report."
    ),
    Certainty.PARTS: N_("Firm: the parts that decide are."),
}
_OPEN = {
    Certainty.BOUNDS: N_("Not firm: the missing units could still change if the target is met."),
    Certainty.MAY_GROW: N_(
        "Not firm: what the missing units count could still change if the target is met."
    ),
    Certainty.POPULATION_UNKNOWN: N_(
        "Not firm: a missing unit's population is unknown, so nothing bounds the rate."
    ),
    Certainty.UNBOUNDED: N_(
        "Not firm: a missing unit could move the value either way, and nothing bounds it."
    ),
    Certainty.CARRIED: N_(
        "Not firm: it rests on a figure of an earlier period, which may be another by now."
    ),
    Certainty.INVALID: N_("Not firm: an invalid figure may be anything, once it is put right."),
    Certainty.ROUNDED: N_(
        "Not firm: a percentage was rounded, and what it was rounded from could change if the"
        " target is met."
    ),
    Certainty.ANY_UNIT: N_("Not firm: a missing unit could be short of the target."),
    Certainty.PARTS: N_("Not firm: a part that decides is not."),
}


def coverage_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield the units counted, those that are not and why, and if the verdict is firm."""
    own = explanation.row
    yield Heading(title)
    names = tuple(counted_name(explanation, unit) for unit in explanation.counted)
    said = lang.gettext(
        "Counted: {n} of {total} units that it applies to",
        n=own.coverage.units,
        total=own.coverage.applicable,
    )
    yield Paragraph(f"{said}: {', '.join(names)}" if names else said)
    if explanation.left_out:
        yield _left_out(lang, explanation)
    lent = [(unit, seen.lent) for unit, seen in explanation.left_out.items() if seen.lent]
    if explanation.own is not None and explanation.own.lent is not None and len(lent) != 1:
        lent = [(explanation.area, explanation.own.lent)]
    if explanation.bounds is not None and lent:
        yield places_grid(lang, explanation, lent)
    yield from map(Paragraph, _bounds(lang, explanation))
    firm = _firm(lang, explanation)
    if firm:
        yield Paragraph(firm)


def contribution_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield what each unit adds to the gap, the one that pulls away from the target most first."""
    found = [
        (explanation.name_of(unit), seen.contribution)
        for unit, seen in explanation.units.items()
        if seen.contribution is not None
    ]
    gap = explanation.row.gap
    if not found or gap is None:
        return
    sign = explanation.indicator.direction.sign
    found.sort(key=lambda item: sign * item[1].amount)
    if explanation.rest is not None:
        found.append((lang.gettext("not counted: shares of the target"), explanation.rest))
    in_points = any(part.points is not None for _, part in found)
    unit = lang.gettext("Numerator")
    if measure_of(explanation.indicator).in_units:
        unit = wording.unit_sign(lang, explanation.indicator) or lang.gettext("Count")
    heads = [Column(lang.gettext("Unit"), room=30), Column(unit, right=True)]
    if in_points:
        heads.append(Column(wording.gap_sign(lang, explanation.indicator), right=True))
    rows = [_contribution(lang, name, part, in_points=in_points) for name, part in found]
    total = [cell(lang.gettext("together"), Style.STRONG)]
    amount = sum((part.amount for _, part in found), Fraction(0))
    total.append(cell(_signed(lang, amount), Style.STRONG, value=amount))
    if in_points:
        points = sum((part.points for _, part in found if part.points is not None), Fraction(0))
        total.append(cell(_signed(lang, points), Style.STRONG, value=points))
    yield Heading(title)
    yield Paragraph(_how(lang, in_points=in_points))
    yield Table.of(tuple(heads), (*rows, tuple(total)))


def _how(lang: Language, *, in_points: bool) -> str:
    if in_points:
        return lang.gettext(
            "A unit's numerator minus what the target asks of its population; the points are out"
            " of the population of all units counted."
        )
    return lang.gettext("A unit's count minus its share of the target.")


def _contribution(
    lang: Language, name: str, part: Contribution, *, in_points: bool
) -> tuple[Cell, ...]:
    row = [cell(name, wraps=True), cell(_signed(lang, part.amount), value=part.amount)]
    if in_points:
        points = "" if part.points is None else _signed(lang, part.points)
        row.append(cell(points, value=part.points))
    return tuple(row)


def _signed(lang: Language, value: Fraction) -> str:
    return lang.number(value, signed=True)


def _left_out(lang: Language, explanation: Explanation) -> Table:
    return Table.of(
        (Column(lang.gettext("Left out"), room=14), Column(lang.gettext("Why"), takes_rest=True)),
        tuple(
            (cell(name, wraps=True), cell(why, wraps=True))
            for name, why in _reasons(lang, explanation)
        ),
    )


def _reasons(lang: Language, explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield who is left out and why: an area whose units are all, for one reason, as a whole."""
    plan = explanation.report.plan
    within: dict[str, dict[str, str]] = {}
    for unit, seen in explanation.left_out.items():
        above = {area.id for area in plan.ancestors(unit)} | {unit}
        directly_below = next(one for one in explanation.units if one in above)
        within.setdefault(directly_below, {})[unit] = why_not(lang, seen)
    for area, reasons in within.items():
        name = plan.areas[area].name
        if len(set(reasons.values())) == 1 and not explanation.units[area].row.counted:
            if area not in reasons:
                name = lang.gettext("{area} (all {n})", area=name, n=len(reasons))
            yield name, next(iter(reasons.values()))
            continue
        for unit, why in reasons.items():
            yield (
                plan.areas[unit].name if unit == area else f"{plan.areas[unit].name} ({name})",
                why,
            )


def _bounds(lang: Language, explanation: Explanation) -> Iterator[str]:
    row, bounds = explanation.row, explanation.bounds
    if bounds is None or row.numerator is None or row.population is None:
        return
    whole = f"({digits(lang, row.population)} + {digits(lang, bounds.unknown)})"
    n, more = digits(lang, row.numerator), digits(lang, bounds.unknown)
    lowest = f"({n} + 0) / {whole} {TIMES} 100 = {exact(lang, bounds.lowest, '%')}"
    highest = f"({n} + {more}) / {whole} {TIMES} 100 = {exact(lang, bounds.highest, '%')}"
    yield lang.gettext("Lowest that is still possible: {formula}", formula=lowest)
    yield lang.gettext("Highest that is still possible: {formula}", formula=highest)


def _firm(lang: Language, explanation: Explanation) -> str:
    """Return if the missing units could change whether the target is met, and why."""
    own, certainty = explanation.row, explanation.certainty
    if not own.judged:
        return ""
    if certainty is Certainty.COMPLETE:
        return lang.gettext("Firm: no unit is missing.")
    words = (_FIRM if own.firm else _OPEN).get(certainty)
    return "" if words is None else lang.gettext(words)
