"""`ttdt rules`: everything that `check` looks for."""

from __future__ import annotations

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.options import AnswerFormat, Output
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_("List the rules of check: code, severity, name, what each finds."),
    epilog="ttdt rules\nttdt rules --lang en --format json\nttdt rule TT201",
)
def rules(
    ctx: typer.Context,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the list of rules and return the exit code."""
    from ttdt.app.rules import list_rules
    from ttdt.cli.answering import choose_rendering, show

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    return show(session, list_rules(), rendering)
