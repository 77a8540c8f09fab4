"""Which plan a command speaks of."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.session import current_folder
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.locating import find_root
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ttdt.cli.session import Session
    from ttdt.plan import Plan

Year = Annotated[
    str | None,
    typer.Option("--year", metavar="YEAR", help=N_("The plan's year; the newest if left out.")),
]


def pick_plan(session: Session, year: str | None) -> Plan:
    """Return the plan of the workspace, or the one in the package where there is none."""
    if session.named_data is not None or find_root(current_folder()) is not None:
        return _of_year(session.open_workspace(), year)
    return shipped_plan(year)


def shipped_plan(year: str | None = None) -> Plan:
    """Return the plan in the package."""
    with resources.as_file(resources.files("ttdt") / "plans") as folder:
        return _of_year(Workspace(folder, Path("ttdt/plans")), year)


def _of_year(workspace: Workspace, year: str | None) -> Plan:
    return workspace.plan(workspace.years[0] if year is None else pick_year(workspace, year))


def pick_year(workspace: Workspace, word: str) -> int:
    """Return the year that --year names; raises `TtdtError` where there is no plan for it."""
    years = tuple(str(known) for known in workspace.years)
    if word not in years:
        raise TtdtError(
            gettext_lazy("there is no plan for {year}; plans: {years}", year=word, years=years)
        )
    return int(word)
