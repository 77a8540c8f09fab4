"""`ttdt diff`: what changed between two periods or two revisions."""

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import (
    AnswerFormat,
    Area,
    Bodies,
    CarryForward,
    Groups,
    Indicators,
    Output,
    Today,
    Units,
    Year,
)
from ttdt.cli.session import Session, day_of
from ttdt.text.message import N_

app = new_app()


@app.command(
    name="diff",
    cls=Command,
    help=N_(
        "Show what changed between two periods or two revisions, and which verdicts flipped."
        " With -q, prints nothing where nothing changed, except as JSON or into a file."
    ),
    epilog="ttdt diff Q1 Q2\n"
    "ttdt diff Q1 Q2 2.2\n"
    "ttdt diff Q2 --rev HEAD~1\n"
    "ttdt diff Q2 --rev v1..v2 --unit bac-ai\n"
    "ttdt diff latest --rev origin/main --fail-on changed -q",
)
def diff_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD] [NEW] [INDICATOR|UNIT]…",
            help=N_(
                "The periods, the older side first; one alone is compared with the one before it,"
                " none with --rev is the latest, and without --rev the latest two are compared."
                " Also indicators and units, as --indicator and --unit name them."
            ),
        ),
    ] = None,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev",
            metavar="REV",
            help=N_(
                "Compare one period in two git revisions: REV with the files on disk, OLD..NEW"
                " with each other; an empty side of .. is HEAD, as in git diff."
            ),
        ),
    ] = None,
    area: Area = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    body: Bodies = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CONDITION",
            help=N_(
                "Exit with 3 if anything changed, or if a verdict of the province (with --unit, of"
                " those units) flipped or became worse; errors in the new figures exit with 1 all"
                " the same. May be repeated: changed, flipped, worse."
            ),
        ),
    ] = None,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save what changed and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.diff import DiffRequest, make_diff
    from ttdt.cli.answering import choose_rendering, show
    from ttdt.cli.progress import carried_out

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    request = DiffRequest(
        when=AskedPeriod(day_of(today), year=year),
        rows=AskedRows(unit or (), group or (), indicator or (), area, bodies=body or ()),
        words=words or (),
        revision=rev,
        carry_forward=carry_forward,
        fail_on=fail_on or (),
    )
    return show(session, carried_out(session, make_diff, request), rendering)
