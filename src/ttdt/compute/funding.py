"""Money: what is available and disbursed, by project, source and area, with its coverage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Coverage, FileLine, Reason, Status
from ttdt.compute.verdict import Progress, judge
from ttdt.period import a_year_before, period_before
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Cell, Decision, Funding
    from ttdt.submission import Submission
    from ttdt.submission.model import Amounts
    from ttdt.submission.round import Round

_MONTHS = 12
_ALL = 100


class Money(NamedTuple):
    """Amounts of some cells together, exactly, in the plan's unit."""

    carried_over: Decimal = Decimal(0)
    assigned: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)

    @property
    def available(self) -> Decimal:
        """What there is to be spent: carried over and assigned."""
        return self.carried_over + self.assigned

    @property
    def remaining(self) -> Decimal:
        """What of it is not disbursed."""
        return self.available - self.disbursed

    @property
    def rate(self) -> Fraction | None:
        """The share of what is available that is disbursed, in per cent; None of nothing."""
        if not self.available:
            return None
        return Fraction(_ALL * Fraction(self.disbursed), Fraction(self.available))

    def plus(self, amounts: Amounts) -> Money:
        """Return this money and that of known amounts together."""
        return Money(
            self.carried_over + (amounts.carried_over or 0),
            self.assigned + (amounts.assigned or 0),
            self.disbursed + (amounts.disbursed or 0),
        )


class Since(NamedTuple):
    """What was disbursed of the same cells at an earlier time, where that is known."""

    before: Decimal
    """By then."""
    now: Decimal
    """By now, of those cells whose earlier amount is known."""
    cells: int
    """How many cells those are."""

    @property
    def change(self) -> Decimal:
        """By how much it grew."""
        return self.now - self.before


NEVER = Since(Decimal(0), Decimal(0), 0)


class MoneyKey(NamedTuple):
    """Whose money a row is of; None means all."""

    area: str = OWN_AREA
    project: str | None = None
    source: str | None = None
    kind: str | None = None
    """Of the sources of this kind alone; `NO_KIND` for those of none."""


NO_KIND = "other"


class FundingRow(NamedTuple):
    """The money of an area, of a project and a source."""

    key: MoneyKey
    coverage: Coverage
    """Of the smallest units that have such money, those of which all is known."""
    cells: int = 0
    """How many cells are counted."""
    money: Money | None = None
    """None where nothing is known."""
    before: Since | None = None
    """Against the end of the day before the period begins; None where no cell has that."""
    last_year: Since | None = None
    """Against the same period of the year before."""
    status: Status = Status.UNGRADED
    goal: Fraction | None = None
    """The share that is to be disbursed at the year's end, in per cent."""
    expected: Fraction | None = None
    """The share that should be by now."""
    pace: Fraction | None = None
    """What is disbursed over what should be by now; None where no pace is taken."""
    gap: Fraction | None = None
    per_month: Decimal | None = None
    """What is to be disbursed in each month left, to leave nothing at the year's end; rounded up.
    None at the year's end."""
    reassigned: Decimal = Decimal(0)
    """By how much more is assigned to the cells counted than at the end of the day before the
    period begins, of those for which both are known."""

    @property
    def former_rate(self) -> Fraction | None:
        """The share disbursed of what would be available had nothing been reassigned.

        None where nothing was, or nothing would be available.
        """
        if self.money is None or not self.reassigned:
            return None
        assigned = self.money.assigned - self.reassigned
        return self.money._replace(assigned=assigned).rate

    @property
    def in_period(self) -> Decimal | None:
        """What was disbursed within the period, of the cells that tell."""
        return None if self.before is None else self.before.change

    @property
    def firm(self) -> bool:
        """Whether no unit is missing that could change whether the target is met."""
        return self.coverage.complete


class CountedAmounts(NamedTuple):
    """Known amounts that a row is made of, and what the same area said of them earlier."""

    area: str
    cell: Cell
    amounts: Amounts
    before: Amounts | None
    """At the end of the day before the period begins; None where that is not told."""
    last_year: Amounts | None
    """In the same period of the year before; None where that is not told."""


