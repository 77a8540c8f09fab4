"""`ttdt init`: a folder in which everything else works."""

from typing import Annotated

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_(
        "Start a workspace: the plan, a folder for each unit, schemas for editors, a read-me and"
        " examples of automatic checks. On a terminal it asks what the plan is to begin with, for"
        " which province, year and units, as the options say; elsewhere it is the plan that ttdt"
        " comes with. Files that are there already are never touched, so it may be run again."
        " Another plan for a workspace that has one comes with folders for its units and nothing"
        " else. With --year alone the plan is begun from one of an earlier year: targets stay and"
        " are marked for revision, deadlines move, and each unit says what it was."
    ),
    epilog="ttdt init ke-hoach-2024\n"
    'ttdt init dak-nong --province "Đắk Nông" --year 2025 --units "Gia Nghĩa,Cư Jút" --plan blank\n'
    "ttdt init lam-dong --province 'Lâm Đồng' --year 2026 --units xa.xlsx --plan ninh-thuan-2024\n"
    "ttdt init . --from ../ke-hoach/targets-2025.yaml\n"
    "ttdt init --from data/targets-2024.yaml --year 2025",
)
def init(
    ctx: typer.Context,
    folder: Annotated[
        str | None,
        typer.Argument(
            metavar="[DIR]",
            help=N_(
                "The folder; it is made if it is missing. With --year it may be left out: the"
                " workspace upwards, else the current folder."
            ),
            show_default=False,
        ),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="blank|workbook|ninh-thuan-2024",
            help=N_(
                "What the plan begins with: an example of each measure, the same with an Excel"
                " workbook to write it in, or the 27 objectives of Ninh Thuận for 2024."
            ),
        ),
    ] = None,
    province: Annotated[
        str | None,
        typer.Option(
            "--province",
            metavar="NAME",
            help=N_("Whose plan it is: “Đắk Nông”, or “huyện Cư Jút” for that of a district."),
        ),
    ] = None,
    units: Annotated[
        str | None,
        typer.Option(
            "--units",
            metavar="NAMES|FILE",
            help=N_(
                "The units that report: names with commas between them, or a file (.txt, .csv,"
                " .xlsx, .ods). Ids are made from the names."
            ),
        ),
    ] = None,
    units_column: Annotated[
        str | None,
        typer.Option(
            "--units-column",
            metavar="HEADING",
            help=N_("The heading of the column that has the names."),
        ),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help=N_("The plan to start from; the one that ttdt comes with if left out."),
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help=N_(
                "The year of the plan. Without --province a later one, for which the plan of --from"
                " or the workspace's newest is begun anew."
            ),
        ),
    ] = None,
) -> int:
    """Write what is missing and return the exit code."""
    from ttdt.cli.asking_for_plan import PlanAsked
    from ttdt.cli.beginning_plans import start

    session: Session = ctx.obj
    return start(session, PlanAsked(folder, plan, province, year, units, units_column, from_))
