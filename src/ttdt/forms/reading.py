"""From a file to what was typed in it: a form made here, or a plain table of figures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.excel.file_kind import FileKind
from ttdt.excel.sheets import CellTable, tables_in
from ttdt.forms.area_reading import read_area_form, unit_tables
from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.choices import FigureState, state_of
from ttdt.forms.filled_form import FilledForm, FilledRow, Remark, RowPlaces
from ttdt.forms.form import DAYS, FIELDS, INPUTS, REQUIRED, WIDE, FormColumn, is_narrative
from ttdt.forms.identity import SHEET, Identity, identity_in
from ttdt.forms.key_row import copy_of, key_row, nameless
from ttdt.forms.long_table import is_long_table, read_long_table
from ttdt.forms.programme_reading import read_programme
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.excel.reader_process import WorkbookReader


def read_forms(
    content: bytes, path: str, named: tuple[str, str] | None, reader: WorkbookReader
) -> list[FilledForm]:
    """Return the forms in a file that messages call `path`; most files hold one.

    Raises `TtdtError` where the file cannot be read, and as `forms_in` does.
    """
    return forms_in(tables_in(content, path, reader), path, named)


def forms_in(tables: list[CellTable], path: str, named: tuple[str, str] | None) -> list[FilledForm]:
    """Return the forms in the sheets of a file that messages call `path`.

    `named` is the unit and period that a table without them is for. Raises `TtdtError` where there
    is no form in the file, or none that can be read.
    """
    identity = _identity(tables)
    sheets = unit_tables(tables)
    if sheets:
        _require_owner(sheets[0].table, identity, named)
        _, period = _owner(identity, named)
        return read_area_form(sheets, path, period, identity)
    found = [
        (table, at)
        for table in tables
        if (at := key_row(table, FormColumn, FormColumn.ID, REQUIRED)) is not None
    ]
    if len(found) > 1:
        names = tuple(table.name for table, _ in found)
        raise TtdtError(
            gettext_lazy("the file has more than one filled sheet: {names}; keep one", names=names)
        )
    if found:
        table, (row, columns) = found[0]
        _require_owner(table, identity, named)
        form = _read_form(table, row, columns, identity, named)
        return [_with_programme(form, tables)]
    long_tables = [table for table in tables if is_long_table(table)]
    if len(long_tables) > 1:
        names = tuple(table.name for table in long_tables)
        raise TtdtError(
            gettext_lazy("the file has more than one filled sheet: {names}; keep one", names=names)
        )
    if long_tables:
        return read_long_table(long_tables[0], named)
    if tables and tables[0].kind is FileKind.CSV:
        raise TtdtError(
            gettext_lazy(
                "the first row names no columns that ttdt knows; it needs unit, period, indicator"
                " and value, or population and value; a table of another shape is read by a map"
                " that ttdt map proposes"
            )
        )
    raise TtdtError(
        gettext_lazy(
            "no sheet of this file is a form from ttdt template, or a table whose first row names"
            " unit, period, indicator and value; a table of another shape is read by a map that"
            " ttdt map proposes"
        )
    )


def _with_programme(form: FilledForm, tables: list[CellTable]) -> FilledForm:
    """Return a form with what its sheets for money and tasks hold."""
    found = read_programme(tables)
    if not found.entries:
        return form
    entries = {**form.entries, **found.entries}
    return replace(form, entries=entries, remarks=(*form.remarks, *found.remarks))


def _identity(tables: list[CellTable]) -> Identity | None:
    for table in tables:
        if table.name == SHEET:
            return identity_in(
                (str(table.at(row, 0) or ""), _plain(table.at(row, 1)))
                for row in range(len(table.rows))
            )
    return None


def _require_owner(
    table: CellTable, identity: Identity | None, named: tuple[str, str] | None
) -> None:
    """Raise `TtdtError` for a workbook that says no longer whose form it is."""
    if identity is None and named is None and table.kind is not FileKind.CSV:
        raise TtdtError(
            gettext_lazy(
                "the hidden sheet that says whose form this is has been removed; copy the"
                " figures into a new form from ttdt template, or name it with --as UNIT/PERIOD"
            )
        )


def _owner(identity: Identity | None, named: tuple[str, str] | None) -> tuple[str, str]:
    """Return whose form it is and for when; raises `TtdtError` where nothing or two things say."""
    if identity is not None:
        own = identity.unit, identity.period
        if named is not None and named != own:
            raise TtdtError(
                gettext_lazy(
                    "the form is that of {unit} for {period}, and --as says otherwise",
                    unit=own[0],
                    period=own[1],
                )
            )
        return own
    if named is not None:
        return named
    raise TtdtError(
        gettext_lazy("nothing says whose figures these are; name it with --as UNIT/PERIOD")
    )


def _plain(value: object) -> str:
    """Return a text of the hidden sheet; some programs make numbers of digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _read_form(
    table: CellTable,
    keys: int,
    columns: Mapping[FormColumn, int],
    identity: Identity | None,
    named: tuple[str, str] | None,
) -> FilledForm:
    unit, period = _owner(identity, named)
    cells = CellReader(table)
    entries: dict[str, FilledRow] = {}
    seen: dict[str, int] = {}
    inputs = _inputs(columns)
    for row in range(keys + 1, len(table.rows)):
        name = str(table.at(row, columns[FormColumn.ID]) or "")
        if not name:
            if _is_filled(table, row, inputs) and not _is_signature(table, row, columns):
                cells.remarks.append(Remark(table.place(row), nameless()))
            continue
        if name in seen:
            cells.remarks.append(Remark(table.place(row), copy_of(seen[name])))
            continue
        seen[name] = row
        if row in table.metadata.hidden_rows and _is_filled(table, row, inputs):
            message = gettext_lazy(
                "this row is hidden, and what stands in it is taken all the same"
            )
            cells.remarks.append(Remark(table.place(row), message, is_error=False))
        entries[name] = _entry(cells, row, name, columns)
    cells.remarks += _merged(table, keys, columns, seen)
    cells.remarks += _beside(table, keys, columns)
    return FilledForm(unit, period, table.shown, entries, identity, tuple(cells.remarks))


