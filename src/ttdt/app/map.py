"""Proposing how a table is read that ttdt did not make."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.import_tables import refuse_old_fonts, table_of
from ttdt.app.resolving import pick_year
from ttdt.errors import TtdtError
from ttdt.excel.file_kind import content_of_form
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in
from ttdt.exchange.recognising import is_dhis2_table, is_sdmx_table
from ttdt.forms.identity import SHEET
from ttdt.forms.long_table import is_long_table
from ttdt.maps import read_map
from ttdt.tables.grid import Grid
from ttdt.tables.located_lines import follow_headings, locate_lines
from ttdt.tables.map_text import map_text
from ttdt.tables.proposing import propose
from ttdt.text.message import gettext_lazy
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.excel.sheets import CellTable
    from ttdt.plan import Plan
    from ttdt.tables.proposal import MapProposal
    from ttdt.text.language import Language
    from ttdt.workspace.workspace import Workspace


class ProposedMap(NamedTuple):
    """A map as proposed."""

    text: str
    """What its file is to hold."""
    asked: int
    """How many of its entries only a person can decide."""
    fitting: tuple[str, ...]
    """The maps of the workspace, as `--map` names them, that read the file already."""


def propose_map(
    workspace: Workspace, path: Path, year: str | None, language: Language
) -> ProposedMap:
    """Return how a file may be read by the newest plan, or that of a year.

    Raises `TtdtError` for a file that cannot be read, names no unit, or needs no map.
    """
    plan = workspace.plan(workspace.years[0] if year is None else pick_year(workspace, year))
    with WorkbookReader() as reader:
        try:
            tables = tables_in(content_of_form(path), path.name, reader)
            _refuse_known(tables)
            proposal = _proposed(tables, path.name, plan)
        except TtdtError as failure:
            raise TtdtError(
                gettext_lazy("{path}: {problem}", path=str(path), problem=failure.message)
            ) from None
    fitting = tuple(_fitting(workspace, tables))
    return ProposedMap(map_text(proposal, language), proposal.asked, fitting)


def _proposed(tables: Sequence[CellTable], name: str, plan: Plan) -> MapProposal:
    try:
        return propose(tables, name, plan)
    except TtdtError:
        refuse_old_fonts(tables)
        raise


def _refuse_known(tables: Sequence[CellTable]) -> None:
    """Raise `TtdtError` for a file that is read without a map."""
    known = (is_long_table, is_dhis2_table, is_sdmx_table)
    if any(table.name == SHEET or any(is_it(table) for is_it in known) for table in tables):
        raise TtdtError(
            gettext_lazy("this file needs no map: ttdt import reads it as it is; leave out --map")
        )


def _fitting(workspace: Workspace, tables: Sequence[CellTable]) -> Iterator[str]:
    """Yield the names of the workspace's maps whose headings a file has."""
    plans = workspace.sound_plans()
    for document in workspace.map_documents():
        mapped, _ = read_map(document, plans)
        if mapped is None or not any(one.heading for one in mapped.lines):
            continue
        try:
            grid = Grid(table_of(tables, mapped), not mapped.units_in_rows)
        except TtdtError:
            continue
        mapped, _ = follow_headings(grid, mapped)
        if not any(remark.is_error for remark in locate_lines(grid, mapped).remarks):
            yield Path(document.path).stem


def is_map(path: Path) -> bool:
    """Return whether a file is a map, sound or not."""
    data = read(path, path.name).data
    return isinstance(data, dict) and {"names_in", "figures"} <= data.keys()
