"""`ttdt help`: the help of the program, or of one of its commands."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.delivery import print_product
from ttdt.cli.spelling import unknown_command
from ttdt.errors import TtdtError
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
    print_product(_context_of(words or (), ctx.find_root()).get_help() + "\n")
    return 0


def _context_of(words: list[str] | tuple[str, ...], context: Any) -> Any:  # noqa: ANN401 - click is vendored
    """Return the context of the command that words lead to; raises `TtdtError` where there is none.

    A command that has no commands below it takes no further word.
    """
    for word in words:
        command = context.command
        names = command.list_commands(context) if hasattr(command, "list_commands") else ()
        if word not in names:
            raise TtdtError(unknown_command(word, names, context.command_path))
        inner = command.get_command(context, word)
        context = type(context)(
            inner, info_name=word, parent=context, obj=context.obj, **inner.context_settings
        )
    return context
