"""How a round's values compare with those of earlier rounds, over the units known in both."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.area import AreaSums
from ttdt.compute.baselines import Baselines
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Reason, Status
from ttdt.compute.summing import Shares, sum_of
from ttdt.number import difference
from ttdt.period import a_year_before, period_before, round_before

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ttdt.compute.figures import AreaFigures
    from ttdt.compute.results import IndicatorResult
    from ttdt.number import Number
    from ttdt.period import Period
    from ttdt.plan import Indicator
    from ttdt.submission.round import Round


class NotCompared(StrEnum):
    """Why a value is not held against an earlier one."""

    NO_NUMBER = "no_number"
    """It is in words, or a composite's, whose parts are compared."""
    FIRST_ROUND = "first_round"
    """No round of the year is earlier."""
    NO_FIGURE_NOW = "no_figure_now"
    NO_FIGURE_THEN = "no_figure_then"
    """No unit that has the figure now had it then."""
    NO_BASELINE_THEN = "no_baseline_then"
    """There was a figure, but not what the change was then measured from."""


class Compared(NamedTuple):
    """A value now and at an earlier time, both over the units that have the figure in both."""

    value: Fraction
    """The value then; as all values in per cent, in points, or in what is counted."""
    now: Fraction
    units: int
    """How many of the smallest units these are."""
    counted: Number | None = None
    """How far their numerators have moved together, where they are known."""

    @property
    def change(self) -> Fraction:
        """How far the value has moved since, in points or in what is counted."""
        return difference(self.now, self.value)

    @property
    def percent(self) -> Fraction | None:
        """The value now in per cent of that then; None where that was 0 or less."""
        return Fraction(100 * self.now, self.value) if self.value > 0 else None


class Comparison:
    """A round held against the round before it in its year, and the same period of the last year.

    What was handed in for those is read when it is first asked for.
    """

    def __init__(
        self,
        round_: Round,
        figures: Mapping[tuple[str, str | None], Mapping[str, AreaFigures]],
        baselines: Baselines | None = None,
    ) -> None:
        """Take a round, the figures of its areas, by the key of their indicator.

        `baselines` are those of its year that are known already.
        """
        self._round = round_
        self.figures = figures
        self.baselines = baselines or Baselines()
        """Those of the round's year, which are the same in all its rounds."""
        self._previous_known: dict[tuple[tuple[str, str | None], str], Compared] = {}

    @cached_property
    def previous_period(self) -> Period | None:
        """The round before in the same year; None for the first of the year."""
        return round_before(self._round.period)

    @cached_property
    def last_year_period(self) -> Period:
        """The same period of the year before."""
        return a_year_before(self._round.period)

    def previous(self, result: IndicatorResult, area: str) -> Compared | NotCompared:
        """Return an area's value of an indicator against the round before, or why there is none."""
        if self.previous_period is None:
            return NotCompared.FIRST_ROUND
        known = self._previous_known.get((result.indicator.key, area))
        if known is not None:
            return known
        return self._compared(result, area, self._previous)

    def same_period_last_year(self, result: IndicatorResult, area: str) -> Compared | NotCompared:
        """Return an area's value against the same period a year before, or why there is none."""
        return self._compared(result, area, self._last_year)

    def in_period(self, result: IndicatorResult, area: str) -> Fraction | NotCompared:
        """Return how much of what is counted came within the period, or why that is not known.

        Counts and amounts run from 1 January, so for a period from then on it is all of the value;
        otherwise the value less that of the round before, over the units that have both.
        """
        if not measure_of(result.indicator).in_units:
            return NotCompared.NO_NUMBER
        if period_before(self._round.period) is None:
            value = result.areas[area].value
            return NotCompared.NO_FIGURE_NOW if value is None else value
        found = self.previous(result, area)
        return found.change if isinstance(found, Compared) else found

    def against(
        self, known: Comparison, indicator: Indicator, areas: Collection[str]
    ) -> dict[str, Compared]:
        """Return how the values of areas compare with those of a round that is at hand.

        As `previous` and `same_period_last_year` do, without reading anything.
        """
        then = known.figures.get(indicator.key)
        if then is None or indicator.parts or not measure_of(indicator).is_numeric:
            return {}
        now, below = self.figures[indicator.key], self._round.plan.below
        found = _AreasOfTwoRounds(indicator, now, then.get, below)
        return {area: one for area in areas if (one := found.compared(area)) is not None}

    def against_previous(
        self, known: Comparison, indicator: Indicator, areas: Collection[str]
    ) -> dict[str, Compared]:
        """Return how the values of areas compare with a round that ends as the one before does.

        Where it is that round itself, `previous` need not work them out again: half the time of a
        table below a trend. A month's round is not: its figures may be others than the quarter's.
        """
        found = self.against(known, indicator, areas)
        if known._round.period == self.previous_period:
            self._previous_known |= {(indicator.key, area): one for area, one in found.items()}
        return found

    def _compared(
        self, result: IndicatorResult, area: str, earlier: _EarlierRound
    ) -> Compared | NotCompared:
        indicator = result.indicator
        if indicator.parts or not measure_of(indicator).is_numeric:
            return NotCompared.NO_NUMBER
        known = earlier.areas_of(indicator)
        found = None if known is None else known.compared(area)
        if found is not None:
            return found
        if result.status_of(area) in {Status.NO_DATA, Status.NOT_APPLICABLE}:
            return NotCompared.NO_FIGURE_NOW
        if known is not None and known.lacked_baseline(area):
            return NotCompared.NO_BASELINE_THEN
        return NotCompared.NO_FIGURE_THEN

    @cached_property
    def _previous(self) -> _EarlierRound:
        return self._earlier(self.previous_period or self._round.period)

    @cached_property
    def _last_year(self) -> _EarlierRound:
        return self._earlier(self.last_year_period)

    def _earlier(self, period: Period) -> _EarlierRound:
        is_same_year = period.year == self._round.plan.year
        baselines = self.baselines if is_same_year else None
        return _EarlierRound(self._round, self.figures, period, baselines)


