"""`ttdt tasks`: how far the tasks are."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, Bodies, Output, PeriodWord, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show how far the tasks are, by clause, body and unit, and which are late."),
    epilog="ttdt tasks --period Q2\n"
    "ttdt tasks --period Q2 --late\n"
    'ttdt tasks --body "Ban Dân tộc" --clause V.4\n'
    'ttdt tasks --unit "Bác Ái" -o tasks.docx\n'
    "ttdt tasks --period previous -q --fail-on late -o tasks.json",
)
def tasks(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLAUSE|UNIT|PERIOD]…",
            help=N_(
                "Clauses, units and a period, in any order, as --clause, --unit and --period name"
                " them."
            ),
        ),
    ] = None,
    period: PeriodWord = None,
    late: Annotated[
        bool,
        typer.Option("--late", help=N_("List only what is due and neither done nor cancelled.")),
    ] = False,
    body: Bodies = None,
    unit: Units = None,
    clause: Annotated[
        list[str] | None,
        typer.Option(
            "--clause",
            metavar="CLAUSE",
            help=N_("Only tasks of this clause and those below it, as III.4; may be repeated."),
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
                "Exit with 3 if a task asked about is late, or nobody has said a word of it"
                " (no_word); errors in what is said exit with 1 all the same. May be repeated."
            ),
        ),
    ] = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save how far the tasks are and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.tasks import TasksRequest, make_tasks
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = TasksRequest(
        when=AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        rows=AskedRows(unit or (), area=area, bodies=body or (), clauses=clause or ()),
        words=words or (),
        only_late=late,
        fail_on=fail_on or (),
    )
    return show(session, carried_out(session, make_tasks, request), rendering)
