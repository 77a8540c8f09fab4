"""An area's figures for an indicator: its own, or what those below it come to; not yet judged."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple, Self

from ttdt.compute.measures import ZERO, begins_at_baseline, measure_of
from ttdt.compute.observation import Observation, known_population
from ttdt.compute.results import AreaResult, Coverage, FileLine, Flag, Missing, Reason, Share
from ttdt.compute.summing import Shares
from ttdt.number import Number
from ttdt.plan import Indicator
from ttdt.submission.round import AreaSubmissions

ONE_UNIT, NO_UNIT = Coverage(1, 1), Coverage(0, 0)
_ONE_MISSING = Coverage(0, 1)
_NONE_MISSING = Missing()
_NO_SHARES = Shares()
_NO_REASONS: Mapping[Reason, int] = MappingProxyType({})
_NO_UNITS: Mapping[str, AreaResult] = MappingProxyType({})


class AreaFigures(NamedTuple):
    """What an area's row rests on, and what the area brings to the sum of the one above it.

    There is one for each area and indicator, and a frozen dataclass takes three times as long to
    make.
    """

    coverage: Coverage
    own: Observation | None = None
    """What it says itself, where the row is that; None where it is the sum of those below."""
    shares: Shares = _NO_SHARES
    """What the value is made of."""
    counted: bool = False
    """Whether the value of the area above rests on it."""
    way: Shares | None = None
    """The same over the units counted that have both ends of the way so far."""
    pace_units: int = 0
    """How many these are."""
    baseline: Share | None = None
    """Where it stood at the end of the year before, if that is known of all of it."""
    above_others: bool = False
    """Whether it has areas below it."""
    carried: bool = False
    """Whether it rests on a figure of an earlier period."""
    applicable: bool = True
    now_alone: Share | None = None
    """Its share now, where nothing is missing but a baseline to hold it against."""
    missing: Missing = _NONE_MISSING
    lends_population: bool = False
    """Whether what the area itself says of all its units tells how many are missing."""
    reasons: Mapping[Reason, int] = _NO_REASONS
    """How many of the units that are missing lack it for each reason; what is known by a
    percentage alone lacks its population."""
    judged_units: Mapping[str, AreaResult] = _NO_UNITS
    """The smallest areas with a figure, of which the worst decides where each is to reach the
    target; gathered only then."""

    @property
    def summed(self) -> bool:
        """Whether it is made of the areas below, and not of figures of the area's own."""
        return self.own is None

    @property
    def numerator(self) -> Number | None:
        """The numerator or count, if there is one."""
        return None if self.shares.now is None else self.shares.now.numerator

    @property
    def population(self) -> Number | None:
        """The population that it is a share of, if there is one."""
        return None if self.shares.now is None else self.shares.now.population

    @property
    def lacks_data(self) -> bool:
        """Whether there is nothing to judge, although the indicator applies."""
        if self.own is None:
            return self.applicable and not self.counted
        return self.own.applicable and self.own.reason is not None

    @property
    def reason(self) -> Reason | None:
        """Why its own figure says nothing."""
        return None if self.own is None else self.own.reason

    @property
    def why(self) -> str | None:
        """What the area itself says about having no figure."""
        figure = None if self.own is None else self.own.figure
        return None if figure is None else figure.not_applicable or figure.not_reported

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader must know about the area's own figure."""
        return () if self.own is None else self.own.flags

    @property
    def text(self) -> str | None:
        """Its own figure, where it is in words."""
        figure = None if self.own is None else self.own.figure
        return None if figure is None else figure.text

    @property
    def note(self) -> str | None:
        """What the area itself notes about its figure."""
        figure = None if self.own is None else self.own.figure
        return None if figure is None else figure.note

    @property
    def cause(self) -> str | None:
        """What the area itself says about being behind."""
        figure = None if self.own is None else self.own.figure
        return None if figure is None else figure.cause

    @property
    def accepted(self) -> Mapping[str, str]:
        """The warnings about its figure that it accepts, by code, with the reasons."""
        figure = None if self.own is None else self.own.figure
        return {} if figure is None else figure.accept

    @property
    def source(self) -> FileLine | None:
        """Where its own figure stands."""
        return None if self.own is None else self.own.place

    @property
    def period(self) -> str | None:
        """The id of the period that its own figure was handed in for."""
        if self.own is None or self.own.submission is None:
            return None
        return self.own.submission.period.id


class Start(NamedTuple):
    """Where the way to an indicator's target begins; nowhere, if at neither."""

    at_zero: bool
    at_baseline: bool

    @classmethod
    def of(cls, indicator: Indicator) -> Self:
        """Return where the way begins, which is the same for all areas."""
        at_zero = indicator.starts_at_zero or measure_of(indicator).starts_at_zero
        return cls(at_zero, begins_at_baseline(indicator))


def own_figures(
    indicator: Indicator,
    start: Start,
    filed: AreaSubmissions,
    seen: Observation,
    baseline: Share | None,
    *,
    summed: AreaFigures | None = None,
) -> AreaFigures:
    """Return an area's figures by what it says itself.

    `summed` is what those below it come to, if there are any: its figure stands for all of them.
    """
    if baseline is None and summed is not None:
        baseline = summed.baseline
    before = seen.before
    if before is None and start.at_baseline:
        before = baseline
    shares = Shares(seen.now, before, seen.reference)
    if not seen.applicable:
        return AreaFigures(NO_UNIT, seen, shares, applicable=False)
    counted = seen.counted
    if counted:
        coverage = ONE_UNIT
        if summed is not None:
            units = summed.coverage.applicable
            coverage = Coverage(units, units)
        has_start = start.at_zero or (start.at_baseline and before is not None and before.has_rate)
        # A baseline known in per cent alone cannot be added to others.
        adds_way = has_start and (before is None or before.summable)
        way, pace_units = (shares, coverage.units) if adds_way else (None, 0)
        above_others = summed is not None
        # By their places, which takes half as long as by name.
        return AreaFigures(
            coverage, seen, shares, counted, way, pace_units, baseline, above_others, seen.carried
        )
    if summed is not None:
        coverage = Coverage(0, summed.coverage.applicable)
        return summed._replace(own=seen, coverage=coverage, counted=False, shares=shares)
    return AreaFigures(
        _ONE_MISSING,
        seen,
        shares=shares,
        baseline=baseline,
        now_alone=seen.now if seen.reason is Reason.NO_BASELINE else None,
        missing=_one_missing(indicator, filed),
        reasons={seen.reason or Reason.NO_POPULATION: 1},
    )


def _one_missing(indicator: Indicator, filed: AreaSubmissions) -> Missing:
    population = known_population(indicator.population, filed)
    return Missing(1, 1) if population is None else Missing(1, 0, population)


def start_of(indicator: Indicator, before: Share | None) -> Fraction | None:
    """Return the value that the way to the target begins from, or None where it is not known."""
    return ZERO if indicator.starts_at_zero else measure_of(indicator).start(before)
