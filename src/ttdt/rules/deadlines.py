"""The rule about submissions that come too late, for plans that say when they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.rules.registry import Checked, HistoryCheck, Problem, rule
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.submission.history import History


@rule(
    "TT406",
    "late-submission",
    what=N_("A submission was handed in after the plan's deadline for its period."),
    why=N_("Reports made in time went out without its figures."),
    fix=N_("Correct the date if it is wrong; otherwise say in accept why it was late."),
    bad="period: 2024-Q2\nsubmitted: 2024-07-20  # the plan: deadlines: {Q2: 2024-07-05}",
    good="period: 2024-Q2\nsubmitted: 2024-07-04",
)
def late_submission(history: History) -> Iterator[Problem]:
    """Yield the submissions that say they were handed in after their deadline."""
    for submission in history.submissions:
        deadline = history.plan.deadlines.get(submission.period)
        submitted = submission.submitted
        if submission.usable and deadline and submitted and submitted > deadline:
            message = gettext_lazy(
                "handed in on {submitted}, after the deadline {deadline}",
                submitted=submitted,
                deadline=deadline,
            )
            yield Problem(submission, submission.span_of("submitted"), message)


RULES: tuple[Checked[HistoryCheck], ...] = (late_submission,)
