"""`ttdt template`: Excel forms for the units to fill in."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import Today
from ttdt.cli.session import day_of
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

_FOLDER = "forms"

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Make Excel forms for units to fill in: what is asked, how it is counted, the target, last"
        " round's figure, and at once whether the target is met. A unit with units below it gets"
        " one workbook for all of them, with a row for each and their sums. Those that have begun"
        " get their figures filled in. ttdt import reads the forms back. With --plan it is the plan"
        " that is made a workbook, to be changed and read back."
    ),
    epilog="ttdt template --period Q3\n"
    "ttdt template Q3 bac-ai\n"
    "ttdt template --period Q3 -o forms/ --unit bac-ai --unit ninh-son\n"
    "ttdt template --period Q3 -o bac-ai.xlsx --unit bac-ai\n"
    "ttdt template --period previous -o forms/ --force\n"
    "ttdt template --plan -o plan.xlsx",
)
def template(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|PERIOD]…",
            help=N_("Units and a period, in any order, as --unit and --period name them."),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_("For which period: Q3, H1, 6, “quý III”, 2024-Q3…"),
        ),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            "-u",
            metavar="UNIT",
            help=N_(
                "For this unit; may be repeated. If left out, a form for every unit without units"
                " below it."
            ),
        ),
    ] = None,
    below: Annotated[
        list[str] | None,
        typer.Option(
            "--below",
            metavar="UNIT",
            help=N_("A form for every unit below this one; may be repeated."),
        ),
    ] = None,
    each: Annotated[
        bool,
        typer.Option(
            "--each", help=N_("Of a unit with units below it, a form for every one of them.")
        ),
    ] = False,
    own: Annotated[
        bool,
        typer.Option(
            "--own", help=N_("Of a unit with units below it, the form of what it reports itself.")
        ),
    ] = False,
    plan: Annotated[
        bool,
        typer.Option("--plan", help=N_("The plan itself, with its units, indicators and tasks.")),
    ] = False,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help=N_("With --plan: of which year; the newest plan if left out."),
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            show_default=False,
            help=N_(
                "The folder to write to; forms/ if left out. It is made if need be. A single form"
                " can be given a name that ends in .xlsx."
            ),
        ),
    ] = _FOLDER,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace forms that are there already."))
    ] = False,
    today: Today = None,
) -> int:
    """Write the forms and return the exit code."""
    from ttdt.app.assessing import AskedPeriod
    from ttdt.cli.making_forms import FormsAsked, make_forms, make_plan_book

    if plan:
        if words or period is not None or unit or below or each or own:
            raise TtdtError(gettext_lazy("--plan goes only with --year, --output and --force"))
        return make_plan_book(ctx.obj, year, output, force=force)
    if year is not None:
        raise TtdtError(gettext_lazy("--year goes only with --plan; name a period with --period"))
    asked = FormsAsked(
        AskedPeriod(day_of(today), period),
        tuple(words or ()),
        tuple(unit or ()),
        tuple(below or ()),
        each=each,
        own=own,
    )
    return make_forms(ctx.obj, asked, output, force=force)
