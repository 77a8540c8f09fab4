"""The words and number texts that every renderer shares."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Flag, Reason, Status
from ttdt.compute.verdict import BEHIND_FROM, ON_TRACK_FROM, is_ceiling
from ttdt.plan.targets import Comparator
from ttdt.text.matching import without_kind
from ttdt.text.message import N_
from ttdt.text.rounding import MOST_DECIMALS, decimal_places, round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from decimal import Decimal

    from ttdt.compute.results import AreaResult, Coverage
    from ttdt.number import Number
    from ttdt.plan import Area, Indicator, Plan
    from ttdt.text.language import Language

SYMBOLS: Mapping[Status, str] = {
    Status.MET: "✓",
    Status.ON_TRACK: "●",
    Status.BEHIND: "◐",
    Status.NOT_YET: "◌",
    Status.FAR_BEHIND: "○",
    Status.WORSENING: "▼",
    Status.NOT_MET: "✗",
    Status.UNGRADED: "◇",
    Status.NOT_APPLICABLE: "–",
    Status.NO_DATA: "?",
}
"""One cell wide each, and told apart by shape alone."""

SIGNS: Mapping[Comparator, str] = {
    Comparator.AT_LEAST: "≥",
    Comparator.MORE_THAN: ">",
    Comparator.AT_MOST: "≤",
    Comparator.LESS_THAN: "<",
    Comparator.ABOUT: "≈",
}

DUE = "┃"
"""Stands in a bar where its value should be by now."""
UNFIRM = "*"
CARRIED = "^"
"""Stands behind a coverage whose missing units could still change the verdict."""

_STATUSES = {
    Status.MET: N_("met"),
    Status.ON_TRACK: N_("on track"),
    Status.BEHIND: N_("behind"),
    Status.NOT_YET: N_("not yet"),
    Status.FAR_BEHIND: N_("far behind"),
    Status.WORSENING: N_("worsening"),
    Status.NOT_MET: N_("not met"),
    Status.UNGRADED: N_("not graded"),
    Status.NOT_APPLICABLE: N_("not applicable"),
    Status.NO_DATA: N_("no data"),
}
_REASONS = {
    Reason.NOT_SUBMITTED: N_("not submitted"),
    Reason.NOT_REPORTED: N_("not reported"),
    Reason.INVALID: N_("invalid figure"),
    Reason.NO_POPULATION: N_("population missing"),
    Reason.NO_BASELINE: N_("baseline missing"),
}
_SETTLED = {
    "estimate": N_("estimate"),
    "provisional": N_("provisional"),
    "final": N_("final"),
}
_AMOUNTS = {
    "carried_over": N_("carried over"),
    "assigned": N_("assigned"),
    "disbursed": N_("disbursed"),
}
_FLAGS = {
    Flag.DERIVED: N_("derived from a percentage"),
    Flag.CARRIED: N_("carried forward"),
    Flag.ESTIMATE: N_("estimate"),
    Flag.PROVISIONAL: N_("provisional"),
    Flag.ACCEPTED: N_("accepted with a reason"),
    Flag.SAME_DAY: N_("with numbers from another submission for the same day"),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is printed, and the unit behind it."""

    number: str
    unit: str = ""

    def __str__(self) -> str:
        """Return both, a space between."""
        return f"{self.number} {self.unit}" if self.unit else self.number


def status_word(lang: Language, status: Status) -> str:
    """Return the word for a verdict."""
    return lang.gettext(_STATUSES[status])


def reason_word(lang: Language, reason: Reason) -> str:
    """Return the words for why there is no figure, or no pace."""
    return lang.gettext(_REASONS[reason])


def flag_word(lang: Language, flag: Flag) -> str:
    """Return the words for what a reader must know about a figure."""
    return lang.gettext(_FLAGS[flag])


def settled_word(lang: Language, status: str) -> str:
    """Return the word for how settled the figures of a submission are."""
    return lang.gettext(_SETTLED[status])


def amount_word(lang: Language, amount: str) -> str:
    """Return the words for what an amount of money is, by its key in the files."""
    return lang.gettext(_AMOUNTS[amount])


def kind_of_units(lang: Language, kinds: Collection[str], number: int) -> str:
    """Return the word for so many units that are all of a kind, or that are of several."""
    word = _known_kind(lang, next(iter(kinds)), number) if len(kinds) == 1 else ""
    return word or lang.ngettext("unit", "units", number)


def kind_word(lang: Language, kind: str) -> str:
    """Return the word for a kind of area, as the plan has it where it is none that we know."""
    return _known_kind(lang, kind, 1) or kind


