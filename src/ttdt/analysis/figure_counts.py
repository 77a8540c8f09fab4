"""How many of the figures that the plan asks for an area has given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.results import Evidence
    from ttdt.plan import Indicator
    from ttdt.submission import Submission


@dataclass(frozen=True, slots=True)
class Figures:
    """How many figures the plan asks of an area, parts of composites and texts among them.

    What is reported, not applicable, not reported and invalid adds up to what is expected.
    """

    expected: int
    reported: int
    not_applicable: int
    not_reported: int
    explained: int
    """How many of those not reported have a reason."""
    invalid: int


def figures_of_unit(report: Report, unit: str) -> Figures:
    """Return the counts of a unit without any below it, which owes all that the plan asks."""
    kinds = [_kind(row) for _, row in _rows(report, unit)]
    explained = kinds.count("explained")
    return Figures(
        expected=len(kinds),
        reported=kinds.count("reported"),
        not_applicable=kinds.count("not_applicable"),
        not_reported=kinds.count("not_reported") + explained,
        explained=explained,
        invalid=kinds.count("invalid"),
    )


def figures_of_area_above(submission: Submission | None) -> Figures:
    """Return the counts of an area with units below it, which owes none of what it may say."""
    said = [] if submission is None else list(submission.figures.values())
    invalid = sum(figure.invalid for figure in said)
    absent = sum(not figure.invalid and figure.not_applicable is not None for figure in said)
    explained = sum(not figure.invalid and figure.not_reported is not None for figure in said)
    reported = sum(
        not figure.invalid and figure.reported and figure.not_applicable is None for figure in said
    )
    return Figures(
        expected=reported + absent + explained + invalid,
        reported=reported,
        not_applicable=absent,
        not_reported=explained,
        explained=explained,
        invalid=invalid,
    )


def not_reported(report: Report, unit: str) -> tuple[Indicator, ...]:
    """Return what a unit has said nothing about and owes, in the plan's order."""
    return tuple(
        indicator for indicator, row in _rows(report, unit) if _kind(row) == "not_reported"
    )


def _rows(report: Report, unit: str) -> Iterator[tuple[Indicator, Evidence]]:
    """Yield all that is asked of a unit with what is known of it; nothing is judged for it."""
    for result in report.indicators:
        if not result.indicator.parts:
            yield result.indicator, result.evidence[unit]


def _kind(row: Evidence) -> str:
    """Return what became of a figure; it is of exactly one kind.

    It counts as reported once the unit has given it, even where a population or a baseline to
    hold it against is missing.
    """
    if not row.applicable:
        return "not_applicable"
    if row.reason is Reason.INVALID:
        return "invalid"
    if row.reason in {Reason.NOT_REPORTED, Reason.NOT_SUBMITTED}:
        return "not_reported" if row.why is None else "explained"
    return "reported"
