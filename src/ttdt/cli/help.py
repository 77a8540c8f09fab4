"""`ttdt help`: the help of the program, or of one of its commands."""

from typing import Annotated

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, context_of, new_app
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_("Show the help of the program, or of a command."),
    epilog="ttdt help\nttdt help report\nttdt help report --lang vi",
)
def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[COMMAND]…", help=N_("The command; the program if left out.")),
    ] = None,
) -> int:
    """Print the help and return the exit code."""
    session: Session = ctx.obj
    session.show(context_of(words or (), ctx.find_root()).get_help() + "\n")
    return 0
