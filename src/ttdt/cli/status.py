"""`ttdt status`: who has submitted, what is missing, what is late."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Area, Bodies, Output, PeriodWord, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from ttdt.analysis.submission_status import SubmissionStatus

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
    "ttdt status --period Q2 --reminders letters\n"
    "ttdt status --format json -o status.json",
)
def status(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|PERIOD]…",
            help=N_("Units and a period, in any order, as --unit and --period name them."),
        ),
    ] = None,
    period: PeriodWord = None,
    area: Area = None,
    unit: Units = None,
    body: Bodies = None,
    due: Annotated[
        bool,
        typer.Option(
            "--due",
            help=N_("Show the plan's next deadlines too, and who has submitted for them."),
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help=N_("Show every unit; of many, only those with a problem are shown otherwise."),
        ),
    ] = False,
    reminders: Annotated[
        str | None,
        typer.Option(
            "--reminders",
            metavar="DIR",
            help=N_(
                "Write a letter, DIR/UNIT.txt, for each unit that is missing, late or wrong, and"
                " for each area with such units; letters no longer needed are removed."
            ),
        ),
    ] = None,
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
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save where the units stand and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.status import StatusRequest, make_status
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = StatusRequest(
        when=AskedPeriod(day_of(today), period, year, session.settings.chosen("period")),
        rows=AskedRows(unit or (), area=area, bodies=body or ()),
        words=words or (),
        due=due,
        only_trouble=rendering.is_brief(session),
        everything=everything,
        for_filtering=rendering.format.has_filters,
        fail_on=fail_on or (),
    )
    standing, outcome = carried_out(session, make_status, request)
    if reminders is not None:
        # Before the answer: whoever reads it may stop early.
        _write_reminders(session, standing, reminders)
    return show(session, outcome, rendering)


def _write_reminders(session: Session, standing: "SubmissionStatus", folder: str) -> None:
    from ttdt.app.reminders import write_reminders

    if folder in {"", "-"}:
        raise TtdtError(gettext_lazy("reminders are files; name a folder with --reminders"))
    done = write_reminders(standing, Path(folder), session.language)
    session.tell(
        session.language.gettext(
            "reminders in {path}: {written} written, {unchanged} unchanged, {removed} removed",
            path=folder,
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
        )
    )
