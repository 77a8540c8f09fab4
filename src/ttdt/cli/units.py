"""`ttdt units`: the areas of the plan."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, Levels, Output, Today, Year
from ttdt.cli.session import Session, day_of
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show the plan's units as a tree, with ids and codes, and who must submit."),
    epilog="ttdt units\n"
    "ttdt units --period Q2\n"
    'ttdt units --area "Bác Ái"\n'
    "ttdt units --level commune -o communes.xlsx\n"
    "ttdt units --format json",
)
def units(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|PERIOD]…",
            help=N_("A unit and a period, in any order, as --area and --period name them."),
        ),
    ] = None,
    area: Area = None,
    level: Levels = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_(
                "Show who has submitted for this period, too: Q2, H1, “quý II”, “6 tháng”,"
                " 2024-Q2…; latest is the newest with a submission."
            ),
        ),
    ] = None,
    year: Year = None,
    today: Today = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the plan's units and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.units import UnitsRequest, list_units
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = UnitsRequest(
        when=AskedPeriod(day_of(today), period, year),
        rows=AskedRows(area=area, levels=level or ()),
        words=words or (),
    )
    return show(session, carried_out(session, list_units, request), rendering)
