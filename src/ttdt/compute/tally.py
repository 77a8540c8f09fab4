"""What the areas below one come to: counts and exact sums, of which any can be taken out again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ttdt.compute.figures import NO_UNIT, AreaFigures, looks_back
from ttdt.compute.measures import ZERO
from ttdt.compute.observation import baseline_share, known_population
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

    @property
    def value(self) -> Fraction:
        """The sum."""
        return self._whole + self._rest


class ShareSum:
    """A sum of numerators and of populations, of which some shares may lack one."""

    __slots__ = ("_leeway", "_numerators", "members", "populations")

    def __init__(self) -> None:
        """Begin without any share."""
        self.members = 0
        self.populations = Total()
        self._numerators = Total()
        self._leeway = ZERO

    def add(self, share: Share | None, times: int) -> None:
        """Add a share, or with -1 `times` take it out."""
        self.members += times
        if share is None:
            return
        if share.numerator is not None:
            self._numerators.add(share.numerator, times)
        if share.population is not None:
            self.populations.add(share.population, times)
        if share.leeway:
            self._leeway += times * share.leeway

    @property
    def share(self) -> Share | None:
        """The sum; None where there is none, or one cannot be added."""
        if not self.members or self._numerators.numbers < self.members:
            return None
        is_whole = self.populations.numbers == self.members
        population = self.populations.value if is_whole else None
        return Share(self._numerators.value, population, leeway=self._leeway)


class SharesSum:
    """A sum of what values are made of."""

    __slots__ = ("_before", "_reference", "now")

    def __init__(self) -> None:
        """Begin without any."""
        self.now = ShareSum()
        self._before = ShareSum()
        self._reference = ShareSum()

    def add(self, shares: Shares, times: int) -> None:
        """Add shares, or with -1 `times` take them out."""
        self.now.add(shares.now, times)
        self._before.add(shares.before, times)
        self._reference.add(shares.reference, times)

    @property
    def shares(self) -> Shares:
        """The sum; a baseline covers exactly those that are counted now, or is absent."""
        return Shares(self.now.share, self._before.share, self._reference.share)


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
        self.judged_units: dict[str, AreaResult] = {}
        self._way = SharesSum()
        self._on_the_way = 0
        self._applicable_areas = 0
        self._known_now = ShareSum()
        self._whole_areas = 0
        self._baselines = ShareSum()

    def add(self, figures: AreaFigures, times: int = 1) -> None:
        """Add an area, or with -1 `times` take it out."""
        self.areas += times
        self.units += times * figures.coverage.units
        self.applicable += times * figures.coverage.applicable
        if figures.missing.units:
            self.missing = self.missing.plus(figures.missing, times)
        for reason, units in figures.reasons.items():
            self.reasons[reason] += times * units
        if figures.judged_units and times > 0:
            self.judged_units |= figures.judged_units
        elif figures.judged_units:
            for unit in figures.judged_units:
                del self.judged_units[unit]
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
        if figures.way is not None:
            self._on_the_way += times
            self._way.add(figures.way, times)

    def _add_applicable(self, figures: AreaFigures, times: int) -> None:
        self._applicable_areas += times
        now = figures.shares.now if figures.counted else figures.now_alone
        if now is not None and now.numerator is not None:
            self._known_now.add(now, times)
        if figures.now_alone is not None or figures.coverage.complete:
            self._whole_areas += times
        if figures.baseline is not None and figures.baseline.summable:
            self._baselines.add(figures.baseline, times)

    @property
    def coverage(self) -> Coverage:
        """How many of the smallest units the sum rests on."""
        return Coverage(self.units, self.applicable)

    @property
    def way(self) -> Shares | None:
        """The sums over those counted that have both ends of the way so far."""
        return self._way.shares if self._on_the_way else None

    @property
    def now_alone(self) -> Share | None:
        """The share now of all areas, also of those that only lack a baseline to hold it against.

        None where another number is missing, too.
        """
        is_whole = self._known_now.members == self._applicable_areas == self._whole_areas
        return self._known_now.share if is_whole else None

    @property
    def baseline(self) -> Share | None:
        """Where all areas together stood a year before; None if one is not known."""
        return self._baselines.share if self._baselines.members == self._applicable_areas else None


def summed_figures(
    indicator: Indicator,
    filed: AreaSubmissions,
    below: Tally,
    *,
    own_is_invalid: bool = False,
) -> AreaFigures:
    """Return the figures of an area by the sum of those below it.

    Its own baseline is what the sum is held against, if the sum covers all of it.
    """
    if not below.applicable and not below.counted:
        return AreaFigures(NO_UNIT, above_others=True, applicable=False)
    own_baseline = baseline_share(indicator, filed) if looks_back(indicator) else None
    if own_baseline is not None and not own_baseline.summable:
        own_baseline = None
    baseline = own_baseline
    if baseline is None and looks_back(indicator):
        baseline = below.baseline
    own_reasons = (Reason.INVALID,) if own_is_invalid else ()
    found = AreaFigures(
        below.coverage,
        above_others=True,
        counted=below.counted > 0,
        baseline=baseline,
        now_alone=below.now_alone,
        carried=below.carried > 0,
        judged_units=dict(below.judged_units),
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
