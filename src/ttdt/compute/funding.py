"""Money: what is available and disbursed, by project, source and area, with its coverage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Coverage, FileLine, Status
from ttdt.compute.verdict import Progress, judge
from ttdt.period import before_start
from ttdt.plan import OWN_AREA
from ttdt.submission.round import of_one_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
        return Fraction(self.disbursed) * _ALL / Fraction(self.available)

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
    gap: Fraction | None = None
    per_month: Decimal | None = None
    """What is to be disbursed in each month left, to leave nothing at the year's end; rounded up.
    None at the year's end."""

    @property
    def in_period(self) -> Decimal | None:
        """What was disbursed within the period, of the cells that tell."""
        return None if self.before is None else self.before.change

    @property
    def firm(self) -> bool:
        """Whether no unit is missing that could change whether the target is met."""
        return self.coverage.complete


class Reassignment(NamedTuple):
    """An amount assigned that is another than at the end of the day before the period began."""

    area: str
    cell: Cell
    before: Decimal
    now: Decimal
    decision: Decision | None
    source: FileLine | None
    """Where the new amount stands."""


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
        cells = self._cells(key)
        money = Money()
        known = 0
        before, last_year = _Earlier(), _Earlier()
        for where, cell, amounts in self._counted(area, cells):
            money = money.plus(amounts)
            known += 1
            before.add(amounts, None if self._runs_from_january else self._before(where).get(cell))
            last_year.add(amounts, self._last_year(where).get(cell))
        coverage = self._coverage(area, cells)
        if not known:
            status = Status.NO_DATA if coverage.applicable else Status.NOT_APPLICABLE
            return FundingRow(key, coverage, status=status)
        since = before.since
        if self._runs_from_january:
            since = Since(Decimal(0), money.disbursed, known)
        row = FundingRow(key, coverage, known, money, since, last_year.since)
        return self._judged(row._replace(per_month=self._per_month(money)))

    def _cells(self, key: MoneyKey) -> frozenset[Cell]:
        sources: Iterable[str] = self.funding.sources if key.source is None else (key.source,)
        if key.kind is not None:
            of_kind = self.funding.sources_of_kind(None if key.kind == NO_KIND else key.kind)
            sources = [source for source in sources if source in of_kind]
        projects = self.funding.leaves_of(key.project)
        return frozenset((project, source) for project in projects for source in sources)

    def _counted(self, area: str, cells: Collection[Cell]) -> Iterator[tuple[str, Cell, Amounts]]:
        """Yield the known amounts that an area's are made of, with whose they are.

        A cell of its own stands for those of all below it.
        """
        to_see: list[tuple[str, Collection[Cell]]] = [(area, cells)]
        while to_see:
            one, left = to_see.pop()
            own = self._own(one)
            found = [cell for cell in own if cell in left]
            for cell in found:
                if own[cell].known:
                    yield one, cell, own[cell]
            stands = {cell for cell in found if own[cell].reported}
            below = self.round.plan.below.get(one, ())
            if below:
                rest = left if not stands else [cell for cell in left if cell not in stands]
                to_see += [(child, rest) for child in reversed(below)]

    def _coverage(self, area: str, cells: Collection[Cell]) -> Coverage:
        """Return how many of the smallest units below an area have all their money of the cells."""
        covered = applicable = 0
        nothing: frozenset[Cell] = frozenset()
        # Of each area above, the cells that it states for all below it: known, and only owed.
        to_see = [(area, nothing, nothing, False)]
        while to_see:
            one, known, owed, spoken = to_see.pop()
            own = self._own(one)
            reported = {cell for cell, amounts in own.items() if amounts.reported}
            known = known | {cell for cell in reported if own[cell].known and cell in cells}
            below = self.round.plan.below.get(one, ())
            mine = own.keys() if below else own.keys() | self._owed(one)
            owed = owed | {cell for cell in (reported if below else mine) if cell in cells}
            spoken = spoken or bool(own)
            if below:
                to_see += [(child, known, owed, spoken) for child in below]
            elif owed or not spoken:
                applicable += 1
                covered += bool(owed) and owed <= known
        return Coverage(covered, applicable)

    def _own(self, area: str) -> Mapping[Cell, Amounts]:
        current = self.round.of(area).current
        return current.funding if current is not None and current.usable else _NO_AMOUNTS

    def _owed(self, area: str) -> Collection[Cell]:
        """Return the cells that an area named in the round before."""
        return self._before(area).keys()

    def _before(self, area: str) -> Mapping[Cell, Amounts]:
        """Return what an area said of the end of the day before the period begins."""
        found = self._earlier.get(area)
        if found is None:
            found = self._earlier[area] = self._read_before(area)
        return found

    @cached_property
    def _earlier(self) -> dict[str, Mapping[Cell, Amounts]]:
        return {}

    def _read_before(self, area: str) -> Mapping[Cell, Amounts]:
        start = before_start(self.round.period)
        found: list[Submission] = []
        for filed in self.round.of(area).earlier if start is not None else ():
            if start is None or filed.period.end < start.end:
                break  # They come the newest first.
            if filed.period.end == start.end and filed.usable and not filed.empty:
                found.append(filed)
        order = [] if start is None else [one.id for one in self._like_this(start)]
        found.sort(key=lambda filed: order.index(filed.period.id))
        return of_one_day(found).funding if found else _NO_AMOUNTS

    def _like_this(self, start: Period) -> list[Period]:
        """Return the periods that end with one, those as long as this round's before others."""
        months = self.round.period.months
        return sorted(start.same_end(), key=lambda one: (one.months != months, -one.months))

    @property
    def _runs_from_january(self) -> bool:
        return before_start(self.round.period) is None

    def _last_year(self, area: str) -> Mapping[Cell, Amounts]:
        filed = self.round.last_year(area)
        return filed.funding if filed is not None and filed.usable else _NO_AMOUNTS

    def _per_month(self, money: Money) -> Decimal | None:
        left = _MONTHS - self.round.period.end_month
        if not left:
            return None
        step = Decimal(1).scaleb(-self.funding.decimals)
        steps = -(-Fraction(money.remaining / step) // left)
        return int(steps) * step

    def _judged(self, row: FundingRow) -> FundingRow:
        rate = None if row.money is None else row.money.rate
        goal = self.funding.rate.goal_of(row.key.area)
        if rate is None or goal is None:
            return row
        progress = Progress(rate, Fraction(0))
        verdict = judge(self.funding.rate, rate, goal, progress, self.round.period)
        return row._replace(
            status=verdict.status, goal=goal, expected=verdict.expected, gap=verdict.gap
        )

    @cached_property
    def reassignments(self) -> tuple[Reassignment, ...]:
        """What was assigned otherwise than at the end of the day before the period began."""
        found = []
        for area in self.round.plan.areas if not self._runs_from_january else ():
            own = self._own(area)
            earlier = self._before(area) if own else _NO_AMOUNTS
            for cell, amounts in own.items():
                was = earlier.get(cell)
                old = None if was is None or was.invalid else was.assigned
                if old is None or amounts.invalid or amounts.assigned in {None, old}:
                    continue
                place = amounts.place
                found.append(
                    Reassignment(
                        area,
                        cell,
                        old,
                        amounts.assigned or Decimal(0),
                        amounts.decision,
                        None if place is None else FileLine(place.document.path, place),
                    )
                )
        return tuple(found)

    @property
    def submissions(self) -> Iterator[Submission]:
        """The submissions of the round that say anything of money."""
        for area in self.round.plan.areas:
            if self._own(area):
                current = self.round.of(area).current
                if current is not None:
                    yield current


class _Earlier:
    """What was disbursed at an earlier time, added up over the cells that tell."""

    def __init__(self) -> None:
        self._before = self._now = Decimal(0)
        self._cells = 0

    def add(self, amounts: Amounts, earlier: Amounts | None) -> None:
        """Add a cell, if its earlier amount is known."""
        if earlier is None or earlier.invalid or earlier.disbursed is None:
            return
        self._before += earlier.disbursed
        self._now += amounts.disbursed or 0
        self._cells += 1

    @property
    def since(self) -> Since | None:
        """What was added up; None where no cell tells."""
        return Since(self._before, self._now, self._cells) if self._cells else None
