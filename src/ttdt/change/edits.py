"""What someone typed for a unit and a period, before it is in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from ttdt.plan import Cell
    from ttdt.submission.model import ReportStatus
    from ttdt.yaml import Loc, Plain


@dataclass(frozen=True, slots=True)
class FigureEdit:
    """What was typed for one figure; at most one of the fields holds something.

    An edit that holds nothing says that the figure is not reported, without a reason.
    """

    value: int | Decimal | None = None
    """A numerator or a count, exactly as typed."""
    percent: Decimal | int | None = None
    text: str | None = None
    not_applicable: str | None = None
    """Why the unit has no such figure, in its own words."""
    not_reported: str | None = None
    """Why the figure is still missing."""


@dataclass(frozen=True, slots=True)
class SubmissionEdits:
    """Everything typed at once. What is not named here stays as it is on file."""

    status: ReportStatus | None = None
    submitted: date | None = None
    as_of: date | None = None
    source: str | None = None
    note: str | None = None
    sample: bool | None = None
    populations: Mapping[str, int | Decimal | None] = field(default_factory=dict)
    figures: Mapping[tuple[str, str | None], FigureEdit] = field(default_factory=dict)
    """By indicator and part."""
    notes: Mapping[tuple[str, str | None], str | None] = field(default_factory=dict)
    """Notes on figures, by indicator and part; None takes one away."""
    causes: Mapping[tuple[str, str | None], str | None] = field(default_factory=dict)
    """The same for why figures are behind."""
    funding: Mapping[Cell, Mapping[str, Plain]] = field(default_factory=dict)
    """Money, by project and source: what was typed, by its key in the file; None empties it."""
    tasks: Mapping[str, Mapping[str, Plain]] = field(default_factory=dict)
    """The same for tasks."""
    sources: Mapping[Loc, str | None] = field(default_factory=dict)
    """What populations and figures come from, by where they stand in the file; None for the
    submission's own source."""
