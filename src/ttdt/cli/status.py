"""`ttdt status`: who has submitted, what is missing, what is late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.analysis.deadlines import appointments, due_for
from ttdt.analysis.submission_status import CONDITIONS, files_unread, submission_status
from ttdt.app.resolving import LATEST, choose_period, one_of, pick_format, pick_units, pick_year
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.exit_codes import CONDITION_HOLDS, INVALID_DATA
from ttdt.cli.notices import shelf_of, tell_of_strays
from ttdt.cli.options import Output, PeriodWord, TextFormat, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal, width
from ttdt.compute import Selection, assess, select
from ttdt.document.answer import View
from ttdt.document.status import StatusAnswer
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.rules.runner import check_history
from ttdt.text.message import N_

if TYPE_CHECKING:
    from datetime import date

    from ttdt.analysis.deadlines import Appointment, Due
    from ttdt.period import Period
    from ttdt.workspace.workspace import Workspace

app = new_app()


class _StatusCommand(Command):
    """Status, for which quiet means: only what someone must act on."""

    quiet_help = N_(
        "For cron: print nothing if every unit has submitted, none late and none with errors"
        " (warnings alone do not count); otherwise only the units with a problem. JSON and files"
        " are whole all the same."
    )


@app.command(
    cls=_StatusCommand,
    help=N_("Show who has submitted, what is missing and what is late."),
    epilog="ttdt status --period Q2\n"
    "ttdt status --period Q2 --today 2024-07-10 --due\n"
    "ttdt status --period previous -q --fail-on missing --fail-on late\n"
    "ttdt status --format json -o status.json",
)
def status(
    ctx: typer.Context,
    period: PeriodWord = None,
    unit: Units = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due",
            help=N_("Show the plan's next deadlines too, and who has submitted for them."),
        ),
    ] = False,
    year: Year = None,
    today: Today = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CONDITION",
            help=N_(
                "Exit with 3 if a unit is missing, or late (also: missing after its deadline);"
                " errors in a submission (invalid) exit with 1 all the same. May be repeated."
            ),
        ),
    ] = None,
    format_: TextFormat = None,
    output: Output = None,
) -> int:
    """Print or save where the units stand and return the exit code."""
    session: Session = ctx.obj
    conditions = [one_of("--fail-on", condition, CONDITIONS) for condition in fail_on or ()]
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    day = day_of(today)
    workspace = session.location.open()
    coming = _appointments(workspace, year, day) if due else None
    asked = _choose(workspace, period, year, today, coming)
    plan = workspace.plan(asked.year)
    chosen = pick_units(unit or (), plan)
    report = select(assess(workspace.round(asked)), Selection(units=chosen))
    histories = {one: workspace.history(plan, one) for one in report.units}
    shelf = shelf_of(session, workspace)
    found = submission_status(
        report,
        histories,
        {one: check_history(history) for one, history in histories.items()},
        today=day,
        unread={} if shelf is None else files_unread(shelf, asked),
        due=None if coming is None else _due(workspace, coming, chosen, day),
    )
    view = View(session.language, width=width(), color=target is None and session.colored)
    for_cron = session.quiet and target is None and name != "json"
    if not (for_cron and found.all_well):
        answer = StatusAnswer(found, only_trouble=for_cron)
        session.deliver(lower(name, answer, view), target)
    if shelf is not None:
        tell_of_strays(session, shelf)
    if found.holds("invalid"):
        return INVALID_DATA
    return CONDITION_HOLDS if any(found.holds(condition) for condition in conditions) else 0


def _appointments(workspace: Workspace, year: str | None, today: date) -> tuple[Appointment, ...]:
    """Return what is due from `today` on by the plan of a year, or by every plan that may."""
    if year is not None:
        plans = [workspace.plan(pick_year(workspace, year))]
    else:
        # A year's last reports come early in the next; older plans need not even be in order.
        plans = [workspace.plan(known) for known in workspace.years if known >= today.year - 1]
    return appointments(plans, today)


def _choose(
    workspace: Workspace,
    word: str | None,
    year: str | None,
    today: str | None,
    coming: tuple[Appointment, ...] | None,
) -> Period:
    """Return the period asked for; where nobody has submitted anything, what is due next."""
    if coming and word in {None, LATEST}:
        years = workspace.years if year is None else (pick_year(workspace, year),)
        if not any(workspace.latest(known) for known in years):
            return coming[0].period
    return choose_period(workspace, word, day_of(today), year=year)


def _due(
    workspace: Workspace, coming: tuple[Appointment, ...], units: tuple[str, ...], today: date
) -> tuple[Due, ...]:
    return tuple(due_for(one, workspace.round(one.period), today, units) for one in coming)
