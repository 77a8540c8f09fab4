"""What the areas below one come to: counts and exact sums, of which any can be taken out again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ttdt.compute.figures import NO_UNIT, AreaFigures
from ttdt.compute.measures import ZERO
from ttdt.compute.observation import known_population
from ttdt.compute.results import Coverage, Missing, Reason, Share
from ttdt.compute.summing import Shares

if TYPE_CHECKING:
    from fractions import Fraction

    from ttdt.compute.results import AreaResult
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions


class Total:
    """An exact sum; whole numbers, which most figures are, are added as integers."""

    __slots__ = ("_rest", "_whole", "numbers")

    def __init__(self) -> None:
        """Begin with 0, the sum of no numbers."""
        self.numbers = 0
        self._whole = 0
        self._rest = ZERO

    def add(self, number: Fraction, times: int) -> None:
        """Add a number, or with -1 `times` take it out."""
        self.numbers += times
        if number.denominator == 1:
            self._whole += times * number.numerator
        else:
            self._rest += times * number

    def add_all(self, other: Total, times: int) -> None:
        """Add all numbers of another sum, or with -1 `times` take them out."""
        self.numbers += times * other.numbers
        self._whole += times * other._whole
        self._rest += times * other._rest

    @property
    def value(self) -> Fraction:
        """The sum."""
        return self._whole + self._rest


class ShareSum:
    """A sum of numerators and of populations, of which some shares may lack one."""

    def __init__(self) -> None:
        """Begin without any share."""
        self.populations = Total()
        self.numerators = Total()
        self.leeway = ZERO

    def add(self, share: Share, times: int) -> None:
        """Add a share, or with -1 `times` take it out."""
        if share.numerator is not None:
            self.numerators.add(share.numerator, times)
        if share.population is not None:
            self.populations.add(share.population, times)
        if share.leeway.numerator:
            self.leeway += times * share.leeway

    def plus(self, other: ShareSum, times: int = 1) -> ShareSum:
        """Return the sum of both, or with -1 `times` what is left of this one."""
        found = ShareSum()
        for one, sign in ((self, 1), (other, times)):
            found.numerators.add_all(one.numerators, sign)
            found.populations.add_all(one.populations, sign)
            found.leeway += sign * one.leeway
        return found

    def of(self, members: int) -> Share | None:
        """Return the sum over so many, None where there are none or it is not known of one.

        It has a population if all have one.
        """
        if not members or self.numerators.numbers < members:
            return None
        is_whole = self.populations.numbers == members
        population = self.populations.value if is_whole else None
        return Share(self.numerators.value, population, leeway=self.leeway)


class SharesSum:
    """A sum of what values are made of."""

    def __init__(self) -> None:
        """Begin without any."""
        self.members = 0
        self.now = ShareSum()
        self.before = ShareSum()
        self.reference = ShareSum()

    def add(self, shares: Shares, times: int) -> None:
        """Add shares, or with -1 `times` take them out."""
        self.members += times
        if shares.now is not None:
            self.now.add(shares.now, times)
        if shares.before is not None:
            self.before.add(shares.before, times)
        if shares.reference is not None:
            self.reference.add(shares.reference, times)

    def without(self, other: SharesSum) -> SharesSum:
        """Return what is left when others are taken out."""
        found = SharesSum()
        found.members = self.members - other.members
        found.now = self.now.plus(other.now, -1)
        found.before = self.before.plus(other.before, -1)
        found.reference = self.reference.plus(other.reference, -1)
        return found

    @property
    def shares(self) -> Shares:
        """The sum; a baseline covers exactly those that are counted now, or is absent."""
        members = self.members
        return Shares(self.now.of(members), self.before.of(members), self.reference.of(members))


class Tally:
    """What the areas directly below one come to."""

    def __init__(self) -> None:
        """Begin without any area."""
        self.areas = 0
        """How many areas these are."""
        self.units = 0
        """How many of the smallest units the areas rest on."""
        self.applicable = 0
        """How many they could rest on."""
        self.counted = 0
        """How many of the areas are counted."""
        self.carried = 0
        """How many of those rest on a figure of an earlier period."""
        self.sums = SharesSum()
        """The sums over those counted."""
        self.pace_units = 0
        """How many of the smallest units have both ends of the way so far."""
        self.missing = Missing()
        self.reasons: Counter[Reason] = Counter()
        """How many of the units that are missing give each reason."""
        self._judged_units: dict[str, AreaResult] = {}
        self._off_the_way = SharesSum()
        self._applicable_areas = 0
        self._alone = ShareSum()
        self._whole_areas = 0
        self._baselines = ShareSum()
        self._known_baselines = 0

    def add(self, figures: AreaFigures, times: int = 1) -> None:
        """Add an area, or with -1 `times` take it out."""
        self.areas += times
        self.units += times * figures.coverage.units
        self.applicable += times * figures.coverage.applicable
        if figures.missing.units:
            self.missing = self.missing.plus(figures.missing, times)
        for reason, units in figures.reasons.items():
            self.reasons[reason] += times * units
        # Areas come in from the last to the first, and stand the other way round in `judged_units`.
        for unit, row in reversed(tuple(figures.judged_units.items())):
            if times > 0:
                self._judged_units[unit] = row
            else:
                del self._judged_units[unit]
        if figures.counted:
            self._add_counted(figures, times)
        if figures.applicable:
            self._add_applicable(figures, times)

    def swap(self, before: AreaFigures | None, after: AreaFigures | None) -> None:
        """Put an area's figures in the place of those it had, where it has any."""
        if before is not None:
            self.add(before, -1)
        if after is not None:
            self.add(after)

    def _add_counted(self, figures: AreaFigures, times: int) -> None:
        self.counted += times
        self.sums.add(figures.shares, times)
        self.pace_units += times * figures.pace_units
        if figures.carried:
            self.carried += times
        # Most have both ends of the way for all they count, so less is added up this way round.
        if figures.way is not figures.shares:
            self._off_the_way.add(figures.shares, times)
            if figures.way is not None:
                self._off_the_way.add(figures.way, -times)

    def _add_applicable(self, figures: AreaFigures, times: int) -> None:
        self._applicable_areas += times
        if not figures.counted and figures.now_alone is not None:
            self._alone.add(figures.now_alone, times)
        if figures.now_alone is not None or figures.coverage.complete:
            self._whole_areas += times
        if figures.baseline is not None and figures.baseline.summable:
            self._baselines.add(figures.baseline, times)
            self._known_baselines += times

    @property
    def judged_units(self) -> dict[str, AreaResult]:
        """The smallest areas with a figure in them, in the plan's order."""
        return dict(reversed(self._judged_units.items()))

    @property
    def coverage(self) -> Coverage:
        """How many of the smallest units the sum rests on."""
        return Coverage(self.units, self.applicable)

    @property
    def way(self) -> Shares | None:
        """The sums over those counted that have both ends of the way so far."""
        found = self.sums.without(self._off_the_way)
        return found.shares if found.members else None

    @property
    def now_alone(self) -> Share | None:
        """The share now of all areas, also of those that only lack a baseline to hold it against.

        None where another number is missing, too.
        """
        if self._whole_areas < self._applicable_areas:
            return None
        return self.sums.now.plus(self._alone).of(self._applicable_areas)

    @property
    def baseline(self) -> Share | None:
        """Where all areas together stood a year before; None if one is not known."""
        if self._known_baselines < self._applicable_areas:
            return None
        return self._baselines.of(self._known_baselines)