def with_kind(lang: Language, kind: str, name: str) -> str:
    """Return an area's name as a sentence has it: in Vietnamese with the word for its kind.

    Not where the name says it, or there is no word.

    In sentences alone: tables and lists of one kind of unit are shorter without.
    """
    word = _known_kind(lang, kind, 1)
    if not word or without_kind(name) != name:
        return name
    return lang.area(word, name)


def whole_area(lang: Language, area: Area) -> str:
    """Return what stands above the values of a plan's own area beside those of its units."""
    match area.kind:
        case "province":
            return lang.gettext("Province")
        case "district":
            return lang.gettext("District")
        case "commune":
            return lang.gettext("Commune")
        case "ward":
            return lang.gettext("Ward")
        case _:
            return area.name


def _known_kind(lang: Language, kind: str, number: int) -> str:
    match kind:
        case "country":
            return lang.ngettext("country", "countries", number)
        case "region":
            return lang.ngettext("region", "regions", number)
        case "province":
            return lang.ngettext("province", "provinces", number)
        case "district":
            return lang.ngettext("district", "districts", number)
        case "city":
            return lang.ngettext("city", "cities", number)
        case "commune":
            return lang.ngettext("commune", "communes", number)
        case "ward":
            return lang.ngettext("ward", "wards", number)
        case "town":
            return lang.ngettext("town", "towns", number)
        case _:
            return ""


def bodies_text(lang: Language, plan: Plan, bodies: Iterable[str]) -> str:
    """Return the names of responsible bodies."""
    return ", ".join(lang.pick(plan.bodies[body].name) for body in bodies)


def clause_and_name(lang: Language, indicator: Indicator) -> str:
    """Return how a sentence names what a figure is reported for: `2.2 hardened village roads`."""
    return f"{indicator.clause} {lang.pick(indicator.name)}"


def title_of(lang: Language, plan: Plan, indicator: Indicator) -> str:
    """Return what a picture or table is called: as above, of a part behind the whole's name."""
    title = clause_and_name(lang, plan.indicators[indicator.id])
    return title if indicator.part is None else f"{title}: {lang.pick(indicator.name)}"


def target_word(lang: Language, indicator: Indicator, status: Status, *, met: bool) -> str:
    """Return whether a value meets its target, in a word that says no more than is known.

    Before the year is over nothing is lost, and what is to stay below a most may still pass it.
    """
    if not met:
        return status_word(lang, Status.NOT_MET if status is Status.NOT_MET else Status.NOT_YET)
    if status is not Status.MET and is_ceiling(indicator):
        return lang.gettext("not exceeded")
    return status_word(lang, Status.MET)


def verdict(lang: Language, status: Status) -> str:
    """Return a verdict's symbol and word."""
    return f"{SYMBOLS[status]} {status_word(lang, status)}"


def unit_sign(lang: Language, indicator: Indicator) -> str:
    """Return what an indicator's values are in: per cent, points, or the things counted."""
    sign = measure_of(indicator).sign
    if sign:
        return lang.gettext(sign)
    return "" if indicator.unit is None else lang.pick(indicator.unit)


def plan_share(lang: Language, share: Fraction) -> str:
    """Return how much of a plan is reached, 0 or 100 % only where it is exactly that."""
    marks = (Fraction(0), Fraction(100))
    return f"{lang.number(round_keeping_side(share, marks))} %"


def landmarks(indicator: Indicator, goal: Fraction | None) -> tuple[Fraction, ...]:
    """Return the numbers that rounding must not carry a value onto or across."""
    marks = list(measure_of(indicator).ends)
    if goal is not None:
        marks.append(goal)
        if indicator.target is not None and indicator.target.tolerance:
            marks.append(goal - indicator.target.tolerance)
    return tuple(marks)


def value_amount(
    lang: Language, indicator: Indicator, value: Fraction, goal: Fraction | None = None
) -> Amount:
    """Return a value as printed: `97.9 %`, `1.2 pp`, `57 households`.

    The number never lies on another side of `goal`, nor of 0 or 100 per cent, than the value.
    """
    number = lang.number(rounded_value(indicator, value, goal))
    return Amount(number, unit_sign(lang, indicator))


def rounded_value(
    indicator: Indicator, value: Fraction, goal: Fraction | None = None
) -> Decimal | int:
    """Return the number that a value is printed as."""
    return _rounded(indicator, value, landmarks(indicator, goal))


