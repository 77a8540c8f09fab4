"""What stands in the cells of a filled form, before it is held against what is on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ttdt.excel.cells import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from enum import StrEnum

    from ttdt.forms.choices import FigureState
    from ttdt.forms.identity import Identity
    from ttdt.text.message import Message

Typed: TypeAlias = "Decimal | str | date | None"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be told about a cell, a row or a file; an error keeps the form from counting."""

    place: str
    message: Message
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class RowPlaces(Mapping["StrEnum", str]):
    """How the cells of one row of a form are named, each made when it is asked for, as few are."""

    sheet: str
    """How the sheet is named: `form.xlsx!Q3`."""
    row: int
    columns: Mapping[Any, int]
    """Where the columns stand, by a `StrEnum`."""

    def __getitem__(self, column: StrEnum) -> str:
        """Return how a cell is named: `form.xlsx!Q3!D14`."""
        return f"{self.sheet}!{cell_name(self.row, self.columns[column])}"

    def __iter__(self) -> Iterator[StrEnum]:
        """Yield the columns."""
        return iter(self.columns)

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self.columns)

    def __reduce__(self) -> tuple[type[RowPlaces], tuple[str, int, Mapping[Any, int]]]:
        """Let a process send it as what it is made of; field by field takes five times as long."""
        return RowPlaces, (self.sheet, self.row, self.columns)


class FilledRow(NamedTuple):
    """One row's answer. `last` is what the form shows of the round before."""

    id: str
    places: Mapping[StrEnum, str]
    """How each cell is named in messages, by its column."""
    value: Typed = None
    percent: Decimal | None = None
    """In per cent."""
    may_be_share: bool = False
    """Whether its percentage has neither the sign nor the format of one."""
    state: FigureState | None = None
    reason: str | None = None
    cause: str | None = None
    note: str | None = None
    last: Decimal | None = None

    @property
    def typed(self) -> tuple[object, ...] | None:
        """What was typed in the row, or None where nothing was."""
        said = (self.value, self.percent, self.state, self.reason, self.cause, self.note)
        return said if any(one is not None for one in said) else None

    def place(self, column: StrEnum) -> str:
        """Return how a cell of the row is named."""
        return self.places[column]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A filled form, as typed."""

    unit: str
    period: str
    place: str
    """How the form is named in messages: the file, and the sheet where there are several."""
    entries: Mapping[str, FilledRow]
    identity: Identity | None = None
    """What the hidden sheet says; None for a table that nobody made from a plan."""
    remarks: tuple[Remark, ...] = field(default=())
    """What is wrong with single cells and rows."""
    whole: bool = True
    """Whether it is a form, in which a row that is not there has been deleted."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the unit is called in the rows that are read as its, by the place of the name."""
    path: str = ""
    """How the file is named where it holds forms of several units, in several sheets."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Which file each row comes from, as the submission is to name it, by the row's id."""

    def shown(self, cell: str) -> str:
        """Return what a cell is called where the form has been named."""
        return cell.removeprefix(f"{self.place}!").removeprefix(f"{self.path}!")


def is_date(value: object) -> bool:
    """Return whether a cell holds a day or a time."""
    return isinstance(value, date | time | timedelta)
