"""From the sheets of a form for money and for tasks to what was typed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.filled_form import FilledRow, Remark, RowPlaces
from ttdt.forms.form import FormColumn
from ttdt.forms.key_row import copy_of, key_row, nameless
from ttdt.forms.programme import (
    AMOUNT_COLUMNS,
    MONEY_INPUTS,
    TASK_INPUTS,
    MoneyColumn,
    TaskColumn,
    id_of_empty_money,
    is_of_programme,
)
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from enum import StrEnum

    from ttdt.excel.sheets import CellTable

    Column = TypeVar("Column", bound=StrEnum)


class ProgrammeRows(NamedTuple):
    """What was typed about money and tasks, by row id, and what is wrong with single cells."""

    entries: dict[str, FilledRow]
    remarks: list[Remark]


def read_programme(tables: Iterable[CellTable]) -> ProgrammeRows:
    """Return what the sheets for money and tasks hold, of which a form may have none.

    Raises `TtdtError` where columns of such a sheet are missing.
    """
    found = ProgrammeRows({}, [])
    for table in tables:
        money = key_row(table, MoneyColumn, MoneyColumn.ID, MONEY_INPUTS)
        if money is not None:
            cells = CellReader(table)
            for row, name in _rows(cells, money, MoneyColumn.ID, MONEY_INPUTS):
                found.entries.update(_amounts(cells, row, name, money[1]))
            found.remarks.extend(cells.remarks)
        tasks = key_row(table, TaskColumn, TaskColumn.ID, TASK_INPUTS)
        if tasks is not None:
            cells = CellReader(table)
            for row, name in _rows(cells, tasks, TaskColumn.ID, TASK_INPUTS):
                found.entries[name] = _task(cells, row, name, tasks[1])
            found.remarks.extend(cells.remarks)
    return found


def _rows(
    cells: CellReader,
    keys: tuple[int, Mapping[Column, int]],
    id_column: Column,
    inputs: Sequence[Column],
) -> Iterator[tuple[int, str]]:
    """Yield the rows of a sheet with their ids; of copies only the first."""
    table, (top, columns) = cells.table, keys
    seen: dict[str, int] = {}
    for row in range(top + 1, len(table.rows)):
        name = str(table.at(row, columns[id_column]) or "")
        if name in seen:
            cells.remarks.append(Remark(table.place(row), copy_of(seen[name])))
        elif name:
            seen[name] = row
            if row in table.metadata.hidden_rows and any(
                table.at(row, columns[column]) is not None for column in inputs
            ):
                message = gettext_lazy(
                    "this row is hidden, and what stands in it is taken all the same"
                )
                cells.remarks.append(Remark(table.place(row), message, is_error=False))
            yield row, name
        elif any(
            isinstance(table.at(row, columns[column]), int | float) and not _is_live(cells, row, at)
            for column in inputs
            if (at := columns[column]) >= 0
        ):
            cells.remarks.append(Remark(table.place(row), nameless()))


def _is_live(cells: CellReader, row: int, column: int) -> bool:
    """Return whether a cell computes, as those of sums do."""
    return (row, column) in cells.table.metadata.formulas


def _amounts(
    cells: CellReader, row: int, name: str, columns: Mapping[MoneyColumn, int]
) -> Iterator[tuple[str, FilledRow]]:
    """Yield what is said of a project's money from a source, each by an id of its own.

    Where nothing is, as in most rows, the row as a whole has one.
    """
    if is_of_programme(name) and not any(cells.holds(row, columns[one]) for one in MONEY_INPUTS):
        inputs = {column: columns[column] for column in MONEY_INPUTS}
        key = id_of_empty_money(name)
        yield key, FilledRow(key, RowPlaces(cells.table.shown, row, inputs))
        return
    for column in MONEY_INPUTS:
        at = columns[column]
        read = cells.money if column in AMOUNT_COLUMNS else cells.words
        if column is MoneyColumn.NOTE:
            read = cells.note
        place: dict[StrEnum, str] = {FormColumn.VALUE: cells.table.place(row, at)}
        key = f"{name}/{column}"
        yield key, FilledRow(key, place, value=read(row, at))


def _task(cells: CellReader, row: int, name: str, columns: Mapping[TaskColumn, int]) -> FilledRow:
    places = {
        FormColumn.VALUE: columns[TaskColumn.STATUS],
        FormColumn.PERCENT: columns[TaskColumn.PERCENT],
        FormColumn.REASON: columns[TaskColumn.CAUSE],
        FormColumn.NOTE: columns[TaskColumn.NOTE],
    }
    return FilledRow(
        name,
        RowPlaces(cells.table.shown, row, places),
        value=cells.words(row, columns[TaskColumn.STATUS]),
        percent=cells.percent(row, columns[TaskColumn.PERCENT]),
        reason=cells.words(row, columns[TaskColumn.CAUSE]),
        note=cells.note(row, columns[TaskColumn.NOTE]),
    )
