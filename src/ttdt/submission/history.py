"""Everything one unit has handed in for a plan, in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.submission.round import FormerUnit


@dataclass(frozen=True)
class History:
    """A unit's submissions of one plan year, by their end, the shorter period first.

    `before` holds those for the end of the year before, in the order they are preferred in.
    """

    plan: Plan
    unit: str
    submissions: tuple[Submission, ...]
    before: tuple[Submission, ...] = ()
    has_plan_before: bool = False
    """Whether the year before has a plan too, so that what `before` accepts is judged there."""
    formerly: tuple[FormerUnit, ...] = ()
    """The units that became this one, each of them whole, where it was not one alone before."""

    @property
    def is_leaf(self) -> bool:
        """Whether the unit has none below it, so that its figures are all there are."""
        return self.unit not in self.plan.below

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
