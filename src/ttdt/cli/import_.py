"""`ttdt import`: filled forms and tables of figures, put into the workspace."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Put filled forms into the workspace: .xlsx, .ods, or .csv with any of the columns"
        " unit, period, indicator, part, population, value, percent, text, state (not_applicable or"
        " not_reported), reason, note, and about the whole submission status, submitted, source,"
        " sample. Every rule of check is run first, and what differs is shown. Of a form with"
        " errors nothing is written. A workbook from ttdt template --plan changes the plan."
    ),
    epilog="ttdt import forms/bac-ai-2024-Q3.xlsx\n"
    "ttdt import forms/*.xlsx --dry-run\n"
    "ttdt import forms/*.xlsx --yes --quiet\n"
    "ttdt import figures.csv --as bac-ai/2024-Q3\n"
    "ttdt import bieu-01.xlsx --map bieu-01 --period Q3\n"
    "ttdt import plan.xlsx",
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
    by_map: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="MAP",
            help=N_(
                "Read tables that ttdt did not make by this map: a file from ttdt map, or its name"
                " in the workspace's maps/. All is written or, where anything is wrong, nothing."
            ),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_("With --map: the period of the figures, where the map does not say it."),
        ),
    ] = None,
    take: Annotated[
        str | None,
        typer.Option(
            "--take",
            metavar="FILE",
            help=N_("With --map: the file whose figures count where several files differ."),
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
    session: Session = ctx.obj
    if by_map is not None:
        from ttdt.cli.importing_tables import TablesAsked, import_tables

        if keep_invalid is not None:
            raise TtdtError(gettext_lazy("--keep-invalid does not go with --map"))
        if as_ is not None and period is not None:
            raise TtdtError(gettext_lazy("--as names the period, too; leave out --period"))
        return import_tables(session, files, TablesAsked(by_map, as_, period, take, dry_run, yes))
    if period is not None or take is not None:
        raise TtdtError(gettext_lazy("--period and --take go only with --map"))
    from ttdt.cli.importing import import_files

    return import_files(session, files, as_, keep_invalid, dry_run=dry_run, yes=yes)
