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


def _may_hold(_period: Period, _key: str) -> bool:
    return True


class OnFile(Mapping[Period, T]):
    """What a unit has on file for some periods, each read when it is first asked for, and once."""

    def __init__(
        self,
        periods: Iterable[Period],
        read: Callable[[Period], T],
        may_hold: Callable[[Period, str], bool] = _may_hold,
    ) -> None:
        """Hold what `read` returns for each of the periods, in their order.

        `may_hold` says whether there may be a key in what is on file, without reading it.
        """
        self._periods = dict.fromkeys(periods)
        self._read = read
        self._known: dict[Period, T] = {}
        self._may_hold = may_hold

    def may_hold(self, period: Period, key: str) -> bool:
        """Return whether there may be a key in what is on file; nothing is read for it."""
        return period in self._known or self._may_hold(period, key)

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
    may_hold: Callable[[Period, str], bool] = _may_hold
    """Whether the submission of a period may have a key; looking for one reads no submission."""

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


class NewestFirst:
    """A unit's submissions that say something of a period's end or before, the newest first.

    Of those that end on one day the longest comes first. None is read before it is asked for. Of
    one that is in several histories, it is as the last of them has it.
    """

    def __init__(
        self, histories: Iterable[History], until: Period, leave_out: Period | None = None
    ) -> None:
        """Hold what there is up to the end of a period, but what there is for `leave_out`."""
        found = {
            period: history
            for history in histories
            for period in history.periods
            if period.end <= until.end and period != leave_out
        }
        order = sorted(found, key=lambda one: (one.end, one.months), reverse=True)
        self._all = [_Unread(found[period], period) for period in order]

    def __iter__(self) -> Iterator[Submission]:
        """Yield all of them."""
        return (found for one in self._all if (found := one.read()) is not None)

    def holding(self, key: str) -> Iterator[Submission]:
        """Yield those whose files may hold a key; the others are not read for it.

        A key that a unit has never used is looked for in all of its files, which takes a tenth of
        reading them.
        """
        return (
            found for one in self._all if one.may_hold(key) and (found := one.read()) is not None
        )


class _Unread:
    """A submission that is read when it is first asked for."""

    __slots__ = ("_found", "_history", "_is_read", "_known", "_period")

    def __init__(self, history: History, period: Period) -> None:
        self._history = history
        self._period = period
        self._is_read = False
        self._found: Submission | None = None
        self._known: dict[str, bool] = {}
        """Whether it may hold the keys that were asked for."""

    def read(self) -> Submission | None:
        """Return it, or None where it says nothing."""
        if not self._is_read:
            found = self._history.of(self._period)
            says = found is not None and found.usable and not found.empty
            self._is_read, self._found = True, found if says else None
        return self._found

    def may_hold(self, key: str) -> bool:
        """Return whether its file may hold a key; what is read already may as well be asked."""
        if self._is_read:
            return True
        if key not in self._known:
            self._known[key] = self._history.may_hold(self._period, key)
        return self._known[key]
