"""Reading the files that other systems give out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ttdt.change.draft import plan_for
from ttdt.excel.foreign_files import refuse_foreign
from ttdt.exchange.recognising import is_dhis2_table, is_json, is_sdmx_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.excel.sheets import CellTable
    from ttdt.exchange.gathering import ExchangeReading
    from ttdt.workspace.workspace import Workspace


def read_json(workspace: Workspace, content: bytes, seen: str) -> ExchangeReading | None:
    """Return what a JSON file says, which messages call `seen`; None for any other file.

    Raises `TtdtError` where there are no data values in it.
    """
    if not is_json(content):
        return None
    # Links to a Google Sheet are JSON, too, and Word's texts begin like it.
    refuse_foreign(content, seen)
    from ttdt.exchange.dhis2 import read_dhis2_json

    return read_dhis2_json(content, seen, partial(plan_for, workspace))


def read_exchange(workspace: Workspace, tables: Iterable[CellTable]) -> ExchangeReading | None:
    """Return what the first table of another system says; None where there is none."""
    for table in tables:
        if is_dhis2_table(table):
            from ttdt.exchange.dhis2 import read_dhis2_table

            return read_dhis2_table(table, partial(plan_for, workspace))
        if is_sdmx_table(table):
            from ttdt.exchange.sdmx import read_sdmx

            return read_sdmx(table, partial(plan_for, workspace))
    return None
