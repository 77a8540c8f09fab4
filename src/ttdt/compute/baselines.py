"""Where areas stood at the end of the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.observation import seen_in
from ttdt.compute.results import Reason
from ttdt.compute.summing import sum_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.observation import Observation
    from ttdt.compute.results import Share
    from ttdt.plan import Indicator
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions, FormerUnit


class Baselines:
    """The units' shares at the end of the year before, each worked out once for a year's rounds.

    In a trend over a year's rounds that is a third of the work.
    """

    def __init__(self) -> None:
        """Begin with none worked out."""
        self._shares: dict[tuple[tuple[str, str | None], str], Share | None] = {}

    def of(self, indicator: Indicator, area: str, filed: AreaSubmissions) -> Share | None:
        """Return an area's `baseline_share`, which is the same in every round."""
        key = (indicator.key, area)
        if key not in self._shares:
            self._shares[key] = baseline_share(indicator, filed)
        return self._shares[key]


def looks_back(indicator: Indicator) -> bool:
    """Return whether the end of the year before matters to an indicator."""
    return begins_at_baseline(indicator) or measure_of(indicator).compared_with == "before"


def held_against(indicator: Indicator, seen: Observation, baseline: Share | None) -> Observation:
    """Return what is seen with the baseline, where the measure is the change since then.

    Without one there is then no value. Of any other measure it is returned as it is.
    """
    if measure_of(indicator).compared_with != "before" or seen.now is None:
        return seen
    reason = Reason.NO_BASELINE if baseline is None or not baseline.has_rate else None
    return seen._replace(reason=reason, before=baseline)


def baseline_share(indicator: Indicator, filed: AreaSubmissions) -> Share | None:
    """Return the area's share at the end of the year before, or None where it is not known.

    Where it says nothing itself, it is the sum over the units that became it.
    """
    own = _share_in(indicator, filed.baseline)
    if own is not None or not filed.formerly:
        return own
    return _sum_of_known([_former_share(indicator, former) for former in filed.formerly])


def share_in_place(indicator: Indicator, filed: AreaSubmissions) -> Share | None:
    """Return what units that became an area together said in its place, if each said it."""
    if not filed.in_place:
        return None
    return _sum_of_known([_former_share(indicator, former) for former in filed.in_place])


def baseline_sources(indicator: Indicator, filed: AreaSubmissions) -> tuple[Submission, ...]:
    """Return the submissions that the area's baseline stands in: its own, or of former units."""
    if _share_in(indicator, filed.baseline) is not None:
        return () if filed.baseline is None else (filed.baseline,)
    if baseline_share(indicator, filed) is None:
        return ()
    return tuple(
        source for former in filed.formerly for source in _former_sources(indicator, former)
    )


def _former_sources(indicator: Indicator, former: FormerUnit) -> Iterator[Submission]:
    if former.submission is not None and _share_in(indicator, former.submission) is not None:
        yield former.submission
        return
    for unit in former.below:
        yield from _former_sources(indicator, unit)


def _former_share(indicator: Indicator, former: FormerUnit) -> Share | None:
    own = _share_in(indicator, former.submission)
    if own is not None or not former.below:
        return own
    return _sum_of_known([_former_share(indicator, unit) for unit in former.below])


def _sum_of_known(shares: Sequence[Share | None]) -> Share | None:
    """Return the sum of shares, or None where one is not known, or is known in per cent alone."""
    known = [share for share in shares if share is not None and share.summable]
    return sum_of(known) if len(known) == len(shares) else None


def _share_in(indicator: Indicator, baseline: Submission | None) -> Share | None:
    if baseline is None:
        return None
    return seen_in(indicator, baseline.unit, baseline).now