class UnknownMoney(NamedTuple):
    """Money of an area that cannot be counted."""

    area: str
    cell: Cell | None
    """None where the area says nothing of money at all."""
    reason: Reason
    why: str | None = None
    """What the area itself says of it."""
    source: FileLine | None = None
    """Where it stands, if it does."""


class Reassignment(NamedTuple):
    """An amount assigned that is another than at the end of the day before the period began."""

    area: str
    cell: Cell
    before: Decimal
    now: Decimal
    decision: Decision | None
    source: FileLine | None
    """Where the new amount stands."""


class MoneyRemark(NamedTuple):
    """What an area says of an amount in its own words."""

    area: str
    cell: Cell
    cause: str | None
    note: str | None
    source: FileLine | None


_NO_AMOUNTS: Mapping[Cell, Amounts] = {}


@dataclass(frozen=True)  # without slots, which would keep it from working out its cells only once
class FundingResult:
    """The money of a round, of which a row is added up when it is asked for."""

    funding: Funding
    round: Round

    def row(
        self,
        area: str = OWN_AREA,
        project: str | None = None,
        source: str | None = None,
        kind: str | None = None,
    ) -> FundingRow:
        """Return the money of an area: of a project, a source, or the sources of a kind."""
        key = MoneyKey(area, project, source, kind)
        cells = self.cells_of(key)
        total = self._total(area, cells)
        coverage = self._coverage(area, cells)
        if not total.cells:
            status = Status.NO_DATA if coverage.applicable else Status.NOT_APPLICABLE
            return FundingRow(key, coverage, status=status)
        row = FundingRow(
            key,
            coverage,
            total.cells,
            total.money,
            total.before if total.before.cells else None,
            total.last_year if total.last_year.cells else None,
            per_month=self._per_month(total.money),
            reassigned=total.reassigned,
        )
        return self._judged(row)

    def money(self, key: MoneyKey) -> Money | None:
        """Return what is known of a row's money.

        Unlike for the row, nothing is read of rounds before unless somebody names an amount.
        """
        total = self._total(key.area, self.cells_of(key))
        return total.money if total.cells else None

    def _total(self, area: str, cells: Collection[Cell]) -> _Total:
        total = _Total()
        for cell, found in self._totals(area).items():
            if cell in cells:
                total = total.plus(found)
        return total

    def _totals(self, area: str) -> Mapping[Cell, _Total]:
        """Return what is known of each cell of an area."""
        if area == OWN_AREA:
            return self._own_totals
        if area not in self._latest_totals:
            self._latest_totals.clear()
            self._latest_totals[area] = self._add_up(area)
        return self._latest_totals[area]

    @cached_property
    def _latest_totals(self) -> dict[str, Mapping[Cell, _Total]]:
        """Those of the area asked for last: tables ask for one row of it after the other."""
        return {}

    @cached_property
    def _own_totals(self) -> Mapping[Cell, _Total]:
        """Those of the plan's own area, which every part of its money is added up from."""
        return self._add_up(OWN_AREA)

    def _add_up(self, area: str) -> Mapping[Cell, _Total]:
        totals: dict[Cell, _Total] = {}
        for where, cell, amounts in self._counted(area, self.cells_of(MoneyKey(area))):
            earlier = self._before[where].get(cell)
            if self._runs_from_january:
                before = Since(Decimal(0), amounts.disbursed or Decimal(0), 1)
            else:
                before = _since(amounts, earlier)
            found = _Total(
                Money().plus(amounts),
                1,
                before,
                _since(amounts, self._last_year[where].get(cell)),
                reassigned(amounts, earlier) or Decimal(0),
            )
            totals[cell] = found if cell not in totals else totals[cell].plus(found)
        return totals

    def cells_of(self, key: MoneyKey) -> frozenset[Cell]:
        """Return the cells that a row is made of, whether anybody names them or not."""
        if key.project is None and key.source is None and key.kind is None:
            return self._all_cells
        sources: Iterable[str] = self.funding.sources if key.source is None else (key.source,)
        if key.kind is not None:
            of_kind = self.funding.sources_of_kind(None if key.kind == NO_KIND else key.kind)
            sources = [source for source in sources if source in of_kind]
        projects = self.funding.leaves_of(key.project)
        return frozenset((project, source) for project in projects for source in sources)

    @cached_property
    def _all_cells(self) -> frozenset[Cell]:
        """All cells of the plan, which every area is asked for."""
        sources = self.funding.sources
        return frozenset(
            (project, one) for project in self.funding.leaves_of(None) for one in sources
        )

    def counted(self, key: MoneyKey) -> tuple[CountedAmounts, ...]:
        """Return the known amounts that a row is made of, in the plan's order of areas."""
        return tuple(
            CountedAmounts(
                area,
                cell,
                amounts,
                self._before[area].get(cell),
                self._last_year[area].get(cell),
            )
            for area, cell, amounts in self._counted(key.area, self.cells_of(key))
        )

    def _counted(self, area: str, cells: Collection[Cell]) -> Iterator[tuple[str, Cell, Amounts]]:
        """Yield the known amounts that an area's are made of, with whose they are.

        A known cell of its own stands for those of all below it.
        """
        to_see: list[tuple[str, Collection[Cell]]] = [(area, cells)]
        while to_see:
            one, left = to_see.pop()
            own = self.amounts_of(one)
            found = [cell for cell in own if cell in left]
            for cell in found:
                if own[cell].known:
                    yield one, cell, own[cell]
            stands = {cell for cell in found if own[cell].known}
            below = self.round.plan.below.get(one, ())
            if below:
                rest = left if not stands else [cell for cell in left if cell not in stands]
                to_see += [(child, rest) for child in reversed(below)]

    def _coverage(self, area: str, cells: frozenset[Cell]) -> Coverage:
        """Return how many of the smallest units below an area have all their money of the cells."""
        states = [is_known for _, is_known in self._applicable(area, cells)]
        return Coverage(sum(states), len(states))

    def incomplete_in(self, area: str) -> tuple[str, ...]:
        """Return the smallest units in an area of whose money not all is known."""
        cells = self.cells_of(MoneyKey(area))
        return tuple(unit for unit, is_known in self._applicable(area, cells) if not is_known)

    def _applicable(self, area: str, cells: frozenset[Cell]) -> Iterator[tuple[str, bool]]:
        """Yield the smallest units in an area that the cells concern, and if all is known there."""
        for held in self._held_in(area):
            owed = held.owed & cells
            if owed or not held.spoken:
                yield held.area, bool(owed) and owed <= held.known

    def _held_in(self, area: str) -> Iterable[_Held]:
        return self._held_in_all if area == OWN_AREA else self._held(area)

    @cached_property
    def _held_in_all(self) -> tuple[_Held, ...]:
        return tuple(self._held(OWN_AREA))

    def _held(self, area: str) -> Iterator[_Held]:
        """Yield what is owed and known of money for each of the smallest units in an area."""
        nothing: frozenset[Cell] = frozenset()
        # Of each area above, the cells that it states for all below it: known, and only owed.
        to_see = [_Held(area, nothing, nothing, spoken=False)]
        while to_see:
            one, known, owed, spoken = to_see.pop()
            own = self.amounts_of(one)
            reported = {cell for cell, amounts in own.items() if amounts.reported}
            known = known | {cell for cell in reported if own[cell].known}
            below = self.round.plan.below.get(one, ())
            mine = own.keys() if below else own.keys() | self._owed(one)
            owed = owed | (reported if below else mine)
            held = _Held(one, known, owed, spoken=spoken or bool(own))
            if below:
                to_see += [held._replace(area=child) for child in reversed(below)]
            else:
                yield held

    @cached_property
    def named(self) -> frozenset[Cell]:
        """The cells that any area names now, or owes as it named them in the round before."""
        return frozenset(
            cell
            for area in self.round.plan.areas
            for cell in (*self.amounts_of(area), *self._owed(area))
        )

    @cached_property
    def unknown(self) -> tuple[UnknownMoney, ...]:
        """What of the money of the plan's own area is not known, each once, in its order."""
        return self.unknown_in(MoneyKey())

    def unknown_in(self, key: MoneyKey) -> tuple[UnknownMoney, ...]:
        """Return what of a row's money is not known, each once, in the plan's order."""
        cells = self.cells_of(key)
        found: dict[UnknownMoney, None] = {}
        for held in self._held_in(key.area):
            owed = held.owed & cells
            if not owed and not held.spoken:
                found[UnknownMoney(held.area, None, self._silence_of(held.area))] = None
            for cell in sorted(owed - held.known, key=self._place_of):
                found[self._unknown(held.area, cell)] = None
        return tuple(found)

    def _place_of(self, cell: Cell) -> tuple[int, int]:
        projects, sources = tuple(self.funding.projects), tuple(self.funding.sources)
        return projects.index(cell[0]), sources.index(cell[1])

    def _unknown(self, unit: str, cell: Cell) -> UnknownMoney:
        """Return why a cell is not known of a unit, or of an area above that states it for it."""
        above = [area.id for area in reversed(self.round.plan.ancestors(unit))]
        area = next((one for one in (unit, *above) if cell in self.amounts_of(one)), unit)
        amounts = self.amounts_of(area).get(cell)
        if amounts is None:
            return UnknownMoney(area, cell, self._silence_of(area))
        reason = Reason.INVALID if amounts.invalid else Reason.NOT_REPORTED
        why = amounts.not_reported or amounts.note
        return UnknownMoney(area, cell, reason, why, line_of(amounts))

    def has_own(self, area: str) -> bool:
        """Return whether an area says anything of money itself."""
        return bool(self.amounts_of(area))

    def amounts_of(self, area: str) -> Mapping[Cell, Amounts]:
        """Return what an area itself says of money, counted or not."""
        current = self.round.of(area).current
        return current.funding if current is not None and current.usable else _NO_AMOUNTS

    def _owed(self, area: str) -> Collection[Cell]:
        """Return the cells that an area named in the round before.

        Of a period from January on that is its last earlier round of the year.
        """
        return (self._last_named if self._runs_from_january else self._before)[area].keys()

    def _silence_of(self, area: str) -> Reason:
        """Return why an area says nothing of money."""
        current = self.round.of(area).current
        if current is None:
            return Reason.NOT_SUBMITTED
        return Reason.NOT_REPORTED if current.usable else Reason.INVALID

    @cached_property
    def _last_named(self) -> _FundingOf:
        """What areas said of money in their last earlier round of the year."""
        return _FundingOf(
            lambda area: next(
                (one for one in self.round.of(area).earlier if one.usable and one.funding), None
            )
        )

    @cached_property
    def _before(self) -> _FundingOf:
        """What areas said of the end of the day before the period begins."""
        before = period_before(self.round.period)
        return _FundingOf(lambda area: None if before is None else self._said(before, area))

    @cached_property
    def _last_year(self) -> _FundingOf:
        """What areas said of the same period of the year before."""
        last_year = a_year_before(self.round.period)
        return _FundingOf(lambda area: self._said(last_year, area))

    def _said(self, period: Period, area: str) -> Submission | None:
        # Most files say nothing of money, and those need not be read for it.
        if not self.round.may_name_money(period, area):
            return None
        return self.round.past(period, (area,))[area].current

    @cached_property
    def _runs_from_january(self) -> bool:
        return period_before(self.round.period) is None

    def _per_month(self, money: Money) -> Decimal | None:
        left = _MONTHS - self.round.period.end_month
        if not left:
            return None
        step = Decimal(1).scaleb(-self.funding.decimals)
        steps = -(-Fraction(money.remaining) // (left * Fraction(step)))
        return int(steps) * step

    def _judged(self, row: FundingRow) -> FundingRow:
        rate = None if row.money is None else row.money.rate
        goal = self.funding.rate.goal_of(row.key.area)
        if rate is None or goal is None:
            return row
        progress = Progress(rate, Fraction(0))
        verdict = judge(self.funding.rate, rate, goal, progress, self.round.period)
        return row._replace(
            status=verdict.status,
            goal=goal,
            expected=verdict.expected,
            pace=verdict.pace,
            gap=rate - goal,
        )

    @cached_property
    def reassignments(self) -> tuple[Reassignment, ...]:
        """What was assigned otherwise than at the end of the day before the period began."""
        return tuple(
            Reassignment(
                area,
                cell,
                amounts.assigned - change,
                amounts.assigned,
                amounts.decision,
                line_of(amounts),
            )
            for area in self.round.plan.areas
            for cell, amounts in self.amounts_of(area).items()
            if (change := reassigned(amounts, self._before[area].get(cell)))
            and amounts.assigned is not None
        )

    @cached_property
    def remarks(self) -> tuple[MoneyRemark, ...]:
        """What areas say of their amounts in their own words, in the plan's order."""
        return tuple(
            MoneyRemark(area, cell, amounts.cause, amounts.note, line_of(amounts))
            for area in self.round.plan.areas
            for cell, amounts in self.amounts_of(area).items()
            if amounts.cause or amounts.note
        )

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong with what was handed in of money, and keeps some of it out."""
        filed = (self.round.of(area).current for area in self.round.plan.areas)
        return tuple(
            error for one in filed if one is not None for error in one.errors_in("funding")
        )


class _Held(NamedTuple):
    """What is owed and known of money for one of the smallest units, by it or areas above it."""

    area: str
    known: frozenset[Cell]
    owed: frozenset[Cell]
    spoken: bool
    """Whether any of them says anything of money."""


def reassigned(amounts: Amounts, earlier: Amounts | None) -> Decimal | None:
    """Return by how much more is assigned than earlier; None where that cannot be told."""
    if earlier is None or earlier.invalid or amounts.invalid:
        return None
    if amounts.assigned is None or earlier.assigned is None:
        return None
    return amounts.assigned - earlier.assigned


def line_of(amounts: Amounts) -> FileLine | None:
    """Return where amounts stand, if they do."""
    place = amounts.place
    return None if place is None else FileLine(place.document.path, place)


class _Total(NamedTuple):
    """What is known of some cells together."""

    money: Money = Money()
    cells: int = 0
    before: Since = NEVER
    last_year: Since = NEVER
    reassigned: Decimal = Decimal(0)

    def plus(self, other: _Total) -> _Total:
        """Return these and others together."""
        return _Total(
            Money(*map(add, self.money, other.money)),
            self.cells + other.cells,
            Since(*map(add, self.before, other.before)),
            Since(*map(add, self.last_year, other.last_year)),
            self.reassigned + other.reassigned,
        )


def _since(amounts: Amounts, earlier: Amounts | None) -> Since:
    """Return what was disbursed of a cell then and now, if both are known."""
    if earlier is None or earlier.invalid or earlier.disbursed is None:
        return NEVER
    return Since(earlier.disbursed, amounts.disbursed or Decimal(0), 1)


class _FundingOf(dict[str, "Mapping[Cell, Amounts]"]):
    """What areas said of money at another time, each read when it is first asked for."""

    def __init__(self, said: Callable[[str], Submission | None]) -> None:
        """Look areas up with a function."""
        super().__init__()
        self._said = said

    def __missing__(self, area: str) -> Mapping[Cell, Amounts]:
        """Read what an area said; nothing where that cannot be used."""
        filed = self._said(area)
        found = self[area] = filed.funding if filed is not None and filed.usable else _NO_AMOUNTS
        return found
