"""`ttdt chart`: one indicator as a picture."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Area, CarryForward, Levels, Output, PeriodWord, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_("Draw one indicator as a picture: by round, by unit, against last year, on a map."),
    epilog="ttdt chart 2.2 -o 2.2.svg\n"
    "ttdt chart village-roads --kind units --period Q2 -o units.png\n"
    "ttdt chart 2.2 --kind map --geo communes.geojson --key ma_xa -o map.svg",
)
def chart(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATOR [UNIT|PERIOD]…",
            help=N_(
                "An indicator's id, name or clause, of a composite one part:"
                " solid-facilities/schools. Also units and a period, as --unit and --period name"
                " them."
            ),
        ),
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=N_(
                "path, the way to the target by round; units, side by side; year, against the same"
                " period of last year; map, with --geo and --key."
            ),
        ),
    ] = "path",
    geo: Annotated[
        str | None,
        typer.Option(
            "--geo",
            metavar="FILE",
            help=N_("With map: a GeoJSON file of the units' areas, in WGS 84."),
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--key",
            metavar="PROPERTY",
            help=N_(
                "With map: the property of the features that holds the unit's code, id or name."
            ),
        ),
    ] = None,
    period: PeriodWord = None,
    area: Area = None,
    level: Levels = None,
    unit: Units = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=N_("svg or png; otherwise the file's suffix decides."),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Draw the picture and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.chart import ChartRequest, make_chart
    from ttdt.app.resolving import pick_format
    from ttdt.cli.progress import carried_out
    from ttdt.output.pictures import PICTURES, draw

    session: Session = ctx.obj
    target = file_of(output)
    name = pick_format(format_, target, PICTURES, "svg")
    if name == "png" and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
    request = ChartRequest(
        when=AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        rows=AskedRows(unit or (), area=area, levels=level or ()),
        words=words,
        kind=kind,
        map_file=geo,
        key=key,
        carry_forward=carry_forward,
    )
    outcome = carried_out(session, make_chart, request)
    session.deliver(draw(outcome.chart, session.language, name), target)
    session.tell_notices(outcome.notices)
    return int(outcome.code)
