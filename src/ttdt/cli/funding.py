"""`ttdt funding`: the money."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, Output, PeriodWord, Today, Year
from ttdt.cli.session import Session, day_of
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show the money: available, disbursed and left, by project, source, kind or unit."),
    epilog="ttdt funding --period Q2\n"
    "ttdt funding --period Q2 --by unit\n"
    'ttdt funding --by source --area "Bác Ái"\n'
    "ttdt funding --period Q2 -o giai-ngan-q2.xlsx\n"
    "ttdt funding --period previous -q --fail-on missing -o funding.json",
)
def funding(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|PERIOD]…",
            help=N_("A unit and a period, in any order, as --area and --period name them."),
        ),
    ] = None,
    period: PeriodWord = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="project|source|kind|unit",
            help=N_("What the table has a row for: projects if left out."),
        ),
    ] = None,
    area: Area = None,
    year: Year = None,
    today: Today = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CONDITION",
            help=N_(
                "Exit with 3 if the plan's target for money is behind (or worse) or not_met, or the"
                " money of a unit is missing; errors in it exit with 1 all the same. May be"
                " repeated."
            ),
        ),
    ] = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the money of a round and return the exit code."""
    from ttdt.app.assessing import AskedPeriod
    from ttdt.app.funding import FundingRequest, make_funding
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = FundingRequest(
        AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        area,
        by,
        fail_on or (),
        words or (),
    )
    return show(session, carried_out(session, make_funding, request), rendering)
