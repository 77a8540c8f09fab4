"""What the cells of a report say, before anyone decides how they look.

The texts hold what the files hold: a renderer has to make them inert for its own format.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.compute.results import AreaResult, Flag, IndicatorResult, Reason, Status
from ttdt.compute.round_report import Report
from ttdt.document import wording
from ttdt.document.wording import Amount
from ttdt.plan import Indicator, IndicatorGroup
from ttdt.plan.area import OWN_AREA
from ttdt.plan.indicator import Scope
from ttdt.text.language import Language


class Way(NamedTuple):
    """How much of the way from the year's start to the target is made, and is due: 0 to 1."""

    made: Fraction
    due: Fraction | None = None
    """None where nothing says what is expected by now."""


class Row(NamedTuple):
    """One line of a report: an indicator or a part, for one area."""

    result: IndicatorResult
    area: str
    goal: Fraction | None
    """What the area is, or would be, held against."""
    id: str
    """What the command line takes, with the part behind a slash."""
    clause: str
    name: str
    is_part: bool
    target: Amount | None
    value: Amount | None
    share: str
    numerator: str
    """The number above the line of the share; nothing for a count, whose value it is."""
    expected: Amount | None
    pace: str
    gap: Amount | None
    is_count: bool
    """Whether the amounts are in things counted, which one cell of the row may say for all."""
    misses_by: str
    """Which way a value misses its target, in words: too high, too low; nothing for any other."""
    worst_gap: str
    """By how much the worst unit misses a target that the sum of all meets, in words."""
    left: str
    """What would meet a target that is missed, where that is a number of things."""
    way: Way | None
    """None where there is nothing to draw."""
    status: Status
    verdict: str
    """The verdict's symbol and word."""
    reason: str
    decides: bool = False
    """Whether this part decides the verdict on its composite."""
    worst: str = ""
    """The unit that decides and its value, where the target binds every unit by itself."""
    worst_said: str = ""
    """The same in words of its own."""
    coverage: str = ""
    flags: tuple[Flag, ...] = ()
    source: str = ""
    """The file and line of the figure."""
    line: str = ""
    """The line, for those who know the file; another file is named by its period."""
    own: str = ""
    """Of a unit: the verdict and value of the area that the report speaks of, to compare with."""

    @property
    def indicator(self) -> Indicator:
        """What the line is about."""
        return self.result.indicator

    @property
    def seen(self) -> AreaResult:
        """The computed numbers behind the words."""
        return self.result.areas[self.area]


def by_group(report: Report) -> Iterator[tuple[IndicatorGroup, list[IndicatorResult]]]:
    """Yield each group of the plan with its results, without those that have none."""
    for group in report.plan.groups.values():
        results = [result for result in report.indicators if result.indicator.group == group.id]
        if results:
            yield group, results


def objectives(report: Report) -> list[IndicatorResult]:
    """Return the plan's objectives: a composite counts once, not once a part."""
    return [result for result in report.indicators if result.indicator.part is None]


def leaves(report: Report) -> list[IndicatorResult]:
    """Return the results that figures are reported for: not of wholes, but of their parts."""
    return [result for result in report.indicators if not result.indicator.parts]


def is_own(report: Report, result: IndicatorResult, area: str) -> bool:
    """Return whether an area's row says something of its own.

    A sum does not, nor does a unit of which an area above it says that nothing applies.
    """
    said, parent = result.known[area], report.plan.areas[area].parent
    if said.summed:
        return False
    above = None if parent is None else result.known.get(parent)
    # Most areas above are sums, which stand nowhere, so that most places need not be compared.
    place = None if above is None else above.source
    return place is None or said.source is None or said.source != place


def is_covered(report: Report, result: IndicatorResult, unit: str) -> bool:
    """Return whether an area above a unit has a figure of its own, which stands for the unit's."""
    above = (result.known.get(area.id) for area in report.plan.ancestors(unit))
    return any(said is not None and said.counted and not said.summed for said in above)


def is_open(seen: AreaResult) -> bool:
    """Return whether the missing units could still change a verdict that was given."""
    return seen.judged and not seen.firm


def statuses(found: Iterable[Status]) -> list[tuple[Status, int]]:
    """Return how often each verdict was given, best first, without those never given."""
    given = list(found)
    return [(status, given.count(status)) for status in Status if status in given]


def rests_on_carried(result: IndicatorResult, area: str) -> bool:
    """Return whether figures of an earlier period are among those added up for an area."""
    added = result.made_of(area).values()
    return any(said.counted and said.carried for said in added)


