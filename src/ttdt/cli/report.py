"""`ttdt report`: the province's progress."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.assess import Report, Selection, Status, assess, select
from ttdt.cli.choices import (
    one_of,
    pick_format,
    pick_groups,
    pick_indicators,
    pick_units,
)
from ttdt.cli.group import CONTEXT, Command, new_app
from ttdt.cli.options import (
    CarryForward,
    Color,
    Data,
    Groups,
    Help,
    Indicators,
    Lang,
    Output,
    Quiet,
    Units,
    Version,
)
from ttdt.cli.output import file_of
from ttdt.cli.periods import PeriodWord, Today, choose_period
from ttdt.cli.plans import Year
from ttdt.cli.session import Session, is_terminal, width
from ttdt.failure import Failure
from ttdt.message import mark, msg
from ttdt.render import FORMATS, View, load
from ttdt.workspace import Workspace

INVALID_DATA = 1
CONDITION_HOLDS = 3

CONDITIONS = ("behind", "not_met", "no_data", "missing")

app = new_app()


@app.command(
    cls=Command,
    context_settings=CONTEXT,
    help=mark("Print or save the province's progress report."),
    epilog="ttdt report --period Q2\n"
    'ttdt report --period "6 tháng" --unit "Bác Ái"\n'
    "ttdt report --period Q2 --by unit --group education\n"
    "ttdt report --period Q2 -o q2.json --fail-on behind -q",
)
def report(
    ctx: typer.Context,
    period: PeriodWord = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="unit", help=mark("Indicators as rows, units as columns.")),
    ] = None,
    rank: Annotated[
        bool,
        typer.Option(
            "--rank", help=mark("With --by unit: the place of each unit, the best first.")
        ),
    ] = False,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CONDITION",
            help=mark(
                "Exit with 3 if a verdict is behind (or worse), not_met or no_data, or a unit is"
                " missing; errors in the data exit with 1 all the same. May be repeated."
            ),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=mark("table, plain or json; otherwise the file's suffix or the terminal decides."),
        ),
    ] = None,
    output: Output = None,
    data: Data = None,
    lang: Lang = None,
    color: Color = None,
    quiet: Quiet = False,
    version: Version = False,
    help_: Help = False,
) -> int:
    """Print or save the report and return the exit code."""
    session: Session = ctx.obj.with_options(data=data, color=color, quiet=quiet)
    by_unit = by is not None and one_of("--by", by, ("unit",)) == "unit"
    if rank and not by_unit:
        raise Failure(msg("--rank goes only with --by unit"))
    conditions = [one_of("--fail-on", condition, CONDITIONS) for condition in fail_on or ()]
    target = file_of(output)
    suffixes = {name: known.suffixes for name, known in FORMATS.items()}
    name = pick_format(format_, target, suffixes, "table" if is_terminal() else "plain")
    workspace = session.open_workspace()
    asked = choose_period(workspace, period, year=year, today=today)
    plan = workspace.plan(asked.year)
    selection = Selection(
        pick_units(unit or (), plan),
        pick_groups(group or (), plan),
        pick_indicators(indicator or (), plan),
    )
    shown = select(assess(workspace.round(asked), carry_forward=carry_forward), selection)
    view = View(
        session.language,
        width=width(),
        color=target is None and session.colored,
        by_unit=by_unit,
        ranks=rank,
    )
    product = load(name)(shown, view)
    session.deliver(product, target)
    if not session.quiet:
        _tell_of_strays(session, workspace, shown)
    return _exit_code(shown, conditions)


def _tell_of_strays(session: Session, workspace: Workspace, report: Report) -> None:
    """Say on stderr that files were passed over: a misnamed one looks like none at all."""
    try:
        strays = len(tuple(workspace.shelf((report.plan,)).strays()))
    except Failure as failure:
        # The report rests on other folders, and has been written.
        session.note(f"ttdt: {session.language.say(failure.message)}")
        return
    if strays:
        session.note(
            session.language.ntr(
                "ttdt: {n} file in districts/ lies where no report looks; ttdt check names it",
                "ttdt: {n} files in districts/ lie where no report looks; ttdt check names them",
                strays,
            )
        )


def _exit_code(report: Report, conditions: list[str]) -> int:
    """Return the exit code; errors in the data come before what may rest on them."""
    if report.findings:
        return INVALID_DATA
    return CONDITION_HOLDS if any(_holds(report, name) for name in conditions) else 0


def _holds(report: Report, condition: str) -> bool:
    if condition == "missing":
        return bool(report.completeness.missing)
    statuses = {
        status
        for result in report.indicators
        for status in (
            [row.status for row in result.units.values()]
            if report.by_selection
            else [result.province.status]
        )
    }
    if condition == "no_data":
        return Status.NO_DATA in statuses
    if condition == "not_met":
        return Status.NOT_MET in statuses
    return any(status.is_short and status is not Status.ON_TRACK for status in statuses)