class _EarlierRound:
    """The round of an earlier period that another is held against, read when it is asked for."""

    def __init__(
        self,
        now: Round,
        figures: Mapping[tuple[str, str | None], Mapping[str, AreaFigures]],
        period: Period,
        baselines: Baselines | None,
    ) -> None:
        """Take the round that is held against it, and the figures of its areas."""
        self._now = now
        self._figures = figures
        self._period = period
        self._baselines = baselines
        self._areas: dict[tuple[str, str | None], _AreasOfTwoRounds | None] = {}

    def areas_of(self, indicator: Indicator) -> _AreasOfTwoRounds | None:
        """Return an indicator's areas in both, None where nobody handed in anything for it."""
        key = indicator.key
        if key not in self._areas:
            self._areas[key] = self._areas_in_both(indicator)
        return self._areas[key]

    def _areas_in_both(self, indicator: Indicator) -> _AreasOfTwoRounds | None:
        if self._round is None:
            return None
        then = AreaSums(indicator, self._round, self._baselines).of
        now, below = self._figures[indicator.key], self._now.plan.below
        return _AreasOfTwoRounds(indicator, now, then, below)

    @cached_property
    def _round(self) -> Round | None:
        found = self._now.at(self._period)
        filed = any(one.current is not None or one.in_place for one in found.areas.values())
        return found if filed else None


class _AreasOfTwoRounds:
    """An indicator's figures of two rounds; an area is compared when it is asked for.

    A figure of an area's own is held against one of its own, or against a sum of all units in it;
    otherwise an area's comparison is the sum of those below it. Carried figures are of neither
    time.
    """

    def __init__(
        self,
        indicator: Indicator,
        now: Mapping[str, AreaFigures],
        then: Callable[[str], AreaFigures | None],
        below: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Take the figures of areas now and then, and which areas lie directly below each."""
        self._value_of = measure_of(indicator).value
        self._now = now
        self._then = then
        self._below = below
        self._members: dict[str, Sequence[_Member]] = {}
        self._compared: dict[str, Compared | None] = {}

    def compared(self, area: str) -> Compared | None:
        """Return the comparison of an area, None where it has none."""
        if area not in self._compared:
            self._compared[area] = self._compare(area)
        return self._compared[area]

    def lacked_baseline(self, area: str) -> bool:
        """Return whether an area then had figures, but nothing that they are changes of."""
        then = self._then(area)
        return then is not None and _lacks_baseline(then)

    def _compare(self, area: str) -> Compared | None:
        both = self._members_of(area)
        if not both:
            one, other = self._now[area], self._then(area)
            if other is None or not (_has_value_alone(one) and _has_value_alone(other)):
                return None
            both = [_Member(one.shares, other.shares, 1)]
        # A unit without others below it is alone.
        whole = both[0] if len(both) == 1 else _together(both)
        value, value_now = self._value_of(whole.then), self._value_of(whole.now)
        if value is None or value_now is None:
            return None
        return Compared(value, value_now, whole.units, _counted(whole.then, whole.now))

    def _members_of(self, area: str) -> Sequence[_Member]:
        """Return what an area's comparison is the sum of, and brings to that of the one above."""
        found = self._members.get(area)
        if found is None:
            one, other = self._now[area], self._then(area)
            if other is not None and _are_of_the_same_units(one, other):
                found = [_Member(one.shares, other.shares, max(one.coverage.applicable, 1))]
            else:
                below = self._below.get(area, ())
                found = [member for child in below for member in self._members_of(child)]
            self._members[area] = found
        return found


class _Member(NamedTuple):
    """What has the figure in both rounds and goes into a comparison as a whole."""

    now: Shares
    then: Shares
    units: int


def _counted(before: Shares, after: Shares) -> Number | None:
    """Return how far the numerator moved, where it is known at both times."""
    then, now = before.now, after.now
    if then is None or now is None or then.numerator is None or now.numerator is None:
        return None
    return now.numerator - then.numerator


def _together(members: Sequence[_Member]) -> _Member:
    """Return what several come to."""
    return _Member(
        _added([member.now for member in members]),
        _added([member.then for member in members]),
        sum(member.units for member in members),
    )


def _added(shares: list[Shares]) -> Shares:
    return Shares(*(sum_of(same_end) for same_end in zip(*shares, strict=True)))


def _are_of_the_same_units(one: AreaFigures, other: AreaFigures) -> bool:
    """Return whether figures of two rounds speak, each as a whole, of the same units.

    Two sums are held against each other unit by unit instead: a unit that is not applicable in one
    of the rounds is in neither.
    """
    if one.summed and other.summed:
        return False
    is_same = one.coverage.applicable == other.coverage.applicable
    return is_same and _is_whole(one) and _is_whole(other)


def _is_whole(figures: AreaFigures) -> bool:
    """Return whether figures speak for all of an area, and can be summed."""
    if not figures.counted or figures.carried or not figures.applicable:
        return False
    return not figures.summed or figures.coverage.complete


def _lacks_baseline(figures: AreaFigures) -> bool:
    """Return whether there were figures in an area that only lack a baseline to be changes of."""
    if figures.own is not None:
        return figures.own.reason is Reason.NO_BASELINE
    return not figures.counted and bool(figures.reasons.get(Reason.NO_BASELINE))


def _has_value_alone(figures: AreaFigures) -> bool:
    """Return whether a unit's own figure has a value that no sum can hold."""
    own = figures.own
    return own is not None and own.applicable and own.reason is None and not own.carried
