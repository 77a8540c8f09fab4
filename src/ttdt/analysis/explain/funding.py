"""How a row of money comes about, amount by amount."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.compute import FileLine
from ttdt.schema.submission import AMOUNTS
from ttdt.yaml import DocumentPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from ttdt.analysis.explain.results import LineChanges
    from ttdt.compute import Report
    from ttdt.compute.funding import (
        CountedAmounts,
        FundingResult,
        FundingRow,
        MoneyKey,
        Reassignment,
        UnknownMoney,
    )
    from ttdt.finding import Finding
    from ttdt.plan import Funding
    from ttdt.submission.model import Amounts
    from ttdt.workspace.git.blame import LineChange


class AmountInput(NamedTuple):
    """An amount as a file states it, and where."""

    role: str
    """`carried_over`, `assigned` or `disbursed`."""
    value: Decimal
    place: FileLine


class MoneyExplanation(NamedTuple):
    """The amounts of a project and a source that an area states, and those of earlier times."""

    counted: CountedAmounts
    period: str
    """The id of the period whose submission states them."""
    now: tuple[AmountInput, ...]
    before: tuple[AmountInput, ...]
    """At the end of the day before the period begins."""
    last_year: tuple[AmountInput, ...]
    """In the same period of the year before."""

    @property
    def inputs(self) -> tuple[AmountInput, ...]:
        """All of them."""
        return (*self.now, *self.before, *self.last_year)


@dataclass(frozen=True, slots=True)
class FundingExplanation:
    """The derivation of a row of money."""

    report: Report
    funding: Funding
    row: FundingRow
    parts: tuple[MoneyExplanation, ...]
    """The amounts that are counted, by area."""
    unknown: tuple[UnknownMoney, ...]
    reassignments: tuple[Reassignment, ...]
    findings: tuple[Finding, ...]
    """The errors for which amounts were left out."""
    changes: LineChanges = field(default_factory=dict)

    @property
    def full_id(self) -> str:
        """What the row is called: `funding`, `funding.p1` or `funding.p1.local`."""
        key = self.row.key
        return ".".join(name for name in ("funding", key.project, key.source) if name is not None)

    @property
    def who(self) -> str:
        """The name of the area."""
        return self.report.plan.distinct_names[self.row.key.area]

    @property
    def invalid(self) -> bool:
        """Whether an amount was left out as invalid."""
        return bool(self.findings)

    @property
    def places(self) -> frozenset[FileLine]:
        """Every line that an amount stands in."""
        unknown = {one.source for one in self.unknown if one.source is not None}
        return frozenset(entry.place for part in self.parts for entry in part.inputs) | unknown

    def change_at(self, place: FileLine) -> LineChange | None:
        """Return the last change of a line, or None where nothing is known of it."""
        return self.changes.get((place.path, place.line))

    def with_changes(self, changes: LineChanges) -> FundingExplanation:
        """Return it with the last changes of lines."""
        return replace(self, changes=changes)

    def sums_of(self, parts: Sequence[MoneyExplanation], role: str) -> list[Decimal]:
        """Return what each unit directly below the area, or the area itself, has of an amount."""
        sums: dict[str, Decimal] = {}
        for part in parts:
            holder = self._holder(part.counted.area)
            amount: Decimal | None = getattr(part.counted.amounts, role)
            if amount is not None:
                sums[holder] = sums[holder] + amount if holder in sums else amount
        return list(sums.values())

    def _holder(self, area: str) -> str:
        """Return the area directly below the one explained that another lies in."""
        path = [*(above.id for above in self.report.plan.ancestors(area)), area]
        below = path.index(self.row.key.area) + 1
        return path[below] if below < len(path) else area


def explain_funding(report: Report, result: FundingResult, key: MoneyKey) -> FundingExplanation:
    """Return how a row of the report's money comes about.

    Raises `KeyError` for an area, a project or a source that is none of the plan's.
    """
    plan, cells = report.plan, result.cells_of(key)
    areas = {key.area, *(unit.id for unit in plan.descendants(key.area))}
    return FundingExplanation(
        report,
        result.funding,
        result.row(*key),
        tuple(_explained(result, counted) for counted in result.counted(key)),
        result.unknown_in(key),
        tuple(one for one in result.reassignments if one.area in areas and one.cell in cells),
        tuple(_errors(result, key, [area for area in plan.areas if area in areas])),
    )


def _explained(result: FundingResult, counted: CountedAmounts) -> MoneyExplanation:
    stands = counted.amounts.origin or result.round.of(counted.area).current
    return MoneyExplanation(
        counted,
        result.round.period.id if stands is None else stands.period.id,
        tuple(_inputs(counted.amounts)),
        tuple(_inputs(counted.before)),
        tuple(_inputs(counted.last_year)),
    )


def _inputs(amounts: Amounts | None) -> Iterator[AmountInput]:
    """Yield the sound amounts that a file states, without what it leaves out."""
    if amounts is None or amounts.invalid or amounts.place is None:
        return
    document, loc, _ = amounts.place
    stated: Any = document.data
    for step in loc:
        stated = stated[step]
    for role in AMOUNTS:
        value: Decimal | None = getattr(amounts, role)
        if value is not None and role in stated:
            place = DocumentPlace(document, (*loc, role))
            yield AmountInput(role, value, FileLine(document.path, place))


def _errors(result: FundingResult, key: MoneyKey, areas: Sequence[str]) -> Iterator[Finding]:
    """Yield the errors that keep amounts out of a row, in the order of the areas."""
    cells = result.cells_of(key)
    for area in areas:
        current = result.round.of(area).current
        if current is None:
            continue
        beside = {
            finding.sort_key
            for cell, amounts in current.funding.items()
            if cell not in cells
            for finding in amounts.findings
        }
        found = current.errors_in("funding")
        yield from (one for one in found if one.sort_key not in beside)
