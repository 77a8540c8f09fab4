"""Reading tables that ttdt did not make, by a map, into forms to be imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_period
from ttdt.change.draft import plan_for
from ttdt.errors import FileError, TtdtError
from ttdt.forms.filled_form import Remark
from ttdt.maps import ContentKind, read_map
from ttdt.tables.grid import Grid
from ttdt.tables.grid import shown as as_in_map
from ttdt.tables.located_lines import follow_headings
from ttdt.tables.periods import periods_in
from ttdt.tables.reading import TableReading, read_table
from ttdt.tables.row_periods import rows_by_period
from ttdt.text.matching import as_written
from ttdt.text.message import gettext_lazy, ngettext_lazy
from ttdt.workspace.index import SUFFIX
from ttdt.workspace.locating import shown
from ttdt.workspace.workspace import MAPS_FOLDER
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.excel.sheets import CellTable
    from ttdt.forms.filled_form import FilledForm
    from ttdt.maps import TableMap
    from ttdt.period import Period
    from ttdt.workspace.workspace import Workspace


def find_map(workspace: Workspace, word: str) -> TableMap:
    """Return the map that --map names: a file, or the name of one in the workspace's `maps/`.

    Raises `FileError` with its findings where it cannot be used.
    """
    path = Path(word)
    kept = workspace.root / MAPS_FOLDER / f"{word.removesuffix(SUFFIX)}{SUFFIX}"
    if not path.is_file() and kept.is_file():
        path = kept
    if not path.exists():
        names = tuple(Path(document.path).stem for document in workspace.map_documents())
        raise TtdtError(
            gettext_lazy(
                "--map: there is no file {path}, and no map of that name in {folder}; there are:"
                " {names}",
                path=word,
                folder=(workspace.shown / MAPS_FOLDER).as_posix(),
                names=names or ("–",),
            )
        )
    mapped, findings = read_map(read(path, shown(path).as_posix()), workspace.sound_plans())
    if mapped is None:
        message = gettext_lazy("the map {path} cannot be used yet", path=shown(path).as_posix())
        raise FileError(message, findings)
    return mapped


class ByMap(NamedTuple):
    """How tables are read that ttdt did not make."""

    mapped: TableMap
    period: str | None = None
    """The word for the period, where the map and its table do not say."""
    unit: str | None = None
    """That of a table of one unit alone."""


def read_by_map(workspace: Workspace, tables: Sequence[CellTable], how: ByMap) -> TableReading:
    """Return what a file's table says by a map.

    Raises `TtdtError` where the file has no such table, or nothing says its period.
    """
    table = table_of(tables, how.mapped)
    grid = Grid(table, not how.mapped.units_in_rows)
    mapped, moved = follow_headings(grid, how.mapped)
    beside = [*_sheets_beside(tables, table), *moved]
    if mapped.holds(ContentKind.PERIOD):
        reading = _read_periods(workspace, grid, how._replace(mapped=mapped))
    else:
        period = _period(workspace, table, mapped, how.period)
        reading = read_table(grid, mapped, plan_for(workspace, period), period, how.unit)
        beside += _another_period(table, mapped, period)
    if any(remark.is_error for remark in reading.remarks):
        refuse_old_fonts([table])
    return reading._replace(remarks=(*beside, *reading.remarks))


def _read_periods(workspace: Workspace, grid: Grid, how: ByMap) -> TableReading:
    """Return what a table says whose rows each name their period: of all, or of the one asked."""
    year = workspace.years[0]
    asked = None if how.period is None else pick_period(how.period, year)
    found = rows_by_period(grid, how.mapped, year, asked)
    forms: list[FilledForm] = []
    remarks: list[Remark] = [*found.remarks]
    refused: list[Remark] = []
    for period, rows in found.rows.items():
        plan = plan_for(workspace, period)
        reading = read_table(grid, how.mapped, plan, period, how.unit, rows)
        forms += reading.forms
        # What is wrong with the headings, each reading tells.
        remarks += [one for one in reading.remarks if one not in remarks]
        refused += reading.refused
    return TableReading(tuple(forms), tuple(remarks), tuple(refused))


def refuse_old_fonts(tables: Sequence[CellTable]) -> None:
    """Raise `TtdtError` for sheets in which no name is found, as they are not in Unicode."""
    from ttdt.excel.legacy_text import in_old_fonts

    message = in_old_fonts(cell for table in tables for row in table.rows for cell in row)
    if message is not None:
        raise TtdtError(message)


def table_of(tables: Sequence[CellTable], mapped: TableMap) -> CellTable:
    """Return the sheet that the map is about; that of a file with one needs no name.

    Raises `TtdtError` where the file has no such sheet.
    """
    for table in tables:
        if mapped.sheet is None or as_written(as_in_map(table.name)) == as_written(mapped.sheet):
            return table
    if len(tables) == 1:
        return tables[0]
    raise TtdtError(
        gettext_lazy(
            "the file has no sheet “{sheet}”, which the map is about; it has {names}",
            sheet=str(mapped.sheet),
            names=tuple(table.name for table in tables[:20]),
        )
    )


def _sheets_beside(tables: Sequence[CellTable], read: CellTable) -> Iterator[Remark]:
    """Yield that the sheet read is hidden, and which others have something and are not read."""
    if read.metadata.is_hidden:
        message = gettext_lazy("this sheet is hidden, and what stands in it is taken all the same")
        yield Remark(f"{read.path}!{read.name}", message, is_error=False)
    others = [one.name for one in tables if one is not read and any(map(any, one.rows))]
    if others:
        message = ngettext_lazy(
            "the sheet {names} was not read; the map is about {sheet}",
            "the sheets {names} were not read; the map is about {sheet}",
            len(others),
            names=tuple(others[:20]),
            sheet=read.name,
        )
        yield Remark(read.path, message, is_error=False)


def _another_period(table: CellTable, mapped: TableMap, period: Period) -> Iterator[Remark]:
    """Yield that the cell of the map says another period than that which was taken."""
    if mapped.period_in is None:
        return
    said = periods_in(str(table.at(*mapped.period_in) or ""))
    if len(said) == 1 and said[0] != period:
        message = gettext_lazy(
            "the table says {said} here, and is taken as that of {period}",
            said=said[0].id,
            period=period.id,
        )
        yield Remark(table.place(*mapped.period_in), message, is_error=False)


def _period(workspace: Workspace, table: CellTable, mapped: TableMap, word: str | None) -> Period:
    if word is not None:
        return pick_period(word, workspace.years[0])
    if mapped.period is not None:
        return mapped.period
    if mapped.period_in is None:
        raise TtdtError(
            gettext_lazy("nothing says which period the figures are for; name it with --period")
        )
    said = str(table.at(*mapped.period_in) or "")
    found = periods_in(said)
    if len(found) != 1:
        raise TtdtError(
            gettext_lazy(
                "the cell {cell} does not say one period: “{text}”; name it with --period",
                cell=table.place(*mapped.period_in),
                text=said,
            )
        )
    return found[0]
