"""`ttdt trend`: how the values moved from round to round, and where they are heading."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import (
    AnswerFormat,
    Area,
    Bodies,
    CarryForward,
    FailOn,
    Groups,
    Indicators,
    Levels,
    Output,
    Units,
    Year,
)
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show how the values moved from round to round, and where they are heading."),
    epilog="ttdt trend\n"
    "ttdt trend village-roads 4.1\n"
    "ttdt trend 2.2 Q1 Q2\n"
    'ttdt trend --from Q1 --to Q2 --unit "Bác Ái" --group education\n'
    "ttdt trend funding p1 p5\n"
    "ttdt trend -o trend.json --fail-on behind -q",
)
def trend(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INDICATOR|UNIT|PERIOD]…",
            help=N_(
                "Only these indicators and units; all if left out. Two periods, the first and the"
                " last, or a year. “funding” for the money, with words behind it for that of these"
                " projects alone."
            ),
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="PERIOD",
            help=N_(
                "The first round shown, also one of an earlier year; if left out, the end of the"
                " year before."
            ),
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="PERIOD",
            help=N_("The last round shown; if left out, the newest with a submission."),
        ),
    ] = None,
    area: Area = None,
    level: Levels = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    body: Bodies = None,
    year: Year = None,
    carry_forward: CarryForward = False,
    fail_on: FailOn = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the trend and return the exit code."""
    from ttdt.app.assessing import AskedRows
    from ttdt.app.funding_trend import FUNDING, make_funding_trend
    from ttdt.app.trend import TrendRequest, make_trend
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = TrendRequest(
        rows=AskedRows(unit or (), group or (), indicator or (), area, level or (), body or ()),
        words=words or (),
        first=from_,
        last=to,
        year=year,
        carry_forward=carry_forward,
        fail_on=fail_on or (),
    )
    is_money = list(request.words[:1]) == [FUNDING]
    make = make_funding_trend if is_money else make_trend
    return show(session, carried_out(session, make, request), rendering)
