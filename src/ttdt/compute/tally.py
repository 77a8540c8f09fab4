"""What the areas below one come to, of which any can be taken out again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ttdt.compute.figures import NO_UNIT, AreaFigures
from ttdt.compute.observation import known_population
from ttdt.compute.results import Coverage, Missing, Reason, Share
from ttdt.compute.share_sums import SharesSum, ShareSum

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute.results import AreaResult
    from ttdt.compute.summing import Shares
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions


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
        """What of `sums` has not both ends of the way so far."""
        self._applicable_areas = 0
        self._alone = ShareSum()
        """The shares now of areas that are not counted only because they lack a baseline."""
        self._whole_areas = 0
        """How many of the applicable areas are known whole now."""
        self._other_baselines = ShareSum()
        """What the baselines of all come to beside those among `sums`."""
        self._known_baselines = 0

    def add(self, figures: AreaFigures, sign: int = 1) -> None:
        """Add an area, or with `sign` -1 take it out."""
        self.areas += sign
        self.units += sign * figures.coverage.units
        self.applicable += sign * figures.coverage.applicable
        if figures.missing.units:
            self.missing = self.missing.plus(figures.missing, sign)
        if figures.reasons:
            for reason, units in figures.reasons.items():
                self.reasons[reason] += sign * units
        if figures.judged_units:
            self._add_judged(figures.judged_units, sign)
        if figures.counted:
            self._add_counted(figures, sign)
        if figures.applicable:
            self._add_applicable(figures, sign)

    def swap(self, before: AreaFigures | None, after: AreaFigures | None) -> None:
        """Put an area's figures in the place of those it had, where it has any."""
        if before is not None:
            self.add(before, -1)
        if after is not None:
            self.add(after)

    def _add_judged(self, units: Mapping[str, AreaResult], sign: int) -> None:
        # Areas come in from the last to the first, and stand the other way round here.
        for unit, row in reversed(tuple(units.items())):
            if sign > 0:
                self._judged_units[unit] = row
            else:
                del self._judged_units[unit]

    def _add_counted(self, figures: AreaFigures, sign: int) -> None:
        self.counted += sign
        self.sums.add(figures.shares, sign)
        self.pace_units += sign * figures.pace_units
        if figures.carried:
            self.carried += sign
        # Most have both ends of the way for all they count, so less is added up this way round.
        if figures.way is not figures.shares:
            self._off_the_way.add(figures.shares, sign)
            if figures.way is not None:
                self._off_the_way.add(figures.way, -sign)

    def _add_applicable(self, figures: AreaFigures, sign: int) -> None:
        self._applicable_areas += sign
        if not figures.counted and figures.now_alone is not None:
            self._alone.add(figures.now_alone, sign)
        if figures.now_alone is not None or figures.coverage.complete:
            self._whole_areas += sign
        is_known = figures.baseline is not None and figures.baseline.summable
        if is_known:
            self._known_baselines += sign
        before = figures.shares.before if figures.counted else None
        # Of most units `sums` has the baseline already, so it need not be added twice.
        if before is not figures.baseline:
            if before is not None:
                self._other_baselines.add(before, -sign)
            if is_known and figures.baseline is not None:
                self._other_baselines.add(figures.baseline, sign)

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
        return self.sums.before.plus(self._other_baselines).of(self._known_baselines)


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
    missing = _missing(indicator, filed, below)
    return found._replace(
        shares=below.sums.shares,
        way=below.way,
        pace_units=below.pace_units,
        missing=missing or below.missing,
        lends_population=missing is not None,
        reasons=below.reasons + Counter(own_reasons),
    )


def _missing(indicator: Indicator, filed: AreaSubmissions, below: Tally) -> Missing | None:
    """Return the units that are missing from a sum by what the area itself says of all its units.

    That is asked only where the population of a missing one is not known; None where it is, or
    where the area does not tell how many are left.
    """
    whole = known_population(indicator.population, filed) if below.missing.unknown else None
    known = below.sums.now
    if whole is None or known.with_population < below.counted or whole < known.population:
        return None
    return Missing(1, 0, whole - known.population)
