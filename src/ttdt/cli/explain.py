"""`ttdt explain`: how one number comes about."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, CarryForward, Output, PeriodWord, Today, Year
from ttdt.cli.session import Session, day_of
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show how one number comes about, down to the files' lines."),
    epilog="ttdt explain village-roads --period Q2\n"
    'ttdt explain 2.3 --unit "Bác Ái" --period Q2\n'
    "ttdt explain solid-facilities/schools --format json -o schools.json\n"
    "ttdt explain 2.2 Q2\n"
    "ttdt explain funding p1 --period Q2\n"
    'ttdt explain iii-4-1-dien --unit "Bác Ái" --period Q2',
)
def explain(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATOR… [UNIT|PERIOD]",
            help=N_(
                "An indicator's id, name or clause, of a composite also one part:"
                " solid-facilities/schools; a task's id or name; money: “funding” for all of it,"
                " “funding p1” or “funding.p1.local” for a project's, or what one source gives it."
                " Also a unit and a period, as --unit and --period name them."
            ),
        ),
    ],
    area: Area = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", "-u", metavar="UNIT", help=N_("Explain this unit's own number.")),
    ] = None,
    period: PeriodWord = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the derivation of each number asked for and return the exit code."""
    from ttdt.app.assessing import AskedPeriod
    from ttdt.app.explain import ExplainRequest, make_explanation
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = ExplainRequest(
        when=AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        words=words,
        area=area,
        unit=unit,
        carry_forward=carry_forward,
    )
    return show(session, carried_out(session, make_explanation, request), rendering)
