"""`ttdt init`: a folder in which everything else works."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_(
        "Start a workspace: the plan, a folder for each unit, schemas for editors, a read-me and"
        " examples of automatic checks. Files that are there already are never touched, so it may"
        " be run again. Another plan for a workspace that has one comes with folders for its units"
        " and nothing else. With --year the plan is begun from one of an earlier year: targets stay"
        " and are marked for revision, deadlines move, and each unit says what it was."
    ),
    epilog="ttdt init ke-hoach-2024\n"
    "ttdt init . --from ../ke-hoach/targets-2025.yaml\n"
    "ttdt init --from data/targets-2024.yaml --year 2025\n"
    "cd ke-hoach-2024 && ttdt new --all --period Q1",
)
def init(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]",
            help=N_(
                "The folder; it is made if it is missing. With --year it may be left out: the"
                " workspace upwards, else the current folder."
            ),
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=N_("The plan to start from; the one that ttdt comes with if left out."),
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help=N_(
                "The later year that the plan is to be for; without --from, from the workspace's"
                " newest plan."
            ),
        ),
    ] = None,
) -> int:
    """Write what is missing and return the exit code."""
    from ttdt.app.init import InitRequest, start_workspace

    session: Session = ctx.obj
    gettext = session.language.gettext
    if folder is None and year is None:
        raise TtdtError(gettext_lazy("name the folder to start the workspace in, or a --year"))
    request = InitRequest(
        folder=folder,
        plan_file=from_,
        year=None if year is None else _year_of(year),
        language=session.language,
    )
    for file in start_workspace(request):
        if file.is_new:
            session.tell(gettext("wrote {path}", path=file.path))
        else:
            session.tell(gettext("{path} is there already and stays", path=file.path))
    return 0


def _year_of(word: str) -> int:
    if not re.fullmatch("[0-9]{4}", word):
        raise TtdtError(gettext_lazy("“{word}” is not a year; write it as 2025", word=word))
    return int(word)
