"""The figures of all areas for an indicator without parts, or for a part, and the sums of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ttdt.compute.baselines import baseline_share, held_against, looks_back, share_in_place
from ttdt.compute.figures import Start, own_figures
from ttdt.compute.judged_rows import JudgedRows
from ttdt.compute.measures import measure_of
from ttdt.compute.observation import observe
from ttdt.compute.populations import completed
from ttdt.compute.ranking import Ranks
from ttdt.compute.results import IndicatorResult, Reason, Status
from ttdt.compute.row import is_each_unit_judged, judged_row, row_status, row_value
from ttdt.compute.tally import Tally, summed_figures
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.compute.baselines import Baselines
    from ttdt.compute.figures import AreaFigures
    from ttdt.compute.observation import Observation
    from ttdt.compute.results import AreaResult, Share
    from ttdt.plan import Indicator
    from ttdt.submission.round import AreaSubmissions, Round


def area_results(
    indicator: Indicator, round_: Round, found: Mapping[str, AreaFigures]
) -> IndicatorResult:
    """Return the rows of all areas, given the figures of each."""
    period = round_.period
    rows = JudgedRows(
        found,
        lambda area: judged_row(indicator, area, found[area], period),
        lambda area: row_status(indicator, area, found[area], period),
    )
    return IndicatorResult(
        indicator,
        rows,
        round_.plan.below,
        Ranks(indicator, rows, round_.plan),
        found,
        rows.status_of,
        lambda area: row_value(indicator, found[area]),
    )


class AreaSums:
    """The figures of every area of a round: its own, otherwise the sum of those below it.

    A unit with a number missing is left out of every sum, never counted as 0.
    """

    def __init__(
        self,
        indicator: Indicator,
        round_: Round,
        baselines: Baselines | None = None,
        *,
        carry_forward: bool = False,
    ) -> None:
        """Begin with nothing added up; `baselines` are those of the round's year known already."""
        self._indicator = indicator
        self.round = round_
        self._baselines = baselines
        self._carry_forward = carry_forward
        self._looks_back = looks_back(indicator)
        self._is_change = measure_of(indicator).compared_with == "before"
        self._each_unit = is_each_unit_judged(indicator)
        self._start = Start.of(indicator)
        self._tallies: defaultdict[str, Tally] = defaultdict(Tally)
        self._known: dict[str, AreaFigures] = {}
        self._silenced = _not_applicable_above(indicator, round_)

    @property
    def figures(self) -> dict[str, AreaFigures]:
        """The figures of all areas by id, in the plan's order."""
        return {area: self._of(area) for area in self.round.plan.areas}

    def of(self, area: str) -> AreaFigures | None:
        """Return an area's figures, for which only what lies in it is added up; None without it."""
        return self._of(area) if area in self.round.plan.areas else None

    def _of(self, area: str) -> AreaFigures:
        figures = self._known.get(area)
        if figures is not None:
            return figures
        below = self.round.plan.below.get(area)
        if below:
            tally = self._tallies[area]
            for child in reversed(below):
                tally.add(self._of(child))
        if area in self._silenced:
            filed, seen = self.round.of(area), self._silenced[area]
            baseline = self._baseline(filed)
            figures = own_figures(self._indicator, self._start, filed, seen, baseline)
        else:
            figures = self._figures_of(area, self.round, self._baselines)
        self._known[area] = figures
        return figures

    def figures_if(self, changed: Round, area: str, top: str) -> AreaFigures | None:
        """Return the figures of `top`, were all as in a round that differs in an area in it alone.

        None where `top` is not in that round. Only the areas from one to the other are summed
        anew, so that it takes no longer where there are more units beside them: the changed
        figures are put into the tallies of those areas, and taken out again before it returns.
        """
        self.of(top)
        parent = changed.plan.areas[area].parent if area in changed.plan.areas else None
        is_silenced = area in self._silenced or parent in self._silenced
        if is_silenced or area in changed.plan.below:
            # An area above it speaks for it, or it may itself speak for all below it, too.
            return AreaSums(self._indicator, changed, carry_forward=self._carry_forward).of(top)
        swapped = []
        try:
            while True:
                is_there = area in changed.plan.areas
                before = self._known.get(area)
                after = self._figures_of(area, changed) if is_there else None
                if area == top:
                    return after
                plan = changed.plan if is_there else self.round.plan
                area = str(plan.areas[area].parent)
                swapped.append((self._tallies[area], before, after))
                self._tallies[area].swap(before, after)
        finally:
            for tally, before, after in swapped:
                tally.swap(after, before)

    def _figures_of(
        self, area: str, round_: Round, baselines: Baselines | None = None
    ) -> AreaFigures:
        filed, below = round_.of(area), self._tallies.get(area)
        if below is not None and below.areas:
            figures = self._of_area_above(area, round_, below)
        else:
            below = None
            # An area above others completes its baseline from those below it: it has no part in
            # what is kept for all rounds.
            if baselines is not None and self._looks_back:
                baseline = baselines.of(self._indicator, area, filed)
            else:
                baseline = self._baseline(filed)
            seen = self._seen(area, filed, baseline, carry_forward=self._carry_forward)
            figures = own_figures(self._indicator, self._start, filed, seen, baseline)
        if not self._each_unit or figures.own is None:
            return figures
        return figures._replace(judged_units=self._judged_units(area, figures, below))

    def _baseline(self, filed: AreaSubmissions) -> Share | None:
        return baseline_share(self._indicator, filed) if self._looks_back else None

    def _seen(
        self, area: str, filed: AreaSubmissions, baseline: Share | None, *, carry_forward: bool
    ) -> Observation:
        seen = observe(self._indicator, area, filed, carry_forward=carry_forward)
        if seen.reason is Reason.NOT_SUBMITTED:
            in_place = share_in_place(self._indicator, filed)
            if in_place is not None:
                seen = seen._replace(reason=None, now=in_place)
        return held_against(self._indicator, seen, baseline) if self._is_change else seen

    def _of_area_above(self, area: str, round_: Round, below: Tally) -> AreaFigures:
        """Return the figures of an area that has others below it.

        Its own figure comes first, if all that goes with it is known; otherwise the sum, and what
        it said before only where there is no sum.
        """
        indicator, carry_forward = self._indicator, self._carry_forward
        filed = completed(indicator, area, round_, round_.of(area))
        baseline = self._baseline(filed)
        summed = summed_figures(indicator, filed, baseline, below)
        if filed.current is None and not (carry_forward and filed.earlier):
            return summed
        seen = self._seen(area, filed, baseline, carry_forward=False)
        if seen.reason is Reason.NO_BASELINE and summed.baseline is not None:
            seen = seen._replace(reason=None, before=summed.baseline)
        if seen.reason in {Reason.NOT_REPORTED, Reason.NOT_SUBMITTED} or not seen.applicable:
            if not carry_forward or summed.counted:
                return summed
            seen = self._seen(area, filed, baseline, carry_forward=True)
            if not seen.carried:
                return summed
        elif not seen.counted and not summed.applicable:
            return summed
        elif not seen.counted and summed.counted:
            # What is wrong has no bounds: whatever the sum says, the figure may have said else.
            is_invalid = seen.reason is Reason.INVALID
            return summed_figures(indicator, filed, baseline, below, own_is_invalid=is_invalid)
        return own_figures(indicator, self._start, filed, seen, baseline, summed=summed)

    def _judged_units(
        self, area: str, figures: AreaFigures, below: Tally | None
    ) -> Mapping[str, AreaResult]:
        """Return what decides on an area with its own figure, where each is to reach the target.

        The figure stands for those below that have none.
        """
        if not figures.applicable:
            return {}
        row = judged_row(
            self._indicator, area, figures._replace(above_others=False), self.round.period
        )
        if below is None:
            return {area: row}
        units = below.judged_units
        if not figures.counted:
            return units
        known = {unit: one for unit, one in units.items() if one.status is not Status.NO_DATA}
        if known and len(known) == len(units):
            return known
        # That all together reach the target does not say that each of them does.
        return {**known, area: row._replace(firm=row.firm and row.status.is_short)}


def _not_applicable_above(indicator: Indicator, round_: Round) -> dict[str, Observation]:
    """Return the areas that are not applicable because one that they lie in says so of itself.

    That one is among them, and what it says is what is seen of each.
    """
    found: dict[str, Observation] = {}
    plan = round_.plan
    for filed in round_.above:
        seen = observe(indicator, OWN_AREA, filed, carry_forward=False)
        if seen.figure is not None and seen.figure.not_applicable:
            return dict.fromkeys(plan.areas, seen)
    for area in plan.areas.values():
        if area.parent in found:
            found[area.id] = found[area.parent]
        elif area.id in plan.below and (filed := round_.of(area.id)).current is not None:
            seen = observe(indicator, area.id, filed, carry_forward=False)
            if seen.figure is not None and seen.figure.not_applicable:
                found[area.id] = seen
    return found
