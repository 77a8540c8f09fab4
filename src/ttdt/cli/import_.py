"""`ttdt import`: filled forms and tables of figures, put into the workspace."""

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
        " sample; also what DHIS2 (.json, .csv) and SDMX-CSV give out with the plan's codes. Every"
        " rule of check is run first, and what differs is shown. All files are written or, where"
        " anything in one of them is wrong, none. A workbook from ttdt template --plan changes the"
        " plan."
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
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help=N_("The filled forms and tables."))
    ],
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
                " in the workspace's maps/."
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
            help=N_("The file whose figures count where several files differ."),
        ),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            help=N_(
                "How settled figures are that do not say: estimate, provisional or final; what"
                " DHIS2 gives out never does."
            ),
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
                "Put submissions that break rules into this folder, to be mended, and write the"
                " others; no report reads them there."
            ),
        ),
    ] = None,
) -> int:
    """Import files together and return the exit code."""
    session: Session = ctx.obj
    if by_map is None and period is not None:
        raise TtdtError(gettext_lazy("--period goes only with --map"))
    if as_ is not None and period is not None:
        raise TtdtError(gettext_lazy("--as names the period, too; leave out --period"))
    from ttdt.cli.importing import ImportAsked, import_files
    from ttdt.cli.named_files import files_named

    asked = ImportAsked(as_, by_map, period, take, status, keep_invalid, dry_run, yes)
    return import_files(session, files_named(files), asked)
