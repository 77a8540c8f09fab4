"""Everything one unit has handed in for a plan, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.plan import Plan
    from ttdt.submission import Submission


@dataclass(frozen=True, slots=True)
class History:
    """A unit's submissions of one plan year, by their end, the shorter period first.

    `before` holds those for the end of the year before, in the order they are preferred in.
    """

    plan: Plan
    unit: str
    submissions: tuple[Submission, ...]
    before: tuple[Submission, ...] = ()

    @property
    def all(self) -> tuple[Submission, ...]:
        """Every submission, the baseline's first."""
        return (*self.before, *self.submissions)

    @property
    def usable(self) -> tuple[Submission, ...]:
        """The year's submissions that say something and are where they belong."""
        return tuple(
            submission
            for submission in self.submissions
            if submission.usable and not submission.empty
        )

    @property
    def baseline(self) -> Submission | None:
        """The submission that says where the unit stood at the end of the year before."""
        return next((filed for filed in self.before if filed.usable and not filed.empty), None)

    def steps(self) -> Iterator[tuple[Submission, Submission]]:
        """Yield each usable submission with the one before it, from the baseline on.

        Submissions that end on the same day are no step from one to the other: both are held
        against the newest that ends earlier.
        """
        before = newest = self.baseline
        for submission in self.usable:
            if newest is not None and newest.period.end != submission.period.end:
                before = newest
            if before is not None:
                yield before, submission
            newest = submission
