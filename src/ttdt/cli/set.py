"""`ttdt set`: single figures of a submission, from a script."""

from contextlib import nullcontext
from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()

DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", "-n", help=N_("Check and show what would change, and write nothing.")
    ),
]


@app.command(
    cls=Command,
    help=N_(
        "Set single figures of a submission; comments and layout stay. VALUE is a whole number, a"
        " decimal with a point, 98.2% where only the rate is known, n/a:reason for not applicable,"
        " - for not reported (-:reason with a reason), or text for an objective in words. Nothing"
        " is written if the change brings an error."
    ),
    epilog="ttdt set bac-ai Q2 village-roads=31 solid-facilities/schools=28\n"
    "ttdt set bac-ai 2024-Q2 health-insurance=98.2% populations.villages=39\n"
    'ttdt set bac-ai Q2 "resettled-households=n/a:no site in this district"\n'
    "ttdt set bac-ai Q2 funding.p1.provincial.disbursed=510.5 tasks.iii-1-1-danh-sach=done\n"
    "ttdt set bac-ai Q2 status=final submitted=2024-07-02 --dry-run",
)
def set_(
    ctx: typer.Context,
    unit: Annotated[
        str,
        typer.Argument(
            metavar="UNIT",
            help=N_("Whose submission: id, name or code; province for the plan's own area."),
        ),
    ],
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=N_("For which period: 2024-Q2, Q2, T6…"))
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME=VALUE…",
            help=N_(
                "An indicator's id, clause or name (a part's behind a slash; its note, cause behind"
                " a point), populations.NAME, funding.PROJECT.SOURCE.AMOUNT (carried_over,"
                " assigned, disbursed; also decision, not_reported, note, cause), tasks.TASK (its"
                " percent, reason, note, cause behind a point), or status, submitted, as_of,"
                " source, note, sample."
            ),
        ),
    ],
    dry_run: DryRun = False,
) -> int:
    """Change the file and return the exit code."""
    from ttdt.app.assignments import edits_of
    from ttdt.app.resolving import pick_areas, pick_period
    from ttdt.app.set import draft_of_edits
    from ttdt.change.draft import ChangeService, plan_for
    from ttdt.cli.applying_changes import apply

    session: Session = ctx.obj
    location = session.location
    changes = ChangeService(location.open() if dry_run else location.open_to_change())
    asked = pick_period(period, changes.workspace.years[0], "PERIOD")
    plan = plan_for(changes.workspace, asked)
    (one,) = pick_areas((unit,), plan, "UNIT")
    edits = edits_of(values, plan)
    # Locked from reading to writing: what another run sets meanwhile is never overwritten.
    with nullcontext() if dry_run else changes.locked(for_script=True):
        draft = draft_of_edits(changes, plan, one, asked, edits)
        return apply(session, changes, draft, dry_run=dry_run, is_locked=True)
