"""What a plan's workbook changes: held against the file it was made from, and the file as it is."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from ttdt.excel.cells import stored
from ttdt.excel.limits import fit, same_words
from ttdt.forms.filled_form import Remark
from ttdt.forms.plan_book.columns import (
    COMPARATOR,
    SHARE,
    SHEETS,
    TARGET,
    CellKind,
    PlanColumn,
    PlanSheet,
)
from ttdt.forms.plan_book.rows import Held
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.forms.plan_book.reading import FilledPlan, TypedRow
    from ttdt.forms.plan_book.rows import CellValue, PlanRow, PlanRows
    from ttdt.text.message import Message


class ChangeKind(Enum):
    """What becomes of a row."""

    ADDED = auto()
    CHANGED = auto()
    REMOVED = auto()


class RowChange(NamedTuple):
    """A row that is added, removed, or of which cells change."""

    sheet: PlanSheet
    kind: ChangeKind
    key: str
    before: Mapping[str, CellValue]
    """What the cells that change, or all of a row that goes, say in the file."""
    now: Mapping[str, CellValue]
    """What they, or all of a row that comes, are to say."""
    typed: TypedRow
    """The row as typed; of what goes with a removed row, that row."""


class PlanComparison(NamedTuple):
    """What a workbook changes, and what is wrong with it."""

    changes: tuple[RowChange, ...]
    remarks: tuple[Remark, ...]


def compare(filled: FilledPlan, current: PlanRows) -> PlanComparison:
    """Return what a workbook changes in the plan.

    What says the same as the file that the workbook was made from was not touched. `current` are
    the rows of the file as it is: what has been changed in both, and
    not alike, is an error, as is a row that was deleted without a word.
    """
    comparing = _Comparing(filled, current)
    changes = tuple(change for sheet in SHEETS for change in comparing.sheet(sheet))
    return PlanComparison(changes, tuple(comparing.remarks))


class _Comparing:
    def __init__(self, filled: FilledPlan, current: PlanRows) -> None:
        self.remarks: list[Remark] = []
        self._filled = filled
        self._base = filled.base
        self._current = current

    def sheet(self, sheet: PlanSheet) -> Iterator[RowChange]:
        """Yield what changes in a sheet."""
        typed = self._filled.rows[sheet.key]
        base, current = self._base[sheet.key], self._current[sheet.key]
        for key, row in typed.items():
            if row.is_removed:
                yield from self._removed(sheet, row, base.get(key), current.get(key))
            elif key in base:
                yield from self._changed(sheet, row, base[key], current.get(key))
            else:
                yield from self._added(sheet, row, current.get(key))
        gone = [key for key in base if key not in typed and key in current]
        if gone:
            message = gettext_lazy(
                "rows have been deleted or renamed: {keys}; restore them, and to take one out of"
                " the plan choose “remove” in its last column",
                keys=tuple(gone[:8]),
            )
            self.remarks.append(Remark(self._filled.sheets[sheet.key], message))

    def _removed(
        self, sheet: PlanSheet, typed: TypedRow, base: PlanRow | None, current: PlanRow | None
    ) -> Iterator[RowChange]:
        if current is None:
            return
        if base is None or _differing(sheet, base.cells, current.cells):
            self._wrong(
                typed.place(),
                gettext_lazy(
                    "the file has been changed here since the workbook was made, so the row stays;"
                    " make a new workbook"
                ),
            )
            return
        yield RowChange(sheet, ChangeKind.REMOVED, typed.key, current.cells, {}, typed)
        # What stands within it goes with it, and is shown.
        inner = len(current.loc)
        for other in SHEETS:
            for row in self._current[other.key].values():
                if len(row.loc) > inner and row.loc[:inner] == current.loc:
                    said = self._filled.rows[other.key].get(row.key)
                    if said is None or not said.is_removed:
                        yield RowChange(other, ChangeKind.REMOVED, row.key, row.cells, {}, typed)

    def _added(
        self, sheet: PlanSheet, typed: TypedRow, current: PlanRow | None
    ) -> Iterator[RowChange]:
        if current is not None:
            if _differing(sheet, typed.cells, current.cells):
                self._wrong(
                    typed.place(), gettext_lazy("the file has this id already, for something else")
                )
            return
        self._check_target(typed)
        yield RowChange(sheet, ChangeKind.ADDED, typed.key, {}, typed.cells, typed)

    def _changed(
        self, sheet: PlanSheet, typed: TypedRow, base: PlanRow, current: PlanRow | None
    ) -> Iterator[RowChange]:
        changed = []
        for column in _differing(sheet, base.cells, typed.cells):
            now, was = typed.cells.get(column.key), base.cells.get(column.key)
            there = None if current is None else current.cells.get(column.key)
            if not column.path and column.key != SHARE:
                self._wrong(
                    typed.place(column.key),
                    gettext_lazy("where an item stands does not change; move it in the file"),
                )
            elif Held.IN_FILE in {now, was}:
                self._wrong(
                    typed.place(column.key), gettext_lazy("only the file can hold this value")
                )
            elif current is None:
                self._wrong(
                    typed.place(column.key),
                    gettext_lazy("the row has been taken out of the file meanwhile"),
                )
            elif is_same(column, now, there):
                continue
            elif not is_same(column, was, there):
                self._wrong(
                    typed.place(column.key),
                    gettext_lazy(
                        "the file has been changed here, too, since the workbook was made; make a"
                        " new workbook to see what it says"
                    ),
                )
            else:
                changed.append(column.key)
        if {COMPARATOR, TARGET} & set(changed):
            self._check_target(typed)
        if changed and current is not None:
            before = {key: current.cells.get(key) for key in changed}
            now_said = {key: typed.cells.get(key) for key in changed}
            yield RowChange(sheet, ChangeKind.CHANGED, typed.key, before, now_said, typed)

    def _check_target(self, typed: TypedRow) -> None:
        """Tell of a row with a comparator and no number, or the other way round."""
        for column, other in ((COMPARATOR, TARGET), (TARGET, COMPARATOR)):
            if column in typed.cells and other not in typed.cells:
                self._wrong(
                    typed.place(other), gettext_lazy("a target is a comparator and a number")
                )

    def _wrong(self, place: str, message: Message) -> None:
        self.remarks.append(Remark(place, message))


def _differing(
    sheet: PlanSheet, one: Mapping[str, CellValue], other: Mapping[str, CellValue]
) -> list[PlanColumn]:
    """Return the columns of which two rows say different things."""
    return [
        column
        for column in sheet.columns
        if not is_same(column, one.get(column.key), other.get(column.key))
    ]


def is_same(column: PlanColumn, one: CellValue, other: CellValue) -> bool:
    """Return whether two cells say the same, as precisely as a cell can."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other or stored(float(one)) == stored(float(other))
    if isinstance(one, str) and isinstance(other, str):
        if column.kind is CellKind.IDS:
            return _ids(one) == _ids(other)
        return same_words(fit(one), fit(other))
    return (one or None) == (other or None) if {type(one), type(other)} <= _EMPTY else one == other


_EMPTY = {str, type(None)}


def _ids(said: str) -> list[str]:
    return [word.strip() for word in said.split(",") if word.strip()]
