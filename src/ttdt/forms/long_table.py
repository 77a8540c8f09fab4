"""Figures as a plain table: one row a figure or population, the columns named in the first row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.choices import STATES, state_of
from ttdt.forms.filled_form import FilledForm, FilledRow, Remark
from ttdt.forms.form import DAYS, SAMPLE, FormColumn, id_of, id_of_population
from ttdt.forms.programme import (
    AMOUNT_COLUMNS,
    id_in_plan,
    id_in_table,
    is_of_programme,
    task_named,
)
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from enum import StrEnum

    from ttdt.excel.sheets import CellTable
    from ttdt.forms.filled_form import Typed
    from ttdt.plan import Plan

_HEADER = ("status", *DAYS, "source", SAMPLE)
_NAMES = (
    "unit", "period", "indicator", "part", "population", "value", "percent", "text", "state",
    "reason", "cause", "note", *_HEADER,
)  # fmt: skip
"""The columns that are read; all but `value` or `text`, and one of `indicator` and `population`,
can be left out."""

_PLACES = {
    FormColumn.VALUE: "value", FormColumn.PERCENT: "percent", FormColumn.STATE: "state",
    FormColumn.REASON: "reason", FormColumn.CAUSE: "cause", FormColumn.NOTE: "note",
}  # fmt: skip


_OF_A_FIGURE = ("part", "value", "percent", "text", "state", "reason", "cause", "note")
_MOST_OF_A_NAME = 30


def is_long_table(table: CellTable) -> bool:
    """Return whether the first row names the columns of such a table."""
    columns = _columns(table)
    return bool({"indicator", "population"} & columns.keys()) and bool(
        {"value", "text", "percent"} & columns.keys()
    )


def read_long_table(table: CellTable, named: tuple[str, str] | None) -> list[FilledForm]:
    """Return the submissions in a table, in the order of their first rows.

    `named` is the unit and period of rows that do not say. Raises `TtdtError` where nothing does.
    """
    columns = _columns(table)
    found: dict[tuple[str, str], _Gathered] = {}
    for row in range(1, len(table.rows)):
        if not any(table.at(row, column) is not None for column in columns.values()):
            continue
        key = _whose(table, row, columns, named)
        found.setdefault(key, _Gathered(table, columns)).take(row)
    if not found:
        raise TtdtError(gettext_lazy("the table has no rows"))
    next(iter(found.values())).remark(_unread(table, columns))
    return [gathered.filled(*key) for key, gathered in found.items()]


def _columns(table: CellTable) -> dict[str, int]:
    return {
        name: column
        for column, name in reversed(list(enumerate(_headings(table))))
        if name in _NAMES
    }


def _headings(table: CellTable) -> list[str]:
    return [str(word).strip().casefold() for word in table.rows[0]] if table.rows else []


def _unread(table: CellTable, columns: Mapping[str, int]) -> Iterator[Remark]:
    """Yield what stands in columns that are not read: unknown ones, and second ones of a name."""
    headings = _headings(table)
    filled = {
        column
        for cells in table.rows[1:]
        for column, value in enumerate(cells)
        if value not in {"", None}
    }
    unknown = []
    for column in sorted(filled.union(range(len(headings)))):
        name = headings[column] if column < len(headings) else ""
        if columns.get(name) == column:
            continue
        if name in columns:
            message = gettext_lazy("the column {column} is there twice", column=name)
            yield Remark(table.place(0, column), message)
        elif column in filled:
            unknown.append(
                f"{letters(column)} “{name[:_MOST_OF_A_NAME]}”" if name else letters(column)
            )
    if unknown:
        message = ngettext_lazy(
            "column {columns} has no name that ttdt knows, and was not read",
            "columns {columns} have no names that ttdt knows, and were not read",
            len(unknown),
            columns=tuple(unknown[:10]),
        )
        yield Remark(table.path, message, is_error=False)


def _whose(
    table: CellTable, row: int, columns: Mapping[str, int], named: tuple[str, str] | None
) -> tuple[str, str]:
    said = [
        _plain(table.at(row, columns[name])) if name in columns else ""
        for name in ("unit", "period")
    ]
    if named is not None:
        if any(word and word != meant for word, meant in zip(said, named, strict=True)):
            raise TtdtError(
                gettext_lazy(
                    "row {row} is that of {unit} for {period}, and --as says otherwise",
                    row=str(row + 1),
                    unit=said[0] or "?",
                    period=said[1] or "?",
                )
            )
        return named
    if not all(said):
        raise TtdtError(
            gettext_lazy(
                "row {row} does not say whose figure it is; give it unit and period, or name them"
                " with --as UNIT/PERIOD",
                row=str(row + 1),
            )
        )
    return said[0], said[1]


def with_plan_ids(filled: FilledForm, plan: Plan) -> FilledForm:
    """Return a plain table's rows by the plan's ids, whichever way their indicators are named.

    An indicator may be named by its id, clause or name, and a part behind a slash. A name that
    several fit, or a figure that two rows name in different ways, is an error; a name that none
    fits is left for whoever knows what the form asks.
    """
    entries: dict[str, FilledRow] = {}
    files: dict[str, str] = {}
    remarks: list[Remark] = []
    for typed, entry in filled.entries.items():
        kind, _, word = typed.partition(":")
        if is_of_programme(typed):
            found = [one.partition(":")[2] for one in id_in_plan(typed, plan)]
        else:
            found = [word] if kind == "population" else _figures_named(word, plan)
        place = next(iter(entry.places.values()))
        if len(found) > 1:
            message = gettext_lazy(
                "“{word}” may mean {choices}", word=word[:60], choices=tuple(found[:10])
            )
            remarks.append(Remark(place, message))
            continue
        name = f"{kind}:{found[0]}" if found else typed
        if name in entries:
            message = gettext_lazy(
                "{id} has a row already, under another name; delete one of them", id=found[0]
            )
            remarks.append(Remark(place, message))
            continue
        entries[name] = entry._replace(id=name)
        if typed in filled.files:
            files[name] = filled.files[typed]
    return replace(filled, entries=entries, files=files, remarks=(*filled.remarks, *remarks))


def _figures_named(word: str, plan: Plan) -> list[str]:
    """Return the ids that a word may mean, with the part where it names one."""
    names = plan.indicator_names
    found = names.find(word)
    if found:
        return list(found)
    whole, slash, part = word.rpartition("/")
    return [f"{name}/{part}" for name in names.find(whole)] if slash else []


class _Gathered:
    """The rows of one submission."""

    def __init__(self, table: CellTable, columns: Mapping[str, int]) -> None:
        self._cells = CellReader(table)
        self._columns = columns
        self._entries: dict[str, FilledRow] = {}
        self._rows: dict[str, int] = {}

    def remark(self, remarks: Iterable[Remark]) -> None:
        """Take up what is wrong with the table as a whole."""
        self._cells.remarks += remarks

    def take(self, row: int) -> None:
        """Read one row."""
        self._header(row)
        indicator, part, population = (
            self._word(row, name) for name in ("indicator", "part", "population")
        )
        place = self._cells.table.place(row)
        if bool(indicator) == bool(population):
            if indicator:
                message = gettext_lazy("name an indicator or a population in a row, not both")
            elif not any(self._word(row, name) for name in _OF_A_FIGURE):
                # A row that only says something about the whole.
                return
            else:
                message = gettext_lazy("this row names neither an indicator nor a population")
            self._cells.remarks.append(Remark(place, message))
            return
        text = self._text(row, "text", self._cells.words)
        if population and part:
            message = gettext_lazy("a population has no parts")
            self._cells.remarks.append(Remark(place, message))
        name = (
            id_of_population(str(population))
            if population
            else id_in_table(str(indicator))
            or id_of(str(indicator), part, narrative=text is not None)
        )
        if name in self._rows:
            message = gettext_lazy(
                "this row is a copy of row {first}, so the figure is there twice; delete one of"
                " them",
                first=str(self._rows[name] + 1),
            )
            self._cells.remarks.append(Remark(place, message))
            return
        self._rows[name] = row
        self._entries[name] = self._entry(row, name, text)

    def filled(self, unit: str, period: str) -> FilledForm:
        """Return what was gathered."""
        table = self._cells.table
        remarks = tuple(self._cells.remarks)
        return FilledForm(unit, period, table.path, self._entries, None, remarks, whole=False)

    def _entry(self, row: int, name: str, text: str | None) -> FilledRow:
        table = self._cells.table
        places: dict[StrEnum, str] = {
            column: table.place(row, self._columns.get(word)) for column, word in _PLACES.items()
        }
        if text is not None and "text" in self._columns:
            places[FormColumn.VALUE] = table.place(row, self._columns["text"])
        if is_of_programme(name):
            return self._entry_of_programme(row, name, text, places)
        word = self._text(row, "state", self._cells.words)
        state = None if word is None else state_of(word)
        if word is not None and state is None:
            message = gettext_lazy(
                "“{word}” is unknown; it can be: {choices}", word=word[:60], choices=tuple(STATES)
            )
            self._cells.remarks.append(Remark(places[FormColumn.STATE], message))
        value_at, percent_at = self._columns.get("value"), self._columns.get("percent")
        number = None if value_at is None else self._cells.number(row, value_at)
        if text is not None and number is not None:
            message = gettext_lazy("a row says a number or a text, not both")
            self._cells.remarks.append(Remark(table.place(row), message))
        return FilledRow(
            name,
            places,
            value=number if text is None else text,
            percent=None if percent_at is None else self._cells.percent(row, percent_at),
            may_be_share=percent_at is not None and self._cells.may_be_share(row, percent_at),
            state=state,
            reason=self._text(row, "reason", self._cells.words),
            cause=self._text(row, "cause", self._cells.note),
            note=self._text(row, "note", self._cells.note),
        )

    def _entry_of_programme(
        self, row: int, name: str, text: str | None, places: Mapping[StrEnum, str]
    ) -> FilledRow:
        """Return what a row says of money, or of a task, whose status may stand for a value."""
        value_at, percent_at = self._columns.get("value"), self._columns.get("percent")
        is_number = name.rpartition("/")[2] in AMOUNT_COLUMNS
        value: Typed = text
        if text is None and value_at is not None:
            read = self._cells.amount if is_number else self._cells.words
            value = read(row, value_at)
        is_task = task_named(name) is not None
        useless = ["state"] if is_task else ["state", "percent", "reason", "cause", "note"]
        for column in useless:
            if self._word(row, column) is not None:
                message = gettext_lazy(
                    "“{column}” says nothing in a row of money or tasks; a note, or why there is no"
                    " amount, has a row of its own, such as {example}",
                    column=column,
                    example="funding.p1.local.note, funding.p1.local.not_reported",
                )
                place = self._cells.table.place(row, self._columns[column])
                self._cells.remarks.append(Remark(place, message))
        return FilledRow(
            name,
            places,
            value=value,
            percent=None if percent_at is None else self._cells.percent(row, percent_at),
            reason=self._text(row, "reason", self._cells.words),
            cause=self._text(row, "cause", self._cells.note),
            note=self._text(row, "note", self._cells.note),
        )

    def _header(self, row: int) -> None:
        """Take what a row says of the whole submission; all rows must say the same."""
        for name in _HEADER:
            column = self._columns.get(name)
            said = None if column is None else self._cells.table.at(row, column)
            if column is None or said is None:
                continue
            place = self._cells.table.place(row, column)
            value: Typed
            if name in DAYS:
                value = self._cells.day(row, column)
            elif name == SAMPLE:
                value = str(said).strip().casefold()
            else:
                value = self._cells.words(row, column)
            known = self._entries.get(name)
            if known is None:
                self._entries[name] = FilledRow(name, {FormColumn.VALUE: place}, value=value)
            elif known.value != value:
                message = gettext_lazy(
                    "this row says otherwise than {place}, though both are about the whole report",
                    place=known.place(FormColumn.VALUE),
                )
                self._cells.remarks.append(Remark(place, message))

    def _text(self, row: int, name: str, read: Callable[[int, int], str | None]) -> str | None:
        column = self._columns.get(name)
        return None if column is None else read(row, column)

    def _word(self, row: int, name: str) -> str | None:
        column = self._columns.get(name)
        value = None if column is None else self._cells.table.at(row, column)
        return _plain(value) or None


def _plain(value: object) -> str:
    """Return what stands in a cell as text; a spreadsheet makes numbers of digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
