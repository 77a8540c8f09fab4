"""How the money moved from round to round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingRow, MoneyKey
    from ttdt.finding import Finding
    from ttdt.period import Period
    from ttdt.plan import Cell, Funding, Plan


class FundingRound(NamedTuple):
    """What a round says of money, in the rows of a trend."""

    report: Report
    """Without any rows of its own."""
    funding: Funding
    """With the target that is in force in the round."""
    rows: tuple[FundingRow, ...]
    counted: tuple[frozenset[tuple[str, Cell]], ...]
    """For each row the amounts that it is made of: whose, and of which project and source."""
    errors: tuple[Finding, ...]

    @property
    def period(self) -> Period:
        """The round's period."""
        return self.report.period


class FundingLine(NamedTuple):
    """The money of an area, of a project and a source, in every round."""

    key: MoneyKey
    rows: tuple[FundingRow, ...]
    same_amounts: bool
    """Whether its rounds rest on the same amounts; else some of the moves may come from that."""

    @property
    def rates(self) -> tuple[Fraction | None, ...]:
        """The share disbursed in each round; None where nothing is known."""
        return tuple(None if row.money is None else row.money.rate for row in self.rows)


@dataclass(frozen=True, slots=True)
class FundingTrend:
    """Rounds of one year side by side, the newest last."""

    stages: tuple[FundingRound, ...]
    lines: tuple[FundingLine, ...]

    @property
    def newest(self) -> Report:
        """The report on the last round."""
        return self.stages[-1].report

    @property
    def plan(self) -> Plan:
        """The plan of the newest round."""
        return self.newest.plan

    @property
    def funding(self) -> Funding:
        """The money as the newest round's plan has it."""
        return self.stages[-1].funding

    @property
    def sample(self) -> bool:
        """Whether illustrative figures are among those shown."""
        return any(stage.report.sample for stage in self.stages)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Every error for which amounts of a round shown were left out, once."""
        found = {error.sort_key: error for stage in self.stages for error in stage.errors}
        return tuple(found.values())


def build_funding_trend(keys: Sequence[MoneyKey], rounds: Iterable[FundingRound]) -> FundingTrend:
    """Return the trend over rounds, at least one, in the order of time.

    Each round has a row for each of the keys.
    """
    stages = tuple(rounds)
    lines = (
        FundingLine(
            key,
            tuple(stage.rows[place] for stage in stages),
            len({stage.counted[place] for stage in stages if stage.counted[place]}) <= 1,
        )
        for place, key in enumerate(keys)
    )
    return FundingTrend(stages, tuple(lines))