def marks(result: IndicatorResult, area: str) -> str:
    """Return the marks that stand behind an area's coverage."""
    unfirm = wording.UNFIRM if is_open(result.areas[area]) else ""
    return unfirm + (wording.CARRIED if rests_on_carried(result, area) else "")


def goal_of(result: IndicatorResult, area: str) -> Fraction | None:
    """Return what an area is, or would be, held against."""
    goal = result.areas[area].goal
    return result.indicator.goal_of(area) if goal is None else goal


def area_rows(
    lang: Language, report: Report, area: str
) -> Iterator[tuple[IndicatorGroup, list[Row]]]:
    """Yield an area's rows under the plan's groups."""
    for group, results in by_group(report):
        yield group, [area_row(lang, report, result, area) for result in results]


def area_row(lang: Language, report: Report, result: IndicatorResult, area: str) -> Row:
    """Return an area's row of an indicator, with what it covers or where its figure stands."""
    indicator, seen = result.indicator, result.areas[area]
    if seen.summed:
        # Only a share says so, for which every unit is looked at.
        derived = not measure_of(indicator).in_units and any(
            Flag.DERIVED in said.flags and _derived(indicator, result.areas[one])
            for one, said in result.made_of(area).items()
        )
        worst = _worst_unit(lang, report, result, area)
        return _row(lang, result, area, derived=derived)._replace(
            decides=_decides(report, indicator, area),
            worst=worst,
            worst_said=lang.gettext("the worst: {unit}", unit=worst) if worst else "",
            coverage=wording.coverage_text(seen.coverage) + marks(result, area),
            own="" if area == OWN_AREA else brief(lang, indicator, result.own),
        )
    source, line = "", ""
    if seen.source is not None:
        source, line = f"{seen.source.path}:{seen.source.line}", str(seen.source.line)
        if Flag.CARRIED in seen.flags and seen.period is not None:
            line = f"{seen.period}:{line}"
    return _row(lang, result, area, derived=_derived(indicator, seen))._replace(
        decides=_decides(report, indicator, area),
        flags=seen.flags,
        source=source,
        line=line,
        coverage=_own_coverage(result, area),
        own=brief(lang, indicator, result.own),
    )


def _own_coverage(result: IndicatorResult, area: str) -> str:
    """Return how many units a figure of an area's own stands for, if there are any below it."""
    if not result.below.get(area):
        return ""
    return wording.coverage_text(result.areas[area].coverage) + marks(result, area)


def brief(
    lang: Language,
    indicator: Indicator,
    seen: AreaResult,
    goal: Fraction | None = None,
) -> str:
    """Return a verdict in one short cell: its symbol and the value, or why there is none."""
    symbol = wording.SYMBOLS[seen.status]
    if seen.value is not None:
        if goal is None and indicator.target is not None:
            goal = indicator.target.value
        amount = wording.value_amount(lang, indicator, seen.value, goal)
        return f"{symbol} {amount.number}"
    if seen.status is Status.NO_DATA and seen.reason is not None:
        return f"{symbol} {wording.reason_word(lang, seen.reason)}"
    return symbol


def name_of(lang: Language, row: Row) -> str:
    """Return a row's name, and whether it is the part that decides."""
    return lang.gettext("{part} (decides)", part=row.name) if row.decides else row.name


def way_to_target(indicator: Indicator, seen: AreaResult, goal: Fraction | None) -> Way | None:
    """Return how much of the way to its target a row has made, all of it only where it is met."""
    if seen.status is Status.MET:
        return Way(Fraction(1))
    start, value = seen.baseline, seen.pace_value
    if not seen.status.is_short or not measure_of(indicator).has_pace:
        return None
    if start is None or value is None or goal is None or goal == start:
        return None

    def place(number: Fraction) -> Fraction:
        return min(max((number - start) / (goal - start), Fraction(0)), Fraction(1))

    due = None if seen.expected is None else place(seen.expected)
    return Way(min(place(value), Fraction(999, 1000)), due)


def misses_by(lang: Language, result: IndicatorResult, area: str) -> str:
    """Return which way a value misses its target, which the sign of a gap alone may hide.

    Nothing where the value itself meets it, and the worst unit does not.
    """
    seen = result.areas[area]
    if not seen.status.is_short or not seen.gap or _meets_target(result.indicator, seen):
        return ""
    return lang.gettext("too high") if seen.gap > 0 else lang.gettext("too low")


