"""A proposed map: what is sure, what is asked, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ttdt.schema.map import UNDECIDED

if TYPE_CHECKING:
    from ttdt.text.message import Message
    from ttdt.yaml import Plain


class Proposed(NamedTuple):
    """A value of a map, and what its comment says of it."""

    value: Plain
    why: Message | None = None

    @property
    def is_asked(self) -> bool:
        """Whether only a person can say it."""
        return self.value == UNDECIDED


class ProposedLine(NamedTuple):
    """What a column, or row, of figures holds."""

    name: str
    heading: str
    holds: Proposed
    numbers: Proposed | None = None
    """How numbers that stand as text are written; None where there are none."""
    times: Proposed | None = None
    dates: Proposed | None = None


@dataclass(slots=True)
class MapProposal:
    """How a table may be read."""

    file: str
    units_in_rows: bool
    names_in: str
    headings_in: str
    sheet: str = ""
    period: Proposed | None = None
    period_in: Proposed | None = None
    status: Proposed | None = None
    repeated: Proposed | None = None
    lines: list[ProposedLine] = field(default_factory=list)
    units: dict[str, Proposed] = field(default_factory=dict)
    words: dict[str, Proposed] = field(default_factory=dict)
    rules: list[Proposed] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many entries only a person can decide."""
        values = [self.period, self.status, *self.units.values(), *self.words.values()]
        for line in self.lines:
            values += [line.holds, line.numbers, line.dates]
        return sum(value is not None and value.is_asked for value in values)
