"""`ttdt init`: a folder in which everything else works."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.app.init import start_workspace
from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_(
        "Start a workspace: the plan, a folder for each unit, schemas for editors, a read-me and"
        " examples of automatic checks. Files that are there already are never touched, so it may"
        " be run again."
    ),
    epilog="ttdt init ke-hoach-2024\n"
    "ttdt init . --from ../ke-hoach/targets-2025.yaml\n"
    "cd ke-hoach-2024 && ttdt new --all --period Q1",
)
def init(
    ctx: typer.Context,
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=N_("The folder; it is made if it is missing."))
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=N_("The plan to start from; the one that ttdt comes with if left out."),
        ),
    ] = None,
) -> int:
    """Write what is missing and return the exit code."""
    session: Session = ctx.obj
    gettext = session.language.gettext
    for file in start_workspace(folder, from_, session.language):
        if file.is_new:
            session.tell(gettext("wrote {path}", path=file.path))
        else:
            session.tell(gettext("{path} is there already and stays", path=file.path))
    return 0
