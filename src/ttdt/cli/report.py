"""`ttdt report`: the province's progress."""

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
    PeriodWord,
    Today,
    Units,
    Year,
)
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.settings.definitions import COLUMNS, COMPARE
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_("Print or save the province's progress report."),
    epilog="ttdt report --period Q2\n"
    'ttdt report --period "6 tháng" --unit "Bác Ái"\n'
    "ttdt report Q2 2.2\n"
    "ttdt report --period Q2 --by unit --group education\n"
    "ttdt report --period Q2 --compare\n"
    "ttdt report --period Q2 --summary\n"
    "ttdt report --period Q2 -o q2.docx --date 2024-07-05\n"
    "ttdt report --period Q2 -o q2.json --fail-on behind -q",
)
def report(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INDICATOR|UNIT|PERIOD]…",
            help=N_(
                "Indicators, units and a period, in any order, as --indicator, --unit and --period"
                " name them."
            ),
        ),
    ] = None,
    period: PeriodWord = None,
    area: Area = None,
    level: Levels = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    body: Bodies = None,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="unit",
            help=N_("Indicators as rows, units as columns; of one indicator, units as rows."),
        ),
    ] = None,
    rank: Annotated[
        bool,
        typer.Option("--rank", help=N_("With --by unit: the place of each unit, the best first.")),
    ] = False,
    summary: Annotated[
        bool,
        typer.Option(
            "--summary",
            help=N_("One screen, as for a mail: what is behind, missing, late, and what to do."),
        ),
    ] = False,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare",
            help=N_("Also the table against the plan, last year and the round before."),
        ),
    ] = False,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="usual|compare",
            help=N_("The columns of the report; compare is --compare; also TTDT_COLUMNS."),
        ),
    ] = None,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment", help=N_("With html: a piece to put into a mail or another page.")
        ),
    ] = False,
    letterhead: Annotated[
        str | None,
        typer.Option(
            "--letterhead",
            metavar="FILE",
            help=N_("For docx and pdf: who writes to whom, as YAML; also `report:` in the plan."),
        ),
    ] = None,
    sections: Annotated[
        str | None,
        typer.Option(
            "--sections",
            metavar="FILE",
            help=N_(
                "The office's own words, as YAML: results, money, tasks, shortcomings, causes,"
                " solutions, proposals; also `sections:` under `report:` in the plan."
            ),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help=N_(
                "For docx and pdf: the day it is written, as 2024-07-05 or 05/07/2024; else today."
            ),
        ),
    ] = None,
    no_annex: Annotated[
        bool,
        typer.Option(
            "--no-annex",
            help=N_("For docx and pdf: without the annex on method, files and their errors."),
        ),
    ] = False,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    fail_on: FailOn = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save the report and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.report import ReportRequest, make_report
    from ttdt.app.resolving import one_of
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out
    from ttdt.output.formats import Need

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    if fragment and not rendering.format.has_fragment:
        raise TtdtError(gettext_lazy("--fragment goes only with --format html"))
    if columns is not None:
        one_of("--columns", columns, COLUMNS)
    if compare:
        columns = COMPARE
    request = ReportRequest(
        when=AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        rows=AskedRows(unit or (), group or (), indicator or (), area, level or (), body or ()),
        words=words or (),
        by=by,
        ranks=rank,
        compares=columns == COMPARE,
        compares_usually=columns is None and session.settings.value("columns") == COMPARE,
        summary=summary,
        carry_forward=carry_forward,
        fail_on=fail_on or (),
        needs=rendering.format.needs,
        letterhead=letterhead,
        usual_letterheads=session.settings.given["letterhead"],
        sections=sections,
        day=day_of(date, "--date") if Need.LETTERHEAD in rendering.format.needs else None,
        annex=not no_annex,
        fragment=fragment,
    )
    return show(session, carried_out(session, make_report, request), rendering)
