"""A round: a period with its plan and all its submissions (đợt báo cáo)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission import Submission


@dataclass(frozen=True, slots=True)
class AreaSubmissions:
    """What one unit has handed in that bears on a period."""

    current: Submission | None
    """Its submission for the period, or for another that ends on the same day."""
    earlier: tuple[Submission, ...] = ()
    """Its submissions of the same year that end earlier, the newest first."""
    baseline: Submission | None = None
    """Its submission for the end of the year before."""


@dataclass(frozen=True, slots=True)
class Round:
    """A period, its plan, and what every unit of the plan has handed in."""

    plan: Plan
    period: Period
    units: Mapping[str, AreaSubmissions]
