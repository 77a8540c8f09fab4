"""The rules about the days that a submission names: when it was handed in, and counted."""

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


@rule(
    "TT226",
    "as-of-outside-period",
    what=N_("The day the figures were counted is not in the period, or after they were handed in."),
    why=N_("A report would show the state of another day as that of this period."),
    fix=N_("Correct as_of, or the period; leave as_of out where it is the period's last day."),
    bad="period: 2024-Q2\nas_of: 2024-03-25",
    good="period: 2024-Q2\nas_of: 2024-06-15",
)
def as_of_outside_period(history: History) -> Iterator[Problem]:
    """Yield the submissions whose figures were counted on a day that they cannot be of."""
    for filed in (*history.submissions, *history.of_last_year.values()):
        day, period = filed.as_of, filed.period
        if not filed.usable or day is None:
            continue
        if not period.start <= day <= period.end:
            message = gettext_lazy(
                "counted on {day}, which is not in the period from {start} to {end}",
                day=day,
                start=period.start,
                end=period.end,
            )
        elif filed.submitted is not None and day > filed.submitted:
            message = gettext_lazy(
                "counted on {day}, after it was handed in on {submitted}",
                day=day,
                submitted=filed.submitted,
            )
        else:
            continue
        yield Problem(filed, filed.span_of("as_of"), message)


RULES: tuple[Checked[HistoryCheck], ...] = (late_submission, as_of_outside_period)
