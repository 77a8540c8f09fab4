"""`ttdt trend`: how the values moved from round to round, and where they are heading."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.app.resolving import pick_format, pick_groups, pick_indicators, pick_units
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.exit_codes import FailOn, exit_code, pick_conditions
from ttdt.cli.notices import shelf_of, tell_of_strays
from ttdt.cli.options import CarryForward, Groups, Indicators, Output, TextFormat, Units, Year
from ttdt.cli.session import Session
from ttdt.cli.terminal import is_terminal, width
from ttdt.cli.trend_input import gather, pick_rounds
from ttdt.compute import Selection
from ttdt.document.answer import View
from ttdt.document.trend.document import TrendAnswer
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show how the values moved from round to round, and where they are heading."),
    epilog="ttdt trend\n"
    "ttdt trend village-roads 4.1\n"
    'ttdt trend --from Q1 --to Q2 --unit "Bác Ái" --group education\n'
    "ttdt trend -o trend.json --fail-on behind -q",
)
def trend(
    ctx: typer.Context,
    indicators: Annotated[
        list[str] | None,
        typer.Argument(metavar="[INDICATOR]…", help=N_("Only these indicators; all if left out.")),
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
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    year: Year = None,
    carry_forward: CarryForward = False,
    fail_on: FailOn = None,
    format_: TextFormat = None,
    output: Output = None,
) -> int:
    """Print or save the trend and return the exit code."""
    session: Session = ctx.obj
    conditions = pick_conditions(fail_on)
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    workspace = session.location.open()
    span = pick_rounds(workspace, year, from_, to)
    plan = workspace.plan(span.year)
    selection = Selection(
        pick_units(unit or (), plan),
        pick_groups(group or (), plan),
        (
            *pick_indicators(indicators or (), plan, "INDICATOR"),
            *pick_indicators(indicator or (), plan),
        ),
    )
    found = gather(session, workspace, span, selection, carry_forward=carry_forward)
    view = View(session.language, width=width(), color=target is None and session.colored)
    session.deliver(lower(name, TrendAnswer(found), view), target)
    shelf = shelf_of(session, workspace)
    if shelf is not None:
        tell_of_strays(session, shelf)
    return exit_code(found.newest, conditions, invalid=bool(found.findings))