def summed_figures(
    indicator: Indicator,
    filed: AreaSubmissions,
    own_baseline: Share | None,
    below: Tally,
    *,
    own_is_invalid: bool = False,
) -> AreaFigures:
    """Return the figures of an area by the sum of those below it.

    Its own baseline is what the sum is held against, if the sum covers all of it.
    """
    if not below.applicable and not below.counted:
        return AreaFigures(NO_UNIT, above_others=True, applicable=False)
    if own_baseline is not None and not own_baseline.summable:
        own_baseline = None
    baseline = own_baseline
    if baseline is None:
        baseline = below.baseline
    own_reasons = (Reason.INVALID,) if own_is_invalid else ()
    found = AreaFigures(
        below.coverage,
        above_others=True,
        counted=below.counted > 0,
        baseline=baseline,
        now_alone=below.now_alone,
        carried=below.carried > 0,
        judged_units=below.judged_units,
    )
    if own_baseline is not None and found.now_alone is not None:
        shares = below.sums.shares._replace(now=found.now_alone, before=own_baseline)
        units = below.applicable
        return found._replace(
            coverage=Coverage(units, units),
            counted=True,
            shares=shares,
            way=shares,
            pace_units=units,
            reasons=Counter(own_reasons),
        )
    return found._replace(
        shares=below.sums.shares,
        way=below.way,
        pace_units=below.pace_units,
        missing=_missing(indicator, filed, below),
        reasons=below.reasons + Counter(own_reasons),
    )


def _missing(indicator: Indicator, filed: AreaSubmissions, below: Tally) -> Missing:
    """Return the units that are missing from a sum.

    Where the population of one is not known, what the area itself says of all its units tells how
    many are left.
    """
    missing = below.missing
    whole = known_population(indicator.population, filed) if missing.unknown else None
    known = below.sums.now.populations
    if whole is None or known.numbers < below.counted or whole < known.value:
        return missing
    return Missing(1, 0, whole - known.value)
