"""What two versions of a submission say differently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from fractions import Fraction

    from ttdt.plan import Plan
    from ttdt.submission import Submission


class DifferenceKind(StrEnum):
    """What a difference is in."""

    HEADER = "header"
    POPULATION = "population"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Said:
    """What one version says in one place; all fields empty where it says nothing."""

    value: Fraction | None = None
    percent: Fraction | None = None
    text: str | None = None
    """A narrative, or a field of the header."""
    day: date | None = None
    not_applicable: str | None = None
    not_reported: str | None = None
    note: str | None = None
    invalid: bool = False
    """Whether an error keeps it out of every sum."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which two versions differ."""

    kind: DifferenceKind
    key: tuple[str, str | None]
    """The header's field or the population, with None; or an indicator and its part."""
    old: Said
    new: Said


def differences(plan: Plan, old: Submission | None, new: Submission) -> tuple[Difference, ...]:
    """Return where two versions differ: the header, then populations and figures as in the plan.

    Without an old version, everything that the new one says differs.
    """
    return tuple(
        Difference(kind, key, before, now)
        for kind, key in _places(plan)
        if (before := _said(kind, key, old)) != (now := _said(kind, key, new))
    )


_FIELDS = ("status", "submitted", "source", "sample", "note")


def _places(plan: Plan) -> Iterator[tuple[DifferenceKind, tuple[str, str | None]]]:
    for field in _FIELDS:
        yield DifferenceKind.HEADER, (field, None)
    for name in plan.populations:
        yield DifferenceKind.POPULATION, (name, None)
    for indicator in plan.indicators.values():
        for leaf in indicator.leaves:
            yield DifferenceKind.FIGURE, leaf.key


def _said(kind: DifferenceKind, key: tuple[str, str | None], submission: Submission | None) -> Said:
    if submission is None:
        return _NOTHING
    match kind:
        case DifferenceKind.HEADER:
            return _field(submission, key[0])
        case DifferenceKind.POPULATION:
            population = submission.populations.get(key[0])
            if population is None:
                return _NOTHING
            return Said(value=population.value, invalid=population.invalid)
        case DifferenceKind.FIGURE:
            figure = submission.figures.get(key)
            if figure is None:
                return _NOTHING
            return Said(
                value=figure.value,
                percent=figure.percent,
                text=figure.text,
                not_applicable=figure.not_applicable,
                not_reported=figure.not_reported,
                note=figure.note,
                invalid=figure.invalid,
            )


def _field(submission: Submission, name: str) -> Said:
    match name:
        case "status":
            return Said(text=None if submission.status is None else str(submission.status))
        case "submitted":
            return Said(day=submission.submitted)
        case "sample":
            return Said(text="true" if submission.sample else None)
        case "source":
            return Said(text=submission.source)
        case _:
            return Said(text=submission.note)


_NOTHING = Said()