def _inputs(columns: Mapping[FormColumn, int]) -> list[int]:
    """Return where the columns stand that are filled in, of those that a form has."""
    return [columns[column] for column in INPUTS if column in columns]


def _is_filled(table: CellTable, row: int, inputs: list[int]) -> bool:
    return any(table.at(row, column) is not None for column in inputs)


def _is_signature(table: CellTable, row: int, columns: Mapping[FormColumn, int]) -> bool:
    """Return whether a row holds but words under the reasons: where the form is signed."""
    values = [table.at(row, column) for column in _inputs(columns)]
    others = [
        table.at(row, columns[column])
        for column in REQUIRED
        if column not in {FormColumn.REASON, FormColumn.NOTE}
    ]
    return all(value is None for value in others) and all(
        value is None or isinstance(value, str) for value in values
    )


def _entry(cells: CellReader, row: int, name: str, columns: Mapping[FormColumn, int]) -> FilledRow:
    places = RowPlaces(cells.table.shown, row, columns)
    in_words = name in FIELDS
    value_at = columns[FormColumn.VALUE]
    if in_words:
        cells.remarks += _unasked(cells.table, row, columns)
    if name in DAYS:
        return FilledRow(name, places, value=cells.day(row, value_at))
    if name == "note":
        return FilledRow(name, places, value=cells.note(row, value_at))
    if in_words:
        return FilledRow(name, places, value=cells.words(row, value_at))
    state = None
    word = cells.words(row, columns[FormColumn.STATE])
    if word is not None:
        state = state_of(word)
        if state is None:
            message = gettext_lazy(
                "“{word}” is none of the choices; choose from the list", word=word[:60]
            )
            cells.remarks.append(Remark(places[FormColumn.STATE], message))
    last_at = columns.get(FormColumn.LAST)
    last = (
        cells.count(row, last_at) if state is FigureState.AS_LAST and last_at is not None else None
    )
    cause_at = columns.get(FormColumn.CAUSE)
    return FilledRow(
        name,
        places,
        value=(cells.words if is_narrative(name) else cells.count)(row, value_at),
        percent=cells.percent(row, columns[FormColumn.PERCENT]),
        may_be_share=cells.may_be_share(row, columns[FormColumn.PERCENT]),
        state=state,
        reason=cells.words(row, columns[FormColumn.REASON]),
        cause=None if cause_at is None else cells.note(row, cause_at),
        note=cells.note(row, columns[FormColumn.NOTE]),
        last=last,
    )


def _unasked(table: CellTable, row: int, columns: Mapping[FormColumn, int]) -> Iterator[Remark]:
    """Yield what stands beside the one cell of a row about the whole report."""
    for at in _inputs(columns):
        if not columns[WIDE[0]] <= at <= columns.get(WIDE[1], -1) and table.at(row, at) is not None:
            yield Remark(
                table.place(row, at),
                gettext_lazy(
                    "nothing is asked for in this cell; move what stands here to where it belongs"
                ),
            )


def _merged(
    table: CellTable, keys: int, columns: Mapping[FormColumn, int], rows: Mapping[str, int]
) -> Iterator[Remark]:
    """Yield the merged ranges that are not the form's own and touch cells to be filled in."""
    names = {row: name for name, row in rows.items()}
    places = sorted(_inputs(columns))
    wide = [columns.get(column, -1) for column in WIDE]
    for (top, left), (bottom, right) in table.metadata.merged:
        if bottom <= keys or right < places[0] or left > places[-1]:
            continue
        if not any(row in names for row in range(top, bottom + 1)):
            continue
        own = top == bottom and left == wide[0] and right <= wide[1]
        name = names.get(top, "")
        if own and (name in FIELDS or is_narrative(name)):
            continue
        area = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        message = gettext_lazy(
            "the cells {area} are merged, so nobody can say which figure this is; undo the merging"
            " and type each figure into its own row",
            area=area,
        )
        yield Remark(table.place(top, left), message)


def _beside(table: CellTable, keys: int, columns: Mapping[FormColumn, int]) -> Iterator[Remark]:
    """Yield that something stands in columns that the form does not have."""
    known = set(columns.values())
    extra = sorted(
        {
            column
            for row in range(keys, len(table.rows))
            for column in range(len(table.rows[row]))
            if column not in known and table.at(row, column) is not None
        }
    )
    if extra:
        shown = tuple(letters(column) for column in extra[:10])
        message = ngettext_lazy(
            "column {columns} is not the form's and was not read",
            "columns {columns} are not the form's and were not read",
            len(extra),
            columns=shown,
        )
        yield Remark(table.shown, message, is_error=False)
