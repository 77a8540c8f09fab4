"""The report on a round: what was computed of it, who has submitted, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import METHOD
from ttdt.period import parse_id
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ttdt.compute.comparison import Comparison
    from ttdt.compute.funding import FundingResult
    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.tasks import TasksResult
    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Plan


class Completeness(NamedTuple):
    """Who has submitted, of those who must: ids of units without any below, in the plan's order."""

    expected: tuple[str, ...]
    missing: tuple[str, ...]
    invalid: tuple[str, ...]
    """Units whose submission has errors, those above others too."""
    left_out: tuple[str, ...]
    """Those of them of whose submission figures are left out for it."""

    @property
    def submitted(self) -> int:
        """How many units have handed something in."""
        return len(self.expected) - len(self.missing)


class SubmissionError(NamedTuple):
    """An error of a submission that a report rests on."""

    finding: Finding
    leaves_out: bool
    """Whether figures are left out for it; else it stands beside them, and they are counted."""


class SubmissionInfo(NamedTuple):
    """The submission that a unit's figures come from, and what it says of itself."""

    unit: str
    """The id of the unit that handed it in, as the plan of its year has it."""
    path: str
    period: str
    status: str | None
    submitted: date | None
    as_of: date | None
    """The day the figures were counted, where that is not the period's last."""
    source: str | None
    note: str | None
    sample: bool
    accepted: Mapping[str, str]
    """Warnings that it accepts as a whole, by code, with the reasons."""
    accepted_beside: Mapping[str, Mapping[str, str]]
    """Those that it accepts of some money, by project and source (`p1.local`), or of a task."""


@dataclass(frozen=True)  # without slots, which would keep it from deriving completeness once
class Report:
    """A round, computed."""

    plan: Plan
    period: Period
    sample: bool
    completeness: Completeness
    indicators: tuple[IndicatorResult, ...]
    comparison: Comparison = field(compare=False)
    """How its values compare with those of earlier rounds."""
    errors: Mapping[str, tuple[SubmissionError, ...]]
    """For each area, what is wrong with its submissions."""
    filed: Mapping[str, SubmissionInfo]
    """The submission of each area that has handed one in."""
    units: tuple[str, ...]
    """All areas below the plan's own that it speaks of, in the plan's order."""
    columns: tuple[str, ...]
    """Those of them that stand side by side in tables: of one level, or asked for."""
    by_selection: bool = False
    """Whether only some units were asked for."""
    funding: FundingResult | None = None
    """The money of the plan; None where it is not reported on."""
    tasks: TasksResult | None = None
    """The tasks of the plan; None where it has none."""
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each area without a baseline for it: the units it came from that others came from too."""
    method: str = METHOD

    def deadline_missed(self, unit: str) -> date | None:
        """Return the deadline after which a unit's submission came, None where it came in time."""
        filed = self.filed.get(unit)
        period = None if filed is None else parse_id(filed.period)
        if filed is None or period is None or filed.submitted is None:
            return None
        deadline = self.plan.deadlines.get(period)
        return deadline if deadline is not None and filed.submitted > deadline else None

    @cached_property
    def _expected(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {area: [] for area in self.plan.areas}
        for unit in self.plan.leaves:
            found[unit.id].append(unit.id)
            for above in self.plan.ancestors(unit.id):
                found[above.id].append(unit.id)
        return {area: tuple(units) for area, units in found.items()}

    def of_part(self, part: str) -> Report:
        """Return the report with the rows of a composite's part alone."""
        found = tuple(result for result in self.indicators if result.indicator.part == part)
        return replace(self, indicators=found)

    def expected_of(self, area: str) -> tuple[str, ...]:
        """Return the smallest units in an area, which must all submit; of one such, itself."""
        return self._expected[area]

    @property
    def all_errors(self) -> tuple[SubmissionError, ...]:
        """Every error of the areas it speaks of, the plan's own first."""
        return tuple(error for area in (OWN_AREA, *self.units) for error in self.errors[area])
