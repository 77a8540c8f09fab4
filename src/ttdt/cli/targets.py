"""`ttdt targets`: the plan, as the program reads it."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, Bodies, Output, Year
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("List the plan's targets and how they are read."),
    epilog="ttdt targets\n"
    "ttdt targets 2.2\n"
    "ttdt targets --lang en --format json\n"
    "ttdt targets -o targets.txt",
)
def targets(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INDICATOR|UNIT|YEAR]…",
            help=N_("Indicators, a unit and a year, in any order, as --area and --year name them."),
        ),
    ] = None,
    area: Area = None,
    body: Bodies = None,
    format_: AnswerFormat = None,
    year: Year = None,
    output: Output = None,
) -> int:
    """Print or save the plan's targets and return the exit code."""
    from ttdt.app.targets import list_targets
    from ttdt.cli.answering import choose_rendering, show

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    return show(
        session, list_targets(year, session.location, area, body or (), words or ()), rendering
    )
