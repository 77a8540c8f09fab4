"""`ttdt import`: filled forms and tables of figures, put into the workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Put filled forms into the workspace: .xlsx, .ods, or .csv with any of the columns"
        " unit, period, indicator, part, population, value, percent, text, state (not_applicable or"
        " not_reported), reason, note, and about the whole submission status, submitted, source,"
        " sample. Every rule of check is run first, and what differs is shown. Of a form with"
        " errors nothing is written."
    ),
    epilog="ttdt import forms/bac-ai-2024-Q3.xlsx\n"
    "ttdt import forms/*.xlsx --dry-run\n"
    "ttdt import forms/*.xlsx --yes --quiet\n"
    "ttdt import figures.csv --as bac-ai/2024-Q3",
)
def import_(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help=N_("The filled forms."))],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="UNIT/PERIOD", help=N_("Whose figures a table is that does not say.")
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", "-n", help=N_("Show what would change, and write nothing.")),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Write without asking; needed in scripts."))
    ] = False,
    keep_invalid: Annotated[
        str | None,
        typer.Option(
            "--keep-invalid",
            metavar="DIR",
            help=N_(
                "Put submissions that break rules into this folder, to be mended; no report reads"
                " them there."
            ),
        ),
    ] = None,
) -> int:
    """Import file by file and return the worst exit code."""
    from ttdt.cli.importing import import_files

    session: Session = ctx.obj
    return import_files(session, files, as_, keep_invalid, dry_run=dry_run, yes=yes)
