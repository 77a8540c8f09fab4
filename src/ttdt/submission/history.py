"""Everything one unit has handed in for a plan, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ttdt.period import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.submission.round import FormerUnit


T = TypeVar("T")


class OnFile(Mapping[Period, T]):
    """What a unit has on file for some periods, each read when it is first asked for, and once."""

    def __init__(self, periods: Iterable[Period], read: Callable[[Period], T]) -> None:
        """Hold what `read` returns for each of the periods, in their order."""
        self._periods = dict.fromkeys(periods)
        self._read = read
        self._known: dict[Period, T] = {}

    def __getitem__(self, period: Period) -> T:
        """Return what is on file for a period."""
        if period not in self._periods:
            raise KeyError(period)
        if period not in self._known:
            self._known[period] = self._read(period)
        return self._known[period]

    def __contains__(self, period: object) -> bool:
        """Return whether there is something for a period; nothing is read for it."""
        return period in self._periods

    def __iter__(self) -> Iterator[Period]:
        """Yield the periods; nothing is read for it."""
        return iter(self._periods)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._periods)


@dataclass(frozen=True)
class History:
    """A unit's submissions of one plan year, by their end, the shorter period first.

    Those for the end of the year before stand in the order they are preferred in.
    """

    plan: Plan
    unit: str
    filed: Mapping[Period, Submission]
    filed_before: Mapping[Period, Submission] = field(default_factory=dict)
    """Those for the end of the year before."""
    of_last_year: Mapping[Period, Submission] = field(default_factory=dict)
    """Those for other periods of a year before that has no plan of its own."""
    has_plan_before: bool = False
    """Whether the year before has a plan too, so that what `before` accepts is judged there."""
    formerly: tuple[FormerUnit, ...] = ()
    """The units that became this one, each of them whole, where it was not one alone before."""

    @property
    def is_leaf(self) -> bool:
        """Whether the unit has none below it, so that its figures are all there are."""
        return self.unit not in self.plan.below

    @cached_property
    def submissions(self) -> tuple[Submission, ...]:
        """The year's submissions."""
        return tuple(self.filed.values())

    @cached_property
    def before(self) -> tuple[Submission, ...]:
        """The submissions for the end of the year before."""
        return tuple(self.filed_before.values())

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that there are submissions for, those before the year first."""
        return (*self.filed_before, *self.filed)

    def of(self, period: Period) -> Submission | None:
        """Return the submission of a period, or None where there is none."""
        return self.filed.get(period) or self.filed_before.get(period)

    @property
    def all(self) -> tuple[Submission, ...]:
        """Every submission, the baseline's first."""
        return (*self.before, *self.submissions)

    @cached_property
    def usable(self) -> tuple[Submission, ...]:
        """The year's submissions that say something and are where they belong."""
        return tuple(
            submission
            for submission in self.submissions
            if submission.usable and not submission.empty
        )

    @cached_property
    def baseline(self) -> Submission | None:
        """The submission that says where the unit stood at the end of the year before."""
        return next((filed for filed in self.before if filed.usable and not filed.empty), None)

    @cached_property
    def rounds(self) -> tuple[Submission, ...]:
        """Every submission that others can be held against, the baseline first."""
        return self.usable if self.baseline is None else (self.baseline, *self.usable)

    def on(self, days: Collection[date]) -> History:
        """Return what was handed in for these days of the year alone; no other file is read."""
        filed = {period: self.filed[period] for period in self.filed if period.end in days}
        return replace(self, filed=filed, filed_before={})

    def steps(
        self, says: Callable[[Submission], bool] | None = None
    ) -> Iterator[tuple[Submission, Submission]]:
        """Yield each of the year's rounds with the one before it, from the baseline on.

        With `says`, only the rounds that it holds for are looked at. Submissions that end on the
        same day are no step from one to the other: both are held against the newest that ends
        earlier.
        """
        before: Submission | None = None
        newest: Submission | None = None
        for submission in self.rounds:
            if says is not None and not says(submission):
                continue
            if newest is not None and newest.period.end != submission.period.end:
                before = newest
            if before is not None:
                yield before, submission
            newest = submission


def newest_first(histories: Iterable[History], until: Period) -> Iterator[Submission]:
    """Yield a unit's submissions that say something of a period's end or before.

    The newest and longest comes first, and none is read before it is asked for. Of one that is in
    several histories, it is as the last of them has it.
    """
    found = {
        period: history
        for history in histories
        for period in history.periods
        if period.end <= until.end
    }
    for period in sorted(found, key=lambda one: (one.end, one.months), reverse=True):
        submission = found[period].of(period)
        if submission is not None and submission.usable and not submission.empty:
            yield submission