def gap_amount(lang: Language, indicator: Indicator, gap: Fraction) -> Amount:
    """Return a value minus its target as printed, signed: `-2.5 pp`."""
    marks = [Fraction(0)]
    if indicator.target is not None:
        marks.append(-indicator.target.tolerance)
    number = lang.number(_rounded(indicator, gap, marks), signed=True)
    return Amount(number, gap_sign(lang, indicator))


def gap_sign(lang: Language, indicator: Indicator) -> str:
    """Return what an indicator's gaps are in: two percentages differ by points."""
    return lang.gettext("pp") if measure_of(indicator).in_per_cent else unit_sign(lang, indicator)


def target_amount(
    lang: Language, indicator: Indicator, goal: Fraction | None = None
) -> Amount | None:
    """Return a target with its comparator, `≥ 75 %`, as exact as it was set.

    `goal` is a unit's share of it, None for the target itself; without a target there is None.
    """
    target = indicator.target
    if target is None:
        return None
    goal = target.value if goal is None else goal
    number = f"{SIGNS[target.comparator]} {lang.number(goal)}"
    if target.tolerance:
        number += f" ({SIGNS[Comparator.AT_LEAST]} {lang.number(goal - target.tolerance)})"
    return Amount(number, unit_sign(lang, indicator))


def no_target(lang: Language, indicator: Indicator) -> str:
    """Return what stands where a target would: the objective is in words, or none was set."""
    if not measure_of(indicator).is_numeric:
        return lang.gettext("in words")
    return lang.gettext("not set")


def pace_number(lang: Language, pace: Fraction) -> str:
    """Return actual over expected change, on its own side of 1 and of the method's cut-offs."""
    marks = (Fraction(0), BEHIND_FROM, ON_TRACK_FROM, Fraction(1))
    return lang.number(round_keeping_side(pace, marks, decimals=2))


def pace_text(lang: Language, row: AreaResult) -> str:
    """Return a row's pace, with how many of the units counted it is over where it is not all."""
    if row.pace is None:
        return ""
    pace = pace_number(lang, row.pace)
    return f"{pace} ({row.pace_units}/{row.coverage.units})" if row.is_pace_partial else pace


def share_text(
    lang: Language,
    numerator: Number | None,
    population: Number | None,
    *,
    derived: bool = False,
) -> str:
    """Return `290/400`; a numerator made from a percentage is rounded and shows it: `~291/400`."""
    if numerator is None or population is None:
        return ""
    whole = numerator.denominator == 1
    marks = (Fraction(0), population)
    shown = lang.number(
        int(numerator) if whole else round_keeping_side(numerator, marks, decimals=0)
    )
    return f"{'~' if derived or not whole else ''}{shown}/{lang.number(population)}"


def coverage_text(coverage: Coverage) -> str:
    """Return `6/7`: the units counted of those that could be."""
    return f"{coverage.units}/{coverage.applicable}"


def natural_unit(lang: Language, indicator: Indicator) -> str:
    """Return what an indicator counts: its numerator, never the whole that it is held against.

    To ask for more births, or fewer children, would be another plan; where the plan does not say
    what the numerator is, nothing is said.
    """
    if indicator.numerator is not None and not (
        measure_of(indicator).in_units and indicator.unit is not None
    ):
        return lang.pick(indicator.numerator)
    return "" if indicator.unit is None else lang.pick(indicator.unit)


def change_text(lang: Language, indicator: Indicator, change: Fraction) -> str:
    """Return what is left to do: `villages with a hard road: 10 more`."""
    unit, n = natural_unit(lang, indicator), lang.number(abs(change))
    if not unit:
        if change < 0:
            return lang.gettext("{n} fewer", n=n)
        return lang.gettext("{n} more", n=n)
    if change < 0:
        return lang.gettext("{unit}: {n} fewer", unit=unit, n=n)
    return lang.gettext("{unit}: {n} more", unit=unit, n=n)


def _rounded(indicator: Indicator, value: Fraction, marks: Iterable[Fraction]) -> Decimal | int:
    """Return a number with at least one decimal, and no fewer than its target has.

    A whole count has none.
    """
    measure = measure_of(indicator)
    if measure.in_units and value.denominator == 1:
        return value.numerator
    target = indicator.target
    decimals = max(measure.decimals, indicator.decimals, 1)
    if target is not None:
        decimals = max(decimals, decimal_places(target.value), decimal_places(target.tolerance))
    return round_keeping_side(value, marks, decimals=min(decimals, MOST_DECIMALS))
