"""`ttdt rules`: everything that `check` looks for."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.app.resolving import pick_format
from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Output
from ttdt.cli.session import Session
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.document.rules import RulesAnswer
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.rules import RULES
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_("List the rules of check: code, severity, name, what each finds."),
    epilog="ttdt rules\nttdt rules --lang en --format json\nttdt rule TT201",
)
def rules(
    ctx: typer.Context,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=N_("table, plain or json.")),
    ] = None,
    output: Output = None,
) -> int:
    """Print or save the list of rules and return the exit code."""
    session: Session = ctx.obj
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    view = View(session.language, width=width(), color=target is None and session.colored)
    session.deliver(lower(name, RulesAnswer(tuple(RULES.values())), view), target)
    return 0
