"""`ttdt targets`: the plan, as the program reads it."""

from __future__ import annotations

import typer

from ttdt.app.resolving import pick_format
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Output, TextFormat, Year
from ttdt.cli.session import Session
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.document.targets import TargetsAnswer
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("List the plan's targets and how they are read."),
    epilog="ttdt targets\nttdt targets --lang en --format json\nttdt targets -o targets.txt",
)
def targets(
    ctx: typer.Context,
    format_: TextFormat = None,
    year: Year = None,
    output: Output = None,
) -> int:
    """Print or save the plan's targets and return the exit code."""
    session: Session = ctx.obj
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    plan = session.location.plan(year)
    view = View(session.language, width=width(), color=target is None and session.colored)
    product = lower(name, TargetsAnswer(plan), view)
    session.deliver(product, target)
    return 0
