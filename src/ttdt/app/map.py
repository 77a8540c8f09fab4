"""Proposing how a table is read that ttdt did not make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_year
from ttdt.excel.file_kind import content_of_form
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in
from ttdt.tables.map_text import map_text
from ttdt.tables.proposing import propose
from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.text.language import Language
    from ttdt.workspace.workspace import Workspace


class ProposedMap(NamedTuple):
    """A map as proposed."""

    text: str
    """What its file is to hold."""
    asked: int
    """How many of its entries only a person can decide."""


def propose_map(
    workspace: Workspace, path: Path, year: str | None, language: Language
) -> ProposedMap:
    """Return how a file may be read by the newest plan, or that of a year.

    Raises `TtdtError` for a file that cannot be read, or names no unit.
    """
    plan = workspace.plan(workspace.years[0] if year is None else pick_year(workspace, year))
    with WorkbookReader() as reader:
        tables = tables_in(content_of_form(path), path.name, reader)
    proposal = propose(tables, path.name, plan)
    return ProposedMap(map_text(proposal, language), proposal.asked)


def is_map(path: Path) -> bool:
    """Return whether a file is a map, sound or not."""
    data = read(path, path.name).data
    return isinstance(data, dict) and {"names_in", "figures"} <= data.keys()