def worst_gap(lang: Language, result: IndicatorResult, area: str) -> str:
    """Return by how much the worst unit misses a target that the value of all together meets."""
    indicator, seen = result.indicator, result.areas[area]
    worst = result.areas.get(seen.worst or "")
    if worst is None or worst.gap is None or not seen.status.is_short:
        return ""
    if not _meets_target(indicator, seen):
        return ""
    return lang.gettext("the worst: {unit}", unit=wording.gap_amount(lang, indicator, worst.gap))


def _meets_target(indicator: Indicator, seen: AreaResult) -> bool:
    """Return whether a value meets its target, whatever the verdict on the units that it is of."""
    if indicator.target is None or seen.value is None or seen.goal is None:
        return False
    return indicator.target.is_met(seen.value, seen.goal)


def _row(lang: Language, result: IndicatorResult, area: str, *, derived: bool) -> Row:
    indicator, seen, goal = result.indicator, result.areas[area], goal_of(result, area)
    share, numerator, left = "", "", ""
    if not measure_of(indicator).in_units:
        share = wording.share_text(lang, seen.numerator, seen.population, derived=derived)
        if seen.numerator is not None:
            numerator = share.partition("/")[0] or lang.number(seen.numerator)
    if seen.status.is_short and seen.remaining:
        left = wording.change_text(lang, indicator, seen.remaining)
    return Row(
        result=result,
        area=area,
        goal=goal,
        id=indicator.full_id,
        clause=indicator.clause,
        name=lang.pick(indicator.name),
        is_part=indicator.part is not None,
        target=_target(lang, indicator, goal),
        value=_amount(lang, indicator, seen.value, goal),
        share=share,
        numerator=numerator,
        expected=_amount(lang, indicator, seen.expected, goal),
        pace=wording.pace_text(lang, seen),
        gap=None if seen.gap is None else wording.gap_amount(lang, indicator, seen.gap),
        is_count=measure_of(indicator).in_units,
        misses_by=misses_by(lang, result, area),
        worst_gap=worst_gap(lang, result, area),
        left=left,
        way=way_to_target(indicator, seen, goal),
        status=seen.status,
        verdict=wording.verdict(lang, seen.status),
        reason="" if seen.reason is None else wording.reason_word(lang, seen.reason),
    )


def _target(lang: Language, indicator: Indicator, goal: Fraction | None) -> Amount | None:
    """Return the target, words for one without a number, or None for a unit without a share."""
    if goal is not None:
        return wording.target_amount(lang, indicator, goal)
    if indicator.target is None and not indicator.parts:
        return Amount(wording.no_target(lang, indicator))
    return None


def _amount(
    lang: Language, indicator: Indicator, value: Fraction | None, goal: Fraction | None
) -> Amount | None:
    return None if value is None else wording.value_amount(lang, indicator, value, goal)


def _derived(indicator: Indicator, row: AreaResult) -> bool:
    """Return whether a row's numerator was made from a percentage.

    The flag of a reduction may speak of its baseline alone.
    """
    if row.numerator is None or Flag.DERIVED not in row.flags:
        return False
    return measure_of(indicator).compared_with != "before" or row.numerator.denominator != 1


def _worst_unit(lang: Language, report: Report, result: IndicatorResult, area: str) -> str:
    """Return the unit that decides and its value: the sum over all may look better."""
    indicator = result.indicator
    unit = report.plan.units.get(result.areas[area].worst or "")
    if unit is None or indicator.parts or indicator.scope is not Scope.EACH_UNIT:
        return ""
    name = unit.name if unit.parent == area else report.plan.distinct_names[unit.id]
    row = result.areas.get(unit.id)
    if row is None or row.value is None:
        return name
    return f"{name} {wording.value_amount(lang, indicator, row.value, row.goal)}"


_WHOLE_FILE = frozenset({Reason.NOT_SUBMITTED, Reason.INVALID})
"""Reasons that say the same of every part, so that none of them decides."""


def _decides(report: Report, indicator: Indicator, area: str) -> bool:
    if indicator.part is None:
        return False
    for result in report.indicators:
        if result.indicator.id == indicator.id and result.indicator.part is None:
            seen = result.areas[area]
            says = seen.status.is_short or seen.status is Status.NO_DATA
            return says and seen.worst == indicator.part and seen.reason not in _WHOLE_FILE
    return False
