"""`ttdt set`: single figures of a submission, from a script."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.app.resolving import pick_period, pick_units
from ttdt.change.update import update
from ttdt.cli.applying_changes import place_of, plan_for, put
from ttdt.cli.assignments import answers_of
from ttdt.cli.commands import Command, new_app
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.locating import shown
from ttdt.workspace.locking import PATIENCE, content_of, locked
from ttdt.workspace.workspace import Workspace

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
    "ttdt set bac-ai Q2 status=final submitted=2024-07-02 --dry-run",
)
def set_(
    ctx: typer.Context,
    unit: Annotated[
        str, typer.Argument(metavar="UNIT", help=N_("Whose submission: id, name or code."))
    ],
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help=N_("For which period: 2024-Q2, Q2, T6…"))
    ],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME=VALUE…",
            help=N_(
                "An indicator's id (a part's behind a slash), populations.NAME, or status,"
                " submitted, source, note, sample."
            ),
        ),
    ],
    dry_run: DryRun = False,
) -> int:
    """Change the file and return the exit code."""
    session: Session = ctx.obj
    root = session.location.root()
    workspace = Workspace(root, shown(root))
    asked = pick_period(period, workspace.years[0], "PERIOD")
    plan = plan_for(workspace, asked)
    (one,) = pick_units((unit,), plan, "UNIT")
    answers = answers_of(values, plan)
    path = place_of(root, one, asked)
    # Locked from reading to writing: what another run sets meanwhile is never overwritten.
    with locked(shown(root), PATIENCE):
        before = content_of(path)
        if before is None:
            raise TtdtError(
                gettext_lazy(
                    "there is no {path}; make it with ttdt new --unit {unit} --period {period}",
                    path=str(shown(path)),
                    unit=one,
                    period=asked.id,
                )
            )
        try:
            after = update(before, plan, answers)
        except TtdtError as failure:
            named = gettext_lazy(
                "{path}: {problem}", path=str(shown(path)), problem=failure.message
            )
            raise TtdtError(named) from None
        return put(session, root, one, asked, after, before, dry_run=dry_run, held=True)
